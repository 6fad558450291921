// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import { beginEnvironment } from './begin-environment.ts'
import { stageSettings } from './stage-settings.ts'
import type { StepRecorder } from './step-recorder.ts'
import { beginStep } from './step-recording.ts'

/** What is known of a step before its command runs. */
export interface WorkToBegin {
  readonly step: string
  readonly command: readonly string[]
  readonly materials: readonly string[]
  readonly exclude: readonly string[]
  readonly setup: string
  readonly workingDirectory: string
  readonly variables: JsonObject
  readonly run: RunBinding
}

/**
 * The beginning of a step: its materials, its command and where it runs. The job that works and the one that signs for it
 * come to the same.
 *
 * @throws RECORD_ codes
 */
export async function beginWork(
  recorder: StepRecorder,
  workspace: string,
  { step: name, command, materials, exclude, setup, workingDirectory, variables, run }: WorkToBegin
): Promise<Link> {
  const begun = await beginStep(recorder, { name, materials, settings: stageSettings(workspace, exclude), run })
  const { environment } = begun
  return { ...begun, command, environment: beginEnvironment({ environment, setup, workingDirectory, variables }) }
}
