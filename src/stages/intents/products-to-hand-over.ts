// SPDX-License-Identifier: Apache-2.0
import { count } from '../../base/count.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Runner } from '../../base/runner.ts'
import type { Artifacts } from '../../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../intoto/artifacts/build-artifacts.ts'
import type { Link } from '../../intoto/link/link.ts'
import { readDirectoryNotes } from '../../intoto/link/recording-notes.ts'
import { isGitName } from '../../recording/git-name.ts'
import { selectProducts } from '../hand-over.ts'
import { BY_LAYOUT } from '../inputs/layout-inputs.ts'
import type { HandOverInput } from '../inputs/hand-over-inputs.ts'
import type { RecordingPlan } from './recording-plan.ts'

/**
 * The products that a stage hands over; undefined for none. By the layout, these are what the step adds, may add and
 * changes, where a later step takes it. Installed directories, and what git keeps for itself in directories, never are.
 *
 * @throws HAND_OVER_NOTHING where patterns name none
 */
export function productsToHandOver(
  { products, environment }: Pick<Link, 'products' | 'environment'>,
  input: HandOverInput,
  plan: Pick<RecordingPlan, 'isHandedOver'> | undefined
): Artifacts | undefined {
  if (input === BY_LAYOUT) {
    if (plan === undefined) return undefined
    const taken = artifactsOf([...products].filter(([path]) => plan.isHandedOver(path) && !isOfGit(path)))
    return taken.size === 0 ? undefined : taken
  }
  if (input.length === 0) return undefined
  const stored = artifactsOf([...products].filter(([path]) => !isOfGit(path)))
  return selectProducts(stored, input, readDirectoryNotes(environment, 'products'))
}

const isOfGit = (path: string): boolean => path.split('/').some(isGitName)

/** Tells what is stored for later jobs, and how to do without it. */
export function tellHandedOver(
  step: string,
  { files, bytes }: { readonly files: number; readonly bytes: number },
  input: HandOverInput,
  runner: Pick<Runner, 'log'>
): void {
  const off = input === BY_LAYOUT ? ' If no later job takes it over, write `hand-over: none`.' : ''
  runner.log(
    `Step ${quoteUntrusted(step)} hands over ${count(files, 'file')} with ${sizeOf(bytes)} for later jobs.${off}`
  )
}

function sizeOf(bytes: number): string {
  if (bytes < 10_000) return count(bytes, 'byte')
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
