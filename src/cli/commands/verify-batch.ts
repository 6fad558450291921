// SPDX-License-Identifier: Apache-2.0
// `verify --batch FILE` by itself. Processes of their own verify, so they are started before anything of verification would
// be loaded here: that saves a thirtieth of the time of a thousand small chains.
import { availableParallelism } from 'node:os'
import { BATCH_FLAGS } from '../batch/batch-flags.ts'
import { CaseProcess } from '../batch/case-process.ts'
import type { Command } from '../command.ts'
import { secondsFlag } from '../seconds-flag.ts'
import { verifyBatch } from '../verify-batch.ts'

/** Lines of a batch that are verified at a time, each by a process of its own that may take all the memory of one. */
const BATCH_WORKERS = 2

/** `verify` for the words that `areOfBatch` knows; its help is that of `verify`. */
export const verifyOfBatch: Command = {
  spec: { name: 'verify', summary: 'verify many chains', flags: BATCH_FLAGS, examples: [] },
  run: async (parsed, console) => {
    const file = parsed.required('batch')
    const timeMs = secondsFlag(parsed, 'batch-timeout')
    const { environment } = console
    const settings = timeMs === undefined ? { environment } : { environment, timeMs }
    const workers = Array.from({ length: Math.min(BATCH_WORKERS, availableParallelism()) })
    return verifyBatch(
      file,
      console,
      workers.map(() => new CaseProcess(settings))
    )
  }
}
