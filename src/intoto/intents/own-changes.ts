// SPDX-License-Identifier: Apache-2.0
// What a step did itself: its products against its materials.
import { changedForms } from './changed-forms.ts'
import { areSameBytes, filesIn, joinFiles } from './files.ts'
import { directoryTest, installsOf } from './installed-directories.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Installs, StepIntents } from './intents.ts'
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

/** The patterns of one list, and those that no file has fitted yet. */
class Waiting {
  readonly #patterns: readonly IntentPattern[]
  #unmet: readonly IntentPattern[]

  constructor(patterns: readonly IntentPattern[]) {
    this.#patterns = patterns
    this.#unmet = patterns
  }

  /** Takes a file that counts for all patterns that it fits. Returns one of them. */
  take(path: string): IntentPattern | undefined {
    this.look(path)
    return this.#patterns.length === 0 ? undefined : this.#patterns.find((pattern) => pattern.matches(path))
  }

  /** Looks whether a file fits some that nothing has fitted yet. */
  look(path: string): void {
    if (this.#unmet.length > 0) this.#unmet = this.#unmet.filter((pattern) => !pattern.matches(path))
  }

  get unmet(): readonly IntentPattern[] {
    return this.#unmet
  }
}

const fitsOne = (patterns: readonly IntentPattern[], path: string): boolean =>
  patterns.some((pattern) => pattern.matches(path))

/** Compares both sides of a step that is no checkout. */
export function ownChanges({ link, endDirectories, accepted }: StepRecord, step: StepIntents): OwnChanges {
  const [adds, changes, removes] = [new Waiting(step.adds), new Waiting(step.changes), new Waiting(step.removes)]
  const forms = changedForms(accepted)
  const reshaped = new Set<string>()
  const found = {
    added: [] as string[],
    removed: [] as string[],
    changed: [] as string[],
    notRemoved: [] as NotRemoved[],
    gone: [] as string[]
  }
  joinFiles(filesIn(link.materials), filesIn(link.products), (path, before, after) => {
    if (before === undefined) {
      if (adds.take(path) === undefined && !fitsOne(step.mayAdd, path)) found.added.push(path)
      return
    }
    changes.look(path)
    const removing = removes.take(path)
    if (after === undefined) {
      found.gone.push(path)
      if (removing === undefined && !fitsOne(step.mayRemove, path)) found.removed.push(path)
    } else if (removing !== undefined)
      found.notRemoved.push({ path, pattern: removing, isNew: !areSameBytes(before, after) })
    else {
      const isSame = areSameBytes(before, after)
      if ((isSame && !forms.has(path)) || fitsOne(step.changes, path)) return
      found.changed.push(path)
      if (isSame) reshaped.add(path)
    }
  })
  const installs = installsOf(step)
  for (const [name] of endDirectories) if (installs(name).length === 0) found.added.push(name)
  const names = endDirectories.map(([name]) => name.slice('dir:'.length))
  return {
    ...found,
    reshaped,
    unmet: [
      ...adds.unmet.map((pattern): Unmet => ({ verb: 'adds', pattern })),
      ...changes.unmet.map((pattern): Unmet => ({ verb: 'changes', pattern })),
      ...removes.unmet.map((pattern): Unmet => ({ verb: 'removes', pattern })),
      ...step.installs
        .filter((one) => !names.some(directoryTest(one)))
        .map((one): Unmet => ({ verb: 'installs', installs: one }))
    ]
  }
}
