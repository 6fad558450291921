// SPDX-License-Identifier: Apache-2.0
// What inputs, the runner and the services around a job throw at stages and gate alike. Facts about the run and workflow
// artifacts are asked for by ports of both rooms, which may not know each other.
import { RoomError } from './errors.ts'

export const BASE_CODES = {
  INPUT_MISSING: 'An action was called without an input that it needs.',
  INPUT_INVALID: 'An input of an action has a value that is not allowed.',
  RUNNER_VARIABLE_MISSING: 'The runner did not set a variable that it promises.',
  EVENT_UNREADABLE: 'The payload of the event cannot be read or lacks what is needed.',
  ARTIFACT_LIST_FAILED: 'The workflow artifacts of a run could not be listed.',
  ARTIFACT_DOWNLOAD_FAILED: 'A workflow artifact could not be fetched.',
  ARTIFACT_DIGEST_DIFFERS: 'A workflow artifact is not what was stored under its digest.',
  ARTIFACT_TOO_LARGE: 'A workflow artifact is larger than the bound for its kind.',
  ARTIFACT_TOO_MANY: 'A run has more workflow artifacts than the bound, or its list may be cut.',
  ARTIFACT_ZIP_INVALID: 'A workflow artifact is not a zip archive that can be trusted.',
  INTERNAL_ERROR: 'A fault of this tool.'
} as const

export type BaseCode = keyof typeof BASE_CODES

/** An error that stages and gate share. */
export class BaseError extends RoomError<BaseCode> {}
