// SPDX-License-Identifier: Apache-2.0
import type { Ran } from '../../../__tests__/support/memory-job.ts'
import type { Verification } from '../../../src/intoto/verification/verification.ts'
import type { Bench } from './bench.ts'

export type Json = Record<string, unknown>

/** Something that ends with a code. */
export type ErrorCase = CommandCase | ActionCase | LibraryCase

/** A command that fails with a code, and what has to lie there that it does. */
export interface CommandCase {
  readonly code: string
  readonly prepare?: (bench: Bench) => void | Promise<void>
  /** The words after `in-toto-actions`. */
  readonly words: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** What comes on standard input. */
  readonly input?: string
  /** Runs the words otherwise than in this process as it is. */
  readonly run?: (bench: Bench, words: readonly string[]) => ReturnType<Bench['cli']>
  /** Whether the command succeeds, and the code stands in one of its answers. */
  readonly answers?: true
}

/** What only an action can end with: it runs in this process, with GitHub in memory. */
export interface ActionCase {
  readonly code: string
  /** Its directory, `.` for the gate. */
  readonly action: 'actions/begin' | 'actions/end' | 'actions/sign' | '.'
  readonly act: () => Promise<Ran>
}

/** What only the package can end with: command line and actions refuse it before. */
export interface LibraryCase {
  readonly code: string
  /** The call, as its user writes it. */
  readonly call: string
  readonly answer: () => Promise<Verification>
}
