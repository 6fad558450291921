// SPDX-License-Identifier: Apache-2.0
import type { Warning } from '../intoto/verification/failure.ts'
import { exactSubjects, type AnyFailure, type Report, type ReportedError } from './report.ts'
import { sourceMember, type SourceJson } from './source-text.ts'

/** A verdict for machines. Members are added over time and never change their meaning. */
export interface VerdictReport {
  readonly verdict: Report['verdict']
  readonly failures: readonly AnyFailure[]
  readonly warnings: readonly Warning[]
  readonly steps: readonly {
    readonly name: string
    readonly kind: string
    readonly functionaries: readonly string[]
    /** Present where nobody signed its link, and it was looked at for advice. */
    readonly unsigned?: true
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
  /** The source that the links claim, where they claim one and agree. */
  readonly source?: SourceJson
  /** The final products, only when the verdict is passed. */
  readonly products?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** There is no verdict, since something could not be told. */
export interface ErrorReport {
  readonly verdict: 'error'
  readonly error: ReportedError
  /** Reasons that were known before; absent where there are none. */
  readonly failures?: readonly AnyFailure[]
}

/** The verdict as a plain value. */
export function verdictReport(report: Report): VerdictReport | ErrorReport {
  const { verdict, error, failures, unsigned, warnings, items } = report
  if (error !== undefined) return { verdict: 'error', error, ...(failures.length > 0 ? { failures } : {}) }
  return {
    verdict,
    failures: verdict === 'advisory' ? unsigned : failures,
    warnings,
    steps: items.map(({ trace, threshold, ...item }) => ({
      ...item,
      threshold: Number(threshold),
      rules: trace.map(({ list, rule, before, consumed }) => ({ list, rule: rule.tokens, before, consumed }))
    })),
    ...sourceMember(report.source),
    // fromEntries defines members, so a file named __proto__ stays a file.
    ...(verdict === 'passed'
      ? { products: Object.fromEntries(exactSubjects(report).map(({ name, digest }) => [name, digest])) }
      : {})
  }
}
