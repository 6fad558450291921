// SPDX-License-Identifier: Apache-2.0
// What is wrong with the links of a step explains what was found by them, at that step and at whatever takes it.
import type { StepIntents } from '../intents/intents.ts'
import type { Failure } from './failure.ts'

/** A step, and what it takes. */
export type StepTaking = Pick<StepIntents, 'name' | 'takes'>

/** Which findings of the check of intents were made by the links of which step, in all layouts so far. */
export class Reliance {
  /** The first finding that was made by the links of a step, or of what takes it, by the step with those of outer layouts. */
  readonly #first = new Map<string, Failure>()

  /**
   * Notes by which links failures were found.
   *
   * @param prefix the steps of outer layouts, each followed by "/"; escaped
   * @param causes with the prefix before their steps
   * @param steps of the layout in its order, so that what a step takes stands before it
   */
  note(prefix: string, causes: readonly Failure[], steps: Iterable<StepTaking>): void {
    const places = new Map<string, number>()
    const noteAt = (step: string, place: number | undefined): void => {
      const known = places.get(step)
      if (place !== undefined && (known === undefined || place < known)) places.set(step, place)
    }
    for (const [place, { step }] of causes.entries()) if (step !== undefined) noteAt(step.slice(prefix.length), place)
    for (const { name, takes } of [...steps].toReversed())
      for (const take of takes) if (take.of === 'step') noteAt(take.step, places.get(name))
    for (const [step, place] of places) {
      const key = `${prefix}${step}`
      if (!this.#first.has(key)) this.#first.set(key, causes[place] as Failure)
    }
  }

  /** Where a failure belongs among others; undefined where nothing among them follows from it. */
  placeAmong(told: readonly Failure[], { code, step }: Failure): number | undefined {
    if (step === undefined || !isOfLinks(code)) return undefined
    const found = withOuter(step).flatMap((one) => this.#first.get(one) ?? [])
    const places = found.map((cause) => told.indexOf(cause)).filter((place) => place >= 0)
    return places.length === 0 ? undefined : Math.min(...places)
  }
}

const OF_LINKS = /^(?:LINKS?_|SUBLAYOUT_TOO_)/

/** Whether a failure says that links of a step do not count, or not as they are. */
export function isOfLinks(code: string): boolean {
  return OF_LINKS.test(code)
}

/** A step, and those of outer layouts in whose place its layout stands. */
function withOuter(step: string): string[] {
  const parts = step.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
