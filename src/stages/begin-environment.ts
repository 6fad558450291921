// SPDX-License-Identifier: Apache-2.0
import type { JsonObject, JsonValue } from '../intoto/json/json-value.ts'

export interface BeginEnvironmentRequest {
  /** What the recording of the materials says of itself. */
  readonly environment: JsonObject
  /** Empty where nothing runs before the command. */
  readonly setup: string
  /** In its shortest form; `.` for the top of the workspace. */
  readonly workingDirectory: string
  readonly variables: JsonObject
}

/** The environment of a link as a stage begins it. What is as usual is not written. */
export function beginEnvironment({
  environment,
  setup,
  workingDirectory,
  variables
}: BeginEnvironmentRequest): JsonObject {
  return new Map<string, JsonValue>([
    ...environment,
    ...(setup === '' ? [] : [['setup', setup] as const]),
    ...(workingDirectory === '.' ? [] : [['working_directory', workingDirectory] as const]),
    ...(variables.size === 0 ? [] : [['variables', variables] as const])
  ])
}
