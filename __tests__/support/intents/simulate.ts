// SPDX-License-Identifier: Apache-2.0
// A run from what each step chose to do, honest but for what somebody does to its files on the way.
import { directoriesTaken, filesTaken, linesOf, unite } from './taken-files.ts'
import { seesSource, SOURCE, type PlainPipeline, type PlainStep } from './plain-pipeline.ts'
import {
  filesOfClaim,
  type Files,
  type PlainClaim,
  type PlainHalf,
  type PlainLink,
  type PlainRecording,
  type PlainRun
} from './plain-run.ts'

/** What one step does to the files it begins with. */
export interface StepWork {
  readonly writes: Files
  readonly deletes: ReadonlySet<string>
  /** Installed directories, `dir:D`. */
  readonly installs: Files
  /** Scratch that it leaves behind: the line, and how many files. */
  readonly leftBehind: ReadonlyMap<string, number>
  /** Whether its recorder says how it recorded, where the layout leaves it to it. */
  readonly silent: boolean
  /** Whether a layout stands in the place of its link, where it may. */
  readonly delegates: boolean
}

export interface RunPlan {
  readonly truth: PlainClaim
  readonly ref: string
  readonly work: ReadonlyMap<string, StepWork>
  /** By step, the submodules that its job checked out. */
  readonly submodules?: ReadonlyMap<string, NonNullable<PlainClaim['submodules']>>
}

/** Before a step begins, inside of it, or after it, on the way to whoever takes it. */
export type Place = 'before' | 'inside' | 'after'

export interface Tampering {
  readonly step: string
  readonly place: Place
  /** Changes the files in place. */
  readonly change: (files: Map<string, string>) => void
}

export const NO_WORK: StepWork = {
  writes: new Map(),
  deletes: new Set(),
  installs: new Map(),
  leftBehind: new Map(),
  silent: false,
  delegates: false
}

/** @param source the files that checkouts write; those of the truth by default */
export function simulate(
  pipeline: PlainPipeline,
  plan: RunPlan,
  tampering?: Tampering,
  claim: PlainClaim = plan.truth
): PlainRun {
  const course = new Course(pipeline, plan, tampering, claim)
  const links = new Map(pipeline.steps.map((step) => [step.name, course.linksOf(step)]))
  return { truth: plan.truth, ref: plan.ref, links, strangers: [] }
}

/** What a run has come to. */
export class Course {
  readonly #pipeline: PlainPipeline
  readonly #plan: RunPlan
  readonly #tampering: Tampering | undefined
  readonly #claim: PlainClaim
  /** What takers find of each step. */
  readonly #handed = new Map<string, Files>()

  constructor(pipeline: PlainPipeline, plan: RunPlan, tampering: Tampering | undefined, claim: PlainClaim) {
    this.#pipeline = pipeline
    this.#plan = plan
    this.#tampering = tampering
    this.#claim = claim
  }

  /** What a step begins with. */
  beginning(step: PlainStep): Files {
    const parts = step.takes.map((take) =>
      filesTaken(take, take.step === SOURCE ? this.#checkedOut(step) : (this.#handed.get(take.step) ?? new Map()))
    )
    const { files } = unite([...parts, this.#directories(step)])
    return this.#tampered(files, step, 'before')
  }

  /** The links of a step, which has to come after those that it takes. */
  linksOf(step: PlainStep): readonly PlainLink[] {
    const work = this.#plan.work.get(step.name) ?? NO_WORK
    const materials = this.beginning(step)
    const ended = new Map([...materials].filter(([path]) => !path.startsWith('dir:') && !work.deletes.has(path)))
    for (const [path, content] of step.addsSource === true ? this.#checkedOut(step) : []) ended.set(path, content)
    for (const [path, content] of [...work.writes, ...work.installs]) ended.set(path, content)
    const products = this.#tampered(ended, step, 'inside')
    this.#handed.set(step.name, this.#tampered(new Map(products), step, 'after'))
    const link: PlainLink = {
      name: step.name,
      kind: work.delegates ? 'sublayout' : 'link',
      materials,
      products,
      recording: work.silent ? 'silent' : this.#recording(step, materials, products, work),
      claim: seesSource(step) ? this.#claimOf(step) : undefined,
      command: step.command ?? ['make', step.name],
      workingDirectory: step.workingDirectory,
      setup: step.setup,
      definition: step.definition
    }
    return Array.from({ length: step.threshold ?? 1 }, () => link)
  }

  #claimOf({ name }: PlainStep): PlainClaim {
    const submodules = this.#plan.submodules?.get(name)
    return submodules === undefined ? this.#claim : { ...this.#claim, submodules }
  }

  #checkedOut(step: PlainStep): Files {
    return filesOfClaim(this.#claimOf(step))
  }

  readonly #installedBy = ({ name }: PlainStep): Files => this.#plan.work.get(name)?.installs ?? new Map()

  #directories(step: PlainStep): Files {
    return directoriesTaken(this.#pipeline, step, this.#installedBy).files
  }

  #tampered(files: Map<string, string>, step: PlainStep, place: Place): Map<string, string> {
    if (this.#tampering?.step === step.name && this.#tampering.place === place) this.#tampering.change(files)
    return files
  }

  #recording(step: PlainStep, materials: Files, products: Files, work: StepWork): PlainRecording {
    const lines = (names: Iterable<string>): PlainHalf['directories'] =>
      new Map([...names].map((name) => [name, linesOf(this.#pipeline, step, name, this.#installedBy)]))
    const taken = [...this.#directories(step).keys()].filter((name) => materials.has(name))
    const git = step.addsSource === true || materials.size % 2 === 1 ? [['/.git', 7] as const] : []
    const after: PlainHalf = {
      paths: ['.'],
      leftOut: new Map([...git, ...work.leftBehind]),
      directories: lines([...work.installs.keys()].filter((name) => products.has(name))),
      unrecorded: taken
    }
    if (step.addsSource === true) return { before: undefined, after, scratch: 'checkout', others: {} }
    const before: PlainHalf = { paths: ['.'], leftOut: new Map(git), directories: lines(taken), unrecorded: [] }
    return { before, after, scratch: 'none at begin', others: {} }
  }
}
