// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { Recorder } from '../recording/record-artifacts.ts'
import { beginEnvironment } from './begin-environment.ts'
import { NO_DIRECTORIES, type RecordedDirectories } from './installed-directories.ts'
import { stageSettings } from './stage-settings.ts'
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
  /** Directories of packages that the step begins with. */
  readonly directories?: RecordedDirectories
}

/**
 * The beginning of a step: its materials, its command and where it runs. The job that works and the one that signs for it
 * come to the same.
 *
 * @throws RECORD_ codes
 */
export async function beginWork(
  recorder: Recorder,
  workspace: string,
  {
    step: name,
    command,
    materials,
    exclude,
    setup,
    workingDirectory,
    variables,
    run,
    directories = NO_DIRECTORIES
  }: WorkToBegin
): Promise<Link> {
  const settings = stageSettings(workspace, exclude)
  const begun = await beginStep(recorder, { name, materials, settings, run, directories })
  const { environment } = begun
  return { ...begun, command, environment: beginEnvironment({ environment, setup, workingDirectory, variables }) }
}
