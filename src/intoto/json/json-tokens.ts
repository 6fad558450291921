// SPDX-License-Identifier: Apache-2.0
// The tokens of a JSON document, one after the other, and where in the document something is wrong.
import { CoreError, type CoreCode } from '../codes.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { JsonValue } from './json-value.ts'
import type { StringCache, TextSource } from './string-cache.ts'

export const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const LINE_FEED = 0x0a
const DIGIT_0 = 0x30
const DIGIT_9 = 0x39

/** What the letter after a backslash stands for, by its number; 0 for nothing. */
const ESCAPES = new Uint8Array(0x100)
for (const [letter, unit] of [
  [0x22, 0x22],
  [0x5c, 0x5c],
  [0x2f, 0x2f],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09]
] as const)
  ESCAPES[letter] = unit

/** UTF-16 code units that are put together at once: a text for each escape would take ten times its memory. */
const PIECE = 4096
/** Bytes that a text takes beside its characters. */
const TEXT = 32

/** Digits of one integer; the specification bounds none, and no honest document comes near. */
const MAX_DIGITS = 100

/** Reads token after token. What reads values moves `position` past the brackets that it knows. */
export class JsonTokens {
  readonly bytes: Uint8Array
  position = 0
  /** Bytes of white space passed so far. */
  spaces = 0
  /** Turns false at a string that is not spelled as canonical JSON spells it. */
  canonical = true
  /** Whether the last string was ASCII. */
  ascii = true
  /** Bytes of memory that values may still take, estimated. */
  memory: number
  readonly texts: TextSource
  readonly #source: string
  readonly #strings: StringCache

  constructor(texts: TextSource, source: string, strings: StringCache, memory: number = LIMITS.unsignedMemory) {
    this.memory = memory
    this.#strings = strings
    this.bytes = texts.bytes
    this.texts = texts
    this.#source = source
  }

  /** Takes so many bytes of memory off the bound. @throws JSON_TOO_MANY_VALUES */
  spend(bytes: number): void {
    this.memory -= bytes
    if (this.memory < 0) {
      throw this.error(
        'JSON_TOO_MANY_VALUES',
        'The document holds so many values up to here that reading it would take too much memory.',
        'Links hold paths, digests and a few by-products: find out who wrote this one. If you did, record fewer files in one step, and keep long outputs of commands out of the link.'
      )
    }
  }

  /** A string, at its quote. @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE, JSON_TOO_MANY_VALUES */
  string(): string {
    const bytes = this.bytes
    const start = this.position + 1
    let high = 0
    let hash = 0
    let end = start
    let byte = bytes[end]
    while (isPlain(byte)) {
      high |= byte
      hash = (Math.imul(hash, 31) + byte) | 0
      end += 1
      byte = bytes[end]
    }
    if (byte === BACKSLASH) return this.#escapedString(start)
    if (byte !== QUOTE) throw this.error('JSON_SYNTAX', 'A string ends early or holds a control character.')
    this.ascii = high < 0x80
    this.spend(TEXT + (end - start) * (this.ascii ? 1 : 2))
    this.position = end + 1
    return this.ascii ? this.#strings.text(this.texts, start, end, hash) : this.texts.text(start, end)
  }

  /** The rare string with a backslash. */
  #escapedString(start: number): string {
    this.canonical = false
    const quote = this.position
    const parts: string[] = []
    const piece: number[] = []
    const flush = (): void => {
      this.spend(TEXT + 4 * piece.length)
      parts.push(String.fromCharCode(...piece))
      piece.length = 0
    }
    this.position = start
    for (;;) {
      if (this.bytes[this.position] === QUOTE) break
      if (this.bytes[this.position] === BACKSLASH) {
        piece.push(this.#escape())
      } else {
        const end = this.#endOfPlain(this.position + PIECE)
        const text = this.texts.text(this.position, end)
        for (let index = 0; index < text.length; index += 1) piece.push(text.charCodeAt(index))
        this.position = end
      }
      if (piece.length >= PIECE) flush()
    }
    flush()
    const text = parts.join('')
    if (!text.isWellFormed()) {
      this.position = quote
      throw this.error('JSON_STRING_LONE_SURROGATE', 'A string holds half of a surrogate pair.')
    }
    this.position += 1
    return text
  }

