// SPDX-License-Identifier: Apache-2.0
// A run as the files of its steps: honest where each step does what its plan says, wrong where something else happens on
// the way, of which later steps know no better.
import { installsOf, lineHides } from '../../intoto/intents/installed-directories.ts'
import type { Intents, StepIntents } from '../../intoto/intents/intents.ts'
import { doingOf } from '../compile/histories.ts'
import { along, SOURCE, type Pipeline } from '../compile/pipeline.ts'

/** What stands for the bytes of each file, by its name. */
export type Files = ReadonlyMap<string, string>

/** What a step does. */
export interface StepWork {
  /** Names of new files. */
  readonly adds: ReadonlySet<string>
  /** Directories that it installs, `dir:D`. */
  readonly installs: ReadonlySet<string>
}

export interface RunPlan {
  readonly source: ReadonlySet<string>
  readonly work: ReadonlyMap<string, StepWork>
  /** Whether steps do what they may do. */
  readonly changes: boolean
  readonly mayRemove: boolean
}

export interface StepFiles {
  readonly materials: Files
  readonly products: Files
}

/** Something that happens to the files of a step. */
export interface Tampering {
  readonly step: string
  /** Before it begins, while it works, or on the way to whoever takes it. */
  readonly place: 'before' | 'inside' | 'after'
  readonly change: (files: Map<string, string>) => void
}

const NO_WORK: StepWork = { adds: new Set(), installs: new Set() }

const SOURCE_CONTENT = 'source '

/** The files of the commit. */
export function sourceFiles({ source }: RunPlan): Files {
  return new Map([...source].map((name) => [name, `${SOURCE_CONTENT}${name}`]))
}

/** A run, and what its steps found of each other. */
export interface Run {
  /** In the order of the layout. */
  readonly files: ReadonlyMap<string, StepFiles>
  /** What takers find of each set. */
  readonly left: ReadonlyMap<number, Files>
  /** The directories that come with the whole of a step. */
  readonly installed: ReadonlyMap<string, Files>
}

/** A run in which something happens; of the honest one of the same plan it shares what is the same there. */
export interface WrongRun {
  readonly tampering: Tampering
  readonly honest: Run
}

/** A run of a plan. */
export function runOf(pipeline: Pipeline, intents: Intents, plan: RunPlan, wrong?: WrongRun): Run {
  const steps = stepsOfRun(pipeline, intents, plan, wrong)
  for (;;) {
    const next = steps.next()
    if (next.done === true) return next.value
  }
}

/** The same, step by step: each is told with what it begins with, before the plan is asked what it does. */
export function* stepsOfRun(
  pipeline: Pipeline,
  intents: Intents,
  plan: RunPlan,
  wrong?: WrongRun
): Generator<{ readonly name: string; readonly begin: Files; readonly before: Run['files'] }, Run> {
  const { tampering, honest } = wrong ?? { tampering: undefined, honest: undefined }
  const files = new Map<string, StepFiles>()
  const left = new Map<number, Files>([[SOURCE, honest?.left.get(SOURCE) ?? sourceFiles(plan)]])
  const installed = new Map<string, Files>()
  const tampered = (name: string, place: Tampering['place'], set: Map<string, string>): Map<string, string> => {
    if (tampering?.step === name && tampering.place === place) tampering.change(set)
    return set
  }
  for (const name of pipeline.steps) {
    const step = intents.steps.get(name)
    const products = pipeline.set(name, 'products')
    if (honest !== undefined && tampering?.step !== name && findsTheSame(pipeline, name, { left, installed }, honest)) {
      files.set(name, honest.files.get(name) as StepFiles)
      left.set(products, honest.left.get(products) as Files)
      installed.set(name, honest.installed.get(name) as Files)
      continue
    }
    const directories = step === undefined ? new Map<string, string>() : directoriesTaken(step, installed)
    const begin = tampered(name, 'before', new Map([...filesTaken(pipeline, name, left), ...directories]))
    yield { name, begin, before: files }
    const work = plan.work.get(name) ?? NO_WORK
    const end = tampered(name, 'inside', ended(step, work, plan, begin))
    files.set(name, { materials: begin, products: end })
    left.set(products, tampered(name, 'after', new Map(end)))
    const own = [...work.installs].map((directory) => [directory, `installed ${directory}`] as const)
    installed.set(name, new Map([...directories, ...own]))
  }
  return { files, left, installed }
}

