// SPDX-License-Identifier: Apache-2.0
// The tokens of a JSON document, one after the other, and where in the document something is wrong.
import { CoreError, type CoreCode } from '../codes.ts'
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { JsonValue } from './json-value.ts'
import type { StringCache, TextSource } from './string-cache.ts'

export const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const LINE_FEED = 0x0a
const DIGIT_0 = 0x30
const DIGIT_9 = 0x39

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x22, '"'],
  [0x5c, '\\'],
  [0x2f, '/'],
  [0x62, '\b'],
  [0x66, '\f'],
  [0x6e, '\n'],
  [0x72, '\r'],
  [0x74, '\t']
])

/** Digits of one integer; the specification bounds none, and no honest document comes near. */
const MAX_DIGITS = 1000

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
  readonly #texts: TextSource
  readonly #source: string
  readonly #strings: StringCache

  constructor(texts: TextSource, source: string, strings: StringCache) {
    this.#strings = strings
    this.bytes = texts.bytes
    this.#texts = texts
    this.#source = source
  }

  /** A string, at its quote. @throws JSON_SYNTAX, JSON_STRING_LONE_SURROGATE */
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
    if (byte === BACKSLASH) return this.#escapedString(start, end)
    if (byte !== QUOTE) throw this.error('JSON_SYNTAX', 'A string ends early or holds a control character.')
    this.position = end + 1
    this.ascii = high < 0x80
    return this.ascii ? this.#strings.text(this.#texts, start, end, hash) : this.#texts.text(start, end)
  }

  /** The rare rest of a string from its first backslash on. */
  #escapedString(start: number, firstBackslash: number): string {
    this.canonical = false
    let text = this.#texts.text(start, firstBackslash)
    this.position = firstBackslash
    for (;;) {
      const byte = this.bytes[this.position]
      if (byte === QUOTE) break
      if (byte === BACKSLASH) {
        text += this.#escape()
        continue
      }
      const plain = this.position
      let end = plain
      while (isPlain(this.bytes[end])) end += 1
      if (end === plain) throw this.error('JSON_SYNTAX', 'A string ends early or holds a control character.')
      text += this.#texts.text(plain, end)
      this.position = end
    }
    if (!text.isWellFormed()) {
      throw this.error('JSON_STRING_LONE_SURROGATE', 'A string holds half of a surrogate pair.')
    }
    this.position += 1
    return text
  }

  #escape(): string {
    const letter = this.bytes[this.position + 1]
    if (letter === 0x75) {
      const digits = this.#characters(this.position + 2, this.position + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits))
        throw this.error('JSON_SYNTAX', 'An escape \\u lacks four hexadecimal digits.')
      this.position += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const character = letter === undefined ? undefined : ESCAPES.get(letter)
    if (character === undefined) throw this.error('JSON_SYNTAX', 'A string holds an unknown escape.')
    this.position += 2
    return character
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
    const text = this.#characters(start, end)
    const value = Number(text)
    return Number.isSafeInteger(value) ? value : BigInt(text)
  }

  /** A few bytes, each as the character of its number. */
  #characters(start: number, end: number): string {
    return String.fromCharCode(...this.bytes.subarray(start, end))
  }

  skipSpace(): void {
    while (isSpace(this.bytes[this.position])) {
      this.position += 1
      this.spaces += 1
    }
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
  error(code: CoreCode, message: string): CoreError {
    const before = this.bytes.subarray(0, this.position)
    const line = before.reduce((lines, byte) => lines + Number(byte === LINE_FEED), 1)
    const column = before.length - before.lastIndexOf(LINE_FEED)
    return new CoreError(code, message, { at: `${escapeUntrusted(this.#source)}: line ${line}, column ${column}` })
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= DIGIT_0 && byte <= DIGIT_9
}

/** The white space of JSON. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isPlain(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH
}
