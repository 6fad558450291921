// SPDX-License-Identifier: Apache-2.0
import { openNewFile, type OpenedSink, type OpenSink } from './fill-file.ts'

/** Bytes: more than a link of some thousand files takes, packed. */
const MOST_IN_MEMORY = 1024 * 1024

/** What came of the last opening, unless it grew beyond the bound: then it lies in the file. */
export interface MemorySink {
  readonly open: OpenSink
  readonly whole: () => Buffer | undefined
}

/**
 * Keeps what is small in memory, whatever size was promised: for each of a few archives, a file that is written, read and
 * removed again costs more than what is done with it.
 *
 * @param most bytes that are kept; what grows beyond them is written to the file
 */
export function sinkInMemory(most = MOST_IN_MEMORY): MemorySink {
  let chunks: Uint8Array[] = []
  let file: OpenedSink | undefined
  const open = async (path: string): Promise<OpenedSink> => {
    chunks = []
    file = undefined
    let bytes = 0
    return {
      writeFile: async (chunk) => {
        bytes += chunk.length
        chunks.push(chunk)
        if (bytes <= most) return
        file ??= await openNewFile(path)
        for (const kept of chunks.splice(0)) await file.writeFile(kept)
      },
      close: async () => file?.close()
    }
  }
  return { open, whole: () => (file === undefined ? Buffer.concat(chunks) : undefined) }
}
