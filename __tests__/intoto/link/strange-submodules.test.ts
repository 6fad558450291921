// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { SourceClaim } from '../../../src/intoto/link/source-claim.ts'
import { outermost, submodulesNotInAll } from '../../../src/intoto/link/submodules-not-in-all.ts'
import { strangeSubmodules, submoduleOverFiles, submoduleText } from '../../../src/intoto/link/strange-submodules.ts'

const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)]

const claimed = (commits: Readonly<Record<string, string>>): SourceClaim['submodules'] =>
  new Map(Object.entries(commits).map(([path, commit]) => [path, { commit, files: 1, digest: 'x' }]))

describe('submodules that a link claims', () => {
  test.each<[string, Record<string, string>, Record<string, string>, unknown[]]>([
    ['as the commit has them are fine', { a: ONE }, { a: ONE, b: TWO }, []],
    ['of another commit are strange', { a: ONE }, { a: TWO }, [{ path: 'a', commit: ONE, wanted: TWO }]],
    ['where the commit has none are strange', { a: ONE }, {}, [{ path: 'a', commit: ONE, wanted: undefined }]],
    ['within another one nobody asked about', { a: ONE, 'a/b': TWO }, { a: ONE }, []],
    [
      'within another one are strange where the commit has one there',
      { a: ONE, 'a/b': TWO },
      { a: ONE, 'a/b': ONE },
      [{ path: 'a/b', commit: TWO, wanted: ONE }]
    ],
    [
      'beside one whose name begins like theirs are strange',
      { ab: ONE, a: ONE },
      { a: ONE },
      [{ path: 'ab', commit: ONE, wanted: undefined }]
    ]
  ])('%s', (_what, claims, committed, expected) =>
    expect(strangeSubmodules(claimed(claims), new Map(Object.entries(committed)))).toEqual(expected)
  )
  test('are told with what the commit has', () => {
    expect(submoduleText({ path: 'a', commit: ONE, wanted: undefined })).toBe(
      `"a" of commit ${ONE}; the commit has none there`
    )
    expect(submoduleText({ path: 'a', commit: ONE, wanted: TWO })).toBe(
      `"a" of commit ${ONE}; the commit has it at ${TWO}`
    )
  })
  test.each<[string, string[], string[], string | undefined]>([
    ['beside the files of the commit', ['lib/a'], ['a', 'lib/b', 'lib0'], undefined],
    ['above a file', ['lib'], ['a', 'lib/b'], 'lib'],
    ['in the place of a file', ['lib'], ['a', 'lib'], 'lib'],
    ['below what is a file', ['lib/a/b'], ['lib/a'], 'lib/a/b'],
    ['below a file far above', ['lib/a/b'], ['lib'], 'lib/a/b'],
    ['beside a file whose name begins like theirs', ['lib/a'], ['li', 'lib.c', 'lib/ab'], undefined]
  ])('that lie %s', (_what, places, files, expected) =>
    expect(
      submoduleOverFiles(
        claimed(Object.fromEntries(places.map((place) => [place, ONE]))),
        files.map((file) => [file, undefined])
      )
    ).toBe(expected)
  )
})

test('submodules that some jobs lack are told once each', () => {
  expect(submodulesNotInAll([new Set(['a', 'b']), new Set(['b', 'c']), new Set(['b'])])).toEqual(['a', 'c'])
  expect(submodulesNotInAll([new Set(['a']), new Set(['a'])])).toEqual([])
  expect(submodulesNotInAll([])).toEqual([])
})

test('the outermost of paths lie below no other', () =>
  expect(outermost(['a/b', 'a', 'ab', 'c/d/e', 'c/d', 'a/b/c', 'c/de'])).toEqual(['a', 'ab', 'c/d', 'c/de']))
