// SPDX-License-Identifier: Apache-2.0
import { count } from '../../base/count.ts'
import { LIMITS } from '../../base/limits.ts'
import type { ClaimedRun } from './check-runs.ts'
import type { ClaimedSource } from './claimed-source.ts'
import type { Failure, Warning } from './failure.ts'
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
  /** Names of the inspections of all layouts so far. */
  readonly inspections = new Set<string>()
  /** Failures in all, those that are not kept among them. */
  failed = 0
  #warned = 0
  #traced = 0

  /** Adds failures of one layout. `prefix` are the steps of outer layouts, each followed by "/"; escaped. */
  fail(prefix: string, failures: readonly Failure[]): void {
    for (const failure of failures) {
      this.failed += 1
      if (this.failures.length >= LIMITS.failures) continue
      this.failures.push(
        prefix === '' || failure.step === undefined ? failure : { ...failure, step: `${prefix}${failure.step}` }
      )
    }
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
