// SPDX-License-Identifier: Apache-2.0
// Reasons to block that lie outside the specification: what the run did, and what it stored.
import type { Failure, FailureCode } from '../intoto/verification/failure.ts'
import type { GATE_FAILURE_CODES } from './codes.ts'

export type GateFailureCode = FailureCode | keyof typeof GATE_FAILURE_CODES

export type GateFailure = Failure<GateFailureCode>
