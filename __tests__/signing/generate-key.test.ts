// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { publicKeyFromPem } from '../../src/intoto/keys/public-key.ts'
import { verifySignature } from '../../src/signing/verify-signature.ts'
import { generateKey, type KeyRequest } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { errorOf } from '../support/errors.ts'

const REQUESTS: readonly (readonly [KeyRequest, string, object])[] = [
  [{ type: 'ed25519' }, 'ed25519', {}],
  [{ type: 'ecdsa', curve: 'P-256' }, 'ecdsa-sha2-nistp256', { namedCurve: 'prime256v1' }],
  [{ type: 'ecdsa', curve: 'P-384' }, 'ecdsa-sha2-nistp384', { namedCurve: 'secp384r1' }],
  [{ type: 'ecdsa', curve: 'P-521' }, 'ecdsa-sha2-nistp521', { namedCurve: 'secp521r1' }],
  [{ type: 'rsa', bits: 2048 }, 'rsassa-pss-sha256', { modulusLength: 2048, publicExponent: 65_537n }],
  [{ type: 'rsa', bits: 3072 }, 'rsassa-pss-sha256', { modulusLength: 3072, publicExponent: 65_537n }]
]

describe.each(REQUESTS)('a new key %j', (request, scheme, details) => {
  test.each([undefined, 'a passphrase ü', 'x', 'a'.repeat(1024)])('signs, with the passphrase %s', (passphrase) => {
    const key = generateKey(request, passphrase)
    const label = passphrase === undefined ? 'PRIVATE KEY' : 'ENCRYPTED PRIVATE KEY'
    expect(key.privatePem).toMatch(new RegExp(`^-----BEGIN ${label}-----\n[^-]*\n-----END ${label}-----\n$`))
    const signer = loadPrivateKey({ pem: key.privatePem, passphrase, source: 'x' })
    const fingerprints = [signer.publicKey, publicKeyFromPem(key.publicPem, 'x')].map(({ fingerprint }) => fingerprint)
    expect(fingerprints).toEqual([key.publicKey.fingerprint, key.publicKey.fingerprint])
    expect(key.publicPem).toBe(key.publicKey.pem)
    expect(key.publicKey.scheme).toBe(scheme)
    expect(createPublicKey(key.publicPem).asymmetricKeyDetails).toEqual(details)
    expect(verifySignature(key.publicKey, Buffer.from('m'), signer.sign(Buffer.from('m')))).toBe('valid')
  })
})

test('a key is encrypted with PBES2 and AES-256', () => {
  const der = Buffer.from(
    generateKey({ type: 'ed25519' }, 'pass').privatePem.replace(/-----[^-]*-----|\s/g, ''),
    'base64'
  )
  const has = (oid: string): boolean => der.includes(Buffer.from(oid, 'hex'))
  expect(has('06092a864886f70d01050d')).toBe(true)
  expect(has('060960864801650304012a')).toBe(true)
})

test('two keys are never the same', () => {
  const keys = Array.from({ length: 20 }, () => generateKey({ type: 'ed25519' }).publicKey.fingerprint)
  expect(new Set(keys).size).toBe(20)
})

test.each([
  ['', 0],
  ['a'.repeat(1025), 1025],
  ['ü'.repeat(513), 1026]
])('a passphrase that could not be used later is refused: %s', (passphrase, bytes) => {
  const error = errorOf(() => generateKey({ type: 'ed25519' }, passphrase))
  expect(error.code).toBe('KEY_PASSPHRASE_UNUSABLE')
  expect(error.message).toContain(String(bytes))
  expect(error.message + error.hint).not.toContain('aaa')
})

test('a passphrase beyond the bound is one that OpenSSL writes and does not read', () => {
  const passphrase = 'a'.repeat(1025)
  const privateKey = createPrivateKey(generateKey({ type: 'ed25519' }).privatePem)
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
  expect(() => createPrivateKey({ key: pem, passphrase })).toThrow(/interrupted or cancelled/)
})
