// SPDX-License-Identifier: Apache-2.0
// Plans of honest runs, from shortest names of each sort that intents tell apart.
import { isOneDirectory } from '../../intoto/intents/installed-directories.ts'
import { isLiteral, type IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Intents, StepIntents } from '../../intoto/intents/intents.ts'
import { ClassReader } from '../compile/classes.ts'
import type { CompiledStep } from '../compile/compile-intents.ts'
import { doingOf, type Place } from '../compile/histories.ts'
import { back, SOURCE, type Pipeline, type SetNumber } from '../compile/pipeline.ts'
import { RelationBudget } from '../compile/related-sets.ts'
import { witnessesOf, witnessesOfText } from '../intents/witnesses.ts'
import { clashingSource, stepsOfRun, type RunPlan, type StepFiles, type StepWork } from './run-files.ts'

/** Names of files of steps that were compiled. */
export type CompiledNames = ReadonlyMap<string, Pick<CompiledStep, 'names'>>

type RunFiles = ReadonlyMap<string, StepFiles>

/** What steps may do, and whether they do it; and whether the commit has files of all sorts, or only what is needed. */
interface Manner {
  readonly isRich: boolean
  readonly changes: boolean
  readonly mayRemove: boolean
  readonly mayAdd: boolean
  /** Whether each step adds names of its own, wherever it can: else two may add one name, with other bytes. */
  readonly isApart: boolean
}

const MANNERS: readonly Manner[] = [false, true].flatMap((isApart) =>
  [true, false].flatMap((isRich) => [
    { isApart, isRich, changes: true, mayRemove: true, mayAdd: true },
    { isApart, isRich, changes: true, mayRemove: false, mayAdd: true },
    { isApart, isRich, changes: false, mayRemove: false, mayAdd: true },
    { isApart, isRich, changes: false, mayRemove: false, mayAdd: false }
  ])
)

interface WorkOfStep extends StepWork {
  readonly adds: Set<string>
}

type WorkInMaking = Map<string, WorkOfStep>

/** Files that are put in elsewhere than where they are needed, at most. */
const MOST_NEEDED = 500

/** Makes plans of honest runs of a layout. */
export class PlanMaker {
  readonly #pipeline: Pipeline
  readonly #intents: Intents
  readonly #samples = new Map<SetNumber, readonly string[]>()
  readonly #compiled: CompiledNames | undefined
  readonly #reader: ClassReader
  readonly #relations = new RelationBudget()
  /** Names that a step adds, and nothing else by the same pattern. */
  readonly #named: ReadonlySet<string>
  /** The same, by set, where a file would lie that came to the step under such a name. */
  readonly #reserved: ReadonlyMap<SetNumber, ReadonlySet<string>>

  /** @param compiled where the rules were just made, what was found of names then */
  constructor(pipeline: Pipeline, intents: Intents, compiled?: CompiledNames) {
    this.#compiled = compiled
    this.#pipeline = pipeline
    this.#intents = intents
    this.#reader = new ClassReader(pipeline)
    const adds = [...intents.steps.values()].flatMap((step) => [...step.adds, ...step.mayAdd])
    this.#named = new Set(adds.filter(isLiteral).map(({ text }) => text))
    this.#reserved = reservedNames(pipeline, intents)
  }

  /** Plans to try, the one with the most in it first. */
  *plans(): Generator<RunPlan> {
    for (const manner of MANNERS) {
      const plan = this.#planOf(manner)
      if (plan !== undefined) yield plan
    }
  }

