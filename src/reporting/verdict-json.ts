// SPDX-License-Identifier: Apache-2.0
import { digestPairs } from '../intoto/artifacts/artifacts.ts'
import type { Failure, Warning } from '../intoto/verification/failure.ts'
import type { Verification } from '../intoto/verification/verification.ts'

/** A verdict for machines. Members are added over time and never change their meaning. */
export interface VerdictReport {
  readonly verdict: 'passed' | 'failed'
  readonly failures: readonly Failure[]
  readonly warnings: readonly Warning[]
  readonly steps: readonly {
    readonly name: string
    readonly kind: string
    readonly functionaries: readonly string[]
    readonly threshold: number
    readonly materials: number
    readonly products: number
    readonly rules: readonly {
      readonly list: string
      readonly rule: readonly string[]
      readonly before: number
      readonly consumed: number
    }[]
  }[]
  /** The final products, only when the verdict is passed. */
  readonly products?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The verdict as a plain value. */
export function verdictReport(verification: Verification): VerdictReport {
  return {
    verdict: verification.outcome,
    failures: verification.outcome === 'failed' ? verification.failures : [],
    warnings: verification.warnings,
    steps: verification.items.map(({ trace, threshold, ...item }) => ({
      ...item,
      threshold: Number(threshold),
      rules: trace.map(({ list, rule, before, consumed }) => ({ list, rule: rule.tokens, before, consumed }))
    })),
    ...(verification.outcome === 'passed'
      ? {
          // fromEntries defines members, so a file named __proto__ stays a file.
          products: Object.fromEntries(
            [...verification.summary.products].map(([path, digests]) => [
              path,
              Object.fromEntries(digestPairs(digests))
            ])
          )
        }
      : {})
  }
}
