// SPDX-License-Identifier: Apache-2.0
// What is known of one file over all honest runs: in which sets it can be, and which sets have it, with the same bytes,
// whenever a set has it.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { StepIntents } from '../../intoto/intents/intents.ts'
import { along, back, SOURCE, type Pipeline, type SetNumber } from './pipeline.ts'

/** A name in a set of files. */
export interface Place {
  readonly set: SetNumber
  readonly name: string
}

/** What a step may do with a file. */
export interface Doing {
  readonly adds: boolean
  readonly changes: boolean
  readonly removes: boolean
  readonly mayRemove: boolean
}

/** What a step may do with files of a name. */
export function doingOf(step: StepIntents, name: string): Doing {
  const fits = (patterns: readonly IntentPattern[]): boolean => patterns.some((pattern) => pattern.matches(name))
  return {
    adds: fits(step.adds) || fits(step.mayAdd),
    changes: fits(step.changes),
    removes: fits(step.removes),
    mayRemove: fits(step.mayRemove)
  }
}

/** Places, by numbers that stand for nothing elsewhere. */
export type Held = ReadonlySet<number>

/** Where a file can be over all honest runs of a pipeline, for each name and set. */
export class Histories {
  readonly #pipeline: Pipeline
  /** By name, then by set. */
  readonly #numbers = new Map<string, Map<SetNumber, number>>()
  readonly #places: Place[] = []
  readonly #absent: (boolean | undefined)[] = []
  readonly #below: (ReadonlySet<number> | undefined)[] = []
  readonly #next: (readonly number[] | undefined)[] = []
  readonly #holders: (ReadonlySet<number> | undefined)[] = []

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline
  }

  /** Whether no honest run has the file there. */
  isAbsent(place: Place): boolean {
    return this.#isAbsent(this.#number(place))
  }

  /** Whether the other place has the file, with the same bytes, in every honest run in which the first has it. */
  holds(other: Place, place: Place): boolean {
    const number = this.#number(place)
    return this.#isAbsent(number) || this.#heldBy(number).has(this.#number(other))
  }

  /**
   * What has the file of a place, with the same bytes, in every honest run: the same value for places that say the same, where
   * files merely pass from one to the other. It is read by `has`.
   */
  heldBy(place: Place): Held {
    return this.#heldBy(this.#number(place))
  }

  /** Whether a place is among those. */
  has(held: Held, { set, name }: Place): boolean {
    const number = this.#numbers.get(name)?.get(set)
    return number !== undefined && held.has(number)
  }

  /** Whether a file of a place comes to another one as it is, unless it is left out on the way. */
  comesTo(other: Place, place: Place): boolean {
    return this.#belowOf(this.#number(place)).has(this.#number(other))
  }

  /** Where what lies in a place comes from; undefined when it can be new there. Together these have all of it. */
  partsOf({ set, name }: Place): readonly Place[] | undefined {
    const step = this.#pipeline.intentsOf(set)
    if (step === undefined) return undefined
    if (this.#pipeline.kindOf(set) === 'materials') {
      if (this.#isPerJob(set, name)) return undefined
      return this.#pipeline.waysTo(set).flatMap((way) => {
        const taken = back(way, name)
        return taken === undefined ? [] : [{ set: way.taken, name: taken }]
      })
    }
    if (this.#isPerJob(set, name)) return undefined
    if (step.addsSource) return [{ set: SOURCE, name }]
    const { adds, changes, removes } = doingOf(step, name)
    // Only what was taken is removed.
    if (adds) return undefined
    const materials = { set: set - 1, name }
    if (removes) return []
    return changes && !this.isAbsent(materials) ? undefined : [materials]
  }

  /** Where a file goes from a place without being changed or removed. */
  nextOf({ set, name }: Place): Place[] {
    const taken = this.#pipeline.waysFrom(set).flatMap((way): Place[] => {
      const there = along(way, name)
      return there === undefined ? [] : [{ set: way.taker, name: there }]
    })
    // What jobs check out as they like comes from each of them.
    if (set === SOURCE && this.#pipeline.perJob.some((pattern) => pattern.matches(name))) return []
    if (set === SOURCE) return [...taken, ...this.#checkouts().map((checkout) => ({ set: checkout, name }))]
    const step = this.#pipeline.intentsOf(set)
    if (step === undefined || this.#pipeline.kindOf(set) === 'products') return taken
    const { changes, removes, mayRemove } = doingOf(step, name)
    return changes || removes || mayRemove ? [] : [{ set: set + 1, name }]
  }

  /** Whether the job of a set checks a file out itself that other jobs may not have. */
  #isPerJob(set: SetNumber, name: string): boolean {
    if (!this.#pipeline.perJob.some((pattern) => pattern.matches(name))) return false
    return this.#pipeline.kindOf(set) === 'materials'
      ? this.#pipeline.waysTo(set).some(({ taken }) => taken === SOURCE)
      : this.#pipeline.intentsOf(set)?.addsSource === true
  }

  #checkouts(): SetNumber[] {
    return this.#pipeline.sets.filter(
      (set) => this.#pipeline.kindOf(set) === 'products' && this.#pipeline.intentsOf(set)?.addsSource === true
    )
  }

  #number(place: Place): number {
    const ofName = this.#numbers.get(place.name) ?? new Map<SetNumber, number>()
    this.#numbers.set(place.name, ofName)
    const known = ofName.get(place.set)
    if (known !== undefined) return known
    const number = this.#places.push(place) - 1
    ofName.set(place.set, number)
    return number
  }

  #isAbsent(number: number): boolean {
    const known = this.#absent[number]
    if (known !== undefined) return known
    const place = this.#places[number] as Place
    const parts = this.partsOf(place)
    const absent = place.set !== SOURCE && parts?.every((part) => this.isAbsent(part)) === true
    this.#absent[number] = absent
    return absent
  }

  /** The places that a file of this one comes to, itself among them. */
  #belowOf(number: number): ReadonlySet<number> {
    const known = this.#below[number]
    if (known !== undefined) return known
    const below = new Set([number])
    // What is found is looked at as well.
    for (const place of below) for (const next of this.#nextOf(place)) below.add(next)
    this.#below[number] = below
    return below
  }

  #nextOf(number: number): readonly number[] {
    const next = this.#next[number] ?? this.nextOf(this.#places[number] as Place).map((place) => this.#number(place))
    this.#next[number] = next
    return next
  }

  #heldBy(number: number): ReadonlySet<number> {
    const known = this.#holders[number]
    if (known !== undefined) return known
    const parts = this.partsOf(this.#places[number] as Place)?.filter((part) => !this.isAbsent(part))
    const numbers = (parts ?? []).map((part) => this.#number(part))
    const [first, ...rest] = new Set(numbers.map((part) => this.#heldBy(part)))
    // What comes here as it is goes on from there as well: nothing is added to what holds it.
    const isPassed = rest.length === 0 && numbers.some((part) => this.#nextOf(part).includes(number))
    const holders = first !== undefined && isPassed ? first : this.#joined(number, first ?? new Set(), rest)
    this.#holders[number] = holders
    return holders
  }

  #joined(number: number, first: Held, rest: readonly Held[]): Held {
    const holders = new Set(this.#belowOf(number))
    for (const place of first) if (rest.every((other) => other.has(place))) holders.add(place)
    return holders
  }
}
