// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

export const CLI_CODES = {
  COMMAND_FAILED: 'A command of the pipeline failed.',
  PATH_NOT_COMPARED: 'A path was named to be compared, and no file of it was.',
  USAGE: 'A command was called wrongly.'
} as const

export type CliCode = keyof typeof CLI_CODES

/** A command line that cannot be carried out. */
export class CliError extends RoomError<CliCode> {}
