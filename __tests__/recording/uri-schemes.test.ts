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

const record = async (files: Record<string, string>, paths: readonly string[]): Promise<string[]> => {
  const { artifacts } = await recordArtifacts({
    paths,
    baseDirectory: directoryWith(files),
    exclude: [],
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'within'
  })
  return [...artifacts.paths()]
}

describe.each(Object.keys(URI_SCHEMES) as UriScheme[])('the scheme %s', (scheme) => {
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
  const { plan } = COVERAGES['each-file']
  // @ts-expect-error whole-directory is missing
  const lacksCoverage: typeof COVERAGES = { 'each-file': COVERAGES['each-file'] }
  // @ts-expect-error it is not said which names can come of it
  const lacksNames: (typeof COVERAGES)['each-file'] = { plan }
  // @ts-expect-error there is no such coverage
  const coversNothing: typeof URI_SCHEMES = { ...URI_SCHEMES, 'dir:': 'nothing' }
  expect([lacksCoverage, lacksNames, coversNothing]).toHaveLength(3)
})
