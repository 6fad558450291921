// SPDX-License-Identifier: Apache-2.0
// Reads names and digests in the spelling that all writers of links have: names in strictly rising order, ASCII, without
// escapes, each with one SHA-256 in lower case and nothing else; white space may stand where JSON has it. Of 5000 files it
// takes a millisecond, where the reader of any JSON takes ten; as resources of a Statement two, and twenty. Whatever is
// spelled otherwise is not read here, and nothing is refused here.
import { LIMITS } from '../../base/limits.ts'
import { DIGEST_BYTES, DigestSection, NameList, ResourceSection } from './digest-section.ts'
import { QUOTE } from './json-tokens.ts'
import type { ReadSection } from './known-entries.ts'
import { HEX_DIGITS, SectionScan, type ReadBefore, type SectionPlace } from './section-scan.ts'

const OPEN = 0x7b
const CLOSE = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const COLON = 0x3a
const COMMA = 0x2c
const LETTER_D = 0x64
const UTF8 = new TextEncoder()
const SHA256 = UTF8.encode('"sha256"')
const DIGEST = UTF8.encode('"digest"')
const NAME = UTF8.encode('"name"')

/** How names and digests are written: a Link has them as an object, a Statement as a list of resources. */
export interface SectionForm {
  readonly open: number
  readonly close: number
  /** Bytes of an entry beside its name and white space, with what follows it. */
  readonly besideName: number
  /** Entries that are read at most. */
  readonly most: number
  readonly entry: (scan: SectionScan) => boolean
  /** Bytes of memory that the reader of JSON takes off for so many entries, but their names. */
  readonly memory: (count: number) => number
  readonly section: typeof DigestSection
}

/** What the reader of JSON takes off for a text beside its characters, an object with one member, and one with more. */
const [TEXT, SINGLE, OBJECT, MEMBER, ITEM, LIST] = [32, 80, 208, 64, 32, 200] as const
/** An object that holds a digest alone. */
const HASH = TEXT + 'sha256'.length + TEXT + HEX_DIGITS + SINGLE
/** An object of a name and a digest. */
const RESOURCE = OBJECT + 2 * MEMBER + TEXT + 'digest'.length + TEXT + 'name'.length + HASH + TEXT

/** `{"name": {"sha256": "…"}, …}` */
export const MEMBERS: SectionForm = {
  open: OPEN,
  close: CLOSE,
  besideName: '"":{"sha256":""},'.length + HEX_DIGITS,
  most: Infinity,
  entry: (scan) => scan.take(QUOTE) && scan.begin() && scan.name() && scan.take(COLON) && hash(scan),
  memory: (count) => (count === 1 ? SINGLE : OBJECT + count * MEMBER) + count * (TEXT + HASH),
  section: DigestSection
}

/** `[{"digest": {"sha256": "…"}, "name": "…"}, …]`, also with the name first. */
export const RESOURCES: SectionForm = {
  open: OPEN_LIST,
  close: CLOSE_LIST,
  besideName: '{"digest":{"sha256":""},"name":""},'.length + HEX_DIGITS,
  most: LIMITS.statementResources,
  entry: (scan) =>
    scan.take(OPEN) &&
    scan.begin() &&
    scan.take(QUOTE) &&
    (scan.isAt(LETTER_D)
      ? digest(scan) && scan.take(COMMA) && scan.take(QUOTE) && name(scan)
      : name(scan) && scan.take(COMMA) && scan.take(QUOTE) && digest(scan)) &&
    scan.take(CLOSE),
  memory: (count) => LIST + count * (ITEM + RESOURCE),
  section: ResourceSection
}

const hash = (scan: SectionScan): boolean =>
  scan.take(OPEN) &&
  scan.take(QUOTE) &&
  scan.word(SHA256) &&
  scan.take(COLON) &&
  scan.take(QUOTE) &&
  scan.digest() &&
  scan.take(CLOSE)
const digest = (scan: SectionScan): boolean => scan.word(DIGEST) && scan.take(COLON) && hash(scan)
const name = (scan: SectionScan): boolean => scan.word(NAME) && scan.take(COLON) && scan.take(QUOTE) && scan.name()

/** What was read. */
export interface ScannedSection extends Omit<ReadSection, 'written'> {
  readonly section: DigestSection
  /** Where it ends. */
  readonly end: number
  /** Bytes of white space between its tokens. */
  readonly spaces: number
}

/**
 * The section that begins at a place, with at least one name; undefined for anything that is not in the usual spelling.
 *
 * @param before the same list of names comes back if all are the same
 */
export function scanSection(
  place: SectionPlace,
  before: ReadBefore | undefined,
  form: SectionForm = MEMBERS
): ScannedSection | undefined {
  const { bytes, start } = place
  if (bytes[start] !== form.open) return undefined
  const scan = new SectionScan(place, before)
  do {
    scan.takeOver()
    if (!form.entry(scan)) return undefined
    scan.end()
  } while (scan.take(COMMA))
  const { count, names, starts } = scan
  if (!scan.take(form.close) || count > form.most) return undefined
  const expected = before?.list
  const same = expected !== undefined && names === expected.names && count === names.length
  const list = same ? expected : new NameList(names === expected?.names ? names.slice(0, count) : names)
  const digests = fitting(scan.digests, count * DIGEST_BYTES)
  const end = scan.position
  return {
    section: new form.section(list, digests, form.memory(count) + list.characters),
    list,
    digests,
    starts: starts.subarray(0, count),
    end,
    spaces: end - start - 1 - count * form.besideName - list.characters
  }
}

/** What is used of an array, without a copy where hardly anything is left over. */
function fitting(digests: Uint8Array, length: number): Uint8Array {
  return length > 0.75 * digests.length ? digests.subarray(0, length) : digests.slice(0, length)
}
