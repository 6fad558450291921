// SPDX-License-Identifier: Apache-2.0
import type { Arguments, CommandSpec } from './arguments.ts'
import type { Console } from './console.ts'

/** A command: how it is called, and what it does. Returns the exit status. */
export interface Command {
  readonly spec: CommandSpec
  run(parsed: Arguments, console: Console): Promise<number>
}

export const EXIT = { yes: 0, no: 1, unknown: 2 } as const
