// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'
import { helpAddress } from '../intoto/home.ts'
import type { Environment } from './run-context.ts'
import { actionsRunner, type Runner } from './runner.ts'

/** What an action does with the runner that it is called by. */
export type ActionBody = (runner: Runner, environment: Environment) => Promise<void>

/** Runs an action in this process. The one place that catches everything: any error makes the action fail. */
export async function runAction(body: ActionBody, runner: Runner = actionsRunner()): Promise<void> {
  try {
    await body(runner, process.env)
  } catch (error) {
    reportError(runner, error)
    runner.fail()
  }
}

/** An error for people: what, where, how to mend it, and where to read more. */
export function reportError(runner: Runner, error: unknown): void {
  if (error instanceof InTotoError) {
    const { code, message, at, hint } = error
    runner.annotate(
      'error',
      code,
      [
        message,
        ...(at === undefined ? [] : [`at: ${at}`]),
        ...(hint === undefined ? [] : [`fix: ${hint}`]),
        `see: ${helpAddress(code)}`
      ].join('\n')
    )
    return
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  runner.annotate(
    'error',
    'INTERNAL_ERROR',
    `This action has a fault: ${escapeUntrusted(message)}\nfix: Report it with the log of a run with debug logging.`
  )
}
