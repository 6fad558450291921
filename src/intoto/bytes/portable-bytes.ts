// SPDX-License-Identifier: Apache-2.0
// Bytes with nothing but the language, TextEncoder and TextDecoder.
import { lengthWithoutPadding, type Bytes } from './bytes.ts'

export const PORTABLE_BYTES: Bytes = {
  find: (bytes, wanted, start) => {
    const [first] = wanted
    if (first === undefined) return start
    const last = bytes.length - wanted.length
    let from = bytes.indexOf(first, start)
    while (from >= 0 && from <= last) {
      if (isAt(bytes, wanted, from)) return from
      from = bytes.indexOf(first, from + 1)
    }
    return -1
  },
  equal: (a, b) => a.length === b.length && isAt(a, b, 0),
  isUtf8,
  texts: (bytes) => (start, end) => DECODER.decode(bytes.subarray(start, end)),
  encodeBase64,
  decodeBase64
}

// The mark at the beginning is text like any other; without `ignoreBOM` it would vanish.
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
const STRICT_DECODER = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
/** Enough at once to be fast, and few enough that the text, which nobody reads, is small. */
const PIECE = 1 << 20

function isAt(bytes: Uint8Array, wanted: Uint8Array, from: number): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (bytes[from + index] !== wanted[index]) return false
  return true
}

function isUtf8(bytes: Uint8Array): boolean {
  let start = 0
  try {
    while (start < bytes.length) {
      let end = Math.min(start + PIECE, bytes.length)
      // Never cut within a character: those of UTF-8 have three bytes at most after their first.
      for (let back = 0; back < 3 && isContinuation(bytes[end]); back += 1) end -= 1
      STRICT_DECODER.decode(bytes.subarray(start, end))
      start = end
    }
    return true
  } catch {
    return false
  }
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 6 === 2
}

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const PADDING = 0x3d
const NO_DIGIT = 0xff
/** What characters mean: of the first alphabet, and of the one that is safe in addresses. */
const [STANDARD, URL_SAFE] = ['+/', '-_'].map((special) => {
  const values = new Uint8Array(0x80).fill(NO_DIGIT)
  ALPHABET.subarray(0, 62).forEach((character, value) => (values[character] = value))
  values[special.charCodeAt(0)] = 62
  values[special.charCodeAt(1)] = 63
  return values
}) as [Uint8Array, Uint8Array]

function encodeBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING)
  let length = 0
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b, c] = [bytes[index] as number, bytes[index + 1], bytes[index + 2]]
    out[length] = ALPHABET[a >> 2] as number
    out[length + 1] = ALPHABET[((a & 3) << 4) | ((b ?? 0) >> 4)] as number
    if (b !== undefined) out[length + 2] = ALPHABET[((b & 15) << 2) | ((c ?? 0) >> 6)] as number
    if (c !== undefined) out[length + 3] = ALPHABET[c & 63] as number
    length += 4
  }
  return DECODER.decode(out)
}

function decodeBase64(text: string, into: Uint8Array): number | undefined {
  const end = lengthWithoutPadding(text)
  const over = end % 4
  // Padding fills up to four; one digit alone is not even a byte.
  if (over === 1 || (end < text.length && text.length % 4 !== 0)) return undefined
  const values = text.includes('-') || text.includes('_') ? URL_SAFE : STANDARD
  const whole = end - over
  let length = 0
  for (let index = 0; index < whole; index += 4) {
    const [a, b, c, d] = [
      digit(values, text, index),
      digit(values, text, index + 1),
      digit(values, text, index + 2),
      digit(values, text, index + 3)
    ]
    if ((a | b | c | d) > 63) return undefined
    into[length] = (a << 2) | (b >> 4)
    into[length + 1] = (b << 4) | (c >> 2)
    into[length + 2] = (c << 6) | d
    length += 3
  }
  if (over === 0) return length
  const [a, b, c] = [
    digit(values, text, whole),
    digit(values, text, whole + 1),
    over === 3 ? digit(values, text, whole + 2) : 0
  ]
  // Bits that no byte takes are zero.
  if ((a | b | c) > 63 || (over === 2 ? b & 15 : c & 3) !== 0) return undefined
  into[length] = (a << 2) | (b >> 4)
  if (over === 3) into[length + 1] = (b << 4) | (c >> 2)
  return length + over - 1
}

function digit(values: Uint8Array, text: string, index: number): number {
  return values[text.charCodeAt(index)] ?? NO_DIGIT
}
