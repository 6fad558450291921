// SPDX-License-Identifier: Apache-2.0
// Reports of verifications that nobody but this tool knows of: no run, no repository.
import type { Verification } from '../intoto/verification/verification.ts'
import { subjectsOf, type ChainStep, type Report } from './report.ts'
import { reportedError } from './reported-error.ts'

const NOTHING_KNOWN = {
  failures: [],
  unsigned: [],
  error: undefined,
  warnings: [],
  notes: [],
  items: [],
  chain: [],
  layout: undefined,
  headLayout: undefined,
  run: undefined,
  subjects: []
} as const satisfies Omit<Report, 'verdict'>

/** A verification as a report. */
export function reportOf(verification: Verification, chain: readonly ChainStep[]): Report {
  const { outcome: verdict, items, warnings, source } = verification
  const common = { ...NOTHING_KNOWN, verdict, items, warnings, source, chain }
  return verification.outcome === 'passed'
    ? { ...common, subjects: subjectsOf(verification.summary.products) }
    : { ...common, failures: verification.failures }
}

/** The report of a verification that broke off: it could not be told whether the supply chain verifies. */
export function reportOfError(error: unknown): Report {
  return { ...NOTHING_KNOWN, verdict: 'failed', error: reportedError(error) }
}
