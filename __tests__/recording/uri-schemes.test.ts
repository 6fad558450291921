// SPDX-License-Identifier: Apache-2.0
// An entry of the table of schemes is followed everywhere: a scheme that one place does not know would let a plain file
// pass for what a path with that scheme recorded.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  coverageOf,
  schemeOf,
  URI_SCHEMES,
  type Coverage,
  type UriScheme
} from '../../src/intoto/artifacts/uri-schemes.ts'
import { isNormalised } from '../../src/intoto/verification/check-link.ts'
import { parseArtifactUri } from '../../src/recording/artifact-names.ts'
import { COVERAGES } from '../../src/recording/coverages.ts'
import { recordedPlaces } from '../../src/stages/recorded-places.ts'
import { directoryWith } from '../support/directory.ts'
import { recordOnce } from '../support/record-once.ts'

type Files = Readonly<Record<string, string>>

/** For each coverage: what can be named of a directory that holds a file, and the names that are recorded of it. */
const NAMED: Readonly<
  Record<Coverage, { named: typeof atDirectory; recorded: (named: string, files: string[]) => string[] }>
> = {
  'each-file': { named: atDirectory, recorded: (_named, files) => files },
  'whole-directory': { named: atDirectory, recorded: (named) => [named] }
}

function atDirectory(directory: string, _file: string): string {
  return directory
}

interface Settings {
  readonly exclude?: readonly string[]
  readonly lstripPaths?: readonly string[]
  readonly named?: 'by-caller' | 'by-listing'
}

const recording = (files: Files, paths: readonly string[], settings: Settings = {}): Promise<[string, string][]> =>
  recordAt(directoryWith(files), paths, settings)

const recordAt = async (
  baseDirectory: string,
  paths: readonly string[],
  { exclude = [], lstripPaths = [], named: by = 'by-caller' }: Settings
): Promise<[string, string][]> => {
  const { artifacts } = await recordOnce({
    paths,
    baseDirectory,
    exclude,
    lstripPaths,
    lineEndings: 'as-is',
    symlinkedDirectories: 'within',
    named: by
  })
  return [...artifacts]
}
const record = async (...request: Parameters<typeof recording>): Promise<string[]> =>
  (await recording(...request)).map(([name]) => name)

const FILES = { 'd/a': '1', 'd/b/c': '2', 'd/b/d/e': '3', 'd2/a': '4', 'd2/b.log': '5', e: '6' }
const EXCLUDES: string[][] = [
  [],
  ['d'],
  ['d/'],
  ['/d'],
  ['b/'],
  ['*'],
  ['d/*'],
  ['**/c'],
  ['a', 'c'],
  ['*.log'],
  ['*', '!a']
]

