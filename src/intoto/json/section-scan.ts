// SPDX-License-Identifier: Apache-2.0
// The parts of a section in its usual spelling, one after the other: names in strictly rising order and 64 digits each. A
// name that is expected is compared and not made again, so of 5000 files hardly anything but digests takes memory.
import { LIMITS } from '../../base/limits.ts'
import { DIGEST_BYTES, type NameList } from './digest-section.ts'
import { isSpace, QUOTE } from './json-tokens.ts'
import type { KnownEntries, ReadSection } from './known-entries.ts'

const BACKSLASH = 0x5c
/** Digits of one digest. */
export const HEX_DIGITS = 2 * DIGEST_BYTES
/** Digests for which there is room at first, where nobody knows how many there are. */
const ROOM = 64

/** By byte: the value of a hexadecimal digit in lower case, and a number above all values for any other byte. */
const DIGITS = new Uint8Array(0x100).fill(0x10)
for (const [value, digit] of [...'0123456789abcdef'].entries()) DIGITS[digit.charCodeAt(0)] = value

/** A document and where a section begins in it, perhaps. */
export interface SectionPlace {
  readonly bytes: Uint8Array
  readonly start: number
  readonly text: (start: number, end: number) => string
}

/** What was read before. */
export interface ReadBefore {
  /** Names, of which many are mostly the same. */
  readonly list: NameList
  /** Entries of a section of that list. */
  readonly entries?: { readonly section: ReadSection; readonly known: KnownEntries } | undefined
}

/** Reads entry after entry, of which each says what of it comes next. */
export class SectionScan {
  readonly #bytes: Uint8Array
  readonly #text: SectionPlace['text']
  /** Names that are expected, and the next of them. */
  readonly #expected: readonly string[]
  readonly #before: ReadBefore['entries']
  readonly #start: number
  #next = 0
  /** The names so far: the expected ones as long as they come one after the other. */
  names: readonly string[]
  #own: string[] | undefined
  #last: string | undefined
  digests: Uint8Array
  /** Where each entry begins. */
  starts: Uint32Array
  count = 0
  position: number

  constructor({ bytes, start, text }: SectionPlace, before: ReadBefore | undefined) {
    const expected = before?.list.names ?? []
    this.#bytes = bytes
    this.#text = text
    this.#expected = expected
    this.#before = before?.entries
    this.names = expected
    this.#start = start
    this.position = start + 1
    this.digests = new Uint8Array((expected.length + ROOM) * DIGEST_BYTES)
    this.starts = new Uint32Array(expected.length + ROOM)
  }

  /** Steps over white space and the byte, when it comes next. */
  take(byte: number): boolean {
    const bytes = this.#bytes
    let { position } = this
    while (isSpace(bytes[position])) position += 1
    const found = bytes[position] === byte
    this.position = found ? position + 1 : position
    return found
  }

  /** Takes over the entries that come next, as far as they stand so in the section before; not the last one there. */
  takeOver(): void {
    const before = this.#before
    if (before === undefined) return
    const bytes = this.#bytes
    while (isSpace(bytes[this.position])) this.position += 1
    const first = this.#next
    const count = before.known.runAt(this.position, bytes.length - this.position, first)
    if (count === 0) return
    const next = first + count
    const { digests, starts } = before.section
    while (this.count + count > this.starts.length) this.#grow()
    this.digests.set(digests.subarray(first * DIGEST_BYTES, next * DIGEST_BYTES), this.count * DIGEST_BYTES)
    const from = this.position - this.#start - (starts[first] as number)
    const own = this.#own
    const into = this.starts
    for (let index = first, at = this.count; index < next; index += 1, at += 1) {
      into[at] = (starts[index] as number) + from
      own?.push(this.#expected[index] as string)
    }
    this.count += count
    this.position += (starts[next] as number) - (starts[first] as number)
    this.#last = this.#expected[next - 1]
    this.#next = next
  }

  /** An entry begins at the byte before the position. */
  begin(): true {
    if (this.count === this.starts.length) this.#grow()
    this.starts[this.count] = this.position - 1 - this.#start
    return true
  }

  end(): true {
    this.count += 1
    return true
  }

  /** Whether a byte stands at the position. */
  isAt(byte: number): boolean {
    return this.#bytes[this.position] === byte
  }

  /** A name, after its first quote. */
  name(): boolean {
    const expected = this.#expected[this.#next]
    if (expected !== undefined && this.#is(expected)) {
      this.position += expected.length + 1
      return this.#take(expected, true)
    }
    const bytes = this.#bytes
    const start = this.position
    let end = start
    let byte = bytes[end]
    while (byte !== undefined && byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH) {
      end += 1
      byte = bytes[end]
    }
    if (byte !== QUOTE || end - start > LIMITS.nameLength) return false
    this.position = end + 1
    const name = this.#text(start, end)
    while (this.#isBehind(name)) this.#next += 1
    return this.#expected[this.#next] === name
      ? this.#take(this.#expected[this.#next] as string, true)
      : this.#take(name, false)
  }

  /** Whether the expected name is one that did not come. */
  #isBehind(name: string): boolean {
    const expected = this.#expected[this.#next]
    return expected !== undefined && expected < name
  }

  /** Whether a name stands here, and its quote. */
  #is(name: string): boolean {
    const bytes = this.#bytes
    const { position } = this
    const { length } = name
    if (bytes[position + length] !== QUOTE) return false
    for (let index = 0; index < length; index += 1) if (bytes[position + index] !== name.charCodeAt(index)) return false
    return true
  }

  /** Takes a name, unless it does not come after the one before it. */
  #take(name: string, expected: boolean): boolean {
    if (this.#last !== undefined && this.#last >= name) return false
    this.#last = name
    if (!expected || this.#next !== this.count) this.#ownNames()
    this.#own?.push(name)
    if (expected) this.#next += 1
    return true
  }

  /** From here on they are not the expected ones. */
  #ownNames(): void {
    if (this.#own !== undefined) return
    this.#own = this.#expected.slice(0, this.count)
    this.names = this.#own
  }

  /** A word with its quotes, after the first of them. */
  word(word: Uint8Array): boolean {
    const bytes = this.#bytes
    const start = this.position - 1
    for (let index = 1; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return false
    this.position = start + word.length
    return true
  }

  /** The digits, and the quote after them. */
  digest(): boolean {
    const bytes = this.#bytes
    const { position } = this
    if (bytes[position + HEX_DIGITS] !== QUOTE) return false
    let into = this.count * DIGEST_BYTES
    const { digests } = this
    let all = 0
    for (let index = position; index < position + HEX_DIGITS; index += 2) {
      const high = DIGITS[bytes[index] as number] as number
      const low = DIGITS[bytes[index + 1] as number] as number
      all |= high | low
      digests[into] = (high << 4) | low
      into += 1
    }
    this.position = position + HEX_DIGITS + 1
    return all < 0x10
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.digests.length)
    larger.set(this.digests)
    this.digests = larger
    const starts = new Uint32Array(2 * this.starts.length)
    starts.set(this.starts)
    this.starts = starts
  }
}
