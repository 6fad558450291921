// SPDX-License-Identifier: Apache-2.0
// An entry of the table of schemes is followed everywhere: a scheme that one place does not know would let a plain file
// pass for what a path with that scheme recorded.
import { describe, expect, test } from '@jest/globals'
import { coverageOf, schemeOf, URI_SCHEMES, type UriScheme } from '../../src/intoto/artifacts/uri-schemes.ts'
import { isNormalised } from '../../src/intoto/verification/check-link.ts'
import { parseArtifactUri } from '../../src/recording/artifact-names.ts'
import { COVERAGES } from '../../src/recording/coverages.ts'
import { recordArtifacts } from '../../src/recording/record-artifacts.ts'
import { recordedPlaces } from '../../src/stages/recorded-places.ts'
import { directoryWith } from '../support/directory.ts'

type Files = Readonly<Record<string, string>>

const recording = async (
  files: Files,
  paths: readonly string[],
  { exclude = [], lstripPaths = [] }: { readonly exclude?: readonly string[]; readonly lstripPaths?: string[] } = {}
): Promise<[string, string][]> => {
  const { artifacts } = await recordArtifacts({
    paths,
    baseDirectory: directoryWith(files),
    exclude,
    lstripPaths,
    lineEndings: 'as-is',
    symlinkedDirectories: 'within'
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
  const under = (...paths: string[]): string[] => paths.map((path) => `${scheme}${path}`)
  test('is split off, and stays in the names that are recorded', async () => {
    expect(parseArtifactUri(`${scheme}./d/`, '/')).toEqual({ scheme, path: 'd' })
    const names = await record({ 'd/a': '', 'd/b/c': '' }, [`${scheme}d`])
    expect(names).toEqual(
      { 'each-file': [`${scheme}d/a`, `${scheme}d/b/c`], 'whole-directory': [`${scheme}d`] }[coverageOf(scheme)]
    )
  })
  test('is possible for what is recorded under it, and for nothing beside', async () => {
    const could = recordedPlaces([`${scheme}d`], [])
    const names = await record({ 'd/a': '', 'd/b/c': '', 'd2/a': '', e: '' }, [`${scheme}d`])
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
        ...(await record(FILES, under('d', 'd/b', 'd2')))
      ]
      for (const paths of [under('d'), under('d/b'), under('d2', 'd'), ['.', ...under('d')], [...under('d/b'), 'd2']]) {
        const possible = new Set(everything.filter(recordedPlaces(paths, exclude)))
        expect([paths, [...possible].sort()]).toEqual([paths, (await record(FILES, paths, { exclude })).sort()])
      }
    }
  )
  test('gives each name a digest, and different ones to different things', async () => {
    const digests = async (files: Files, path: string): Promise<string[]> =>
      (await recording(files, under(path))).map(([, digest]) => digest)
    const all = await recording(FILES, under('d', 'd2'))
    expect(all.length).toBeGreaterThan(0)
    for (const [name, digest] of all)
      expect([name, digest]).toEqual([name, expect.stringMatching(/^sha256:[0-9a-f]{64}$/)])
    const files = { 'd/a': '1', 'e/a': '2', 'f/a': '1', 'f/b': '1' }
    const [d, e, f] = [await digests(files, 'd'), await digests(files, 'e'), await digests(files, 'f')]
    expect(d).not.toEqual(e)
    expect(d).not.toEqual(f)
    expect(await digests(files, 'd')).toEqual(d)
  })
  test('refuses a backslash in a name, and one name for two things', async () => {
    await expect(record({ 'a\\b/c': '' }, under('a\\b'))).rejects.toMatchObject({ code: 'RECORD_BACKSLASH' })
    const twice = { 'p/d/a': '1', 'q/d/a': '2' }
    const lstripPaths = ['p/', 'q/']
    await expect(record(twice, under('p/d', 'q/d'), { lstripPaths })).rejects.toMatchObject({
      code: 'RECORD_NAME_TAKEN'
    })
    const names = await record(twice, under('p/d'), { lstripPaths })
    expect(names).toEqual(await record({ 'd/a': '1' }, under('d')))
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
