// SPDX-License-Identifier: Apache-2.0
// A strict JSON reader (RFC 8259) over bytes. JSON.parse keeps the last of two duplicate members, rounds large integers
// and returns objects with prototypes; a signature can then cover another document than the one that is used (X41
// finding TOTO-PT-23-107). Here a document has one meaning or none.
import type { Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { InTotoError } from '../../base/errors.ts'
import type { ErrorCode } from '../../base/error-codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { JsonAt } from './json-at.ts'
import type { JsonValue } from './json-value.ts'
import { StringCache, type TextSource } from './string-cache.ts'

export interface ReadJsonOptions {
  /** The name of the document for messages, usually its path. */
  readonly source: string
  /** Bytes that are read at most. */
  readonly maxBytes: number
  /** Faster ones of the machine, for large documents. */
  readonly bytes?: Bytes | undefined
  /** Shared by documents that hold the same strings. */
  readonly strings?: StringCache | undefined
}

/**
 * Reads one JSON document.
 *
 * @throws JSON_TOO_LARGE, JSON_NOT_UTF8, JSON_BYTE_ORDER_MARK, JSON_SYNTAX, JSON_TRAILING_DATA, JSON_TOO_DEEP,
 * JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function readJson(bytes: Uint8Array, options: ReadJsonOptions): JsonAt {
  return readJsonDocument(bytes, options).root
}

/** A document, and the bytes of its members where these are canonical JSON already. */
export interface JsonDocument {
  readonly root: JsonAt
  /**
   * The canonical form of a member of the outermost object, taken from the document's own bytes; undefined when it has
   * to be written anew. Never another form than `canonicalJson` would give.
   */
  readonly canonicalMember: (name: string) => Uint8Array | undefined
}

/** Like `readJson`. @throws the same */
export function readJsonDocument(bytes: Uint8Array, options: ReadJsonOptions): JsonDocument {
  const { source, maxBytes, strings, bytes: port = PORTABLE_BYTES } = options
  const refuse = (code: ErrorCode, message: string): InTotoError =>
    new InTotoError(code, message, { at: escapeUntrusted(source) })
  if (bytes.length > maxBytes) {
    throw refuse('JSON_TOO_LARGE', `The document has ${bytes.length} bytes; at most ${maxBytes} are read.`)
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw refuse('JSON_BYTE_ORDER_MARK', 'The document starts with a byte order mark.')
  }
  if (!port.isUtf8(bytes)) throw refuse('JSON_NOT_UTF8', 'The document is not valid UTF-8.')
  const reader = new Reader({ bytes, text: port.texts(bytes) }, source, strings ?? new StringCache('document'))
  const root = JsonAt.root(reader.document(), source)
  return { root, canonicalMember: (name) => reader.canonicalMember(name) }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
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

class Reader {
  readonly #bytes: Uint8Array
  readonly #texts: TextSource
  readonly #source: string
  #position = 0
  #depth = 0

  // Whether all that was read since the member began is spelled as canonical JSON spells it, white space apart.
  #canonical = true
  #spaces = 0
  #asciiName = true
  readonly #members = new Map<string, { readonly start: number; readonly end: number; readonly spaces: number }>()
  readonly #strings: StringCache

  constructor(texts: TextSource, source: string, strings: StringCache) {
    this.#strings = strings
    this.#bytes = texts.bytes
    this.#texts = texts
    this.#source = source
  }

  document(): JsonValue {
    const value = this.#value()
    this.#skipSpace()
    if (this.#position < this.#bytes.length) throw this.#error('JSON_TRAILING_DATA', 'Something follows the document.')
    return value
  }

  #value(): JsonValue {
    this.#skipSpace()
    const byte = this.#bytes[this.#position]
    switch (byte) {
      case 0x7b:
        return this.#nested(() => this.#object())
      case 0x5b:
        return this.#nested(() => this.#list())
      case QUOTE:
        return this.#string()
      case 0x74:
        return this.#word('true', true)
      case 0x66:
        return this.#word('false', false)
      case 0x6e:
        return this.#word('null', null)
      default:
        return this.#number()
    }
  }

  #nested<Value>(read: () => Value): Value {
    this.#depth += 1
    if (this.#depth > LIMITS.jsonDepth) {
      throw this.#error('JSON_TOO_DEEP', `The document nests deeper than ${LIMITS.jsonDepth} levels.`)
    }
    this.#position += 1
    const value = read()
    this.#depth -= 1
    return value
  }

  #object(): JsonValue {
    if (this.#take(0x7d)) return new Map()
    const first = this.#name()
    const value = this.#memberValue(first)
    if (this.#take(0x7d)) return this.#strings.object(first, value)
    const members = new Map<string, JsonValue>([[first, value]])
    let previous = first
    while (this.#take(COMMA)) {
      const name = this.#name()
      // Canonical JSON orders by code point; the language's own order is the same for ASCII.
      if (name <= previous || !this.#asciiName) this.#canonical = false
      previous = name
      const count = members.size
      members.set(name, this.#memberValue(name))
      if (members.size === count) {
        throw this.#error('JSON_MEMBER_DUPLICATE', `The member ${quoteUntrusted(name)} stands twice in one object.`)
      }
    }
    if (!this.#take(0x7d)) throw this.#syntax('"," or "}"')
    return members
  }

  #name(): string {
    this.#skipSpace()
    if (this.#bytes[this.#position] !== QUOTE) throw this.#syntax('a member name in double quotes')
    const name = this.#string()
    if (!this.#take(COLON)) throw this.#syntax('":"')
    return name
  }

  #memberValue(name: string): JsonValue {
    if (this.#depth !== 1) return this.#value()
    this.#skipSpace()
    const start = this.#position
    const spaces = this.#spaces
    const outside = this.#canonical
    this.#canonical = true
    const value = this.#value()
    if (this.#canonical) this.#members.set(name, { start, end: this.#position, spaces: this.#spaces - spaces })
    this.#canonical = outside
    return value
  }

  /** See `JsonDocument.canonicalMember`. */
  canonicalMember(name: string): Uint8Array | undefined {
    const member = this.#members.get(name)
    if (member === undefined) return undefined
    const { start, end, spaces } = member
    return spaces === 0 ? this.#bytes.subarray(start, end) : withoutSpace(this.#bytes, start, end, spaces)
  }

  #list(): JsonValue {
    const items: JsonValue[] = []
    if (this.#take(0x5d)) return items
    do items.push(this.#value())
    while (this.#take(COMMA))
    if (!this.#take(0x5d)) throw this.#syntax('"," or "]"')
    return items
  }

  #string(): string {
    const bytes = this.#bytes
    const start = this.#position + 1
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
    if (byte !== QUOTE) throw this.#error('JSON_SYNTAX', 'A string ends early or holds a control character.')
    this.#position = end + 1
    this.#asciiName = high < 0x80
    return this.#asciiName ? this.#strings.text(this.#texts, start, end, hash) : this.#texts.text(start, end)
  }

  /** The rare rest of a string from its first backslash on. */
  #escapedString(start: number, firstBackslash: number): string {
    this.#canonical = false
    let text = this.#texts.text(start, firstBackslash)
    this.#position = firstBackslash
    for (;;) {
      const byte = this.#bytes[this.#position]
      if (byte === QUOTE) break
      if (byte === BACKSLASH) {
        text += this.#escape()
        continue
      }
      const plain = this.#position
      let end = plain
      while (isPlain(this.#bytes[end])) end += 1
      if (end === plain) throw this.#error('JSON_SYNTAX', 'A string ends early or holds a control character.')
      text += this.#texts.text(plain, end)
      this.#position = end
    }
    if (!text.isWellFormed()) {
      throw this.#error('JSON_STRING_LONE_SURROGATE', 'A string holds half of a surrogate pair.')
    }
    this.#position += 1
    return text
  }

  #escape(): string {
    const letter = this.#bytes[this.#position + 1]
    if (letter === 0x75) {
      const digits = this.#ascii(this.#position + 2, this.#position + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits))
        throw this.#error('JSON_SYNTAX', 'An escape \\u lacks four hexadecimal digits.')
      this.#position += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const character = letter === undefined ? undefined : ESCAPES.get(letter)
    if (character === undefined) throw this.#error('JSON_SYNTAX', 'A string holds an unknown escape.')
    this.#position += 2
    return character
  }

  #word<Value extends JsonValue>(word: string, value: Value): Value {
    const end = this.#position + word.length
    if (this.#ascii(this.#position, end) !== word) throw this.#syntax('a value')
    this.#position = end
    return value
  }

  #number(): number | bigint {
    const start = this.#position
    const negative = this.#bytes[start] === MINUS
    let end = negative ? start + 1 : start
    const digits = end
    while (isDigit(this.#bytes[end])) end += 1
    if (end === digits) throw this.#syntax('a value')
    if (end - digits > 1 && this.#bytes[digits] === DIGIT_0) throw this.#error('JSON_SYNTAX', 'A number starts with 0.')
    if (end - digits > MAX_DIGITS) throw this.#error('JSON_SYNTAX', `A number has more than ${MAX_DIGITS} digits.`)
    const next = this.#bytes[end]
    const zero = this.#bytes[digits] === DIGIT_0
    if ((negative && zero) || next === 0x2e || next === 0x65 || next === 0x45) {
      throw this.#error('JSON_NUMBER_NOT_INTEGER', 'A number has a fraction or an exponent, or is negative zero.')
    }
    this.#position = end
    const text = this.#ascii(start, end)
    const value = Number(text)
    return Number.isSafeInteger(value) ? value : BigInt(text)
  }

  /** A few bytes, each as the character of its number. */
  #ascii(start: number, end: number): string {
    return String.fromCharCode(...this.#bytes.subarray(start, end))
  }

  #skipSpace(): void {
    while (isSpace(this.#bytes[this.#position])) {
      this.#position += 1
      this.#spaces += 1
    }
  }

  /** Skips white space and the byte, when it comes next. */
  #take(byte: number): boolean {
    this.#skipSpace()
    if (this.#bytes[this.#position] !== byte) return false
    this.#position += 1
    return true
  }

  #syntax(expected: string): InTotoError {
    const found = this.#bytes[this.#position]
    const shown = found === undefined ? 'the end of the document' : `byte 0x${found.toString(16).padStart(2, '0')}`
    return this.#error('JSON_SYNTAX', `Expected ${expected}, found ${shown}.`)
  }

  /** Line and column are counted only now, when there is something to say. */
  #error(code: ErrorCode, message: string): InTotoError {
    const before = this.#bytes.subarray(0, this.#position)
    const line = before.reduce((lines, byte) => lines + Number(byte === LINE_FEED), 1)
    const column = before.length - before.lastIndexOf(LINE_FEED)
    return new InTotoError(code, message, { at: `${escapeUntrusted(this.#source)}: line ${line}, column ${column}` })
  }
}

/** A copy without the white space between tokens; the strings hold no escapes, so every quote begins or ends one. */
function withoutSpace(bytes: Uint8Array, start: number, end: number, spaces: number): Uint8Array {
  const out = new Uint8Array(end - start - spaces)
  let length = 0
  let inString = false
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] as number
    if (byte === QUOTE) inString = !inString
    if (!inString && isSpace(byte)) continue
    out[length] = byte
    length += 1
  }
  return out
}

/** Digits of one integer; the specification bounds none, and no honest document comes near. */
const MAX_DIGITS = 1000

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= DIGIT_0 && byte <= DIGIT_9
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isPlain(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH
}
