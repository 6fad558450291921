// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { reportError } from '../base/report-error.ts'
import type { Runner } from '../base/runner.ts'
import { moveFromInitialEnvironment } from './initial-environment.ts'
import { actionsRunner } from './runner.ts'

/** Tokens that the runner gives to every action. They are used until the end, and no child is to find them. */
const RUNNER_TOKENS = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']

/** What an action does with the runner that it is called by. */
export type ActionBody = (runner: Runner, environment: Environment) => Promise<void>

/** How often a process may come to its end while the body waits: more often than an action has calls to give up. */
const MOST_TURNS = 1000

/** Runs an action in this process. The one place that catches everything: any error makes the action fail. */
export async function runAction(body: ActionBody, runner: Runner = actionsRunner()): Promise<void> {
  moveFromInitialEnvironment(RUNNER_TOKENS)
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
  let turns = 0
  process.on('beforeExit', () => {
    if (state.phase !== 'running') return
    turns += 1
    // Whoever else listens gives a call up, and then the body goes on; one more turn shows whether it does. A listener
    // that gives nothing up would let it turn for ever.
    if (process.listenerCount('beforeExit') > 1 && turns <= MOST_TURNS) setImmediate(() => undefined)
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
