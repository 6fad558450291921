// SPDX-License-Identifier: Apache-2.0
// Writes a stream to a new file, and keeps apart what went wrong with the stream and what went wrong with the disk.
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileUnwritable, isDiskFault } from '../files/file-unwritable.ts'

/** A file that is open for writing. */
export interface OpenedSink {
  writeFile(chunk: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Opens a file that is not there yet. */
export type OpenSink = (path: string) => Promise<OpenedSink>

export const openNewFile: OpenSink = (path) => open(path, 'wx')

/** The same for a few pieces that are at hand: going to Node's pool and back takes longer than writing them. */
export const openNewFileAtOnce: OpenSink = async (path) => {
  const descriptor = openSync(path, 'wx')
  return {
    writeFile: async (chunk) => writeFileSync(descriptor, chunk),
    close: async () => closeSync(descriptor)
  }
}

/**
 * What the stream throws comes through as it is, and so does a name that cannot be.
 *
 * @param what the beginning of a sentence for a disk that is full, like `"a.zip" cannot be kept`
 * @throws FILE_UNWRITABLE
 */
export async function fillFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  what: string,
  openSink: OpenSink = openNewFile
): Promise<void> {
  const sink = await openSink(path).catch((cause: unknown) => throwDiskFault(what, cause))
  try {
    for await (const chunk of chunks) await sink.writeFile(chunk).catch((cause: unknown) => throwDiskFault(what, cause))
  } catch (error) {
    await sink.close().catch(() => undefined)
    throw error
  }
  await sink.close().catch((cause: unknown) => throwDiskFault(what, cause))
}

/** Throws FILE_UNWRITABLE for a fault of the disk below RUNNER_TEMP; any other fault comes through as it is. */
export function throwDiskFault(what: string, cause: unknown): never {
  throw isDiskFault(cause) ? fileUnwritable(what, cause, TEMPORARY) : cause
}

/** Where fetched files lie, and what helps when they cannot. */
export const TEMPORARY = {
  at: 'RUNNER_TEMP',
  room: 'What is fetched lies in RUNNER_TEMP for the time being, packed and unpacked. Free as much space there as that takes.'
}
