// SPDX-License-Identifier: Apache-2.0
// What a step in intents begins with, as far as the links of the steps tell that it takes over from: which files lie
// where, which of them came with what was handed over, and which have to go.
import type { ArtifactPath, DigestSet } from '../../intoto/artifacts/artifacts.ts'
import type { Link } from '../../intoto/link/link.ts'
import { readDirectoryNotes } from '../../intoto/link/recording-notes.ts'
import { isGitName } from '../../recording/git-name.ts'
import type { PlannedTakes } from './recording-plan.ts'
import { isWhole, placeInTaker } from '../../intoto/intents/taken-files.ts'

/** A step that was taken over from, and the names of the files that came. */
export interface CameFrom {
  readonly link: Link
  readonly files: ReadonlySet<string>
}

/** A file to put into the workspace. */
export interface TakenFile {
  /** Where it goes. */
  readonly path: ArtifactPath
  /** As it is recorded. */
  readonly digests: DigestSet
  /** The step that it is taken from, and what it is called there. */
  readonly taken: { readonly step: string; readonly name: ArtifactPath }
  /** The step whose products hold its bytes, and what it is called there. */
  readonly came: { readonly step: string; readonly name: ArtifactPath }
}

export interface TakenTree {
  readonly files: readonly TakenFile[]
  /** Files that the step begins with, and that did not come: they lie in the checkout of the job. */
  readonly others: readonly ArtifactPath[]
  /** Files that it does not begin with, if they lie there. */
  readonly removed: readonly string[]
  /** Names that two of the taken steps have with other bytes. */
  readonly conflicts: readonly string[]
}

/**
 * @param tracked files of the commit that is checked out
 */
export function takenTree(came: readonly CameFrom[], takes: PlannedTakes, tracked: readonly string[]): TakenTree {
  const byStep = new Map(came.map((one) => [one.link.name, one]))
  const byDigest = indexByDigest(came)
  const expected = new Map<string, Omit<TakenFile, 'came'>>()
  const conflicts = new Set<string>()
  for (const take of takes.steps) {
    const from = byStep.get(take.step)
    if (from === undefined) continue
    for (const [name, digests] of filesOf(from.link)) {
      const path = placeInTaker(take, name) as ArtifactPath | undefined
      if (path === undefined) continue
      const other = expected.get(path)
      if (other !== undefined && other.digests !== digests) conflicts.add(path)
      if (other === undefined) expected.set(path, { path, digests, taken: { step: take.step, name } })
    }
  }
  const files: TakenFile[] = []
  const others: ArtifactPath[] = []
  for (const one of expected.values()) {
    const own = byStep.get(one.taken.step)?.files.has(one.taken.name) === true ? one.taken : undefined
    const bytes = own ?? byDigest.get(one.digests)
    if (bytes === undefined) others.push(one.path)
    else files.push({ ...one, came: bytes })
  }
  const isExpected = (path: string): boolean => expected.has(path)
  return { files, others, removed: removedFor(byStep, takes, tracked, isExpected), conflicts: [...conflicts].sort() }
}

/** Files of a link; installed directories are none, and what git keeps for itself is never handed over. */
function filesOf({ products, environment }: Link): [ArtifactPath, DigestSet][] {
  const directories = readDirectoryNotes(environment, 'products')
  return [...products].filter(
    ([path]) => directories?.has(path) !== true && !path.startsWith('dir:') && !path.split('/').some(isGitName)
  )
}

function indexByDigest(came: readonly CameFrom[]): ReadonlyMap<DigestSet, TakenFile['came']> {
  const found = new Map<DigestSet, TakenFile['came']>()
  for (const { link, files } of came)
    for (const [name, digests] of link.products) if (files.has(name)) found.set(digests, { step: link.name, name })
  return found
}

function removedFor(
  byStep: ReadonlyMap<string, CameFrom>,
  takes: PlannedTakes,
  tracked: readonly string[],
  isExpected: (path: string) => boolean
): string[] {
  const removed = new Set<string>()
  const isOfSource = new Set(takes.source ? tracked : [])
  for (const take of takes.steps) {
    const { link } = byStep.get(take.step) ?? {}
    for (const name of link?.materials.paths() ?? []) {
      const path = link?.products.has(name) === true ? undefined : placeInTaker(take, name)
      if (path !== undefined && !name.startsWith('dir:')) removed.add(path)
    }
  }
  // Where all is known, whatever the checkout has beside it was removed by a step further up.
  const isKnown = takes.isExact && !takes.source && takes.steps.every(({ step }) => byStep.has(step))
  if (isKnown && takes.steps.some(isWhole)) for (const path of tracked) removed.add(path)
  const isGone = (path: string): boolean =>
    !isExpected(path) && !isOfSource.has(path) && !path.split('/').some(isGitName)
  return [...removed].filter(isGone).sort()
}
