// SPDX-License-Identifier: Apache-2.0
import type { Recorder } from '../../recording/record-artifacts.ts'
import type { Arguments } from '../arguments.ts'
import type { Console } from '../console.ts'

/** One call of the demo. */
export interface DemoContext {
  readonly parsed: Arguments
  readonly console: Console
  /** A directory that is removed in the end. */
  readonly work: string
  readonly recorder: Recorder
  /** An empty directory, where the evidence is to be kept. */
  readonly keepAt: string | undefined
}
