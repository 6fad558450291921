// SPDX-License-Identifier: Apache-2.0
// A thread that computes digests, as it is started.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { RecordingError } from './codes.ts'
import type { HashAnswer, HashJob } from './hash-job.ts'

/** What the pool needs of a thread. */
export interface WorkerPort {
  on(event: 'message', listener: (answer: HashAnswer) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'exit', listener: () => void): unknown
  postMessage(job: HashJob): void
  ref(): void
  unref(): void
  terminate(): Promise<unknown>
}

/**
 * What a thread throws away is small and many; without a bound it keeps 30 MB of it. It opens each file and closes it, so
 * nobody need note which ones are open, and it reads no variable: both save a tenth of what it costs to start. Node's threads
 * are loaded only here, which spares every start without one 2 ms.
 *
 * @throws RECORD_WORKER_FAILED
 */
export function startThread(): WorkerPort {
  const threads = process.getBuiltinModule('node:worker_threads')
  return new threads.Worker(workerUrl(), {
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
    trackUnmanagedFds: false,
    env: threads.SHARE_ENV
  })
}

/** The worker's file: beside the bundle or one folder above it, or beside this source when that runs as it is. */
function workerUrl(): URL {
  const places = ['./hash-worker.mjs', '../hash-worker.mjs', './hash-worker.ts']
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(fileURLToPath(url)))
  if (found === undefined)
    throw new RecordingError('RECORD_WORKER_FAILED', 'The file hash-worker.mjs is missing beside the program.', {
      hint: 'Install the program again, with all files of `dist`.'
    })
  return found
}
