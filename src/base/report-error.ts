// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from './errors.ts'
import { escapeUntrusted } from './escape-untrusted.ts'
import { HOME } from './home.ts'
import { linesBelow } from './news-lines.ts'
import type { Runner } from './runner.ts'

/** An error for people: what, where, how to mend it, and where to read more. */
export function reportError(runner: Pick<Runner, 'annotate'>, error: unknown): void {
  if (error instanceof InTotoError) {
    const { code, message, at, hint } = error
    runner.annotate('error', code, [message, ...linesBelow({ code, at, hint }, 'annotation')].join('\n'))
    return
  }
  runner.annotate(
    'error',
    'INTERNAL_ERROR',
    [
      `This action has a fault: ${escapeUntrusted(shown(error))}`,
      ...linesBelow({ code: 'INTERNAL_ERROR', hint: REPORT_IT }, 'annotation')
    ].join('\n')
  )
}

const REPORT_IT = `Report it at ${HOME}/issues, with the log of a run with debug logging.`

/** Name and message, and no more: what else an error carries may be a request with its token. */
function shown(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`
  return typeof error === 'string' ? error : `a value of type ${typeof error} was thrown`
}
