// SPDX-License-Identifier: Apache-2.0
// A file of an archive in memory, unpacked in one piece: pieces of 16 KiB that go from stream to stream cost ten times as
// much. Whatever is large or odd is left to the stream, which alone refuses.
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'

/** Bytes that are unpacked at once; what an entry says of itself may be a lie. */
const MOST_AT_ONCE = 8 * 1024 * 1024
const DEFLATED = 8

const inflate = promisify<Uint8Array, { chunkSize: number; maxOutputLength: number }, Uint8Array>(inflateRaw)

/** What the entry holds; undefined where the stream has to read it, or to say what is wrong with it. */
export async function wholeEntry(zip: ZipFile, archive: Uint8Array, entry: Entry): Promise<Uint8Array | undefined> {
  const { compressionMethod, compressedSize, uncompressedSize: size } = entry
  if (compressionMethod !== DEFLATED || size === 0 || size > MOST_AT_ONCE) return undefined
  try {
    const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    // One byte more than there is, so that the end is found with the last of them.
    const bounds = { chunkSize: Math.max(64, size + 1), maxOutputLength: size }
    const whole = await inflate(archive.subarray(start, start + compressedSize), bounds)
    return whole.length === size ? whole : undefined
  } catch {
    return undefined
  }
}
