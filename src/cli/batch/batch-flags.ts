// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../../base/limits.ts'
import type { FlagSpec } from '../arguments.ts'

/** The flags of `verify` that are about a batch. */
export const BATCH_FLAGS: readonly FlagSpec[] = [
  { long: 'batch', takes: 'one', value: 'FILE', help: 'verify many chains; - reads standard input' },
  {
    long: 'batch-timeout',
    takes: 'one',
    value: 'SECONDS',
    help: `give a line of a batch up after this time (default: ${LIMITS.batchCaseMs / 1000})`
  }
]

/** Whether the words of `verify` are these flags with their values, and nothing else. */
export function areOfBatch(words: readonly string[]): boolean {
  const [first, file, second = '--batch-timeout', seconds = ''] = words
  return (
    [2, 4].includes(words.length) &&
    first === '--batch' &&
    second === '--batch-timeout' &&
    ![file, seconds].some((value) => value !== '-' && value?.startsWith('-') === true)
  )
}
