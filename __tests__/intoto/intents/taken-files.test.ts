// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { placeInTaker } from '../../../src/intoto/intents/taken-files.ts'

describe('a file of a taken step', () => {
  const only = (...texts: readonly string[]): Parameters<typeof placeInTaker>[0] => ({
    only: texts.map((text) => ({ text, matches: (path: string) => path === text })),
    from: undefined,
    into: undefined
  })
  test('lies where from and into say, if it is taken', () => {
    expect(placeInTaker(only(), 'a/b')).toBe('a/b')
    expect(placeInTaker({ ...only(), from: 'a' }, 'a/b')).toBe('b')
    expect(placeInTaker({ ...only(), from: 'a' }, 'ab/c')).toBeUndefined()
    expect(placeInTaker({ ...only(), into: 'x/y' }, 'a/b')).toBe('x/y/a/b')
    expect(placeInTaker({ ...only('a/b'), from: 'a', into: 'x' }, 'a/b')).toBe('x/b')
    expect(placeInTaker({ ...only('a/c'), from: 'a', into: 'x' }, 'a/b')).toBeUndefined()
  })
})
