// SPDX-License-Identifier: Apache-2.0
// The characters that patterns tell apart. All others of a class behave alike, so one of each is enough.
import { PATH_CUTS } from './normal-paths.ts'
import { passes, type CodePointTest } from './pattern-tokens.ts'

/** A class of characters that no test tells apart. */
export interface CharacterClass {
  /** One of them, as readable as there is. */
  readonly character: string
  /** For each test, whether it passes. */
  readonly passed: readonly boolean[]
}

const LAST = 0x10ffff
const BACKSLASH = 0x5c
const SURROGATES = [0xd800, 0xdfff] as const
const READABLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:+,=@~!#$%&()[]{}*?<>|^;\'"` '

/**
 * The classes that the tests make of all characters that a path can have, the most readable first. A backslash and
 * halves of a pair are in no path.
 */
export function characterClasses(tests: readonly CodePointTest[]): CharacterClass[] {
  const cuts = new Set([0, BACKSLASH, BACKSLASH + 1, SURROGATES[0], SURROGATES[1] + 1, ...PATH_CUTS])
  for (const [low, high] of tests.flatMap(({ ranges }) => ranges)) cuts.add(low).add(high + 1)
  const starts = [...cuts].filter((cut) => cut <= LAST).sort((a, b) => a - b)
  const classes = starts.flatMap((low, index) => {
    if (low === BACKSLASH || (low >= SURROGATES[0] && low <= SURROGATES[1])) return []
    const { character, rank } = mostReadable(low, (starts[index + 1] ?? LAST + 1) - 1)
    return [{ character, rank, passed: tests.map((test) => passes(test, low)) }]
  })
  return classes.sort((a, b) => a.rank - b.rank).map(({ character, passed }) => ({ character, passed }))
}

function mostReadable(low: number, high: number): { character: string; rank: number } {
  const rank = [...READABLE].findIndex((character) => {
    const codePoint = character.codePointAt(0) as number
    return low <= codePoint && codePoint <= high
  })
  return rank === -1
    ? { character: String.fromCodePoint(low), rank: READABLE.length + low }
    : { character: READABLE[rank] as string, rank }
}
