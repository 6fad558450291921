// SPDX-License-Identifier: Apache-2.0
import { count } from '../../base/count.ts'
import { LIMITS } from '../../base/limits.ts'
import type { ClaimedRun } from './check-runs.ts'
import type { ClaimedSource } from './claimed-source.ts'
import { explainFailures } from './explained-failures.ts'
import type { Failure, Warning } from './failure.ts'
import { Reliance, type StepTaking } from './links-first.ts'
import type { ItemReport } from './verification.ts'

/** What a verification has found so far, in all of its layouts. Of what there is much, the first are kept and the rest is counted. */
export class Findings {
  readonly failures: Failure[] = []
  readonly warnings: Warning[] = []
  readonly items: ItemReport[] = []
  readonly claims: ClaimedRun[] = []
  /** What the links say of source, and of their run, where anybody asks for it. */
  readonly sources: ClaimedSource[] = []
  /** Names of the steps of all layouts so far. */
  readonly steps = new Set<string>()
  /** The words of each check of intents that was made, in any order. */
  readonly checks: (readonly string[])[] = []
  /** Names of the inspections of all layouts so far. */
  readonly inspections = new Set<string>()
  /** Failures in all, those that are not kept among them. */
  failed = 0
  /** Failures of checks of intents. */
  readonly #causes = new Set<Failure>()
  readonly #reliance = new Reliance()
  #warned = 0
  #traced = 0

  /**
   * Adds failures of one layout: those of links before what a check of intents found by them. `prefix` are the steps of outer
   * layouts, each followed by "/"; escaped.
   */
  fail(prefix: string, failures: readonly Failure[]): void {
    this.failed += failures.length
    for (const failure of failures) this.#keep(placed(prefix, failure))
  }

  /**
   * Puts the failures of the check of intents of one layout before what was found since, but for what the checks of layouts
   * below it found, for commands that failed, of which files follow, and for what is wrong with links by which it was found;
   * what they explain becomes a part of them.
   *
   * @param since how many failures were kept before
   * @param steps of the layout in its order, with what they take
   */
  explain(since: number, prefix: string, causes: readonly Failure[], steps: Iterable<StepTaking> = []): void {
    if (causes.length === 0) return
    const found = this.failures.splice(since)
    const below = found.filter((failure) => this.#causes.has(failure))
    const explained = explainFailures(
      causes.map((cause) => placed(prefix, cause)),
      found.filter((failure) => !this.#causes.has(failure))
    )
    for (const cause of explained.causes) this.#causes.add(cause)
    this.#reliance.note(prefix, explained.causes, steps)
    const first = explained.others.filter(({ code }) => code === 'LINK_COMMAND_FAILED')
    const rest = explained.others.filter(({ code }) => code !== 'LINK_COMMAND_FAILED')
    const all = [...below, ...first, ...explained.causes, ...rest]
    this.failed += all.length - found.length
    for (const failure of all) this.#keep(failure)
  }

  /** Of more than the bound the first are kept. */
  #keep(failure: Failure): void {
    // The check puts its own in order.
    const place = this.#causes.has(failure) ? undefined : this.#reliance.placeAmong(this.failures, failure)
    if (place !== undefined) this.failures.splice(place, 0, failure)
    else if (this.failures.length < LIMITS.failures) this.failures.push(failure)
    if (this.failures.length > LIMITS.failures) this.failures.pop()
  }

  /** Adds failures of the whole chain. What a check of intents told already becomes a part of that. */
  failBeside(failures: readonly Failure[]): void {
    const causes = this.failures.filter((failure) => this.#causes.has(failure))
    const explained = explainFailures(causes, failures)
    const by = new Map(causes.map((cause, index) => [cause, explained.causes[index] as Failure]))
    for (const [index, failure] of this.failures.entries()) this.failures[index] = by.get(failure) ?? failure
    const lacksLinks = this.failures.some(({ code }) => code === 'LINK_MISSING')
    this.fail('', lacksLinks ? explained.others.map(ofMissingLinks) : explained.others)
  }

  warn(warnings: Iterable<Warning>): void {
    for (const warning of warnings) {
      this.#warned += 1
      if (this.warnings.length < LIMITS.warnings) this.warnings.push(warning)
    }
  }

  report(item: ItemReport): void {
    this.#traced += item.trace.length
    this.items.push(this.#traced <= LIMITS.traceLines ? item : { ...item, trace: [] })
  }

  /** What was found and is not in the report; empty where all of it is. */
  leftOut(): Warning[] {
    const counts = [
      [this.failed - this.failures.length, 'failure'],
      [this.#warned - this.warnings.length, 'warning'],
      [Math.max(0, this.#traced - LIMITS.traceLines), 'effect']
    ] as const
    const parts = counts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun))
    return parts.length === 0
      ? []
      : [
          {
            code: 'REPORT_CUT',
            message: `The report leaves out ${parts.join(' and ')} of the ${count(this.failed, 'failure')} found: it lists the first ${LIMITS.failures} failures, ${LIMITS.warnings} warnings and ${LIMITS.traceLines} effects of rules.`
          }
        ]
  }
}

/** What nobody claims could stand in the links that are missing, and is then no reason to ask for less. */
function ofMissingLinks(failure: Failure): Failure {
  return failure.code === 'SOURCE_UNKNOWN' && failure.step === undefined
    ? {
        ...failure,
        hint: 'This can be a consequence of the links that are missing (LINK_MISSING): bring those first, and verify again.'
      }
    : failure
}

/** A failure of a layout, with the steps of outer layouts before its step. */
function placed(prefix: string, failure: Failure): Failure {
  return prefix === '' || failure.step === undefined ? failure : { ...failure, step: `${prefix}${failure.step}` }
}
