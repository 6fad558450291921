// SPDX-License-Identifier: Apache-2.0
// Steps over a value and keeps nothing of it, so that a signature can be checked over what was never built: a value in
// memory takes up to a hundred times its bytes.
import { LIMITS } from '../../base/limits.ts'
import { compareCodePoints } from './canonical-json.ts'
import { isSpace, QUOTE, type JsonTokens } from './json-tokens.ts'

const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const UTF8 = new TextEncoder()

/** A value that stands in a document and was not built. */
export interface Skimmed {
  readonly start: number
  readonly end: number
  /** Bytes of white space between its tokens. */
  readonly spaces: number
  readonly escapes: boolean
}

/** Steps over what is known to be an object at some depth, where that comes next. */
export interface SkipsSection {
  /** Of the object whose members may be such. */
  readonly depth: number
  /** Names of these members with their quotes. Any others are not held against what is known: there may be millions. */
  readonly names: readonly Uint8Array[]
  /** Whether one came next, after which the position is. */
  readonly skip: () => boolean
}

/**
 * Steps over the value that comes next. Every member name comes after the one before it, in order of code points, so
 * none stands twice, and the canonical form is in the bytes.
 *
 * @returns undefined for a value whose members stand in another order. Then nothing is known of it, and the position
 * is anywhere.
 * @throws JSON_SYNTAX, JSON_TOO_DEEP, JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function skimValue(tokens: JsonTokens, depth: number, sections?: SkipsSection): Skimmed | undefined {
  tokens.skipSpace()
  const { position: start, spaces } = tokens
  const skim = new Skim(tokens, depth, sections)
  return skim.value()
    ? { start, end: tokens.position, spaces: tokens.spaces - spaces, escapes: skim.escapes }
    : undefined
}

class Skim {
  readonly #tokens: JsonTokens
  #depth: number
  readonly #sections: SkipsSection | undefined
  escapes = false

  constructor(tokens: JsonTokens, depth: number, sections: SkipsSection | undefined) {
    this.#tokens = tokens
    this.#sections = sections
    this.#depth = depth
  }

  /** False where members are not in order. */
  value(): boolean {
    const tokens = this.#tokens
    tokens.skipSpace()
    switch (tokens.bytes[tokens.position]) {
      case 0x7b:
        return this.#nested(0x7d, '"," or "}"', () => this.#members())
      case 0x5b:
        return this.#nested(0x5d, '"," or "]"', () => this.#items())
      case QUOTE:
        if (tokens.skipString()) this.escapes = true
        return true
      case 0x74:
        return tokens.word('true', true)
      case 0x66:
        tokens.word('false', false)
        return true
      case 0x6e:
        tokens.word('null', null)
        return true
      default:
        tokens.number()
        return true
    }
  }

  #nested(end: number, expected: string, skim: () => boolean): boolean {
    const tokens = this.#tokens
    this.#depth += 1
    if (this.#depth > LIMITS.jsonDepth) {
      throw tokens.error('JSON_TOO_DEEP', `The document nests deeper than ${LIMITS.jsonDepth} levels.`)
    }
    tokens.position += 1
    if (!tokens.take(end)) {
      if (!skim()) return false
      if (!tokens.take(end)) throw tokens.syntax(expected)
    }
    this.#depth -= 1
    return true
  }

  #items(): boolean {
    do if (!this.value()) return false
    while (this.#tokens.take(COMMA))
    return true
  }

  #members(): boolean {
    const tokens = this.#tokens
    let before: Name | undefined
    do {
      const name = this.#name()
      const order = before === undefined ? -1 : compareNames(before, name, tokens)
      if (order === 0) throw tokens.error('JSON_MEMBER_DUPLICATE', 'A member stands twice in one object.')
      if (order > 0) return false
      before = name
      if (this.#skipsSection(name)) continue
      if (!this.value()) return false
    } while (tokens.take(COMMA))
    return true
  }

  #skipsSection({ start, end }: Name): boolean {
    const sections = this.#sections
    if (sections === undefined || sections.depth !== this.#depth) return false
    const { bytes } = this.#tokens
    const isNamed = (name: Uint8Array): boolean =>
      name.length === end - start && name.every((byte, index) => byte === bytes[start + index])
    return sections.names.some(isNamed) && sections.skip()
  }

  #name(): Name {
    const tokens = this.#tokens
    tokens.skipSpace()
    if (tokens.bytes[tokens.position] !== QUOTE) throw tokens.syntax('a member name in double quotes')
    const start = tokens.position
    const escaped = tokens.skipString()
    if (escaped) this.escapes = true
    const name = { start, end: tokens.position, escaped }
    if (!tokens.take(COLON)) throw tokens.syntax('":"')
    return name
  }
}

/** A member name, from quote to quote. */
interface Name {
  readonly start: number
  readonly end: number
  readonly escaped: boolean
}

/** UTF-8 is in order of code points as it stands. */
function compareNames(a: Name, b: Name, tokens: JsonTokens): number {
  if (a.escaped || b.escaped) return compareCodePoints(textOf(a, tokens), textOf(b, tokens))
  const { bytes } = tokens
  const [lengthA, lengthB] = [a.end - a.start, b.end - b.start]
  const shorter = Math.min(lengthA, lengthB) - 1
  for (let index = 1; index < shorter; index += 1) {
    const difference = (bytes[a.start + index] as number) - (bytes[b.start + index] as number)
    if (difference !== 0) return difference
  }
  return lengthA - lengthB
}

function textOf({ start }: Name, tokens: JsonTokens): string {
  const { position, memory, canonical } = tokens
  tokens.position = start
  const text = tokens.string()
  Object.assign(tokens, { position, memory, canonical })
  return text
}

/** The canonical form of a value that was stepped over; never longer than what stands there. */
export function canonicalBytes({ start, end, spaces, escapes }: Skimmed, tokens: JsonTokens): Uint8Array {
  const { bytes } = tokens
  if (spaces === 0 && !escapes) return bytes.subarray(start, end)
  const out = new Uint8Array(end - start - spaces)
  let length = 0
  let inString = false
  for (let index = start; index < end;) {
    const byte = bytes[index] as number
    if (inString && byte === BACKSLASH) {
      length += writeEscaped(tokens, index, out, length)
      index = tokens.position
      continue
    }
    index += 1
    if (byte === QUOTE) inString = !inString
    if (!inString && isSpace(byte)) continue
    out[length] = byte
    length += 1
  }
  return out.subarray(0, length)
}

/** Quote and backslash keep theirs; whatever else an escape stands for stands for itself. Returns how many bytes that are. */
function writeEscaped(tokens: JsonTokens, position: number, into: Uint8Array, at: number): number {
  const unit = tokens.escapeAt(position)
  if (unit === QUOTE || unit === BACKSLASH) {
    into[at] = BACKSLASH
    into[at + 1] = unit
    return 2
  }
  if (unit < 0x80) {
    into[at] = unit
    return 1
  }
  const high = unit >= 0xd800 && unit <= 0xdfff
  const text = high ? String.fromCharCode(unit, tokens.escapeAt(tokens.position)) : String.fromCharCode(unit)
  return UTF8.encodeInto(text, into.subarray(at)).written
}
