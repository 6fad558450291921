// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'

/** An error for people: what, where, how to mend it, and where to read more. Never a stack trace. */
export function errorLines(error: unknown): string[] {
  if (error instanceof InTotoError) {
    return [
      `error: ${error.message}`,
      ...(error.at === undefined ? [] : [`  at:  ${error.at}`]),
      ...(error.hint === undefined ? [] : [`  fix: ${error.hint}`]),
      `  see: docs/errors.md#${error.code.toLowerCase()}`
    ]
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return [
    `error: This tool has a fault: ${escapeUntrusted(message)}`,
    '  fix: Report it with the command line and the output of the same call with IN_TOTO_DEBUG=1 set.',
    '  see: docs/errors.md#internal_error'
  ]
}
