// SPDX-License-Identifier: Apache-2.0
// The bytes of each class, written out, as git's wildmatch.c reads them.
import { describe, expect, test } from '@jest/globals'
import { readCharacterClass } from '../../src/base/character-class.ts'

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const PUNCT = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const CONTROL = Array.from({ length: 32 }, (_, byte) => String.fromCharCode(byte)).join('') + '\u007f'
const sorted = (text: string): string => [...text].sort().join('')

/** The characters that a class holds, in order of bytes, and where the pattern goes on. */
function read(pattern: string, open = 0): [string, number] | undefined {
  const found = readCharacterClass(pattern, open)
  if (found === undefined) return undefined
  return [[...found.holds].map((held, byte) => (held === 1 ? String.fromCharCode(byte) : '')).join(''), found.end]
}
const held = (pattern: string): string | undefined => read(pattern)?.[0]

describe('a named class', () => {
  test.each([
    ['alnum', DIGITS + UPPER + LOWER],
    ['alpha', UPPER + LOWER],
    ['blank', '\t '],
    ['cntrl', CONTROL],
    ['digit', DIGITS],
    ['graph', DIGITS + UPPER + LOWER + PUNCT],
    ['lower', LOWER],
    ['print', ' ' + DIGITS + UPPER + LOWER + PUNCT],
    ['punct', PUNCT],
    ['space', '\t\n\r '],
    ['upper', UPPER],
    ['xdigit', DIGITS + 'ABCDEFabcdef']
  ])('%s holds its bytes', (name, characters) => {
    expect(read(`[[:${name}:]]`)).toEqual([sorted(characters), name.length + 6])
    expect(held(`[![:${name}:]]`)?.length).toBe(256 - characters.length)
  })
  test.each(['[[:alphas:]]', '[[::]]', '[[:ALPHA:]]'])('that there is not makes no class: %s', (pattern) =>
    expect(read(pattern)).toBeUndefined()
  )
  test('needs its end, else the bracket is one', () => {
    expect(read('[[:]')).toEqual([':[', 4])
    expect(read('[[:a]')).toEqual([':[a', 5])
    expect(read('[[:alpha:')).toBeUndefined()
  })
})

describe('a class', () => {
  test.each<[string, string, number]>([
    ['[abc]x', 'abc', 5],
    ['[a-c]', 'abc', 5],
    ['[c-a]', 'c', 5],
    ['[]]', ']', 3],
    ['[]a]', ']a', 4],
    ['[a-]', '-a', 4],
    ['[-a]', '-a', 4],
    ['[a-c-e]', '-abce', 7],
    ['[[:digit:]-z]', '-0123456789z', 13],
    ['[\\]]', ']', 4],
    ['[\\-a]', '-a', 5],
    ['[a\\-c]', '-ac', 6],
    ['[a-\\c]', 'abc', 6],
    ['[\\\\]', '\\', 4],
    ['[[]', '[', 3]
  ])('%s holds %j', (pattern, characters, end) => expect(read(pattern)).toEqual([characters, end]))
  test.each(['!', '^'])('is turned round by %s, at its start alone', (sign) => {
    expect(held(`[${sign}a-z]`)).toBe(
      [...(held('[\u0000-\u00ff]') ?? '')].filter((one) => !LOWER.includes(one)).join('')
    )
    expect(held(`[a${sign}]`)).toBe(sorted(`a${sign}`))
    expect(held(`[${sign}]]`)?.length).toBe(255)
  })
  test.each(['[', '[a', '[!', '[a-', '[\\', '[a-\\', '[]'])('that does not end is none: %j', (pattern) =>
    expect(read(pattern)).toBeUndefined()
  )
  test('begins where it is said to', () => expect(read('x[a]y', 1)).toEqual(['a', 4]))
})
