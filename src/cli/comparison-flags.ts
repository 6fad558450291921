// SPDX-License-Identifier: Apache-2.0
// Flags of commands that compare files with what was recorded. Whatever lies there is compared: a file that is passed over
// could be anything.
import type { RecordRequest } from '../recording/record-artifacts.ts'
import type { Arguments, FlagSpec } from './arguments.ts'
import type { Console } from './console.ts'
import { RECORDING_FLAGS, recordingSettings } from './signing-flags.ts'

export const COMPARISON_FLAGS: readonly FlagSpec[] = RECORDING_FLAGS.map((flag) =>
  flag.long === 'exclude'
    ? { ...flag, help: 'gitignore patterns of what not to compare; nothing is left out without them' }
    : flag
)

/** How files are found that are compared. */
export function comparisonSettings(parsed: Arguments, console: Console): Omit<RecordRequest, 'paths'> {
  return {
    ...recordingSettings(parsed, console),
    exclude: parsed.many('exclude'),
    symlinkedDirectories: 'contained',
    emptyPath: 'refused'
  }
}
