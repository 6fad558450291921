// SPDX-License-Identifier: Apache-2.0
import { decodedLength, type Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { CoreError } from '../codes.ts'
import type { JsonAt } from '../json/json-at.ts'

/**
 * Characters that are decoded at once, whole groups of four: a text of all would lie in memory beside the bytes. V8 keeps
 * a text of a million characters outside of its heap, where dozens pile up before they are collected; and shorter ones
 * stay in the processor's cache until they are decoded, which halves the time.
 */
const PIECE = 1 << 16

/** Digits of the first alphabet that the other one does not have. */
const STANDARD = ['+', '/'].map((digit) => new TextEncoder().encode(digit))

/**
 * Decodes standard or URL-safe base64 (DSSE 1.0.2 asks for both), padded or not, and nothing else: no white space, no
 * mixed alphabets, no spare bits. Most decoders skip what they do not know, which lets two texts mean one thing.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_BASE64
 */
export function decodeBase64(at: JsonAt, port: Bytes = PORTABLE_BYTES): Uint8Array {
  const text = at.string()
  const bytes = new Uint8Array(decodedLength(text))
  if (port.decodeBase64(text, bytes) !== undefined) return bytes
  throw notBase64(at.where)
}

/**
 * The same for a text that stands in a document, between its quotes and without escapes. The bytes come after as many
 * as `before` has, in one array.
 *
 * @throws METADATA_BASE64
 */
export function decodeBase64Bytes(
  written: Uint8Array,
  {
    where,
    before,
    port = PORTABLE_BYTES
  }: { where: string; before: (length: number) => Uint8Array; port?: Bytes | undefined }
): { readonly all: Uint8Array; readonly decoded: Uint8Array } {
  const text = port.texts(written)
  const whole = written.length - (written.length % 4)
  const end = Math.max(0, whole - 4)
  const lastText = text(end, written.length)
  const length = (end / 4) * 3 + decodedLength(lastText)
  const prefix = before(length)
  const all = new Uint8Array(prefix.length + length)
  all.set(prefix)
  const decoded = all.subarray(prefix.length)
  let urlSafe = false
  for (let start = 0; start <= end; start += PIECE) {
    const last = start + PIECE > end
    const piece = text(start, last ? written.length : start + PIECE)
    urlSafe ||= piece.includes('-') || piece.includes('_')
    const into = decoded.subarray((start / 4) * 3)
    const found = port.decodeBase64(piece, into)
    if (found === undefined || (!last && found !== (PIECE / 4) * 3)) throw notBase64(where)
  }
  // Hardly any text has a digit of the second alphabet, so nobody looks for those of the first.
  if (urlSafe && port.mixesBase64 !== true && STANDARD.some((digit) => port.find(written, digit, 0) >= 0))
    throw notBase64(where)
  return { all, decoded }
}

function notBase64(at: string): CoreError {
  return new CoreError('METADATA_BASE64', 'The value is not base64 in its one correct spelling.', { at })
}
