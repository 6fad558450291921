// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { isLinkBundleName, linkBundleName } from '../../../src/intoto/link/link-file-name.ts'
import { parseLink, type ParsedLink } from '../../../src/intoto/link/parse-link.ts'
import { encodeStatement, parseStatement } from '../../../src/intoto/link/statement.ts'
import type { KeyId } from '../../../src/intoto/keys/key-id.ts'
import { digest, linkOf } from '../../support/chain.ts'
import { errorOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'

const SERVER = 'https://github.com'
const link = (changes: Record<string, unknown> = {}): Link =>
  parseLink(
    valueAt(
      linkOf('build', {
        materials: { a: digest('a') },
        products: { b: digest('b'), 'c d': { sha256: 'c'.repeat(64), sha512: 'd'.repeat(128) } },
        ...changes
      })
    )
  ).link
const again = (one: Link): ParsedLink =>
  parseStatement(readJson(Buffer.from(writeJson(encodeStatement(one, SERVER))), { source: 'x', maxBytes: 1 << 20 }))

describe('a link as a Statement', () => {
  test('reads back as the same link', () => {
    for (const one of [link(), link({ products: {} }), link({ materials: {}, command: [], byproducts: {} })])
      expect(again(one)).toEqual({ link: one, unknownMembers: [] })
  })
  test('of a step without products is about its commit, which is no product', () => {
    const statement = plain(encodeStatement(link({ products: {} }), SERVER)) as { subject: unknown }
    expect(statement.subject).toEqual([{ name: 'git+https://github.com/o/r', digest: { gitCommit: 'c' } }])
  })
  test.each([{}, { run: 'x' }, { run: { id: '1' } }, { run: { repository: 'o/r' } }])(
    'about nothing is not written: %j',
    (environment) =>
      expect(errorOf(() => encodeStatement(link({ products: {}, environment }), SERVER)).code).toBe(
        'STATEMENT_WITHOUT_SUBJECT'
      )
  )

  const statement = (changes: object = {}, predicate: object = {}): unknown => {
    const value = plain(encodeStatement(link(), SERVER)) as { predicate: object }
    return { ...value, predicate: { ...value.predicate, ...predicate }, ...changes }
  }
  test.each<[string, unknown, string]>([
    ['another type', statement({ _type: 'https://in-toto.io/Statement/v0.1' }), 'METADATA_TYPE_UNKNOWN'],
    ['another predicate', statement({ predicateType: 'https://slsa.dev/provenance/v1' }), 'METADATA_TYPE_UNKNOWN'],
    ['no subject', statement({ subject: undefined }), 'METADATA_MEMBER_MISSING'],
    [
      'a subject twice',
      statement({
        subject: [
          { name: 'a', digest: digest('a') },
          { name: 'a', digest: digest('b') }
        ]
      }),
      'METADATA_VALUE_INVALID'
    ],
    ['a subject without a name', statement({ subject: [{ digest: digest('a') }] }), 'METADATA_MEMBER_MISSING'],
    [
      'a digest that is none',
      statement({ subject: [{ name: 'a', digest: { sha256: 'xyz' } }] }),
      'METADATA_VALUE_INVALID'
    ],
    [
      'an algorithm that could be misread',
      statement({ subject: [{ name: 'a', digest: { 'sha256:x': 'aa' } }] }),
      'METADATA_VALUE_INVALID'
    ],
    ['a name that is no text', statement({}, { name: 1 }), 'METADATA_TYPE_WRONG'],
    [
      'more left out than anybody writes',
      statement({}, { environment: { recording: { exclude: Array.from({ length: 10_001 }, String) } } }),
      'METADATA_VALUE_INVALID'
    ]
  ])('with %s is refused', (_what, value, code) =>
    expect(errorOf(() => parseStatement(valueAt(value))).code).toBe(code)
  )

  test('may leave out what a link may', () => {
    const value = { ...(statement() as object), predicate: { name: 'build' } }
    const { link: read } = parseStatement(valueAt(value))
    expect([read.command, read.materials.size, read.byproducts.size, read.environment.size]).toEqual([[], 0, 0, 0])
  })
  test('tells members that are not known', () => {
    const value = statement({ extra: 1 }, { more: 2 })
    expect(parseStatement(valueAt(value)).unknownMembers).toHaveLength(2)
    const subject = statement({ subject: [{ name: 'a', digest: digest('a'), uri: 'x' }] })
    expect(parseStatement(valueAt(subject)).unknownMembers).toHaveLength(1)
  })
  test('takes a commit for a product where it has another digest, or another name', () => {
    const read = (subject: unknown): number =>
      parseStatement(valueAt(statement({ subject: [subject] }))).link.products.size
    expect(read({ name: 'git+https://github.com/o/r', digest: { gitCommit: 'ab' } })).toBe(0)
    expect(read({ name: 'git+https://github.com/o/r', digest: { gitCommit: 'ab', sha256: 'ab' } })).toBe(1)
    expect(read({ name: 'git+https://github.com/o/r', digest: { sha256: 'ab' } })).toBe(1)
    expect(read({ name: 'dist/app', digest: { gitCommit: 'ab' } })).toBe(1)
  })
})

test('the name of a bundle', () => {
  const name = linkBundleName('build.x', '0123456789'.repeat(7).slice(0, 64) as KeyId)
  expect(name).toBe('build.x.01234567.sigstore.json')
  expect(['build.x', 'build', 'x'].map((step) => isLinkBundleName(name, step))).toEqual([true, false, false])
  expect(isLinkBundleName('build.0123456G.sigstore.json', 'build')).toBe(false)
})
