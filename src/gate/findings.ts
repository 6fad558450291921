// SPDX-License-Identifier: Apache-2.0
import type { LayoutFile } from '../intoto/layout/layout-file.ts'
import type { GateReport, LayoutReport } from '../reporting/report.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'
import type { LayoutRef } from './layout-ref.ts'
import { ownRunReport } from './own-run-report.ts'

/** The layout that decides, and where it was read. */
export interface TrustedLayout {
  readonly source: LayoutRef
  readonly document: LayoutFile
  readonly report: LayoutReport
}

/** What is known of a verification. Where it breaks off, the report says that much. */
export interface Findings {
  /** Undefined when it broke off before the server was asked anything. */
  readonly server: GateServer | undefined
  /** The run whose links are verified. */
  readonly run: GateReport['run']
  readonly layout: TrustedLayout | undefined
  /** Reasons to fail. They are told although what came after them broke off. */
  readonly failures: readonly GateFailure[]
  /** Sentences about what was passed over, escaped. */
  readonly notes: readonly string[]
}

/** What is known before anything was looked at. */
export function firstFindings(run: GateRun): Findings {
  return { server: undefined, run: ownRunReport(run), layout: undefined, failures: [], notes: [] }
}
