// SPDX-License-Identifier: Apache-2.0
// Artifacts of which each has one SHA-256 and nothing else, as nearly all have: names that tables of many steps share, and
// the bytes of digests in their order. Two tables are compared by positions and words, without a text for any digest.
import { DIGEST_BYTES, type DigestSection, NameList } from '../json/digest-section.ts'
import type { ArtifactPath, Artifacts, DigestSet } from './artifacts.ts'

/** Words of one digest. */
const WORDS = DIGEST_BYTES / Uint32Array.BYTES_PER_ELEMENT

export class ArtifactTable implements Artifacts {
  readonly list: NameList
  /** In order of the names, 32 bytes each. */
  readonly digests: Uint8Array
  readonly #words: Uint32Array

  constructor({ list, digests }: Pick<DigestSection, 'list' | 'digests'>) {
    this.list = list
    this.digests = digests
    this.#words = new Uint32Array(digests.buffer, digests.byteOffset, digests.length / Uint32Array.BYTES_PER_ELEMENT)
  }

  /** The paths in order. */
  get names(): readonly ArtifactPath[] {
    return this.list.names as readonly ArtifactPath[]
  }

  get size(): number {
    return this.list.names.length
  }

  get(path: ArtifactPath): DigestSet | undefined {
    const position = this.list.positionOf(path)
    return position < 0 ? undefined : this.digestsAt(position)
  }

  has(path: ArtifactPath): boolean {
    return this.list.positionOf(path) >= 0
  }

  paths(): Iterable<ArtifactPath> {
    return this.names
  }

  *[Symbol.iterator](): Generator<[ArtifactPath, DigestSet]> {
    const { names } = this
    for (const [position, name] of names.entries()) yield [name, this.digestsAt(position)]
  }

  /** The digest set of the path at a position. */
  digestsAt(position: number): DigestSet {
    const words = this.#words
    const slot = (words[position * WORDS] as number) & (TEXTS - 1)
    const text = texts[slot]
    if (text !== undefined && sameWords(words, position, textWords, slot)) return text
    const made = textOf(this.digests, position * DIGEST_BYTES)
    texts[slot] = made
    textWords.set(words.subarray(position * WORDS, (position + 1) * WORDS), slot * WORDS)
    return made
  }

  /** Whether the digest at a position is that of another table at a position of its own. */
  isSame(position: number, other: ArtifactTable, there: number): boolean {
    return sameWords(this.#words, position, other.#words, there)
  }

  /** How many of some digests from a position on are those of another table from a position of its own, up to one that is not. */
  countSame(position: number, other: ArtifactTable, there: number, most: number): number {
    if (this === other && position === there) return most
    const [words, others] = [this.#words, other.#words]
    const shift = (there - position) * WORDS
    const end = (position + most) * WORDS
    let word = position * WORDS
    while (word < end && words[word] === others[word + shift]) word += 1
    return Math.floor(word / WORDS) - position
  }

  /** Whether both have the same paths with the same digests. */
  equals(other: ArtifactTable): boolean {
    if (this === other) return true
    const { names } = this
    if (names.length !== other.names.length) return false
    const sameNames = this.list === other.list
    return names.every((name, at) => (sameNames || name === other.names[at]) && this.isSame(at, other, at))
  }
}

function sameWords(one: Uint32Array, at: number, other: Uint32Array, there: number): boolean {
  let left = at * WORDS
  let right = there * WORDS
  for (const end = left + WORDS; left < end; left += 1) {
    if (one[left] !== other[right]) return false
    right += 1
  }
  return true
}

/** Texts of digests that are kept. */
const TEXTS = 1 << 14

/**
 * Texts of digests that were asked for last, by some of their bits, and their words. From step to step most digests stay;
 * a text of its own for each of them in every table would take five times the memory of the tables.
 */
const texts: (DigestSet | undefined)[] = []
const textWords = new Uint32Array(TEXTS * WORDS)

const ALGORITHM = 'sha256:'
const HEX = new TextEncoder().encode('0123456789abcdef')
/** Where one text after the other is spelled. */
const spelled = new TextEncoder().encode(ALGORITHM.padEnd(ALGORITHM.length + 2 * DIGEST_BYTES))
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

/** Decoded at once: a text that is put together digit by digit takes ten times its memory as long as nobody looks into it. */
function textOf(digests: Uint8Array, start: number): DigestSet {
  let at = ALGORITHM.length
  for (let index = start; index < start + DIGEST_BYTES; index += 1) {
    const byte = digests[index] as number
    spelled[at] = HEX[byte >> 4] as number
    spelled[at + 1] = HEX[byte & 15] as number
    at += 2
  }
  return DECODER.decode(spelled) as DigestSet
}

/** A table of its own. @param names in strictly rising order, ASCII @param digests 32 bytes each, all of their array */
export function tableOfNames(names: readonly ArtifactPath[], digests: Uint8Array): ArtifactTable {
  return new ArtifactTable({ list: new NameList(names), digests })
}

const TABLES = new WeakMap<DigestSection, ArtifactTable>()

/** The table of a section; of one section always the same. */
export function tableOf(section: DigestSection): ArtifactTable {
  const before = TABLES.get(section)
  if (before !== undefined) return before
  const table = new ArtifactTable(section)
  TABLES.set(section, table)
  return table
}

/** By position in one list of names, where the same name stands in another, and -1 where it does not. */
export type Positions = Int32Array

const JOINED = new WeakMap<NameList, { readonly with: NameList; readonly positions: Positions }>()

/** Both lists are walked once, and what was found is kept for the next two tables of the same lists. */
export function joinNames(here: NameList, there: NameList): Positions {
  const before = JOINED.get(here)
  if (before?.with === there) return before.positions
  const positions = new Int32Array(here.names.length).fill(-1)
  const [names, others] = [here.names, there.names]
  let next = 0
  for (let position = 0; position < names.length; position += 1) {
    const name = names[position] as string
    // Of names that are the same text, which is seen at once, the order takes ten times as long to tell.
    while (next < others.length && others[next] !== name && (others[next] as string) < name) next += 1
    if (others[next] !== name) continue
    positions[position] = next
    next += 1
  }
  JOINED.set(here, { with: there, positions })
  return positions
}
