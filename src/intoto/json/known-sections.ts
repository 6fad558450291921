// SPDX-License-Identifier: Apache-2.0
// What one step makes is given to the next, so a section of digests mostly stands in several links, byte by byte. An object
// delimits itself, so equal bytes are an equal value: they are compared, and not read again. Of 200 links of 5000 files in
// which nothing changes, that leaves a tenth of the time of reading them.
import type { Bytes } from '../bytes/bytes.ts'
import { DigestSection, type NameList } from './digest-section.ts'
import type { JsonTokens } from './json-tokens.ts'
import { scanSection } from './scan-section.ts'
import type { StringCache } from './string-cache.ts'

/** Sections that are kept: of one link both, and both of the one before it. */
const KEPT = 4
/** Bytes of all that are kept. */
const KEPT_BYTES = 16 * 1024 * 1024

/** Bytes of memory that the reader of JSON takes off for each entry, its names and digits included, but its own name. */
const ENTRY = 32 + (32 + 'sha256'.length) + (32 + 64) + 80
const SINGLE = 80
const OBJECT = 208
const MEMBER = 64

interface Known {
  readonly written: Uint8Array
  readonly section: DigestSection
  readonly spaces: number
}

/** Sections that were read lately; one for all documents that may hold the same. */
export class KnownSections {
  #known: Known[] = []
  #bytes = 0
  #list: NameList | undefined

  /**
   * The section that comes next, after which the position is; undefined for whatever else comes next, for what is not in
   * the usual spelling, and for one that takes more memory than there may be. Then nothing has changed.
   */
  read(tokens: JsonTokens, port: Bytes): DigestSection | undefined {
    tokens.skipSpace()
    const { bytes, position: start } = tokens
    const known = this.#find(bytes, start, port)
    if (known !== undefined) return this.#take(known, tokens)
    const scanned = scanSection({ bytes, start, text: tokens.text }, this.#list)
    if (scanned === undefined) return undefined
    const { list, digests, end, spaces, characters } = scanned
    this.#list = list
    const count = list.names.length
    const around = count === 1 ? SINGLE : OBJECT + count * MEMBER
    const section = new DigestSection(list, digests, around + count * ENTRY + characters)
    // A copy: "slice" of what a machine takes for bytes may be a view of a file, whose memory is given back.
    const found = { written: new Uint8Array(bytes.subarray(start, end)), section, spaces }
    this.#keep(found)
    return this.#take(found, tokens)
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

  #find(bytes: Uint8Array, start: number, port: Bytes): Known | undefined {
    return this.#known.find(({ written }) => {
      const { length } = written
      return start + length <= bytes.length && port.equal(bytes.subarray(start, start + length), written)
    })
  }

  #take({ written, section, spaces }: Known, tokens: JsonTokens): DigestSection | undefined {
    // The strict reader says where it becomes too much.
    if (section.memory > tokens.memory) return undefined
    tokens.memory -= section.memory
    tokens.position += written.length
    tokens.spaces += spaces
    tokens.ascii = true
    return section
  }

  #keep(found: Known): void {
    if (found.written.length > KEPT_BYTES) return
    this.#known.unshift(found)
    this.#bytes += found.written.length
    while (this.#known.length > KEPT || this.#bytes > KEPT_BYTES)
      this.#bytes -= (this.#known.pop() as Known).written.length
  }
}

const SECTIONS = new WeakMap<StringCache, KnownSections>()

/** Those of all documents that share their strings. */
export function sectionsOf(strings: StringCache): KnownSections {
  const before = SECTIONS.get(strings)
  if (before !== undefined) return before
  const sections = new KnownSections()
  SECTIONS.set(strings, sections)
  return sections
}
