// SPDX-License-Identifier: Apache-2.0
// Lines of the layout that are offered for what a recording left out, where the layout could say them.
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import type { ArtifactKind } from '../rules/artifact-rule.ts'
import type { TakenFiles } from './begin-differences.ts'
import { hiddenBy } from './hidden-by.ts'
import { installsOf, lineHides } from './installed-directories.ts'
import type { StepIntents } from './intents.ts'
import { installsLine, scratchLine, textsOf } from './layout-lines.ts'
import { flawOfInstalled, flawOfLine } from './statements.ts'
import type { StepRecord } from './step-record.ts'
import { isWhole, placeInTaker } from './taken-files.ts'
import { patternOfFile } from './yaml-text.ts'

/** What a step needs to see. */
export interface Needed {
  /** The files that it takes; undefined where they are not known. */
  readonly taken: readonly TakenFiles[] | undefined
  readonly records: ReadonlyMap<string, StepRecord>
}

export class RecordingLines {
  readonly #step: StepIntents
  readonly #needed: Needed
  readonly #materials: Artifacts

  constructor(step: StepIntents, needed: Needed, materials: Artifacts) {
    this.#step = step
    this.#needed = needed
    this.#materials = materials
  }

  /** What to do about a line that hid files. */
  ofLine(line: string, half: ArtifactKind): string {
    if (line === '.git') return 'Record the step by the stages of this release, which leave out `/.git` alone.'
    if (!this.#canBeScratch(line))
      return 'Take the line out of the workflow: it cannot be one of the scratch of this step.'
    const there =
      half === 'materials'
        ? 'in a new run where nothing that fits lies there when the step begins'
        : 'and sign the layout again; what fits must not lie there when the step begins'
    return `If the step may leave that behind, write ${scratchLine(this.#step, [line])} at it, ${there}. Else take the line out of the workflow.`
  }

  /** What to do about a directory that was not looked into. */
  ofDirectory(directory: string): string {
    const step = this.#step
    if (step.addsSource || flawOfInstalled(directory) !== undefined)
      return 'Record the step by the stages of this release, in a workspace without that directory.'
    const line = `${patternOfFile(directory)}/`
    const left =
      directory.startsWith('~/') || !this.#canBeScratch(line)
        ? ''
        : `, or ${scratchLine(step, [line])}, in a new run, if it may leave it behind`
    return `Record the step by the stages of this release. If it installs the directory, write ${installsLine(step, [`dir:${directory}`])} at it, in a new run${left}.`
  }

  /** Not what would hide something that the step takes or installs. */
  #canBeScratch(line: string): boolean {
    const { addsSource, installs } = this.#step
    if (addsSource || flawOfLine(line) !== undefined) return false
    const hides = lineHides(line)
    if (installs.some(({ directory }) => hides(directory.replace(/^(?:\*\*\/)+/, ''), 'directory'))) return false
    const paths = (this.#needed.taken ?? []).flatMap(({ files }) => Array.from(files, ([path]): string => path))
    return !hiddenBy(line, [...paths, ...this.#examples()]).some((path) => !this.#isRecorded(path))
  }

  /** What a step says that it adds is recorded below scratch, too, where it was recorded. */
  #isRecorded(path: string): boolean {
    const { adds, mayAdd } = this.#step
    return this.#materials.has(path as ArtifactPath) && [...adds, ...mayAdd].some((pattern) => pattern.matches(path))
  }

  /** Names that the step would begin with in a run in which steps above do what they say. */
  #examples(): string[] {
    return this.#step.takes.flatMap((take) => {
      if (take.of === 'source') return []
      const made = this.#needed.records.get(take.step)?.intents?.adds ?? []
      const names = textsOf(isWhole(take) ? made : take.only).map(exampleOf)
      return names.flatMap((name) => placeInTaker(take, name) ?? [])
    })
  }
}

/** A name that most probably fits. */
function exampleOf(pattern: string): string {
  return pattern.replace(/\[(.)[^\]]*\]/gu, '$1').replace(/\*+|\?/g, 'x')
}

/** The line by which more may differ inside of an installed directory. @param name `dir:D`, which the step installs */
export function mayChangeLine({ installs, ...step }: StepIntents, name: string, line: string): string {
  const own = installsOf({ installs })(name)
  const changed = installs.map((one) => (one === own[0] ? { ...one, mayChange: [...one.mayChange, line] } : one))
  return installsLine({ ...step, installs: changed }, [])
}
