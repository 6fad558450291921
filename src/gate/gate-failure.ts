// SPDX-License-Identifier: Apache-2.0
// Reasons to block that lie outside the specification: what the run did, and what it stored.
import type { Failure, FailureCode } from '../intoto/verification/failure.ts'

/** Every failure code of the gate beyond those of verification; docs/errors.md is generated from this table. */
export const GATE_FAILURE_CODES = {
  NEEDED_JOB_FAILED: 'A job that the gate needs was no success.',
  NEEDED_JOBS_NONE: 'The gate was told of no needed job, so it may have run before the stages.',
  LINK_ARTIFACT_INVALID: 'A workflow artifact that claims to hold a link holds something else.',
  LINK_ARTIFACT_RENAMED: 'A link was stored as one of another step, job or attempt than it is of.',
  LINKS_COLLIDE: 'Two workflow artifacts claim the same step and functionary.',
  LINK_SUPERSEDED: 'A step was recorded again in a later attempt, and that recording is not signed.',
  LINK_OF_OLDER_ATTEMPT: 'A link is of an older attempt, and nobody told whether its job succeeded in a later one.',
  RUN_NOT_SUCCESSFUL: 'The run whose links are verified is no success.'
} as const

export type GateFailureCode = FailureCode | keyof typeof GATE_FAILURE_CODES

export type GateFailure = Failure<GateFailureCode>
