// SPDX-License-Identifier: Apache-2.0
import type { Bench } from './bench.ts'

export type Json = Record<string, unknown>

/** A command that fails with a code, and what has to lie there that it does. */
export interface ErrorCase {
  readonly code: string
  readonly prepare?: (bench: Bench) => void | Promise<void>
  /** The words after `in-toto-actions`. */
  readonly words: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** What comes on standard input. */
  readonly input?: string
}
