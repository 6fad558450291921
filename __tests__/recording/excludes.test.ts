// SPDX-License-Identifier: Apache-2.0
// The corners of git's dialect one by one; __tests__/deep/random-excludes.test.ts holds all of it against git.
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { compileExcludes } from '../../src/recording/excludes.ts'
import type { Recorded, RecordRequest } from '../../src/recording/record-artifacts.ts'
import { selectProducts } from '../../src/stages/hand-over.ts'
import { recordedPlaces } from '../../src/stages/recorded-places.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { recordOnce } from '../support/record-once.ts'

const record = (baseDirectory: string, changes: Partial<RecordRequest> = {}): Promise<Recorded> =>
  recordOnce({
    paths: ['.'],
    baseDirectory,
    exclude: [],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'follow',
    ...changes
  })
const names = async (...request: Parameters<typeof record>): Promise<string[]> => [
  ...(await record(...request)).artifacts.paths()
]
const refused = async (...request: Parameters<typeof record>): Promise<string> => {
  const { code, message, hint } = await rejectionOf(record(...request))
  expect([message, hint]).toEqual([expect.stringContaining('"'), expect.stringMatching(/\w/)])
  return code
}

describe('a pattern', () => {
  test.each<[what: string, pattern: string, fits: string[], others: string[]]>([
    ['a literal name', 'a', ['a', 'b/a', 'a/b/c'], ['ab', 'A']],
    ['a star in a name', 'a*c', ['ac', 'abc', 'd/a.c'], ['acd', 'bac']],
    ['two stars in a name', '*a*', ['a', 'bab'], ['b']],
    ['parts that would overlap', 'aba*aba', ['abaaba', 'aba-aba'], ['aba', 'ababa']],
    ['texts in their order', '*b*c*d', ['bcd', 'xbxcxd'], ['cbd', 'bd']],
    ['one byte', 'a?', ['ab'], ['a', 'aé', 'abc']],
    ['one character of two bytes', '??', ['é', 'ab'], ['e']],
    ['a class and its range', '[a-c]', ['a', 'c'], ['d', '-']],
    ['a class negated in either way', '[!a][^b]', ['bc', 'xa'], ['ac', 'xb']],
    ['a named class', '[[:digit:]]', ['1'], ['a', ':', 'd']],
    ['a bracket first in a class', '[]a]', [']', 'a'], ['b']],
    ['a class of what looks named', '[[:]', ['[', ':'], ['a']],
    ['a class that does not end', '[a', [], ['[a', 'a']],
    ['a class that there is not', '[[:nope:]]', [], ['n', ':']],
    ['a range the wrong way round', '[c-a]', ['c'], ['a', 'b']],
    ['an escape at the end', 'a\\', [], ['a', 'a\\']],
    ['what is escaped', '\\*\\[', ['*['], ['a[']],
    ['an escaped mark', '\\!a', ['!a'], ['a']],
    ['an escaped hash', '\\#a', ['#a'], ['a']],
    ['a comment', '#a', [], ['#a', 'a']],
    ['spaces at the end', 'a  ', ['a'], ['a  ']],
    ['an escaped space', 'a\\ ', ['a '], ['a']],
    ['nothing', '', [], ['a']],
    ['a slash', '/', [], ['a']],
    ['two slashes', '//', [], ['a']],
    ['a negation alone', '!a', [], ['a']],
    ['an anchor', '/a', ['a'], ['b/a']],
    ['a slash within', 'a/b', ['a/b'], ['c/a/b', 'b']],
    ['a star between slashes', 'a/*/c', ['a/b/c'], ['a/c', 'a/b/b/c']],
    ['two stars in front', '**/a', ['a', 'b/a', 'b/c/a'], ['b']],
    ['two stars at the end', 'a/**', ['a/b', 'a/b/c'], ['b/a']],
    ['two stars between', 'a/**/b', ['a/b', 'a/c/b', 'a/c/d/b'], ['ab', 'a/cb']],
    ['two stars behind a text', 'a**/b', ['a/b', 'ac/b', 'ac/d/b'], ['b']],
    ['two stars behind a star', '*a**/b', ['xa/b', 'xay/b'], ['xa/y/b', 'b']],
    ['two stars before an escaped slash', '**\\/b', ['a/b', 'a/c/b'], ['b']],
    ['a slash in a class', 'a[/]b', [], ['a/b']],
    ['a dot and a slash', './a', [], ['a']],
    ['a line end of Windows', 'a\r\nb', ['a', 'b'], ['c']]
  ])('with %s', (_what, pattern, fits, others) => {
    const excludes = compileExcludes([pattern])
    const excluded = (paths: string[]): string[] => paths.filter((path) => excludes.path(path, false) !== undefined)
    expect([excluded(fits), excluded(others)]).toEqual([fits, []])
    expect(fits.map((path) => excludes.path(path, false))).toEqual(fits.map(() => pattern))
  })
  test('for directories takes no file of its name, and all that lies below a directory', () => {
    const excludes = compileExcludes(['build/'])
    expect(['build', 'build/x', 'a/build'].map((path) => excludes.path(path, false))).toEqual([
      undefined,
      'build/',
      undefined
    ])
    expect(excludes.path('a/build', true)).toBe('build/')
  })
  test.each(['.*/', '*/', '**/', '/*/', '?/', './', '[.]/', '*', '.'])(
    '%s does not fit the place itself',
    (pattern) => {
      const excludes = compileExcludes([pattern])
      expect(['.', './', '..', '../..', '/'].map((path) => excludes.path(path, true))).toEqual(Array(5).fill(undefined))
    }
  )
  test('behind another decides, but lets nothing out of a directory that is left out', () => {
    const excludes = compileExcludes(['*.log', '!keep.log', 'out', '!out/keep'])
    expect(['a.log', 'keep.log', 'out/keep'].map((path) => excludes.path(path, false))).toEqual([
      '*.log',
      undefined,
      'out'
    ])
  })
})

