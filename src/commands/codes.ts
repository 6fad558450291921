// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

export const COMMANDS_CODES = {
  COMMAND_NOT_STARTED: 'A command could not be started.'
} as const

export type CommandsCode = keyof typeof COMMANDS_CODES

/** A program that cannot be run. */
export class CommandsError extends RoomError<CommandsCode> {}
