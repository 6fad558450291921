// SPDX-License-Identifier: Apache-2.0
// What others publish: their keys have the ids that they say, and their signatures hold.
import { Buffer } from 'node:buffer'
import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import { preAuthenticationEncoding } from '../../../src/intoto/envelope/pae.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { parsePublicKey, publicKeyFromPem } from '../../../src/intoto/keys/public-key.ts'
import type { Scheme } from '../../../src/intoto/keys/schemes.ts'
import { verifySignature } from '../../../src/signing/verify-signature.ts'
import { errorOf } from '../../support/errors.ts'
import { valueAt } from '../../support/json.ts'
import { readVectors } from '../../support/vectors.ts'
import { bytesOf, der, derInteger, numberOf, SEQUENCE, spkiPem } from './spellings.ts'

describe('in-toto-golang', () => {
  const { keys } = readVectors<{ keys: { name: string; pem: string; current?: string; legacy?: string }[] }>('key-ids')
  test.each(keys.map((key) => [key.name, key] as const))('%s has its ids', (_name, { pem, current, legacy }) => {
    const key = publicKeyFromPem(pem, 'vector')
    if (current !== undefined) expect(keyIdOf(key, 'current')).toBe(current)
    if (legacy !== undefined) expect(keyIdOf(key, 'legacy')).toBe(legacy)
    expect(current ?? legacy).toBeDefined()
  })
})

describe('securesystemslib', () => {
  const vectors = readVectors<{
    message: string
    otherMessage: string
    publics: string[]
    keys: { file: string; keytype: string; scheme: Scheme; current: string; pem: string }[]
    signatures: { keytype: string; scheme: Scheme; public: number; sig: string }[]
    mismatches: { keytype: string; scheme: Scheme; public: number }[]
  }>('keys/securesystemslib')
  const { message, otherMessage, publics } = vectors
  const keyAt = ({ keytype, scheme, public: index }: { keytype: string; scheme: string; public: number }) =>
    valueAt({ keytype, scheme, keyval: { public: publics[index] } })

  test.each(vectors.keys.map((key) => [key.file, key] as const))('%s has its id', (_file, expected) => {
    const key = publicKeyFromPem(expected.pem, 'vector')
    expect([key.keyType, key.scheme, keyIdOf(key, 'current')]).toEqual([
      expected.keytype,
      expected.scheme,
      expected.current
    ])
    expect(key.pem).toBe(`${expected.pem.trimEnd()}\n`)
  })
  test.each(vectors.signatures.map((entry) => [entry.keytype, entry.scheme, entry] as const))(
    'its signature by %s with %s holds, for its message only',
    (_type, scheme, entry) => {
      const key = parsePublicKey(keyAt(entry))
      const signature = Buffer.from(entry.sig, 'hex')
      expect(key.scheme).toBe(scheme)
      expect(verifySignature(key, Buffer.from(message), signature)).toBe('valid')
      expect(verifySignature(key, Buffer.from(otherMessage), signature)).toBe('invalid')
    }
  )
  test.each(vectors.mismatches.map((entry) => [entry.keytype, entry.scheme, entry] as const))(
    'its mismatched key %s with %s is refused',
    (_type, _scheme, entry) => {
      expect(errorOf(() => parsePublicKey(keyAt(entry))).code).toBe('KEY_UNSUPPORTED')
    }
  )
  test('no vector was lost on the way', () => {
    expect([vectors.keys.length, vectors.signatures.length, vectors.mismatches.length]).toEqual([5, 16, 10])
  })
})

describe('go-securesystemslib', () => {
  const { links, keyObjects } = readVectors<{
    links: {
      file: string
      legacy: string
      pem: string
      metablock: { signatures: { sig: string }[]; signed: Record<string, unknown> }
    }[]
    keyObjects: object[]
  }>('keys/go-securesystemslib')
  test.each(links.map((link) => [link.file, link] as const))(
    'its link %s holds',
    (file, { legacy, pem, metablock }) => {
      const key = publicKeyFromPem(pem, 'vector')
      const signed = canonicalJson(valueAt(metablock.signed).value)
      const changed = canonicalJson(valueAt({ ...metablock.signed, name: 'other' }).value)
      const signature = Buffer.from(metablock.signatures[0]?.sig ?? '', 'hex')
      expect(keyIdOf(key, 'legacy')).toBe(legacy)
      expect(file).toContain(legacy.slice(0, 8))
      expect(verifySignature(key, signed, signature)).toBe('valid')
      expect(verifySignature(key, changed, signature)).toBe('invalid')
    }
  )
  test('its key objects are the keys of its PEM files', () => {
    const fingerprints = keyObjects.map((object) => parsePublicKey(valueAt(object)).fingerprint)
    const fromPem = links.map(({ pem }) => publicKeyFromPem(pem, 'vector').fingerprint)
    expect(fingerprints).toEqual(fromPem.slice(1))
  })
  test('no vector was lost on the way', () => expect([links.length, keyObjects.length]).toEqual([3, 2]))
})

test('the signature of the DSSE protocol page holds in DER form and not as it is printed', () => {
  const vector = readVectors<{
    payload: string
    payloadType: string
    publicKey: { x: string; y: string }
    signature: string
  }>('dsse')
  const coordinate = (decimal: string): string => bytesOf(BigInt(decimal), 32).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(vector.publicKey.x), y: coordinate(vector.publicKey.y) }
  const key = publicKeyFromPem(spkiPem(createPublicKey({ key: jwk, format: 'jwk' })), 'vector')
  const encoded = preAuthenticationEncoding(vector.payloadType, Buffer.from(vector.payload))
  const printed = Buffer.from(vector.signature, 'base64')
  const [r, s] = [numberOf(printed.subarray(0, 32)), numberOf(printed.subarray(32))]
  expect(verifySignature(key, encoded, der(SEQUENCE, derInteger(r), derInteger(s)))).toBe('valid')
  expect(verifySignature(key, encoded, printed)).toBe('invalid')
})
