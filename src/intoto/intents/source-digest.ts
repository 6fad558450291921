// SPDX-License-Identifier: Apache-2.0
// The digest over files by which a claim names them. Of tables the lines are spelled as bytes at once: of 400 000 files it
// leaves two fifths of the time that texts take, and nearly all of that is the hash itself.
import { sha256In } from '../artifacts/artifacts.ts'
import { sha256HexOfPieces, sha256HexOfTexts } from '../hashing/sha256.ts'
import { DIGEST_BYTES } from '../json/digest-section.ts'
import { sourceLines } from '../link/source-claim.ts'
import type { Files } from './files.ts'
import { TableFiles } from './table-files.ts'

/** SHA-256 in hex of what `sourceLines` writes. @param directory that all of them lie in, and are named from; '' for none */
export function digestOfSource(files: Files, directory: string): string {
  const from = directory === '' ? 0 : directory.length + 1
  if (files instanceof TableFiles) return sha256HexOfPieces(linesOfTable(files, from))
  const lines = Array.from(files, ([path, digests]) => [path.slice(from), sha256In(digests) ?? ''] as const)
  return sha256HexOfTexts(sourceLines(lines))
}

const HEX = new TextEncoder().encode('0123456789abcdef')
const [SPACE, END] = [0x20, 0x0a]
/** Bytes of a line beside its name. */
const BESIDE_NAME = 2 * DIGEST_BYTES + 3
/** Bytes of lines that are hashed at once. */
const TOGETHER = 64 * 1024

/** The lines, some at a time; each piece holds until the next is asked for. */
function* linesOfTable(files: TableFiles, from: number): Generator<Uint8Array> {
  const { names, digests } = files.table
  let room = new Uint8Array(TOGETHER)
  let at = 0
  for (let position = 0; position < names.length; position += 1) {
    if (files.hides(position)) continue
    const name = names[position] as string
    const length = BESIDE_NAME + name.length - from
    if (at + length > room.length) {
      yield room.subarray(0, at)
      at = 0
      if (length > room.length) room = new Uint8Array(length)
    }
    for (let byte = position * DIGEST_BYTES; byte < (position + 1) * DIGEST_BYTES; byte += 1) {
      const value = digests[byte] as number
      room[at] = HEX[value >> 4] as number
      room[at + 1] = HEX[value & 15] as number
      at += 2
    }
    room[at] = SPACE
    room[at + 1] = SPACE
    at += 2
    // A table holds ASCII alone.
    for (let character = from; character < name.length; character += 1) {
      room[at] = name.charCodeAt(character)
      at += 1
    }
    room[at] = END
    at += 1
  }
  yield room.subarray(0, at)
}
