// SPDX-License-Identifier: Apache-2.0
// The classes of git's patterns (`[a-z]`, `[!a]`, `[[:alpha:]]`), of bytes, as its wildmatch.c reads them.

/** A class, and where the pattern goes on behind it. */
export interface CharacterClass {
  /** By byte, 1 for those that it holds. */
  readonly holds: Uint8Array
  readonly end: number
}

const code = (text: string): number => text.charCodeAt(0)
const among = (from: string, to: string): ((byte: number) => boolean) => {
  const [low, high] = [code(from), code(to)]
  return (byte) => byte >= low && byte <= high
}

const isDigit = among('0', '9')
const isLower = among('a', 'z')
const isUpper = among('A', 'Z')
const isAlpha = (byte: number): boolean => isLower(byte) || isUpper(byte)
const isAlnum = (byte: number): boolean => isAlpha(byte) || isDigit(byte)
const isPrint = among(' ', '~')
// Git's own table knows no form feed and no vertical tab.
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
const isGraph = (byte: number): boolean => isPrint(byte) && !isSpace(byte)

const NAMED: ReadonlyMap<string, (byte: number) => boolean> = new Map([
  ['alnum', isAlnum],
  ['alpha', isAlpha],
  ['blank', (byte) => byte === 0x20 || byte === 0x09],
  ['cntrl', (byte) => byte < 0x20 || byte === 0x7f],
  ['digit', isDigit],
  ['graph', isGraph],
  ['lower', isLower],
  ['print', isPrint],
  ['punct', (byte) => isGraph(byte) && !isAlnum(byte)],
  ['space', isSpace],
  ['upper', isUpper],
  ['xdigit', (byte) => isDigit(byte) || among('a', 'f')(byte) || among('A', 'F')(byte)]
])

/** What one item of a class holds, and the byte from which a `-` behind it can start a range. */
interface Item {
  readonly holds: (byte: number) => boolean
  /** The last byte of the item. */
  readonly last: number
  /** Undefined behind a range or a named class. */
  readonly rangeFrom: string | undefined
}

/**
 * Reads the class whose `[` stands at a place of a pattern. Undefined for one that does not end or that names a class
 * that there is not: git lets such a pattern match nothing.
 *
 * @param pattern one character for each byte
 */
export function readCharacterClass(pattern: string, open: number): CharacterClass | undefined {
  const holds = new Uint8Array(256)
  let at = open + 1
  const negated = pattern[at] === '!' || pattern[at] === '^'
  if (negated) at += 1
  let previous: string | undefined
  do {
    const item = readItem(pattern, at, previous)
    if (item === undefined) return undefined
    for (let byte = 0; byte < 256; byte += 1) if (item.holds(byte)) holds[byte] = 1
    previous = item.rangeFrom
    at = item.last + 1
  } while (pattern[at] !== ']')
  return { holds: negated ? holds.map((held) => 1 - held) : holds, end: at + 1 }
}

function readItem(pattern: string, at: number, previous: string | undefined): Item | undefined {
  const here = pattern[at]
  const next = pattern[at + 1]
  if (here === undefined) return undefined
  if (here === '\\') return next === undefined ? undefined : single(next, at + 1)
  if (here === '-' && previous !== undefined && next !== undefined && next !== ']') {
    const last = next === '\\' ? at + 2 : at + 1
    const to = pattern[last]
    return to === undefined ? undefined : { holds: among(previous, to), last, rangeFrom: undefined }
  }
  if (here === '[' && next === ':') return readNamed(pattern, at)
  return single(here, at)
}

/** `[:alpha:]`; where no `:]` comes, the bracket is a bracket. */
function readNamed(pattern: string, at: number): Item | undefined {
  const end = pattern.indexOf(']', at + 2)
  if (end < 0) return undefined
  if (end === at + 2 || pattern[end - 1] !== ':') return single('[', at)
  const holds = NAMED.get(pattern.slice(at + 2, end - 1))
  return holds === undefined ? undefined : { holds, last: end, rangeFrom: undefined }
}

function single(text: string, last: number): Item {
  const wanted = code(text)
  return { holds: (byte) => byte === wanted, last, rangeFrom: text }
}
