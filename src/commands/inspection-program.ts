// SPDX-License-Identifier: Apache-2.0
import type { RunProgram } from './command-inspection-runner.ts'
import { inspectionEnvironment } from './inspection-environment.ts'
import { exitStatusOf, runCommand, type CommandRequest } from './run-command.ts'

/** Runs commands that a layout chooses: silently, and with an environment that holds no secret. */
export function inspectionProgram({
  environment,
  ...request
}: Pick<CommandRequest, 'environment' | 'withheld' | 'timeoutMs' | 'leaveNothing'>): RunProgram {
  // What this program was started with is not for them.
  const kept = inspectionEnvironment(environment)
  return async (command, directory) => {
    const result = await runCommand({ ...request, command, directory, environment: kept, streams: 'discard' })
    return result.ended === 'timed-out' ? 'timed-out' : exitStatusOf(result)
  }
}