/**
 * Files of the commit that come to a step under the name of another one: nobody could take both, since each has bytes of its
 * own.
 */
export function clashingSource(pipeline: Pipeline, intents: Intents, source: ReadonlySet<string>): ReadonlySet<string> {
  const { left } = runOf(pipeline, intents, { source, work: new Map(), changes: false, mayRemove: false })
  const clashing = new Set<string>()
  for (const step of intents.steps.keys()) {
    const taken = new Map<string, string>()
    for (const way of pipeline.waysTo(pipeline.set(step, 'materials')))
      for (const [name, content] of left.get(way.taken) ?? []) {
        const there = along(way, name)
        if (there === undefined) continue
        const origin = content.slice(SOURCE_CONTENT.length)
        if ((taken.get(there) ?? content) !== content) clashing.add(origin)
        else if (!clashing.has(origin)) taken.set(there, content)
      }
  }
  return clashing
}

/** Whether all that a step takes is that of another run. */
function findsTheSame(
  pipeline: Pipeline,
  name: string,
  { left, installed }: Pick<Run, 'left' | 'installed'>,
  other: Run
): boolean {
  return pipeline.waysTo(pipeline.set(name, 'materials')).every(({ taken, take }) => {
    if (left.get(taken) !== other.left.get(taken)) return false
    return take.of === 'source' || installed.get(take.step) === other.installed.get(take.step)
  })
}

function filesTaken(pipeline: Pipeline, step: string, left: ReadonlyMap<number, Files>): Map<string, string> {
  const taken = new Map<string, string>()
  for (const way of pipeline.waysTo(pipeline.set(step, 'materials')))
    for (const [name, content] of left.get(way.taken) ?? []) {
      const there = name.startsWith('dir:') ? undefined : along(way, name)
      if (there !== undefined) taken.set(there, content)
    }
  return taken
}

function directoriesTaken(step: StepIntents, installed: ReadonlyMap<string, Files>): Map<string, string> {
  const own = installsOf(step)
  const hidden = step.scratch.map(lineHides)
  const taken = new Map<string, string>()
  for (const take of step.takes) {
    if (take.of === 'source' || take.only.length > 0 || (take.from ?? take.into) !== undefined) continue
    for (const [name, content] of installed.get(take.step) ?? []) {
      const directory = name.slice('dir:'.length)
      if (own(name).length === 0 && !hidden.some((hides) => hides(directory, 'directory'))) taken.set(name, content)
    }
  }
  return taken
}

/** What a step ends with. One in rules adds and keeps what it likes. */
function ended(step: StepIntents | undefined, work: StepWork, plan: RunPlan, begin: Files): Map<string, string> {
  const end = new Map<string, string>(step?.addsSource === true ? sourceFiles(plan) : [])
  for (const [name, content] of begin) {
    if (name.startsWith('dir:')) continue
    const { changes, removes, mayRemove } = step === undefined ? NOTHING_DONE : doingOf(step, name)
    if (removes || (mayRemove && plan.mayRemove)) continue
    end.set(name, changes && plan.changes ? `changed ${name}` : content)
  }
  for (const name of work.adds) if (!begin.has(name)) end.set(name, `new ${name}`)
  for (const name of work.installs) end.set(name, `installed ${name}`)
  return end
}

const NOTHING_DONE = { changes: false, removes: false, mayRemove: false }
