// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable, tableOfNames } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { readSignedBegun } from '../../../src/intoto/envelope/signed-metadata.ts'
import { jsonObject, type JsonValue } from '../../../src/intoto/json/json-value.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { parseBegun, type BegunValue } from '../../../src/intoto/link/begun.ts'
import { signBegun, signLink } from '../../../src/intoto/link/sign-link.ts'
import { writeWithLink } from '../../../src/intoto/link/write-link-payload.ts'
import { signMetadata, type SigningIdentity } from '../../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../../src/signing/key-signer.ts'
import { encodeBegun, signAsBegun } from '../../support/begun.ts'

const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'test' })
const SIGNER: SigningIdentity = { signer, keyId: keyIdOf(signer.publicKey, 'legacy') }
const linkOf = (files: number): Link => ({
  name: 'build',
  command: [],
  materials: NO_ARTIFACTS,
  products: tableOfNames(
    Array.from({ length: files }, (_, index) => `f${100_000 + index}` as ArtifactPath),
    new Uint8Array(32 * files).fill(0xa5)
  ),
  byproducts: new Map(),
  environment: new Map()
})

describe('a link is signed as any metadata is, byte for byte', () => {
  // The lengths of payloads leave each rest when they are divided by three, and go beyond what is encoded at one time.
  test.each([0, 1, 2, 3, 500, 2000, 2001, 2002])('%i files', (files) => {
    const link = linkOf(files)
    for (const signers of [[], [SIGNER], [SIGNER, { ...SIGNER, keyId: 'other' as typeof SIGNER.keyId }]])
      for (const format of ['dsse', 'metablock'] as const)
        for (const bytes of [undefined, NODE_BYTES])
          expect(Buffer.concat([...signLink({ link, format, signers, bytes })]).toString()).toBe(
            Buffer.from(signMetadata({ payload: encodeLink(link), format, signers, bytes })).toString()
          )
  })
})

describe('a beginning is signed as its payload is, byte for byte, and read as a table', () => {
  const value = '0123456789abcdef'.repeat(2) as BegunValue
  test.each([0, 1, 2001])('%i files', (files) => {
    const link = { ...linkOf(0), materials: linkOf(files).products }
    const bytes = Buffer.concat([...signBegun({ value, link }, [SIGNER], NODE_BYTES)])
    expect(bytes.toString()).toBe(Buffer.from(signAsBegun(encodeBegun({ value, link }), [SIGNER])).toString())
    const read = parseBegun(readSignedBegun(bytes, { source: 'file', maxBytes: bytes.length }).payload)
    expect([...read.link.materials]).toEqual([...link.materials])
    expect(read.link.materials instanceof ArtifactTable).toBe(files > 0)
  })
})

describe('an object with a link in it is written as any is', () => {
  test.each<[string, Record<string, JsonValue>]>([
    ['alone', {}],
    ['behind others', { _type: 'x', a: ['y'] }],
    ['before others', { value: 1, links: 'z' }],
    ['between others', { lin: '"', value: 1 }]
  ])('%s', (_what, members) => {
    const { written } = writeWithLink(jsonObject(members), linkOf(3), 0).finish(() => new Uint8Array())
    expect(Buffer.from(written).toString()).toBe(writeJson(jsonObject({ ...members, link: encodeLink(linkOf(3)) })))
  })
})

test('a file has as many bytes as its parts', () => {
  for (const files of [0, 1, 2, 2000])
    for (const format of ['dsse', 'metablock'] as const) {
      const file = signLink({ link: linkOf(files), format, signers: [SIGNER] })
      expect(Buffer.concat([...file])).toHaveLength(file.size)
    }
})
