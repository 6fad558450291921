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
  /** Of each step that has no say in it itself, the one without a link that it takes whole, directly or through others. */
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

  /** The step without a link of which something is released. */
  get release(): string | undefined {
    return this.#intents.release.find(({ step }) => !this.#records.has(step))?.step
  }

  /** What was not looked at, a sentence for each link that is missing. @param isSourceUntold whether no other link tells it */
  sentences(isSourceUntold: boolean): string[] {
    return this.#layoutSteps.flatMap((name) => {
      if (this.#records.has(name)) return []
      const others = this.#hangingOn(name, isSourceUntold)
      const own = this.#intents.steps.has(name)
      if (!own && others.length === 0) return []
      const what =
        others.length === 0
          ? 'nothing of it was looked at'
          : `this was not looked at: ${[...(own ? ['the step itself'] : []), ...others].join('; ')}`
      return [`Step "${escapeUntrusted(name)}" has no link that counts, so ${what}.`]
    })
  }

  #hangingOn(name: string, isSourceUntold: boolean): string[] {
    const takers: string[] = []
    const below: string[] = []
    for (const step of this.#intents.steps.values()) {
      const record = this.#records.get(step.name)
      if (record === undefined) continue
      if (step.takes.some((take) => take.of === 'step' && take.step === name)) takers.push(step.name)
      else if (record.beginDirectories.length > 0 && this.#through.get(step.name) === name) below.push(step.name)
    }
    return [
      ...(takers.length === 0 ? [] : [`what ${stepsText(takers)} took`]),
      ...(below.length === 0 ? [] : [`the installed directories with which ${stepsText(below)} began`]),
      ...(isSourceUntold && this.source === name ? ['which files are those of source'] : []),
      ...(this.release === name ? ['what is final'] : [])
    ]
  }
}

function stepsText(names: readonly string[]): string {
  return `${names.length === 1 ? 'step' : 'steps'} ${listed(names, LIMITS.sentenceNames, (name) => `"${name}"`)}`
}
