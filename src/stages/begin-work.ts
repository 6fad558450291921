// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import { withTookOver, type TookOver } from '../intoto/link/took-over.ts'
import { beginEnvironment } from './begin-environment.ts'
import { NO_DIRECTORIES, type RecordedDirectories } from './installed-directories.ts'
import { stageSettings } from './stage-settings.ts'
import type { StepRecorder } from './step-recorder.ts'
import { beginStep, type RecordingSettings } from './step-recording.ts'

/** What is known of a step before its command runs. */
export interface WorkToBegin {
  readonly step: string
  readonly command: readonly string[]
  readonly materials: readonly string[]
  readonly exclude: readonly string[]
  /** How files are found and named, where that is not as inputs say. */
  readonly settings?: RecordingSettings
  readonly setup: string
  readonly workingDirectory: string
  readonly variables: JsonObject
  readonly run: RunBinding
  /** The links by which products were taken over. */
  readonly taken: readonly TookOver[]
  /** Directories of packages that the step begins with. */
  readonly directories?: RecordedDirectories
}

/**
 * The beginning of a step: its materials, its command and where it runs. The job that works and the one that signs for it
 * come to the same.
 *
 * @throws RECORD_ codes
 */
export async function beginWork(recorder: StepRecorder, workspace: string, work: WorkToBegin): Promise<Link> {
  const { step: name, command, materials, exclude, run, taken, directories = NO_DIRECTORIES } = work
  const settings = work.settings ?? stageSettings(workspace, exclude)
  const begun = await beginStep(recorder, { name, materials, settings, run, directories })
  const known = beginEnvironment({ ...work, environment: begun.environment })
  return { ...begun, command, environment: taken.length === 0 ? known : withTookOver(known, taken) }
}
