// SPDX-License-Identifier: Apache-2.0
// What checking intents costs at most. Who signs a layout in the place of a link chooses its patterns, and could choose
// many.
import { LIMITS } from '../../base/limits.ts'
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import type { Artifacts } from '../artifacts/artifacts.ts'
import { directoriesIn } from '../intents/files.ts'
import { trialsOf, WORK_OF_LINE, workOfLine } from '../intents/hidden-by.ts'
import { claimsIn } from '../intents/claims-of-step.ts'
import { seesSource, type Intents, type Installs, type StepIntents, type Take } from '../intents/intents.ts'
import type { AcceptedEvidence } from '../intents/intents-evidence.ts'
import { isWhole } from '../intents/taken-files.ts'
import { readDirectoryNotes, readLeftOut } from '../link/recording-notes.ts'

/** Units of work for a file in one list of a link, whatever is said about it. */
const WORK_OF_FILE = 20

/** How often a step holds what it installs against one directory. */
const INSTALLS_ASKED = 4

const HALVES = ['materials', 'products'] as const

/** Units of work, as `Work` counts them. */
export function workOfIntents(intents: Intents, accepted: ReadonlyMap<string, readonly AcceptedEvidence[]>): number {
  const sizes = new Map([...accepted].map(([step, evidence]) => [step, sizeOf(evidence)]))
  const sizeIn = (step: string): Size => sizes.get(step) ?? NOTHING
  let work = 0
  for (const { files } of sizes.values()) work += files * WORK_OF_FILE
  const steps = [...intents.steps.values()]
  const directories = new DirectoryWork(sizes, steps)
  const takes = steps.reduce((sum, step) => sum + step.takes.length, 0)
  // Where a file comes from is looked for in all steps above, and what they take; so is what is released.
  work += steps.length * (steps.length + takes)
  for (const step of steps) {
    work += workOfPatterns(ownPatterns(step), sizeIn(step.name)) + directories.of(step)
    for (const take of step.takes) work += workOfTake(take, sizes)
    work += workOfLines(step, accepted)
    // Each file that a step begins with may lie where it installs.
    work += step.installs.length * sizeIn(step.name).files + workOfComparing(step, accepted.get(step.name) ?? [])
    if (seesSource(step)) work += workOfSubmodules(accepted.get(step.name) ?? [], sizes)
  }
  for (const { step, only } of intents.release) {
    const own = intents.steps.get(step)
    const patterns = only.length > 0 || own === undefined ? only : [...own.adds, ...own.changes]
    work += sizeIn(step).files * WORK_OF_FILE + workOfPatterns(patterns, sizeIn(step)) + takes
  }
  return work
}

/** What the lists of a step's links hold. */
interface Size {
  readonly files: number
  /** Of all paths. */
  readonly characters: number
  readonly directories: Directories
  /** Lines that its links say they left out of directories. */
  readonly lines: number
}

/** Installed directories, each among the files as well. */
interface Directories {
  readonly count: number
  readonly characters: number
  /** Characters that a line of scratch is held against. */
  readonly trials: number
}

const NO_DIRECTORIES: Directories = { count: 0, characters: 0, trials: 0 }
const NOTHING: Size = { files: 0, characters: 0, directories: NO_DIRECTORIES, lines: 0 }

function ownPatterns({ adds, mayAdd, changes, removes, mayRemove }: StepIntents): Text[] {
  return [...adds, ...mayAdd, ...changes, ...removes, ...mayRemove]
}

interface Text {
  readonly text: string
}

function workOfPatterns(
  patterns: readonly Text[],
  { files, characters }: { readonly files: number; readonly characters: number }
): number {
  return patterns.reduce((sum, { text }) => sum + (isProduct(text) ? text.length * characters : files + characters), 0)
}

