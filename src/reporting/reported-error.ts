// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../base/errors.ts'
import type { ReportedError } from './report.ts'

/** An error as a value. */
export function reportedError(error: unknown): ReportedError {
  if (error instanceof InTotoError) return { code: error.code, message: error.message, at: error.at, hint: error.hint }
  return { code: 'INTERNAL_ERROR', message: 'A fault of this tool.' }
}
