// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import {
  canClaimOnly,
  readSource,
  saysNoRepository,
  sourceLines,
  withoutRepository,
  withSource,
  type SourceClaim
} from '../../../src/intoto/link/source-claim.ts'
import { LIMITS } from '../../../src/base/limits.ts'
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

test.each<[string, readonly string[], boolean]>([
  ['as many as are taken', Array.from({ length: LIMITS.sparsePatterns }, (_, index) => `/d${index}/`), true],
  ['one more', Array.from({ length: LIMITS.sparsePatterns + 1 }, (_, index) => `/d${index}/`), false],
  ['a long one', [`/${'d'.repeat(LIMITS.nameLength - 1)}`], true],
  ['a longer one', [`/${'d'.repeat(LIMITS.nameLength)}`], false],
  ['wildcards at the end of long names', [`/${'d'.repeat(4000)}/*`, `/${'d'.repeat(4000)}/[a]?`], true],
  ['as much behind wildcards as is taken', [`*${'a'.repeat(LIMITS.sparseWildcards - 1)}`], true],
  ['more in one', [`/${'*a'.repeat(LIMITS.sparseWildcards / 2)}z`], false],
  ['more in several', [`*${'a'.repeat(LIMITS.sparseWildcards - 1)}`, '?'], false],
  ['more behind a line feed', [`*\n${'a'.repeat(LIMITS.sparseWildcards)}`], false]
])('patterns are bounded by the work that they cause: %s', (_what, only, isTaken) => {
  expect(canClaimOnly(only)).toBe(isTaken)
  const source = written({ only: [...only] })
  expect(read(source) === 'malformed').toBe(!isTaken)
})
test('submodules and paths are bounded', () => {
  const of = (number: number, name = 's'): unknown =>
    read(
      written({
        submodules: Object.fromEntries(Array.from({ length: number }, (_, index) => [`${name}${index}`, submodule]))
      })
    )
  expect(of(LIMITS.claimedSubmodules)).not.toBe('malformed')
  expect(of(LIMITS.claimedSubmodules + 1)).toBe('malformed')
  expect(of(1, 's'.repeat(LIMITS.nameLength - 1))).not.toBe('malformed')
  expect(of(1, 's'.repeat(LIMITS.nameLength))).toBe('malformed')
  expect(read(written({ submodules: { '': submodule } }))).toBe('malformed')
  expect(read(written({ path: 's'.repeat(LIMITS.nameLength) }))).not.toBe('malformed')
  expect(read(written({ path: 's'.repeat(LIMITS.nameLength + 1) }))).toBe('malformed')
})