  /** Where plain bytes end, at `most` or the beginning of a character before it. @throws JSON_SYNTAX where none is */
  #endOfPlain(most: number): number {
    let end = this.position
    while (end < most && isPlain(this.bytes[end])) end += 1
    if (end === this.position) throw this.error('JSON_SYNTAX', 'A string ends early or holds a control character.')
    while (isContinuation(this.bytes[end])) end -= 1
    return end
  }

  /**
   * Steps over a string, at its quote, and keeps nothing of it. What it takes, `string` takes, too.
   *
   * @returns whether it holds an escape
   * @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE
   */
  skipString(): boolean {
    const { bytes } = this
    let escaped = false
    let before = 0
    let end = this.position + 1
    for (;;) {
      const byte = bytes[end]
      if (isPlain(byte)) {
        // The low half of a pair follows the high one at once.
        if (before !== 0) throw this.#loneSurrogate()
        end += 1
      } else if (byte === BACKSLASH) {
        escaped = true
        this.position = end
        const unit = this.#escape()
        const low = unit >= 0xdc00 && unit < 0xe000
        if (low !== (before !== 0)) throw this.#loneSurrogate()
        before = unit >= 0xd800 && unit < 0xdc00 ? unit : 0
        end = this.position
      } else {
        this.position = end
        if (byte !== QUOTE) throw this.error('JSON_SYNTAX', 'A string ends early or holds a control character.')
        if (before !== 0) throw this.#loneSurrogate()
        this.position = end + 1
        return escaped
      }
    }
  }

  #loneSurrogate(): CoreError {
    return this.error('JSON_STRING_LONE_SURROGATE', 'A string holds half of a surrogate pair.')
  }

  /** The UTF-16 code unit of an escape, at its backslash. */
  #escape(): number {
    const { bytes, position } = this
    const letter = bytes[position + 1]
    if (letter === 0x75) {
      let unit = 0
      for (let index = position + 2; index < position + 6; index += 1) {
        const digit = hexDigit(bytes[index])
        if (digit < 0) throw this.error('JSON_SYNTAX', 'An escape \\u lacks four hexadecimal digits.')
        unit = unit * 16 + digit
      }
      this.position = position + 6
      return unit
    }
    const character = ESCAPES[letter ?? 0] as number
    if (character === 0) throw this.error('JSON_SYNTAX', 'A string holds an unknown escape.')
    this.position = position + 2
    return character
  }

  /** The code unit of the escape at a place, after which the position is; of a string that was stepped over. */
  escapeAt(position: number): number {
    this.position = position
    return this.#escape()
  }

  /** `true`, `false` or `null`. @throws JSON_SYNTAX */
  word<Value extends JsonValue>(word: string, value: Value): Value {
    const end = this.position + word.length
    if (this.#characters(this.position, end) !== word) throw this.syntax('a value')
    this.position = end
    return value
  }

  /** An integer. @throws JSON_SYNTAX, JSON_NUMBER_NOT_INTEGER */
  number(): number | bigint {
    const start = this.position
    const negative = this.bytes[start] === MINUS
    let end = negative ? start + 1 : start
    const digits = end
    while (isDigit(this.bytes[end])) end += 1
    if (end === digits) throw this.syntax('a value')
    if (end - digits > 1 && this.bytes[digits] === DIGIT_0) throw this.error('JSON_SYNTAX', 'A number starts with 0.')
    if (end - digits > MAX_DIGITS) throw this.error('JSON_SYNTAX', `A number has more than ${MAX_DIGITS} digits.`)
    const next = this.bytes[end]
    const zero = this.bytes[digits] === DIGIT_0
    if ((negative && zero) || next === 0x2e || next === 0x65 || next === 0x45) {
      throw this.error('JSON_NUMBER_NOT_INTEGER', 'A number has a fraction or an exponent, or is negative zero.')
    }
    this.position = end
    this.spend(16 + (end - start) / 2)
    const text = this.#characters(start, end)
    const value = Number(text)
    return Number.isSafeInteger(value) ? value : BigInt(text)
  }

  /** A few bytes, each as the character of its number. */
  #characters(start: number, end: number): string {
    return String.fromCharCode(...this.bytes.subarray(start, end))
  }

  skipSpace(): void {
    const { bytes, position } = this
    let end = position
    while (isSpace(bytes[end])) end += 1
    this.position = end
    this.spaces += end - position
  }

  /** Skips white space and the byte, when it comes next. */
  take(byte: number): boolean {
    this.skipSpace()
    if (this.bytes[this.position] !== byte) return false
    this.position += 1
    return true
  }

  /** An error that says what stands here instead. */
  syntax(expected: string): CoreError {
    const found = this.bytes[this.position]
    const shown = found === undefined ? 'the end of the document' : `byte 0x${found.toString(16).padStart(2, '0')}`
    return this.error('JSON_SYNTAX', `Expected ${expected}, found ${shown}.`)
  }

  /** An error about this place. Line and column are counted only now, when there is something to say. */
  error(code: CoreCode, message: string, hint?: string): CoreError {
    const { bytes, position } = this
    let line = 1
    let lineStart = 0
    for (let index = 0; index < position; index += 1) {
      if (bytes[index] !== LINE_FEED) continue
      line += 1
      lineStart = index + 1
    }
    const column = position - lineStart + 1
    const at = `${escapeUntrusted(this.#source)}: line ${line}, column ${column}`
    return new CoreError(code, message, { at, hint })
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= DIGIT_0 && byte <= DIGIT_9
}

/** The white space of JSON. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

/** Negative for what is none. */
function hexDigit(byte: number | undefined): number {
  if (isDigit(byte)) return (byte as number) - DIGIT_0
  const letter = (byte ?? 0) | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 6 === 2
}

function isPlain(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH
}
