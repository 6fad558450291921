// SPDX-License-Identifier: Apache-2.0
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { Runner } from '../../base/runner.ts'
import type { ArtifactPath } from '../../intoto/artifacts/artifacts.ts'
import { readModes } from '../../intoto/link/file-modes.ts'
import { StagesError } from '../codes.ts'
import type { ConvertedFile } from '../converted-products.ts'
import { refuseGit, removeTaken } from '../place-file.ts'
import { placeEach } from '../place-products.ts'
import type { FetchedProducts } from '../take-over.ts'
import type { AllTaken } from '../taken-products.ts'
import type { PlannedTakes } from './recording-plan.ts'
import { takenTree } from './taken-tree.ts'

export interface PlaceTaken {
  readonly step: string
  readonly workspace: string
  readonly takes: PlannedTakes
  /** Files of the commit that is checked out. */
  readonly tracked: readonly string[]
  readonly runner: Pick<Runner, 'log' | 'annotate'>
}

const MOST_NAMES = 5

/**
 * Puts products where a step in intents takes them, and removes what the steps removed that it takes.
 *
 * @throws TAKE_OVER_NOT_FOUND for a file that did not come and does not lie there, TAKE_OVER_UNSAFE, FILE_UNWRITABLE
 */
export function placeTaken(
  fetched: readonly FetchedProducts[],
  { step, workspace, takes, tracked, runner }: PlaceTaken
): AllTaken {
  const byStep = new Map(fetched.map((one) => [one.link.name, one]))
  const of = (name: string): FetchedProducts => byStep.get(name) as FetchedProducts
  const came = fetched.map(({ link, found }) => ({ link, files: new Set<string>(found.paths()) }))
  const { files, others, removed, conflicts } = takenTree(came, takes, tracked)
  const names = (paths: readonly string[]): string => listed(paths, MOST_NAMES, (path) => quoteUntrusted(path))
  if (conflicts.length > 0)
    runner.annotate(
      'warning',
      'Steps have other bytes under one name',
      `Step ${quoteUntrusted(step)} takes ${names(conflicts)} from two steps, with other bytes in each. The gate refuses that (TAKES_CONFLICT): write \`only\` at one of the takes.`
    )
  refuseGit(files.map(({ path }) => path))
  const gone = removed.filter((path) => removeTaken(workspace, path))
  demandThere(others, { step, workspace, names })
  const links = placeEach(
    workspace,
    files.map(({ path, digests, taken, came: { step: maker, name } }) => ({
      path,
      digests,
      file: join(of(maker).directory, name),
      mode: readModes(of(taken.step).link.environment, 'products')?.get(taken.name),
      isLink: of(maker).links.includes(name)
    }))
  )
  const converted = new Map<ArtifactPath, ConvertedFile>()
  for (const {
    path,
    came: { step: maker, name }
  } of files) {
    const file = of(maker).converted.get(name)
    if (file !== undefined) converted.set(path, file)
  }
  const away = gone.length === 0 ? '' : ` ${count(gone.length, 'file')} removed: ${names(gone)}.`
  runner.log(`Step ${quoteUntrusted(step)}: ${count(files.length, 'file')} put where the layout says.${away}`)
  return {
    links: fetched.map(({ link }) => link),
    tookOver: fetched.map(({ tookOver }) => tookOver),
    known: { converted, links },
    placed: new Set(files.map(({ path }) => path))
  }
}

function demandThere(
  paths: readonly string[],
  {
    step,
    workspace,
    names
  }: Pick<PlaceTaken, 'step' | 'workspace'> & { readonly names: (of: readonly string[]) => string }
): void {
  const missing = paths.filter((path) => lstatSync(join(workspace, path), { throwIfNoEntry: false }) === undefined)
  if (missing.length === 0) return
  throw new StagesError(
    'TAKE_OVER_NOT_FOUND',
    `Step ${quoteUntrusted(step)} begins with ${names(missing)}, by the layout; nobody handed that over, and it does not lie there.`,
    {
      hint: 'For files of the commit, check out before this stage. For others, name in `take-over` the steps that made them, too, and see that none of these says `hand-over: none`.'
    }
  )
}
