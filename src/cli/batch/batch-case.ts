// SPDX-License-Identifier: Apache-2.0
import type { Verification } from '../../intoto/verification/verification.ts'
import { InTotoError } from '../../base/errors.ts'
import { EXIT } from '../command.ts'

/** One line of a batch as the process that verifies it is told. */
export interface BatchCase {
  /** The arguments of `verify`. */
  readonly words: readonly string[]
  /** Where relative paths begin. */
  readonly directory: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Where the process that verifies finds lines and puts answers, each a line of JSON. */
export const BATCH_DESCRIPTOR = 3

/** A line and its answer have the same number. */
interface Numbered {
  readonly number: number
}

export type NumberedCase = BatchCase & Numbered
export type NumberedAnswer = BatchAnswer & Numbered

/** What a line is answered. */
export interface BatchAnswer {
  readonly exit: number
  readonly verdict: 'passed' | 'failed' | 'error'
  readonly failures: readonly string[]
  /** What the code alone does not say: why a line has no answer of its own. */
  readonly lost?: { readonly message: string; readonly hint: string }
}

/** A verdict as an answer. */
export function answerOf(verification: Verification): BatchAnswer {
  return verification.outcome === 'passed'
    ? { exit: EXIT.yes, verdict: 'passed', failures: [] }
    : { exit: EXIT.no, verdict: 'failed', failures: verification.failures.map(({ code }) => code) }
}

/** What could not be told, as an answer; never a pass. */
export function answerOfError(error: unknown): BatchAnswer {
  return codeAnswer(error instanceof InTotoError ? error.code : 'INTERNAL_ERROR')
}

/** The same by its code. */
export function codeAnswer(code: string): BatchAnswer {
  return { exit: EXIT.unknown, verdict: 'error', failures: [code] }
}
