// SPDX-License-Identifier: Apache-2.0
// The sets of files that a run consists of, the materials and products of each step, and how files come from one to the
// next.
import { parseIntentPattern, type IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Intents, StepIntents, Take, TakeOfStep } from '../../intoto/intents/intents.ts'
import type { ArtifactKind } from '../../intoto/rules/artifact-rule.ts'

/** What is compiled. */
export interface PipelineRequest {
  readonly intents: Intents
  /** All steps of the layout, in its order. */
  readonly steps: readonly string[]
  /** Those of them that stand in rules, of whose files nothing is known. */
  readonly inRules: ReadonlySet<string>
  /** Work of automata, at most; undefined: what one layout may cost. */
  readonly mostWork?: number
  /** Ways that files can come, at most, as relations of sets; undefined: what one layout may have. */
  readonly mostRelations?: number
}

/** One set of files, numbered in the order of the layout, materials before products; the files of source are one, too. */
export type SetNumber = number
export const SOURCE: SetNumber = -1

/** How files come from one set to another: those below `from`, which lie below `into` there. */
export interface Way {
  readonly taken: SetNumber
  readonly taker: SetNumber
  readonly take: Take
  /** Empty, or with a slash at its end; so is `into`. */
  readonly from: string
  readonly into: string
  /** Empty: all. */
  readonly only: readonly IntentPattern[]
}

/** A layout in intents as sets of files, and the relations by which files come from one set to the next. */
export class Pipeline {
  readonly steps: readonly string[]
  readonly inRules: ReadonlySet<string>
  /** Files of source that some jobs check out and others do not. */
  readonly perJob: readonly IntentPattern[]
  /** The sets of steps in intents, in order. */
  readonly sets: readonly SetNumber[]
  readonly #intents: ReadonlyMap<string, StepIntents>
  readonly #numbers: ReadonlyMap<string, number>
  readonly #ways: readonly Way[]
  readonly #from = new Map<SetNumber, Way[]>()
  readonly #to = new Map<SetNumber, Way[]>()

  constructor({ intents, steps, inRules }: PipelineRequest) {
    this.steps = steps
    this.inRules = inRules
    this.#intents = intents.steps
    this.perJob = intents.submodules.map((directory) => parseIntentPattern(`${directory}/**`))
    this.#numbers = new Map(steps.map((name, index) => [name, index]))
    this.sets = steps.flatMap((name, index) => (intents.steps.has(name) ? [2 * index, 2 * index + 1] : []))
    this.#ways = [...intents.steps.values()].flatMap((step) => step.takes.map((take) => this.#wayOf(step.name, take)))
    for (const way of this.#ways) {
      listIn(this.#from, way.taken).push(way)
      listIn(this.#to, way.taker).push(way)
    }
  }

  set(step: string, kind: ArtifactKind): SetNumber {
    return 2 * (this.#numbers.get(step) ?? -1) + (kind === 'materials' ? 0 : 1)
  }

  kindOf(set: SetNumber): ArtifactKind {
    return set % 2 === 0 ? 'materials' : 'products'
  }

  stepOf(set: SetNumber): string {
    return this.steps[Math.floor(set / 2)] ?? ''
  }

  /** What is said of the step of a set; undefined for source and for steps in rules. */
  intentsOf(set: SetNumber): StepIntents | undefined {
    return set === SOURCE ? undefined : this.#intents.get(this.stepOf(set))
  }

  /** Where files of a set are taken to. */
  waysFrom(set: SetNumber): readonly Way[] {
    return this.#from.get(set) ?? []
  }

  /** Where materials come from. */
  waysTo(set: SetNumber): readonly Way[] {
    return this.#to.get(set) ?? []
  }

  #wayOf(taker: string, take: Take): Way {
    const rest = take.of === 'source' ? WHOLE : partOf(take)
    return {
      ...rest,
      taken: take.of === 'source' ? SOURCE : this.set(take.step, 'products'),
      taker: this.set(taker, 'materials'),
      take
    }
  }
}

/** The list of a key, which is empty when the key is new. */
export function listIn<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

const WHOLE = { from: '', into: '', only: [] } as const

function partOf({ from, into, only }: TakeOfStep): Pick<Way, 'from' | 'into' | 'only'> {
  return { from: asPrefix(from), into: asPrefix(into), only }
}

function asPrefix(directory: string | undefined): string {
  return directory === undefined ? '' : `${directory}/`
}

/** A file on its way to the taker; undefined when it is not taken. */
export function along({ from, into, only }: Way, name: string): string | undefined {
  if (!name.startsWith(from) || (only.length > 0 && !only.some((pattern) => pattern.matches(name)))) return undefined
  return into + name.slice(from.length)
}

/** Where a file of the taker was in what it takes; undefined when it does not come from there. */
export function back(way: Way, name: string): string | undefined {
  if (!name.startsWith(way.into)) return undefined
  const taken = way.from + name.slice(way.into.length)
  return along(way, taken) === undefined ? undefined : taken
}
