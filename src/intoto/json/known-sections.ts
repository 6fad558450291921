// SPDX-License-Identifier: Apache-2.0
// What one step makes is given to the next, so a section of digests mostly stands in several links, byte by byte. An object
// delimits itself, so equal bytes are an equal value: they are compared, and not read again. Of 200 links of 5000 files in
// which nothing changes, that leaves a tenth of the time of reading them.
import type { Bytes } from '../bytes/bytes.ts'
import type { DigestSection, NameList } from './digest-section.ts'
import type { JsonTokens } from './json-tokens.ts'
import { KnownEntries, type ReadSection } from './known-entries.ts'
import { MEMBERS, RESOURCES, scanSection, type SectionForm } from './scan-section.ts'
import type { ReadBefore } from './section-scan.ts'
import type { StringCache } from './string-cache.ts'

/** Sections that are kept: of one link both, and both of the one before it. */
const KEPT = 4
/** Bytes of all that are kept. */
const KEPT_BYTES = 16 * 1024 * 1024

interface Known extends ReadSection {
  readonly section: DigestSection
  readonly spaces: number
}

/** Sections that were read lately; one for all documents that may hold the same. */
export class KnownSections {
  #known: Known[] = []
  #bytes = 0
  #list: NameList | undefined
  readonly #form: SectionForm

  constructor(form: SectionForm) {
    this.#form = form
  }

  /**
   * The section that comes next, after which the position is; undefined for whatever else comes next, for what is not in
   * the usual spelling, and for one that takes more memory than there may be. Then nothing has changed.
   */
  read(tokens: JsonTokens, port: Bytes): DigestSection | undefined {
    tokens.skipSpace()
    const { bytes, position: start } = tokens
    const known = this.#find(bytes, start, port)
    if (known !== undefined) return take({ ...known, length: known.written.length }, tokens)
    const place = { bytes, start, text: tokens.texts.text }
    const scanned = scanSection(place, this.#before(bytes, port), this.#form)
    if (scanned === undefined) return undefined
    const { section, list, end, spaces } = scanned
    this.#list = list
    this.#keep(bytes.subarray(start, end), scanned)
    return take({ section, spaces, length: end - start }, tokens)
  }

  /** Steps over a section that was read before, and keeps nothing of it. Returns whether one came next. */
  skip(tokens: JsonTokens, port: Bytes): boolean {
    tokens.skipSpace()
    const known = this.#find(tokens.bytes, tokens.position, port)
    if (known === undefined) return false
    tokens.position += known.written.length
    tokens.spaces += known.spaces
    return true
  }

  /** The names that were read last, and where they stand, if that was kept. */
  #before(bytes: Uint8Array, port: Bytes): ReadBefore | undefined {
    const list = this.#list
    if (list === undefined) return undefined
    const [section] = this.#known
    return section?.list === list
      ? { list, entries: { section, known: new KnownEntries(section, bytes, port) } }
      : { list }
  }

  #find(bytes: Uint8Array, start: number, port: Bytes): Known | undefined {
    const found = this.#known.findIndex(({ written }) => {
      const { length } = written
      return start + length <= bytes.length && port.equal(bytes.subarray(start, start + length), written)
    })
    const [known] = found < 0 ? [] : this.#known.splice(found, 1)
    if (known === undefined) return undefined
    this.#known.unshift(known)
    this.#list = known.list
    return known
  }

  /** Of what is read a copy is kept, for whoever gave it gives its memory back; and what is kept no more makes room for it. */
  #keep(read: Uint8Array, section: Omit<Known, 'written'>): void {
    const { length } = read
    if (length > KEPT_BYTES) return
    let room: Uint8Array | undefined
    while (this.#known.length >= KEPT || this.#bytes + length > KEPT_BYTES) {
      const { written } = this.#known.pop() as Known
      this.#bytes -= written.length
      room = new Uint8Array(written.buffer)
    }
    if (room === undefined || room.length < length || room.length > 2 * (length + SPARE))
      room = new Uint8Array(length + SPARE)
    const written = room.subarray(0, length)
    written.set(read)
    this.#known.unshift({ ...section, written })
    this.#bytes += length
  }
}

/** Bytes of room beyond a section that is kept, so that one with some more files fits into it later. */
const SPARE = 4096

/** Moves the position behind a section; undefined where it takes too much memory, and the strict reader says where. */
function take(
  { section, spaces, length }: { section: DigestSection; spaces: number; length: number },
  tokens: JsonTokens
): DigestSection | undefined {
  if (section.memory > tokens.memory) return undefined
  tokens.memory -= section.memory
  tokens.position += length
  tokens.spaces += spaces
  tokens.ascii = true
  return section
}

/** Of both forms. */
export interface SectionsOfStrings {
  readonly members: KnownSections
  readonly resources: KnownSections
}

const SECTIONS = new WeakMap<StringCache, SectionsOfStrings>()

/** Those of all documents that share their strings. */
export function sectionsOf(strings: StringCache): SectionsOfStrings {
  const before = SECTIONS.get(strings)
  if (before !== undefined) return before
  const sections = { members: new KnownSections(MEMBERS), resources: new KnownSections(RESOURCES) }
  SECTIONS.set(strings, sections)
  return sections
}
