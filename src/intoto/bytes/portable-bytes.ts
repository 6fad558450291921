// SPDX-License-Identifier: Apache-2.0
// Bytes with nothing but the language, TextEncoder and TextDecoder.
import { lengthWithoutPadding, type Bytes } from './bytes.ts'

export const PORTABLE_BYTES: Bytes = {
  find: (bytes, wanted, start) => {
    const [first] = wanted
    if (first === undefined) return start
    let from = bytes.indexOf(first, start)
    while (from >= 0) {
      if (isAt(bytes, wanted, from)) return from
      from = bytes.indexOf(first, from + 1)
    }
    return -1
  },
  equal: (a, b) => a.length === b.length && isAt(a, b, 0),
  compares: (a, b) => (atFirst, atSecond, length) => {
    for (let index = 0; index < length; index += 1) if (a[atFirst + index] !== b[atSecond + index]) return false
    return true
  },
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

const UTF8 = new TextEncoder()
const ALPHABET = UTF8.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const PADDING = 0x3d
const ZERO_DIGIT = 0x41
const NO_DIGIT = 0xff
/** What characters mean: of the first alphabet, and of the one that is safe in addresses. */
const [STANDARD, URL_SAFE] = ['+/', '-_'].map((special) => {
  const values = new Uint8Array(0x100).fill(NO_DIGIT)
  ALPHABET.subarray(0, 62).forEach((character, value) => (values[character] = value))
  values[special.charCodeAt(0)] = 62
  values[special.charCodeAt(1)] = 63
  return values
}) as [Uint8Array, Uint8Array]

function encodeBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let length = 0
  for (let index = 0; index < bytes.length; index += 3) {
    // Beyond the end stand zeros; what they give is overwritten by the padding below.
    const three = ((bytes[index] as number) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    out[length] = ALPHABET[three >> 18] as number
    out[length + 1] = ALPHABET[(three >> 12) & 63] as number
    out[length + 2] = ALPHABET[(three >> 6) & 63] as number
    out[length + 3] = ALPHABET[three & 63] as number
    length += 4
  }
  return DECODER.decode(out.fill(PADDING, Math.ceil((bytes.length * 4) / 3)))
}

function decodeBase64(text: string, into: Uint8Array): number | undefined {
  const end = lengthWithoutPadding(text)
  const over = end % 4
  // Padding fills up to four; one digit alone is not even a byte.
  if (over === 1 || (end < text.length && text.length % 4 !== 0)) return undefined
  const values = text.includes('-') || text.includes('_') ? URL_SAFE : STANDARD
  // Bytes stand for characters, and the first character of more than one byte for no digit. Zeros fill up to four.
  const digits = new Uint8Array(end + 4)
  UTF8.encodeInto(text, digits)
  digits.fill(ZERO_DIGIT, end)
  let length = 0
  let four = 0
  for (let index = 0; index < end; index += 4) {
    const a = values[digits[index] as number] as number
    const b = values[digits[index + 1] as number] as number
    const c = values[digits[index + 2] as number] as number
    const d = values[digits[index + 3] as number] as number
    if ((a | b | c | d) > 63) return undefined
    four = (a << 18) | (b << 12) | (c << 6) | d
    into[length] = four >> 16
    into[length + 1] = four >> 8
    into[length + 2] = four
    length += 3
  }
  if (over === 0) return length
  // Bits that no byte takes are zero.
  return (four & (over === 2 ? 0xffff : 0xff)) === 0 ? length - (4 - over) : undefined
}
