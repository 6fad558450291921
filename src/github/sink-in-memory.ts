// SPDX-License-Identifier: Apache-2.0
import { openNewFile, type OpenedSink, type OpenSink } from './fill-file.ts'

/** Bytes: more than a link of some thousand files takes, packed. */
const MOST_IN_MEMORY = 1024 * 1024

/** What came of the last opening, unless it grew beyond the bound: then it lies in the file. */
export interface MemorySink {
  readonly open: OpenSink
  readonly whole: () => Buffer | undefined
}

/** What was written to one opening. */
interface Opening {
  readonly chunks: Uint8Array[]
  file: OpenedSink | undefined
}

/**
 * Keeps what is small in memory, whatever size was promised: for each of a few archives, a file that is written, read and
 * removed again costs more than what is done with it.
 *
 * @param most bytes that are kept; what grows beyond them is written to the file
 */
export function sinkInMemory(most = MOST_IN_MEMORY, openFile: OpenSink = openNewFile): MemorySink {
  let last: Opening = { chunks: [], file: undefined }
  const open = async (path: string): Promise<OpenedSink> => {
    // An attempt that was given up may go on writing when its disk does. What it writes must not come among the bytes of
    // the attempt after it, whose digest was checked without them.
    const own: Opening = { chunks: [], file: undefined }
    last = own
    let bytes = 0
    return {
      writeFile: async (chunk) => {
        bytes += chunk.length
        own.chunks.push(chunk)
        if (bytes <= most) return
        // The attempt after it may need the name.
        if (own.file === undefined && own !== last) throw new Error('it was opened again')
        own.file ??= await openFile(path)
        for (const kept of own.chunks.splice(0)) await own.file.writeFile(kept)
      },
      close: async () => own.file?.close()
    }
  }
  return { open, whole: () => (last.file === undefined ? Buffer.concat(last.chunks) : undefined) }
}
