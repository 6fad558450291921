// SPDX-License-Identifier: Apache-2.0
// A thread that is started before there are files for it, while another core still loads the program. Started for the first
// files, it would share the machine with the thread that already walks through directories, and begin later.
import { availableParallelism } from 'node:os'
import { startThread, type WorkerPort } from './hash-thread.ts'
import { seemMany } from './many-files.ts'

/** The one that waits, until somebody takes it or it ends. */
let spare: WorkerPort | undefined

/**
 * Starts a thread where it seems to pay. What goes wrong is told by whoever needs a thread.
 *
 * @param words of a command line, of which some may be paths
 * @param directory that they are relative to
 */
export function startSpareThread(
  words: readonly string[],
  directory: string,
  start: () => WorkerPort = startThread,
  cores: number = availableParallelism()
): void {
  if (cores < 2 || spare !== undefined || !seemMany(words, directory)) return
  try {
    const thread = start()
    const forget = (): void => {
      if (spare === thread) spare = undefined
    }
    thread.on('error', forget)
    thread.on('exit', forget)
    // A process that has nothing else to wait for ends.
    thread.unref()
    spare = thread
  } catch {
    spare = undefined
  }
}

/** The thread that waits, if there is one; it is the caller's then. */
export function takeSpareThread(): WorkerPort | undefined {
  const taken = spare
  spare = undefined
  return taken
}
