// SPDX-License-Identifier: Apache-2.0
// What a step did itself: its products against its materials.
import { changedForms } from './changed-forms.ts'
import { compareFiles, filesIn, fitsOne } from './files.ts'
import { directoryTest, installsOf } from './installed-directories.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Installs, StepIntents } from './intents.ts'
import { PathSelection, testOfPattern } from './path-test.ts'
import type { StepRecord } from './step-record.ts'

/** Files that a step did something with that it does not say, and what it says and did not do. Paths in order. */
export interface OwnChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
  /** Taken files that are there at the end, or that the step made anew, although it removes them; with the pattern. */
  readonly notRemoved: readonly NotRemoved[]
  /** What nothing fits. */
  readonly unmet: readonly Unmet[]
  /** Files among `changed` that have the digest that they had, and lie in another form. */
  readonly reshaped: ReadonlySet<string>
  /** Taken files that are gone, whether it says so or not. */
  readonly gone: readonly string[]
}

export interface NotRemoved {
  readonly path: string
  readonly pattern: IntentPattern
  /** Whether it has other bytes than at the beginning. */
  readonly isNew: boolean
}

export type Unmet =
  | { readonly verb: 'adds' | 'changes' | 'removes'; readonly pattern: IntentPattern }
  | { readonly verb: 'installs'; readonly installs: Installs }

const fitsSome = (patterns: readonly IntentPattern[], path: string): boolean =>
  patterns.some((pattern) => pattern.matches(path))

/** Compares both sides of a step that is no checkout. */
export function ownChanges({ link, endDirectories, accepted }: StepRecord, step: StepIntents): OwnChanges {
  const forms = changedForms(accepted)
  const reshaped = new Set<string>()
  const found = {
    added: [] as string[],
    removed: [] as string[],
    changed: [] as string[],
    notRemoved: [] as NotRemoved[],
    gone: [] as string[]
  }
  let unmetAdds = step.adds
  const ofGone = (path: string): void => {
    found.gone.push(path)
    if (!fitsSome(step.removes, path) && !fitsSome(step.mayRemove, path)) found.removed.push(path)
  }
  const ofNew = (path: string): void => {
    if (unmetAdds.length > 0) unmetAdds = unmetAdds.filter((pattern) => !pattern.matches(path))
    if (!fitsSome(step.adds, path) && !fitsSome(step.mayAdd, path)) found.added.push(path)
  }
  const ofKept = (path: string, isSame: boolean): void => {
    const pattern = step.removes.find((one) => one.matches(path))
    if (pattern !== undefined) found.notRemoved.push({ path, pattern, isNew: !isSame })
    else if (!fitsSome(step.changes, path)) {
      found.changed.push(path)
      if (isSame) reshaped.add(path)
    }
  }
  const materials = filesIn(link.materials)
  compareFiles(
    materials,
    filesIn(link.products),
    (path, standing) => {
      if (standing === 'left') ofGone(path)
      else if (standing === 'right') ofNew(path)
      else ofKept(path, standing === 'same')
    },
    // What should be gone, or lies in another form, is told whether or not it has the digest that it had.
    new PathSelection(step.removes.map(testOfPattern), forms)
  )
  const unmet = (patterns: readonly IntentPattern[]): readonly IntentPattern[] =>
    patterns.filter((pattern) => !fitsOne(materials, pattern))
  const installs = installsOf(step)
  for (const [name] of endDirectories) if (installs(name).length === 0) found.added.push(name)
  const names = endDirectories.map(([name]) => name.slice('dir:'.length))
  return {
    ...found,
    reshaped,
    unmet: [
      ...unmetAdds.map((pattern): Unmet => ({ verb: 'adds', pattern })),
      ...unmet(step.changes).map((pattern): Unmet => ({ verb: 'changes', pattern })),
      ...unmet(step.removes).map((pattern): Unmet => ({ verb: 'removes', pattern })),
      ...step.installs
        .filter((one) => !names.some(directoryTest(one)))
        .map((one): Unmet => ({ verb: 'installs', installs: one }))
    ]
  }
}
