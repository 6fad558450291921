// SPDX-License-Identifier: Apache-2.0
import type { ClaimedRun } from './check-runs.ts'
import type { Failure, Warning } from './failure.ts'
import type { ItemReport } from './verification.ts'

/** What a verification has found so far, in all of its layouts. */
export class Findings {
  readonly failures: Failure[] = []
  readonly warnings: Warning[] = []
  readonly items: ItemReport[] = []
  readonly claims: ClaimedRun[] = []
  /** Names of the steps of all layouts so far. */
  readonly steps = new Set<string>()
  /** Names of the inspections of all layouts so far. */
  readonly inspections = new Set<string>()

  /** Adds failures of one layout. `prefix` are the steps of outer layouts, each followed by "/"; escaped. */
  fail(prefix: string, failures: readonly Failure[]): void {
    for (const failure of failures) {
      this.failures.push(
        prefix === '' || failure.step === undefined ? failure : { ...failure, step: `${prefix}${failure.step}` }
      )
    }
  }
}
