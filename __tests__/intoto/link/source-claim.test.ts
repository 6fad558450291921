// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import {
  readSource,
  saysNoRepository,
  sourceLines,
  withoutRepository,
  withSource,
  type SourceClaim
} from '../../../src/intoto/link/source-claim.ts'
import { plain, valueAt } from '../../support/json.ts'

const A = 'a'.repeat(40)
const B = 'b'.repeat(64)
const NONE = new Map<string, never>()
const read = (source: unknown): unknown => readSource(valueAt({ source }).object())
const claim = (more: Partial<SourceClaim> = {}): SourceClaim => ({
  commit: A,
  tree: B,
  files: 2,
  digest: B,
  submodules: NONE,
  ...more
})
const written = (more: object = {}): object => ({ commit: A, tree: B, files: 2, digest: B, ...more })
const submodule = { commit: B, files: 0, digest: B }

test.each([
  ['a whole checkout', claim()],
  ['one of few', claim({ only: ['/docs/', '*.md'] })],
  ['one in a directory', claim({ path: 'tools/own' })],
  ['one with submodules', claim({ submodules: new Map([['lib/a', submodule]]) })]
])('what is written of %s is read', (_, of) => {
  const environment = withSource(new Map([['run', 'x']]), of)
  expect(readSource(environment)).toEqual(of)
  expect(Object.keys(plain(environment) as object)).toEqual(['run', 'source'])
})
test('a link that claims nothing says nothing', () => expect(readSource(new Map())).toBeUndefined())
test('a link may say why it claims nothing', () => {
  const environment = withoutRepository(new Map([['run', 'x']]))
  expect([readSource(environment), saysNoRepository(environment)]).toEqual([undefined, true])
  expect(saysNoRepository(withSource(environment, claim()))).toBe(false)
  for (const source of ['none', {}, { repository: 'gone' }, { repository: 'none', files: 1 }])
    expect(saysNoRepository(valueAt({ source }).object())).toBe(false)
  expect(saysNoRepository(new Map())).toBe(false)
})
test.each([
  ['text', 'x'],
  ['an empty object', {}],
  ['no commit', written({ commit: undefined })],
  ['a short commit', written({ commit: 'abc' })],
  ['a commit in capitals', written({ commit: 'A'.repeat(40) })],
  ['no tree', written({ tree: undefined })],
  ['a tree that is no id', written({ tree: 1 })],
  ['a number of files as text', written({ files: '2' })],
  ['fewer files than none', written({ files: -1 })],
  ['no digest', written({ digest: undefined })],
  ['a digest of another length', written({ digest: A })],
  ['an empty path', written({ path: '' })],
  ['a path that is no text', written({ path: 1 })],
  ['patterns that are one text', written({ only: '*' })],
  ['no pattern at all', written({ only: [] })],
  ['a pattern that is no text', written({ only: ['*', 1] })],
  ['a member that nobody knows', written({ dirty: 1 })],
  ['submodules that are a list', written({ submodules: [submodule] })],
  ['a submodule that is text', written({ submodules: { a: 'x' } })],
  ['a submodule without digest', written({ submodules: { a: { ...submodule, digest: undefined } } })],
  ['a submodule with a member that nobody knows', written({ submodules: { a: { ...submodule, tree: B } } })]
])('%s is malformed', (_, value) => expect(read(value)).toBe('malformed'))
test('the digest is over digest, two spaces, path and a line feed each', () =>
  expect([
    ...sourceLines([
      ['a b', A],
      ['c', B]
    ])
  ]).toEqual([`${A}  a b\n`, `${B}  c\n`]))
