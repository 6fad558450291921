// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import { CommandInspectionRunner } from '../commands/command-inspection-runner.ts'
import { inspectionEnvironment } from '../commands/inspection-environment.ts'
import { exitStatusOf, runCommand } from '../commands/run-command.ts'
import type { InspectionRunner } from '../intoto/verification/verification.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { recordAsReference } from '../recording/record-directory.ts'
import { PASSPHRASE_VARIABLE } from '../signing/key-signer.ts'

/** Time for the command of one inspection, in milliseconds. */
const INSPECTION_MS = 10 * 60_000

/** Runs the inspections of a layout in the workspace, with an environment that holds no secret. */
export function inspectionsIn(workspace: string, environment: Environment, recorder: Recorder): InspectionRunner {
  // What the runner and the workflow give to this action is not for the commands of a layout.
  const kept = inspectionEnvironment(environment)
  return new CommandInspectionRunner({
    directory: workspace,
    record: (directory) => recordAsReference(recorder, directory),
    runProgram: async (command, directory) =>
      exitStatusOf(
        await runCommand({
          command,
          directory,
          environment: kept,
          withheld: [PASSPHRASE_VARIABLE],
          streams: 'discard',
          timeoutMs: INSPECTION_MS,
          leaveNothing: true
        })
      )
  })
}
