// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { verifySignature } from '../../src/intoto/signatures/verify-signature.ts'
import { generateKey, type KeyRequest } from '../../src/signing/generate-key.ts'
import { readPrivateKeyFile, readPublicKeyFile, writeKeyPair } from '../../src/signing/key-files.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const REQUESTS: KeyRequest[] = [
  { type: 'ed25519' },
  { type: 'ecdsa', curve: 'P-256' },
  { type: 'ecdsa', curve: 'P-384' },
  { type: 'ecdsa', curve: 'P-521' },
  { type: 'rsa', bits: 2048 }
]

describe.each(REQUESTS)('a new key %j', (request) => {
  test.each([undefined, 'a passphrase ü'])('signs, with the passphrase %s', (passphrase) => {
    const key = generateKey(request, passphrase)
    expect(key.privatePem.includes('ENCRYPTED')).toBe(passphrase !== undefined)
    const signer = loadPrivateKey({ pem: key.privatePem, passphrase, source: 'x' })
    expect(signer.publicKey.fingerprint).toBe(key.publicKey.fingerprint)
    expect(verifySignature(key.publicKey, Buffer.from('m'), signer.sign(Buffer.from('m')))).toBe('valid')
  })
})

test.each([
  ['PKCS#1', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' })],
  ['SEC1', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' })]
])('a private key in the form %s is read', (_name, pem) =>
  expect(loadPrivateKey({ pem: pem.toString(), source: 'x' }).sign(Buffer.from('m')).length).toBeGreaterThan(60)
)

describe('a private key is refused', () => {
  const CANARY = 'CANARYcanaryCANARY'
  const encrypted = generateKey({ type: 'ed25519' }, CANARY).privatePem
  const legacy = createPrivateKey(generateKey({ type: 'rsa', bits: 2048 }).privatePem)
    .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: CANARY })
    .toString()
  test.each<[string, string, string | undefined, string]>([
    ['when it is empty', '', undefined, 'KEY_UNREADABLE'],
    ['when it is no PEM', CANARY, undefined, 'KEY_UNREADABLE'],
    ['when it is a public key', generateKey({ type: 'ed25519' }).publicPem, undefined, 'KEY_NOT_PRIVATE'],
    [
      'when it is a certificate',
      `-----BEGIN CERTIFICATE-----\n${CANARY}\n-----END CERTIFICATE-----`,
      undefined,
      'KEY_NOT_PRIVATE'
    ],
    [
      'when its content is broken',
      `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----`,
      undefined,
      'KEY_UNREADABLE'
    ],
    ['without the passphrase it needs', encrypted, undefined, 'KEY_PASSPHRASE_MISSING'],
    ['with an empty passphrase', encrypted, '', 'KEY_PASSPHRASE_MISSING'],
    ['with a wrong passphrase', encrypted, `wrong ${CANARY}`, 'KEY_PASSPHRASE_WRONG'],
    ['in the old encrypted form without a passphrase', legacy, undefined, 'KEY_PASSPHRASE_MISSING'],
    [
      'when it is for key agreement',
      generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      undefined,
      'KEY_UNSUPPORTED'
    ],
    [
      'when it is too short',
      generateKeyPairSync('rsa', { modulusLength: 1024 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
      undefined,
      'KEY_UNSUPPORTED'
    ]
  ])('%s, and none of it is shown', (_name, pem, passphrase, code) => {
    const error = errorOf(() => loadPrivateKey({ pem, passphrase, source: 'x' }))
    expect(error.code).toBe(code)
    const shown = [error.message, error.hint, error.stack, String(error.cause), JSON.stringify(error)].join('\n')
    expect(shown).not.toContain(CANARY)
    for (const line of pem.split('\n').filter((text) => text.length > 40)) expect(shown).not.toContain(line)
  })
})

describe('key files', () => {
  test('are written once, the private one for its owner only', () => {
    const prefix = join(directoryWith(), 'key')
    const key = generateKey({ type: 'ed25519' })
    writeKeyPair(prefix, key)
    expect(statSync(prefix).mode & 0o777).toBe(0o600)
    expect(readPrivateKeyFile(prefix, undefined).publicKey.fingerprint).toBe(
      readPublicKeyFile(`${prefix}.pub`).fingerprint
    )
    expect(errorOf(() => writeKeyPair(prefix, generateKey({ type: 'ed25519' }))).code).toBe('FILE_EXISTS')
    expect(readFileSync(prefix, 'utf8')).toBe(key.privatePem)
  })
  test('leave no private key behind when the public one cannot be written', () => {
    const prefix = join(directoryWith(), 'key')
    writeFileSync(`${prefix}.pub`, 'mine')
    expect(errorOf(() => writeKeyPair(prefix, generateKey({ type: 'ed25519' }))).code).toBe('FILE_EXISTS')
    expect([existsSync(prefix), readFileSync(`${prefix}.pub`, 'utf8')]).toEqual([false, 'mine'])
  })
  test.each<[string, () => unknown, string]>([
    ['that are missing', () => readPublicKeyFile(join(directoryWith(), 'none')), 'FILE_UNREADABLE'],
    ['that are directories', () => readPublicKeyFile(directoryWith()), 'FILE_UNREADABLE'],
    [
      'that are huge',
      () => readPublicKeyFile(join(directoryWith({ big: Buffer.alloc(2_000_000) }), 'big')),
      'KEY_UNREADABLE'
    ],
    [
      'in a directory that is not there',
      () => writeKeyPair(join(directoryWith(), 'none', 'key'), generateKey({ type: 'ed25519' })),
      'FILE_UNWRITABLE'
    ]
  ])('%s are refused', (_name, call, code) => expect(errorOf(call).code).toBe(code))
})
