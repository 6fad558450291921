// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { linesBelow } from '../base/news-lines.ts'
import type { Environment } from './run-context.ts'
import { actionsRunner, type Runner } from './runner.ts'

/** What an action does with the runner that it is called by. */
export type ActionBody = (runner: Runner, environment: Environment) => Promise<void>

/** Runs an action in this process. The one place that catches everything: any error makes the action fail. */
export async function runAction(body: ActionBody, runner: Runner = actionsRunner()): Promise<void> {
  const state: { phase: 'running' | 'worked' | 'failed' } = { phase: 'running' }
  /** Nobody awaits what failed, so nobody knows what state it left; nothing may go on from there, and sign, say. */
  const endWith = (error: unknown): void => {
    // What failed has been told; this is what it left running, or a fault in telling.
    if (state.phase === 'failed') process.exit(1)
    state.phase = 'failed'
    process.exitCode = 1
    reportError(runner, error)
    // Where the log is a pipe, some systems print later than they say.
    process.stdout.write('', () => process.exit(1))
  }
  process.on('uncaughtException', endWith)
  process.on('unhandledRejection', endWith)
  process.on('beforeExit', () => {
    if (state.phase !== 'running') return
    // Whoever else listens gives a call up, and then the body goes on; one more turn shows whether it does.
    if (process.listenerCount('beforeExit') > 1) setImmediate(() => undefined)
    else endWith(new Error('it waits for something that never comes'))
  })
  try {
    await body(runner, process.env)
    state.phase = 'worked'
  } catch (error) {
    state.phase = 'failed'
    reportError(runner, error)
    runner.fail()
  }
}

/** An error for people: what, where, how to mend it, and where to read more. */
export function reportError(runner: Runner, error: unknown): void {
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
      ...linesBelow({ hint: REPORT_IT }, 'annotation')
    ].join('\n')
  )
}

const REPORT_IT = 'Report it with the log of a run with debug logging.'

/** Name and message, and no more: what else an error carries may be a request with its token. */
function shown(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`
  return typeof error === 'string' ? error : `a value of type ${typeof error} was thrown`
}