/** Whether matching can take the product of both lengths: a run that is tried again, or many ranges for one character. */
function isProduct(pattern: string): boolean {
  return !/^[^*[]*\*{0,2}$/.test(pattern)
}

/** All files of the taken step are looked at, whatever part of them is taken. */
function workOfTake(take: Take, sizes: ReadonlyMap<string, Size>): number {
  // Source is no larger than what the links that tell it hold; of a repository the caller answers for the size.
  if (take.of === 'source') return mostFiles(sizes)
  const size = sizes.get(take.step) ?? NOTHING
  // Once for what is taken, and once for patterns by which nothing is.
  return 1 + size.files * WORK_OF_FILE + 2 * workOfPatterns(take.only, size)
}

/** What a layout in the place of a link installs is held against what the step says that it installs. */
function workOfComparing({ installs }: StepIntents, evidence: readonly AcceptedEvidence[]): number {
  let work = 0
  for (const one of evidence) {
    const steps = one.kind === 'sublayout' ? [...(one.intents?.steps.values() ?? [])] : []
    const inner = steps.flatMap((step) => step.installs)
    const characters = inner.reduce((sum, { directory }) => sum + directory.length, 0)
    work += inner.length * installs.length + workOfPatterns(installs.map(asText), { files: inner.length, characters })
  }
  return work
}

/** What is claimed of submodules is held against all files of the commit, once for each claim. */
function workOfSubmodules(evidence: readonly AcceptedEvidence[], sizes: ReadonlyMap<string, Size>): number {
  const claims = evidence.flatMap(claimsIn).filter(({ submodules }) => submodules.size > 0)
  return claims.reduce((sum, { submodules }) => sum + submodules.size * WORK_OF_FILE + mostFiles(sizes), 0)
}

function mostFiles(sizes: ReadonlyMap<string, Size>): number {
  return Math.max(0, ...[...sizes.values()].map(({ files }) => files)) * WORK_OF_FILE
}

/** Follows directories from step to step, as the check does. */
class DirectoryWork {
  readonly #sizes: ReadonlyMap<string, Size>
  /** What each step so far ends with, at most. */
  readonly #ends = new Map<string, Directories>()
  /** Whatever is taken twice is held once. */
  readonly #all: Directories

  /** Lines of all that is installed. */
  readonly #mayChange: number

  constructor(sizes: ReadonlyMap<string, Size>, steps: readonly StepIntents[]) {
    this.#sizes = sizes
    this.#mayChange = steps.flatMap(({ installs }) => installs).reduce((sum, one) => sum + one.mayChange.length, 0)
    this.#all = [...sizes.values()].map(({ directories }) => directories).reduce(both, NO_DIRECTORIES)
  }

  of(step: StepIntents): number {
    const { directories: own, lines } = this.#sizes.get(step.name) ?? NOTHING
    let taken = NO_DIRECTORIES
    for (const take of step.takes)
      if (take.of === 'step' && isWhole(take))
        taken = both(taken, this.#ends.get(take.step) ?? this.#sizes.get(take.step)?.directories ?? NO_DIRECTORIES)
    this.#ends.set(step.name, least(both(taken, own), this.#all))
    const seen = both(taken, own)
    const installs = workOfPatterns(step.installs.map(asText), { files: seen.count, characters: seen.characters })
    const scratch = step.scratch.reduce((sum, line) => sum + workOfLine(line, taken.trials), 0)
    return seen.count * WORK_OF_FILE + INSTALLS_ASKED * installs + scratch + this.#mayChange * own.count + lines
  }
}

function asText({ directory }: Installs): Text {
  return { text: directory }
}

function both(one: Directories, other: Directories): Directories {
  return {
    count: one.count + other.count,
    characters: one.characters + other.characters,
    trials: one.trials + other.trials
  }
}

function least(one: Directories, other: Directories): Directories {
  return one.count < other.count ? one : other
}

/** Lines that hid something and may not: which files they explain is told up to a bound. */
function workOfLines(step: StepIntents, accepted: ReadonlyMap<string, readonly AcceptedEvidence[]>): number {
  const allowed = new Set(step.scratch)
  let odd = 0
  for (const { link } of accepted.get(step.name) ?? [])
    for (const half of HALVES)
      for (const line of readLeftOut(link.environment, half)?.keys() ?? [])
        if (line !== '/.git' && !allowed.has(line)) odd += 1
  return Math.min(odd, LIMITS.sentenceNames) * WORK_OF_LINE
}

function sizeOf(evidence: readonly AcceptedEvidence[]): Size {
  let [files, characters, lines] = [0, 0, 0]
  let directories = NO_DIRECTORIES
  for (const { link } of evidence)
    for (const half of HALVES) {
      const artifacts = link[half]
      files += artifacts.size
      characters += charactersOf(artifacts)
      for (const [name] of directoriesIn(artifacts))
        directories = both(directories, { count: 1, characters: name.length, trials: trialsOf(name) })
      for (const left of readDirectoryNotes(link.environment, half)?.values() ?? []) lines += left.length
    }
  return { files, characters, directories, lines }
}

/** Of all paths; a list of names that several links share is counted once. */
function charactersOf(artifacts: Artifacts): number {
  if (artifacts instanceof ArtifactTable) return artifacts.list.characters
  let characters = 0
  for (const path of artifacts.paths()) characters += path.length
  return characters
}
