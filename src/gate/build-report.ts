// SPDX-License-Identifier: Apache-2.0
// The report of a verification, whether it came to a decision or broke off.
import { digestPairs } from '../intoto/artifacts/artifacts.ts'
import type { Link } from '../intoto/link/link.ts'
import { chainOf, type GateReport, type ReportedError, type Subject } from '../reporting/report.ts'
import type { GateDecision } from './decide.ts'
import type { Findings } from './findings.ts'
import { readableLayout } from './trusted-layout.ts'

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
    warnings: decision.warnings,
    headLayout,
    subjects: decision.verdict === 'passed' ? subjectsOf(decision.summary) : []
  }
}

/** The report where it could not be told whether the supply chain verifies. That is never a pass. */
export function reportOfError(findings: Findings, { code, message, at, hint }: ReportedError): GateReport {
  return {
    ...factsOf(findings),
    verdict: 'failed',
    failures: [],
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
  const readable = layout === undefined ? undefined : readableLayout(layout.file.bytes)
  return { run, layout: layout?.report, chain: readable === undefined ? [] : chainOf(readable), notes }
}

function subjectsOf({ products }: Link): Subject[] {
  return [...products].map(([name, digests]) => ({ name, digest: Object.fromEntries(digestPairs(digests)) }))
}
