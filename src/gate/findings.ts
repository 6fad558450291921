// SPDX-License-Identifier: Apache-2.0
import type { GateReport, LayoutReport } from '../reporting/report.ts'
import type { GateRun } from './gate-run.ts'
import type { FetchedFile, GateServer } from './gate-server.ts'
import type { LayoutRef } from './layout-ref.ts'

/** The layout that decides, and where it was read. */
export interface TrustedLayout {
  readonly source: LayoutRef
  readonly file: FetchedFile
  readonly report: LayoutReport
}

/** What is known of a verification. Where it breaks off, the report says that much. */
export interface Findings {
  /** Undefined when it broke off before the server was asked anything. */
  readonly server: GateServer | undefined
  /** The run whose links are verified. */
  readonly run: GateReport['run']
  readonly layout: TrustedLayout | undefined
  /** Sentences about what was passed over, escaped. */
  readonly notes: readonly string[]
}

/** What is known before anything was looked at. */
export function firstFindings({ repository, runId, attempt, sha, eventName }: GateRun): Findings {
  const run = { repository, id: runId, attempt, commit: sha, event: eventName }
  return { server: undefined, run, layout: undefined, notes: [] }
}
