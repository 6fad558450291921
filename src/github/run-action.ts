// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { reportError } from '../base/report-error.ts'
import type { Runner } from '../base/runner.ts'
import { actionsRunner } from './runner.ts'

/** What an action does with the runner that it is called by. */
export type ActionBody = (runner: Runner, environment: Environment) => Promise<void>

/** Runs an action in this process. The one place that catches everything: any error makes the action fail. */
export async function runAction(body: ActionBody, runner: Runner = actionsRunner()): Promise<void> {
  process.on('uncaughtException', (error) => endWith(runner, error))
  process.on('unhandledRejection', (error) => endWith(runner, error))
  try {
    await body(runner, process.env)
  } catch (error) {
    reportError(runner, error)
    runner.fail()
  }
}

let ending = false

/** Nobody awaits what failed, so nobody knows what state it left; nothing may go on from there, and sign, say. */
function endWith(runner: Runner, error: unknown): void {
  // Printing is what failed.
  if (ending) process.exit(1)
  ending = true
  process.exitCode = 1
  reportError(runner, error)
  // Where the log is a pipe, some systems print later than they say.
  process.stdout.write('', () => process.exit(1))
}
