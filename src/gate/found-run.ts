// SPDX-License-Identifier: Apache-2.0
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { GateFailure } from './gate-failure.ts'

/** A run whose links are verified. */
export interface FoundRun {
  /** Whether it is the run that verifies. */
  readonly own: boolean
  /** The id of the job that verifies. */
  readonly job: string
  readonly runId: string
  /** Its newest attempt. */
  readonly attempt: number
  readonly event: string
  /** What its links must name. */
  readonly binding: RunBinding
  readonly repository: string
  readonly failures: readonly GateFailure[]
}
