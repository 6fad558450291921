// SPDX-License-Identifier: Apache-2.0
import type { RunReport } from '../reporting/report.ts'
import type { GateRun } from './gate-run.ts'

/** The run that verifies, as reports name it. */
export function ownRunReport({ repository, runId, attempt, sha, eventName }: GateRun): RunReport {
  return { repository, id: runId, attempt, commit: sha, event: eventName }
}
