// SPDX-License-Identifier: Apache-2.0
// What a pattern is made of. Matching and the analysis of lists read the same elements, so that they cannot differ.

/** Code points from `low` to `high`, both included. */
export type CodePointRange = readonly [low: number, high: number]

/** A test of one code point: in one of the ranges, or, negated, in none. */
export interface CodePointTest {
  readonly ranges: readonly CodePointRange[]
  readonly negated: boolean
}

/** One element of a pattern: any run of characters, one code point, or a test of one. Numbers keep long patterns small. */
export type PatternToken = '*' | number | CodePointTest

const ANY_CHARACTER: CodePointTest = { ranges: [], negated: true }

/** Whether a code point passes a test. */
export function passes({ ranges, negated }: CodePointTest, codePoint: number): boolean {
  return ranges.some(([low, high]) => low <= codePoint && codePoint <= high) !== negated
}

/** The element that one character fits, and no other. */
export function literalToken(character: string): number {
  return codePointOf(character)
}

/** Any element but a star, as a test. */
export function testOf(token: number | CodePointTest): CodePointTest {
  return typeof token === 'number' ? { ranges: [[token, token]], negated: false } : token
}

/** The elements of a pattern in the dialect of Python's fnmatch; several stars in a row are one. */
export function patternTokens(source: string): PatternToken[] {
  const characters = [...source]
  const tokens: PatternToken[] = []
  let index = 0
  while (index < characters.length) {
    const character = characters[index] as string
    index += 1
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*')
    } else if (character === '?') {
      tokens.push(ANY_CHARACTER)
    } else if (character === '[') {
      const end = endOfClass(characters, index)
      if (end === undefined) {
        tokens.push(literalToken('['))
      } else {
        tokens.push(characterClass(characters.slice(index, end)))
        index = end + 1
      }
    } else {
      tokens.push(literalToken(character))
    }
  }
  return tokens
}

/** The position of the `]` that closes a class. One that comes first, after `!` too, belongs to the class. */
function endOfClass(characters: readonly string[], start: number): number | undefined {
  let from = start
  if (characters[from] === '!') from += 1
  if (characters[from] === ']') from += 1
  const end = characters.indexOf(']', from)
  return end === -1 ? undefined : end
}

/**
 * Python splits a class at those hyphens that make a range and drops ranges that run backwards; what is left may be
 * empty, and then matches nothing, or anything when negated.
 */
function characterClass(body: readonly string[]): CodePointTest {
  const negated = body[0] === '!'
  const members = negated ? body.slice(1) : body
  const ranges: CodePointRange[] = []
  let index = 0
  while (index < members.length) {
    const low = codePointOf(members[index])
    if (members[index + 1] === '-' && index + 2 < members.length) {
      const high = codePointOf(members[index + 2])
      if (low <= high) ranges.push([low, high])
      index += 3
    } else {
      ranges.push([low, low])
      index += 1
    }
  }
  return { ranges, negated }
}

function codePointOf(character: string | undefined): number {
  return (character as string).codePointAt(0) as number
}
