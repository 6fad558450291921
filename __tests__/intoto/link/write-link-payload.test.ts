// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { tableOfNames, type ArtifactTable } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath, Artifacts, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { expectedBytes } from '../../../src/intoto/link/write-artifacts.ts'
import { writeLinkPayload } from '../../../src/intoto/link/write-link-payload.ts'
import { errorOf } from '../../support/errors.ts'

const NOTHING = new Uint8Array()
const written = (link: Link): string =>
  new TextDecoder().decode(writeLinkPayload(link, 0).finish(() => NOTHING).written)
const linkOf = (materials: Artifacts, products: Artifacts = NO_ARTIFACTS): Link => ({
  name: 'build "all"\n',
  command: ['make', 'a\\b'],
  materials,
  products,
  byproducts: jsonObject({ stdout: '\u0000\u00e4', 'return-value': 0 }),
  environment: jsonObject({ z: [1n], a: null })
})
/** A table whose digests hold every byte. */
const table = (...names: string[]): ArtifactTable =>
  tableOfNames(
    names as ArtifactPath[],
    Uint8Array.from({ length: 32 * names.length }, (_, index) => (index * 7) & 0xff)
  )
const withLastByte = (artifacts: ArtifactTable): Artifacts => {
  const digests = Uint8Array.from(artifacts.digests)
  digests[digests.length - 1] = 1 ^ (digests.at(-1) as number)
  return tableOfNames(artifacts.names, digests)
}
const map = (entries: Record<string, string>): Artifacts =>
  artifactsOf(Object.entries(entries) as [ArtifactPath, DigestSet][])
const ONE = `sha256:${'0f'.repeat(32)}`

describe('the bytes are those of the link as a value of JSON', () => {
  test.each<[string, Link]>([
    ['without artifacts', linkOf(NO_ARTIFACTS)],
    ['of a table', linkOf(table('a', 'b/c.txt', 'z'.repeat(300)), table('x'))],
    ['of names that JSON spells otherwise', linkOf(table('"', 'a\\b', 'b\nc', 'c', 'd\u007f', 'e'))],
    ['of a first name that JSON spells otherwise', linkOf(table('\u0001', 'a'))],
    ['of many files', linkOf(table(...Array.from({ length: 3000 }, (_, index) => `d/${10_000 + index}`)))],
    ['of a map', linkOf(map({ a: ONE, '\u00e4': ONE, '\u{1f600}': ONE, '\ufb01': ONE }))],
    ['of the same table twice', linkOf(table('a', 'b"'), table('a', 'b"'))],
    ['of the same names with other digests', linkOf(table('a', 'b'), map({ a: ONE, b: ONE }))],
    ['of tables that differ in their last digest', linkOf(table('a', 'b'), withLastByte(table('a', 'b')))],
    ['of tables that differ in their last name', linkOf(table('a', 'b'), table('a', 'c'))],
    ['of a table and a map', linkOf(map({ a: ONE }), table('a'))],
    ['of several digests', linkOf(map({ a: `sha256:${'1'.repeat(64)},sha512:${'2'.repeat(128)}`, b: '' }), table('a'))]
  ])('%s', (_what, link) => expect(written(link)).toBe(writeJson(encodeLink(link))))
})

test('the size of a table is known before it is written', () => {
  const artifacts = table('a', 'bc', 'def')
  const whole = writeJson(encodeLink(linkOf(artifacts))).length - writeJson(encodeLink(linkOf(NO_ARTIFACTS))).length
  expect(expectedBytes(artifacts) - expectedBytes(NO_ARTIFACTS)).toBe(whole + 1)
})

test('a name with half of a pair of surrogates has no spelling', () =>
  expect(errorOf(() => written(linkOf(map({ '\ud800': ONE })))).code).toBe('JSON_STRING_LONE_SURROGATE'))