describe.each(Object.keys(URI_SCHEMES) as UriScheme[])('the scheme %s', (scheme) => {
  const { named, recorded } = NAMED[coverageOf(scheme)]
  const under = (...paths: string[]): string[] => paths.map((path) => `${scheme}${path}`)
  /** What can be named in some directories, each with a file in it. */
  const at = (...files: [directory: string, file: string][]): string[] =>
    under(...files.map(([directory, file]) => named(directory, file)))
  test('is split off, and stays in the names that are recorded', async () => {
    expect(parseArtifactUri(`${scheme}./d/`, '/')).toEqual({ scheme, path: 'd' })
    const names = await record({ 'd/a': '', 'd/b/c': '' }, at(['d', 'a']))
    expect(names).toEqual(under(...recorded(named('d', 'a'), ['d/a', 'd/b/c'])))
  })
  test('is possible for what is recorded under it, and for nothing beside', async () => {
    const could = recordedPlaces(at(['d', 'a']), [])
    const names = await record({ 'd/a': '', 'd/b/c': '', 'd2/a': '', e: '' }, at(['d', 'a']))
    expect(names.filter((name) => !could(name))).toEqual([])
    expect(
      ['d', 'd/a', 'd/b/c', 'e', `${scheme}e`, `${scheme}d2`, `${scheme}d2/a`, `${scheme}.`].filter(could)
    ).toEqual([])
  })
  test.each(EXCLUDES.map((exclude) => [exclude]))(
    'is possible for exactly what is recorded, without %j',
    async (exclude) => {
      const everything = [
        ...Object.keys(FILES),
        ...under(...Object.keys(FILES)),
        ...(await record(FILES, at(['d', 'a'], ['d/b', 'c'], ['d2', 'a'])))
      ]
      const [d, b, both] = [at(['d', 'a']), at(['d/b', 'c']), at(['d2', 'a'], ['d', 'a'])]
      for (const paths of [d, b, both, ['.', ...d], [...b, 'd2']]) {
        const possible = new Set(everything.filter(recordedPlaces(paths, exclude)))
        // What is left out is an error where somebody names it, so it is asked about as a listing names it.
        const recorded = await record(FILES, paths, { exclude, named: 'by-listing' })
        expect([paths, [...possible].sort()]).toEqual([paths, recorded.sort()])
      }
    }
  )
  test('gives each name a digest, and different ones to different things', async () => {
    const digests = async (files: Files, directory: string): Promise<string[]> =>
      (await recording(files, at([directory, 'a']))).map(([, digest]) => digest)
    const all = await recording(FILES, at(['d', 'a'], ['d2', 'a']))
    expect(all.length).toBeGreaterThan(0)
    for (const [name, digest] of all)
      expect([name, digest]).toEqual([name, expect.stringMatching(/^sha256:[0-9a-f]{64}$/)])
    const files = { 'd/a': '1', 'e/a': '2' }
    const d = await digests(files, 'd')
    expect(await digests(files, 'e')).not.toEqual(d)
    expect(await digests(files, 'd')).toEqual(d)
    // Under one name, too: a digest of the name says nothing.
    expect(await digests({ ...files, 'd/a': '2' }, 'd')).not.toEqual(d)
  })
  test('refuses a backslash in a name, and one name for two things', async () => {
    await expect(record({ 'a\\b/c': '' }, at(['a\\b', 'c']))).rejects.toMatchObject({ code: 'RECORD_BACKSLASH' })
    const twice = { 'p/d/a': '1', 'q/d/a': '2' }
    const lstripPaths = ['p/', 'q/']
    await expect(record(twice, at(['p/d', 'a'], ['q/d', 'a']), { lstripPaths })).rejects.toMatchObject({
      code: 'RECORD_NAME_TAKEN'
    })
    const names = await record(twice, at(['p/d', 'a']), { lstripPaths })
    expect(names).toEqual(await record({ 'd/a': '1' }, at(['d', 'a'])))
  })
  test.each([
    ['leads to itself', 'loop', 'RECORD_SYMLINK_CYCLE'],
    ['leads to nothing', 'gone', 'RECORD_SYMLINK_BROKEN'],
    ['is not there', 'none', 'RECORD_NOT_FOUND']
  ])('says of a path that it %s', async (_what, path, code) => {
    const baseDirectory = directoryWith({ a: '' })
    symlinkSync('loop', join(baseDirectory, 'loop'))
    symlinkSync('nowhere', join(baseDirectory, 'gone'))
    await expect(recordAt(baseDirectory, under(path), {})).rejects.toMatchObject({ code })
  })
  test('is not what a plain file of such a name has', () => {
    const could = recordedPlaces(['.'], [])
    expect([`${scheme}d`, `${scheme}d/a`].filter(could)).toEqual([])
    expect(schemeOf(`${scheme}d`)).toBe(scheme)
  })
  test.each(['/etc/passwd', '../a', 'a/../b', 'a//b', './a', 'a\\b', ''])('hides no %j from verification', (path) =>
    expect([isNormalised(`${scheme}${path}`), isNormalised(`${scheme}a/b`)]).toEqual([false, true])
  )
})

test('a plain path has no scheme, and covers each file', () =>
  expect([schemeOf('a:b'), schemeOf('none:x'), coverageOf('')]).toEqual(['', '', 'each-file']))

test('tables with a gap do not compile', () => {
  const { plan, couldName, excludedRoot } = COVERAGES['each-file']
  // @ts-expect-error whole-directory is missing
  const lacksCoverage: typeof COVERAGES = { 'each-file': COVERAGES['each-file'] }
  // @ts-expect-error it is not said which names can come of it
  const lacksNames: (typeof COVERAGES)['each-file'] = { plan, excludedRoot }
  // @ts-expect-error it is not said whether excludes leave out a path that is named
  const lacksExcludes: (typeof COVERAGES)['each-file'] = { plan, couldName }
  // @ts-expect-error there is no such coverage
  const coversNothing: typeof URI_SCHEMES = { ...URI_SCHEMES, 'dir:': 'nothing' }
  expect([lacksCoverage, lacksNames, lacksExcludes, coversNothing]).toHaveLength(4)
})
