// SPDX-License-Identifier: Apache-2.0
// What is wrong with the links of a step explains what was found by them, at that step and at whatever takes it.
import type { Take } from '../intents/intents.ts'
import { stepsAbove } from '../intents/steps-above.ts'
import type { Failure } from './failure.ts'

/** On which steps findings of the check of intents rely, in all layouts so far. */
export class Reliance {
  readonly #above = new Map<string, ReadonlySet<string>>()
  /** All that any failure relies on. */
  readonly #all = new Set<string>()
  readonly #of = new Map<Failure, ReadonlySet<string>>()

  /**
   * Notes on what failures rely.
   *
   * @param prefix the steps of outer layouts, each followed by "/"; escaped
   * @param causes with the prefix before their steps
   * @param takesOf what a step takes, without the prefix
   */
  note(prefix: string, causes: readonly Failure[], takesOf: (step: string) => readonly Take[]): void {
    for (const cause of causes) {
      if (cause.step === undefined) continue
      const steps = this.#above.get(cause.step) ?? withAbove(prefix, cause.step, takesOf)
      this.#above.set(cause.step, steps)
      this.#of.set(cause, steps)
      for (const step of steps) this.#all.add(step)
    }
  }

  /** Where a failure belongs among others; undefined where nothing among them follows from it. */
  placeAmong(told: readonly Failure[], failure: Failure): number | undefined {
    if (!isOfLinks(failure)) return undefined
    const steps = withOuter(failure.step as string).filter((step) => this.#all.has(step))
    if (steps.length === 0) return undefined
    const place = told.findIndex((one) => steps.some((step) => this.#of.get(one)?.has(step) === true))
    return place < 0 ? undefined : place
  }
}

/** Whether a failure says that links of a step do not count, or not as they are. */
function isOfLinks({ code, step }: Failure): boolean {
  return step !== undefined && /^(?:LINKS?_|SUBLAYOUT_TOO_)/.test(code)
}

function withAbove(prefix: string, step: string, takesOf: (step: string) => readonly Take[]): ReadonlySet<string> {
  const own = step.slice(prefix.length)
  return new Set(Array.from([own, ...stepsAbove(own, takesOf)], (name) => `${prefix}${name}`))
}

/** A step, and those of outer layouts in whose place its layout stands. */
function withOuter(step: string): string[] {
  const parts = step.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
