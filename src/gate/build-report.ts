// SPDX-License-Identifier: Apache-2.0
// The report of a verification, whether it came to a decision or broke off.
import { chainOf, subjectsOf, type GateReport, type ReportedError } from '../reporting/report.ts'
import { readableLayout } from '../reporting/readable-layout.ts'
import type { GateDecision } from './decide.ts'
import type { Findings } from './findings.ts'

export interface Decided {
  readonly decision: GateDecision
  readonly headLayout: GateReport['headLayout']
}

/** The report of a decision. */
export function reportOfDecision(findings: Findings, { decision, headLayout }: Decided): GateReport {
  return {
    ...factsOf(findings),
    verdict: decision.verdict,
    failures: decision.verdict === 'failed' ? decision.failures : [],
    unsigned: decision.verdict === 'advisory' ? decision.unsigned : [],
    error: undefined,
    items: decision.items,
    source: decision.source,
    warnings: decision.warnings,
    headLayout,
    subjects: decision.verdict === 'passed' ? subjectsOf(decision.summary.products) : []
  }
}

/**
 * The report where something could not be told. That is never a pass, and it hides no reason that was known before.
 */
export function reportOfError(findings: Findings, { code, message, at, hint }: ReportedError): GateReport {
  return {
    ...factsOf(findings),
    verdict: 'failed',
    failures: findings.failures,
    unsigned: [],
    error: { code, message, at, hint },
    items: [],
    warnings: [],
    headLayout: undefined,
    subjects: []
  }
}

/** A layout that cannot be read has no steps for the graph; that is reported elsewhere. */
function factsOf({ run, layout, notes }: Findings): Pick<GateReport, 'run' | 'layout' | 'chain' | 'notes'> {
  const readable = layout === undefined ? undefined : readableLayout(layout.document)
  return { run, layout: layout?.report, chain: readable === undefined ? [] : chainOf(readable), notes }
}