describe('hostile names and patterns cost no more than their lengths multiplied', () => {
  const long = 'a'.repeat(4000)
  // Whoever tries one way after another does not come to an end here.
  test.each([
    ['stars in a name', `${'*a'.repeat(40)}*b`],
    ['question marks and stars', `${'*?a'.repeat(40)}*b`],
    ['classes and stars', `${'*[a-z]'.repeat(40)}*b`],
    ['stars across directories', `/${'**/*a'.repeat(40)}b`],
    ['stars across directories, one after the other', `x/${'**/'.repeat(200)}b`]
  ])('with %s', (_what, pattern) => {
    const path = pattern.startsWith('x/') ? `x/${'a/'.repeat(2000)}a` : long
    expect(compileExcludes([pattern]).path(path.slice(0, pattern.startsWith('x/') ? 400 : 4000), false)).toBe(undefined)
  })
  test('where products are chosen to be handed over', () => {
    const products = artifactsOf([[long as ArtifactPath, digestSet([['sha256', '0'.repeat(64)]])]])
    expect(() => selectProducts(products, [`${'*[a]*a'.repeat(30)}b`])).toThrow(
      expect.objectContaining({ code: 'HAND_OVER_NOTHING' })
    )
  })
  test('where a record of another job is held against them', () =>
    expect(recordedPlaces(['.'], [`${'*a'.repeat(60)}*b`])(`d/${long}`)).toBe(true))
})

describe('a path that is named and left out', () => {
  const directory = directoryWith({ 'd/a': '', 'd/b.log': '', 'e/x.log': '', 'build/x': '', 'out/build': '', f: '' })
  mkdirSync(join(directory, 'empty'))
  symlinkSync('build', join(directory, 'alias'))
  test.each<[string, string[], string[]]>([
    ['by its name', ['f'], ['f']],
    ['by a directory above it', ['d/a'], ['d/']],
    ['as a directory', ['build'], ['build/']],
    ['as a link to a directory', ['alias'], ['alias/']],
    ['beside others', ['d', 'f'], ['f']],
    ['under a scheme', ['file:f'], ['f']],
    ['with everything in it', ['e'], ['*.log']],
    ['with everything in the directory that is one artifact', ['dir:e'], ['*.log']],
    ['with everything there is', ['.'], ['*']]
  ])('is refused %s', async (_what, paths, exclude) =>
    expect(await refused(directory, { paths, exclude })).toBe('RECORD_EXCLUDED')
  )
  test('is recorded where the pattern is for directories and it is a file', async () =>
    expect(await names(directory, { paths: ['out/build', 'f'], exclude: ['build/'] })).toEqual(['f', 'out/build']))
  test('is passed over where a listing names it, and counted', async () => {
    const { artifacts, leftOut } = await record(directory, {
      paths: ['./d/a', './d/b.log', './f'],
      exclude: ['*.log', 'f'],
      named: 'by-listing'
    })
    expect([[...artifacts.paths()], [...leftOut]]).toEqual([
      ['d/a'],
      [
        ['*.log', 1],
        ['f', 1]
      ]
    ])
  })
  test('is no error when there is nothing to leave out', async () =>
    expect(await names(directory, { paths: ['empty'], exclude: ['*.log'] })).toEqual([]))
  test('is no error at the place itself, where nothing lies but what this tool wrote', async () => {
    const fresh = directoryWith({ 'build.0123abcd.link': '', '.git/HEAD': '' })
    expect(await names(fresh, { exclude: 'default' })).toEqual([])
    expect(await refused(fresh, { exclude: ['*.0123*', '.git'] })).toBe('RECORD_EXCLUDED')
  })
})

describe('what is left out', () => {
  test('is counted for each pattern, below directories that are not entered, too', async () => {
    const directory = directoryWith({ a: '', 'x.log': '', 'd/y.log': '', 'tmp/1': '', 'tmp/n/2': '', '.git/HEAD': '' })
    symlinkSync('..', join(directory, 'tmp/up'))
    const { leftOut } = await record(directory, { exclude: ['*.log', 'tmp/', '.git', 'none'] })
    expect([...leftOut]).toEqual([
      ['*.log', 2],
      ['tmp/', 3]
    ])
  })
  test('is counted where a link leads to it', async () => {
    const directory = directoryWith({ a: '', 'tmp/1': '' })
    symlinkSync('tmp', join(directory, 'alias'))
    const { artifacts, leftOut } = await record(directory, { exclude: ['tmp/'], symlinkedDirectories: 'within' })
    expect([[...artifacts.paths()], leftOut.get('tmp/')]).toEqual([['a'], 2])
  })
})
