// SPDX-License-Identifier: Apache-2.0
// A zip archive in memory, for a few small files. Nothing of it depends on the time or the machine.
import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive. */
export interface ZippedFile {
  /** Relative, with forward slashes. */
  readonly name: string
  readonly bytes: Uint8Array
}

const [FILE, DIRECTORY_ENTRY, DIRECTORY_END] = [0x04034b50, 0x02014b50, 0x06054b50]
const VERSION = 20
const MADE_BY_UNIX = 3 << 8
/** Names are UTF-8. */
const FLAGS = 1 << 11
const DEFLATED = 8
/** The first day that an archive can name, 1 January 1980. */
const DATE = (1 << 5) | 1
/** A plain file that its owner may write and all may read. */
const MODE = 0o100644 * 0x10000
/** Digests in hexadecimal halve at any level, and the lowest takes a third of the time. */
const LEVEL = 1

/** Packs files, of which there are fewer than 65 535 of less than 4 GiB together. */
export function smallZip(files: readonly ZippedFile[]): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, bytes } of files) {
    const written = Buffer.from(name)
    const packed = deflateRawSync(bytes, { level: LEVEL })
    const common = commonFields({ packed: packed.length, bytes, name: written.length })
    const part = Buffer.concat([numbers([4, FILE]), common, written, packed])
    const rest = numbers([2, 0], [2, 0], [2, 0], [4, MODE], [4, offset])
    const made = numbers([4, DIRECTORY_ENTRY], [2, MADE_BY_UNIX | VERSION])
    directory.push(Buffer.concat([made, common, rest, written]))
    parts.push(part)
    offset += part.length
  }
  const entries = Buffer.concat(directory)
  const end = numbers(
    [4, DIRECTORY_END],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, entries.length],
    [4, offset],
    [2, 0]
  )
  return Buffer.concat([...parts, entries, end])
}

/** What is said of a file before it, and again in the directory: from the version that reads it to the length of extras. */
function commonFields({
  packed,
  bytes,
  name
}: {
  readonly packed: number
  readonly bytes: Uint8Array
  readonly name: number
}): Buffer {
  const sizes = [
    [4, crc32(bytes)],
    [4, packed],
    [4, bytes.length],
    [2, name],
    [2, 0]
  ] as const
  return numbers([2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DATE], ...sizes)
}

/** Numbers, each with its width in bytes, the low byte first. */
function numbers(...fields: readonly (readonly [width: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0))
  let at = 0
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width)
  return bytes
}