  /** Names of all sorts of file that a set can have. */
  samplesOf(set: SetNumber): readonly string[] {
    const compiled = this.#compiled?.get(this.#pipeline.stepOf(set))
    if (compiled !== undefined) return compiled.names[this.#pipeline.kindOf(set)]
    const known = this.#samples.get(set)
    if (known !== undefined) return known
    const relations = this.#relations.relationsOf(this.#pipeline, set)
    const classes = (relations === undefined ? undefined : this.#reader.classesOf(relations)) ?? []
    const samples = [...new Set(classes.flatMap((one) => one.samples))]
    this.#samples.set(set, samples)
    return samples
  }

  /** Undefined where something that must be there cannot be brought there. */
  #planOf(manner: Manner): RunPlan | undefined {
    const { isRich, changes, mayRemove } = manner
    const source = new Set(isRich ? this.#sourceNames() : ['readme'])
    const work: WorkInMaking = new Map()
    for (const [name, step] of this.#intents.steps)
      work.set(name, { adds: new Set(), installs: new Set(step.installs.map(directoryOf)) })
    const plan: RunPlan = { source, work, changes, mayRemove }
    for (let tries = 0; tries < MOST_NEEDED; tries += 1) {
      const need = this.#nextNeed(plan, work, manner)
      if (need === undefined) return plan
      if (need === 'impossible') return undefined
      const { set, name } = need
      if (set === SOURCE) source.add(name)
      else addTo(work, this.#pipeline.stepOf(set), name)
    }
    return undefined
  }

  /** Not those that a step adds by name: they would not be new. */
  #sourceNames(): string[] {
    const first = this.#pipeline.sets.flatMap((set) => this.samplesOf(set))
    const names = ['readme', ...new Set(first)].filter((name) => !this.#isReserved(SOURCE, name))
    const clashing = clashingSource(this.#pipeline, this.#intents, new Set(names))
    return names.filter((name) => !clashing.has(name))
  }

  /** Whether a step that comes later adds a file of the name, which would not be new then. */
  #isReserved(set: SetNumber, name: string): boolean {
    return this.#named.has(name) || this.#reserved.get(set)?.has(name) === true
  }

  /**
   * The first file that a plan lacks elsewhere than in the step that is to have it. What a step itself adds is put into the
   * plan on the way: nothing before it depends on that.
   */
  #nextNeed(plan: RunPlan, work: WorkInMaking, { mayAdd, isApart }: Manner): Place | 'impossible' | undefined {
    for (const { name, begin: materials, before } of stepsOfRun(this.#pipeline, this.#intents, plan)) {
      const step = this.#intents.steps.get(name)
      if (step === undefined) continue
      const set = this.#pipeline.set(name, 'materials')
      for (const pattern of [...step.changes, ...step.removes]) {
        if ([...materials.keys()].some((one) => pattern.matches(one))) continue
        return this.#originOf(set, pattern, before) ?? 'impossible'
      }
      const adds = (work.get(name) as WorkOfStep).adds
      const isNew = (one: string, pattern: IntentPattern): boolean => pattern.matches(one) && !materials.has(one)
      for (const pattern of [...step.adds, ...(mayAdd ? step.mayAdd : [])]) {
        if ([...adds].some((one) => isNew(one, pattern))) continue
        // What another step adds by its name is left to that.
        const isFree = (one: string): boolean =>
          isNew(one, pattern) && (isLiteral(pattern) || !this.#isReserved(set + 1, one))
        const own = isApart ? ownNames(pattern, set).filter((one) => !isAddedElsewhere(work, name, one)) : []
        const found = [...own, ...this.samplesOf(set + 1), ...freshNames(pattern)].find(isFree)
        if (found !== undefined) adds.add(found)
        else if (step.adds.includes(pattern)) return 'impossible'
      }
    }
    return undefined
  }

  /** Where a file can be added so that a step begins with one of a pattern. */
  #originOf(set: SetNumber, pattern: IntentPattern, files: RunFiles): Place | undefined {
    let reserved: Place | undefined
    for (const name of [...this.samplesOf(set), ...freshNames(pattern)]) {
      const origin = pattern.matches(name) ? this.#up(set, name, files) : undefined
      if (origin === undefined) continue
      if (!this.#isReserved(origin.set, origin.name)) return origin
      reserved ??= origin
    }
    // Nothing else may do, where the one that adds it does so elsewhere.
    return reserved
  }

  /** From the materials of a step up to whoever can make a file. */
  #up(set: SetNumber, name: string, files: RunFiles): Place | undefined {
    for (const way of this.#pipeline.waysTo(set)) {
      const there = back(way, name)
      if (there === undefined) continue
      const step = this.#pipeline.intentsOf(way.taken)
      if (way.taken === SOURCE || step?.addsSource === true) return { set: SOURCE, name: there }
      if (step === undefined) return { set: way.taken, name: there }
      const { adds, removes, mayRemove } = doingOf(step, there)
      // What was there before is not new.
      if (adds && files.get(step.name)?.materials.has(there) !== true) return { set: way.taken, name: there }
      const above = removes || mayRemove ? undefined : this.#up(way.taken - 1, there, files)
      if (above !== undefined) return above
    }
    return undefined
  }
}

/** Places from which a file would come to a step that adds one of its name. */
function reservedNames(pipeline: Pipeline, { steps }: Intents): ReadonlyMap<SetNumber, ReadonlySet<string>> {
  const reserved = new Map<SetNumber, Set<string>>()
  const reserve = (set: SetNumber, name: string): void => {
    for (const way of pipeline.waysTo(set)) {
      const there = back(way, name)
      const names = reserved.get(way.taken) ?? new Set<string>()
      if (there === undefined || names.has(there)) continue
      reserved.set(way.taken, names.add(there))
      const step = pipeline.intentsOf(way.taken)
      if (step?.addsSource === true) reserved.set(SOURCE, (reserved.get(SOURCE) ?? new Set<string>()).add(there))
      else if (step !== undefined) reserve(way.taken - 1, there)
    }
  }
  for (const step of steps.values())
    for (const pattern of [...step.adds, ...step.mayAdd])
      if (isLiteral(pattern)) reserve(pipeline.set(step.name, 'materials'), pattern.text)
  return reserved
}

function addTo(work: WorkInMaking, step: string, name: string): void {
  const own = work.get(step) ?? { adds: new Set(), installs: new Set() }
  own.adds.add(name)
  work.set(step, own)
}

/** The directory of a step that is installed, or one of several, as an artifact is named. */
function directoryOf(installs: StepIntents['installs'][number]): string {
  const { directory } = installs
  return `dir:${isOneDirectory(installs) ? directory : (witnessesOfText({ text: directory }).at(-1) as string)}`
}

/** Names of a pattern that no other step is likely to choose. */
function ownNames(pattern: IntentPattern, set: SetNumber): string[] {
  const text = `own${set}`
  return ['**', `${text}/**`]
    .map((directories) => pattern.text.replaceAll('**', directories).replaceAll(/\*+/g, text))
    .filter((name) => pattern.matches(name))
}

function isAddedElsewhere(work: WorkInMaking, step: string, name: string): boolean {
  return [...work].some(([other, { adds }]) => other !== step && adds.has(name))
}

/** More names of a pattern, for where its shortest are taken. */
function freshNames(pattern: IntentPattern): string[] {
  const long = Array.from({ length: 8 }, (_, index) =>
    pattern.text.replaceAll('**', `d${index}/n${index}`).replaceAll('*', `n${index}`)
  )
  return [...witnessesOf(pattern), ...long].filter((name) => pattern.matches(name))
}
