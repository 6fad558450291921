// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../base/limits.ts'
import type { Environment } from '../base/environment.ts'
import { CommandInspectionRunner } from '../commands/command-inspection-runner.ts'
import { inspectionProgram } from '../commands/inspection-program.ts'
import type { InspectionRunner } from '../intoto/verification/verification.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { recordForInspection } from '../recording/record-directory.ts'
import { PASSPHRASE_VARIABLE } from '../base/passphrase-variable.ts'

/**
 * Runs the inspections of a layout in the workspace, with an environment that holds no secret.
 *
 * @param given files of this verification itself, which are no evidence of the workspace
 */
export function inspectionsIn(
  workspace: string,
  environment: Environment,
  recorder: Recorder,
  given: () => readonly string[]
): InspectionRunner {
  return new CommandInspectionRunner({
    directory: workspace,
    record: (directory) => recordForInspection(recorder, directory, given()),
    runProgram: inspectionProgram({
      environment,
      withheld: [PASSPHRASE_VARIABLE],
      timeoutMs: LIMITS.inspectionMs,
      leaveNothing: true
    })
  })
}
