// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../bytes/hex.ts'
import { LIMITS } from '../../base/limits.ts'

/** Hashes what is too large for the core: a machine's own code is many times as fast. */
export interface LargeHasher {
  /** SHA-256, 32 bytes. */
  sha256(bytes: Uint8Array): Promise<Uint8Array>
}

/** SHA-256 in lower-case hex, of something small: a key, the object of a key. */
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes))
}

/** The same of something of any size. */
export async function sha256HexOf(bytes: Uint8Array, hasher: LargeHasher): Promise<string> {
  return bytes.length <= LIMITS.hashedInCore ? sha256Hex(bytes) : toHex(await hasher.sha256(bytes))
}

/** The same of pieces one after the other; each is hashed before the next is asked for. */
export function sha256HexOfPieces(pieces: Iterable<Uint8Array>): string {
  const hash = sha256.create()
  for (const piece of pieces) hash.update(piece)
  return toHex(hash.digest())
}

/** Texts that are hashed at once. */
const TOGETHER = 1000

/** The same of texts in UTF-8, one after the other, of which all together need not lie in memory. */
export function sha256HexOfTexts(texts: Iterable<string>): string {
  const hash = sha256.create()
  const utf8 = new TextEncoder()
  let waiting: string[] = []
  for (const text of texts) {
    if (waiting.push(text) < TOGETHER) continue
    hash.update(utf8.encode(waiting.join('')))
    waiting = []
  }
  return toHex(hash.update(utf8.encode(waiting.join(''))).digest())
}
