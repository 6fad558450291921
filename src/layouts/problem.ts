// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

/** A mistake in a layout source, with the place where it stands. */
export interface Problem {
  /** One of this room, or that of an error which reading a part of the source threw. */
  readonly code: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  readonly message: string
  readonly hint: string
  /** The line, with a caret below the place; escaped. */
  readonly excerpt: readonly string[]
}

/** All mistakes of a layout source; its code is that of the first. */
export class LayoutSourceError extends RoomError<string> {
  readonly problems: readonly [Problem, ...Problem[]]

  constructor(source: string, problems: readonly [Problem, ...Problem[]]) {
    const [first, ...rest] = problems
    const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`
    super(first.code, `${first.message}${more}`, { at: `${source}:${first.line}:${first.column}`, hint: first.hint })
    this.problems = problems
  }
}

/** Something in a layout source that is allowed and probably not meant. */
export interface LayoutWarning {
  readonly line: number
  readonly column: number
  readonly message: string
  readonly hint: string
}
