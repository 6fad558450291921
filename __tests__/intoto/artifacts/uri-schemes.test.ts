// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { coverageOf, schemeOf, URI_SCHEMES } from '../../../src/intoto/artifacts/uri-schemes.ts'

test.each([
  ['dir:dist', 'dir:', 'whole-directory'],
  ['file:a', 'file:', 'each-file'],
  ['dist', '', 'each-file'],
  ['x/dir:dist', '', 'each-file'],
  ['DIR:dist', '', 'each-file'],
  ['git:a', '', 'each-file']
] as const)('%s starts with the scheme "%s" and covers %s', (text, scheme, coverage) => {
  expect([schemeOf(text), coverageOf(schemeOf(text))]).toEqual([scheme, coverage])
})

test('no scheme is the beginning of another, so that each text has one', () => {
  const schemes = Object.keys(URI_SCHEMES)
  for (const one of schemes) expect(schemes.filter((other) => other.startsWith(one))).toEqual([one])
})
