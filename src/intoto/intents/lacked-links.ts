// SPDX-License-Identifier: Apache-2.0
// A step without a link that counts is wrong by itself. What its link alone could tell of other steps is not evaluated:
// whatever were found there would follow from the link that is missing, or not be so.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { listed } from '../../base/listed.ts'
import { seesSource, type Intents, type StepIntents } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { isWhole } from './taken-files.ts'

/** Steps that lack a link, and what hangs on them. */
export class LackedLinks {
  /** The step without a link that could tell which files are those of source; undefined where all that could have theirs. */
  readonly source: string | undefined
  readonly #intents: Intents
  readonly #layoutSteps: readonly string[]
  readonly #records: ReadonlyMap<string, StepRecord>
  /** Of each step, the one without a link that it takes whole, directly or through others. */
  readonly #through = new Map<string, string>()

  /** @param layoutSteps in the order of the layout, so that whatever a step takes stands before it */
  constructor(intents: Intents, layoutSteps: readonly string[], records: ReadonlyMap<string, StepRecord>) {
    this.#intents = intents
    this.#layoutSteps = layoutSteps
    this.#records = records
    let source: string | undefined
    for (const step of intents.steps.values()) {
      const through = this.ofDirectories(step)
      if (through !== undefined) this.#through.set(step.name, through)
      if (seesSource(step)) source ??= records.has(step.name) ? this.ofFiles(step) : step.name
    }
    this.source = source
  }

  /** The step without a link whose files a step takes; undefined where all have one. */
  ofFiles({ takes }: Pick<StepIntents, 'takes'>): string | undefined {
    for (const take of takes) if (take.of === 'step' && !this.#records.has(take.step)) return take.step
    return undefined
  }

  /** The step without a link that has a say in the installed directories with which a step begins. */
  ofDirectories({ takes }: Pick<StepIntents, 'takes'>): string | undefined {
    for (const take of takes) {
      if (take.of === 'source' || !isWhole(take)) continue
      const lacked = this.#records.has(take.step) ? this.#through.get(take.step) : take.step
      if (lacked !== undefined) return lacked
    }
    return undefined
  }

  /** What was not looked at, a sentence for each link that is missing. @param isSourceUntold whether no other link tells it */
  sentences(isSourceUntold: boolean): string[] {
    const hanging = this.#hanging()
    const released = this.#intents.release.find(({ step }) => !this.#records.has(step))?.step
    return this.#layoutSteps.flatMap((name) => {
      if (this.#records.has(name)) return []
      const { takers = [], below = [] } = hanging.get(name) ?? {}
      const others = [
        ...(takers.length === 0 ? [] : [`what ${stepsText(takers)} took`]),
        ...(below.length === 0 ? [] : [`the installed directories with which ${stepsText(below)} began`]),
        ...(isSourceUntold && this.source === name ? ['which files are those of source'] : []),
        ...(released === name ? ['what is final'] : [])
      ]
      const own = this.#intents.steps.has(name)
      if (!own && others.length === 0) return []
      const what =
        others.length === 0
          ? 'the check skipped it'
          : `the check skipped ${[...(own ? ['the step itself'] : []), ...others].join('; ')}`
      return [`Step "${escapeUntrusted(name)}" has no link that counts, so ${what}.`]
    })
  }

  /** By the step without a link, which others take it, and which began with directories that come through it. */
  #hanging(): ReadonlyMap<string, Hanging> {
    const all = new Map<string, Hanging>()
    const hangingOn = (name: string): Hanging => {
      const known = all.get(name) ?? { takers: [], below: [] }
      all.set(name, known)
      return known
    }
    for (const { name, takes } of this.#intents.steps.values()) {
      const record = this.#records.get(name)
      if (record === undefined) continue
      const lacked = new Set(
        takes.flatMap((take) => (take.of === 'step' && !this.#records.has(take.step) ? [take.step] : []))
      )
      for (const one of lacked) hangingOn(one).takers.push(name)
      const through = this.#through.get(name)
      if (through !== undefined && !lacked.has(through) && record.beginDirectories.length > 0)
        hangingOn(through).below.push(name)
    }
    return all
  }
}

interface Hanging {
  readonly takers: string[]
  readonly below: string[]
}

function stepsText(names: readonly string[]): string {
  return `${names.length === 1 ? 'step' : 'steps'} ${listed(names, LIMITS.sentenceNames, (name) => `"${name}"`)}`
}
