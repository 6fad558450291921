// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { constants, createPrivateKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { keyObjectOf, verifySignature } from '../../src/signing/verify-signature.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { KeySigner, loadPrivateKey } from '../../src/signing/key-signer.ts'
import { PASSPHRASE_VARIABLE } from '../../src/base/passphrase-variable.ts'
import { errorOf } from '../support/errors.ts'
import { pemOf, pssPair, spkiPem } from '../intoto/keys/spellings.ts'

const MESSAGE = Buffer.from('message')
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 })
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ED = generateKeyPairSync('ed25519')

const pkcs8 = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const encrypted = (key: KeyObject, cipher: string, passphrase: string, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') =>
  key.export({ type, format: 'pem', cipher, passphrase } as { type: 'pkcs8'; format: 'pem' }).toString()
const load = (pem: string, passphrase?: string): KeySigner => loadPrivateKey({ pem, passphrase, source: 'x' })

describe('a private key', () => {
  const ecParameters = pemOf(Buffer.from('06082a8648ce3d030107', 'hex'), 'EC PARAMETERS')
  const sec1 = EC.privateKey.export({ type: 'sec1', format: 'pem' }).toString()
  test.each<[string, string, string | undefined, string]>([
    ['PKCS#8 of Ed25519', pkcs8(ED.privateKey), undefined, 'ed25519'],
    ['PKCS#8 of ECDSA', pkcs8(EC.privateKey), undefined, 'ecdsa-sha2-nistp256'],
    ['PKCS#8 of RSA', pkcs8(RSA.privateKey), undefined, 'rsassa-pss-sha256'],
    ['PKCS#8 of RSA marked for PSS', pkcs8(pssPair('sha384', 'sha384', 48).privateKey), undefined, 'rsassa-pss-sha384'],
    ['PKCS#1', RSA.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(), undefined, 'rsassa-pss-sha256'],
    ['SEC1', sec1, undefined, 'ecdsa-sha2-nistp256'],
    ['SEC1 as openssl ecparam -genkey writes it', ecParameters + sec1, undefined, 'ecdsa-sha2-nistp256'],
    ['PKCS#8 with AES-256', encrypted(ED.privateKey, 'aes-256-cbc', 'pass'), 'pass', 'ed25519'],
    ['PKCS#8 with AES-128', encrypted(EC.privateKey, 'aes-128-cbc', 'pass'), 'pass', 'ecdsa-sha2-nistp256'],
    ['PKCS#8 with triple DES', encrypted(RSA.privateKey, 'des-ede3-cbc', 'pass'), 'pass', 'rsassa-pss-sha256'],
    ['encrypted PKCS#1', encrypted(RSA.privateKey, 'aes-128-cbc', 'pass', 'pkcs1'), 'pass', 'rsassa-pss-sha256'],
    ['encrypted SEC1', encrypted(EC.privateKey, 'aes-256-cbc', 'pass', 'sec1'), 'pass', 'ecdsa-sha2-nistp256'],
    ['PKCS#8 and a passphrase that it does not need', pkcs8(ED.privateKey), 'unused', 'ed25519'],
    ['PKCS#8 with CRLF', pkcs8(ED.privateKey).replaceAll('\n', '\r\n'), undefined, 'ed25519'],
    ['PKCS#8 after a byte order mark and text', `\ufeffmy key\n${pkcs8(ED.privateKey)}bye`, undefined, 'ed25519'],
    ['PKCS#8 without a last line break', pkcs8(ED.privateKey).trimEnd(), undefined, 'ed25519'],
    ['PKCS#8 after its public key', spkiPem(ED.publicKey) + pkcs8(ED.privateKey), undefined, 'ed25519'],
    [
      'encrypted PKCS#1 with CRLF',
      encrypted(RSA.privateKey, 'aes-128-cbc', 'pass', 'pkcs1').replaceAll('\n', '\r\n'),
      'pass',
      'rsassa-pss-sha256'
    ]
  ])('in the form %s is read and signs', (_name, pem, passphrase, scheme) => {
    const signer = load(pem, passphrase)
    const signature = signer.sign(MESSAGE)
    expect(signer.publicKey.scheme).toBe(scheme)
    expect(keyObjectOf(signer.publicKey).type).toBe('public')
    expect(verifySignature(signer.publicKey, MESSAGE, signature)).toBe('valid')
    expect(verifySignature(signer.publicKey, Buffer.from('Message'), signature)).toBe('invalid')
  })
  test.each([
    ['of any hash', RSA.privateKey, 'sha256', 32],
    ['marked for one hash', pssPair('sha512', 'sha512', 64).privateKey, 'sha512', 64]
  ] as const)('of RSA %s signs with a salt as long as the digest', (_name, key, hash, saltLength) => {
    const signer = new KeySigner(key, 'x')
    const signature = signer.sign(MESSAGE)
    const holds = (length: number): boolean => {
      const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: length }
      return verify(hash, MESSAGE, { key: keyObjectOf(signer.publicKey), ...padding }, signature)
    }
    expect([holds(saltLength), holds(saltLength - 1), holds(0)]).toEqual([true, false, false])
  })
  test('is not in what is shown of its signer', () => {
    const signer = load(pkcs8(ED.privateKey))
    const secret = ED.privateKey.export({ format: 'jwk' }).d as string
    const shown = inspect(signer, { depth: 10, showHidden: true }) + JSON.stringify(signer)
    for (const encoding of ['base64url', 'base64', 'hex'] as const) {
      expect(shown).not.toContain(Buffer.from(secret, 'base64url').toString(encoding).slice(0, 40))
    }
    expect(shown).toContain(signer.publicKey.fingerprint)
  })
})

describe('a private key is refused', () => {
  const CANARY = 'CANARYcanaryCANARY'
  const locked = generateKey({ type: 'ed25519' }, CANARY).privatePem
  const older = encrypted(RSA.privateKey, 'aes-128-cbc', CANARY, 'pkcs1')
  const block = (label: string, content = CANARY): string =>
    `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`
  /** Ed25519 encrypted with PBE-MD5-DES, a cipher that only OpenSSL's legacy provider has. */
  const ancient = pemOf(
    Buffer.from('304e301b06092a864886f70d010503300e0408b0b5c1f0a1e2d3c402020800042f' + '00'.repeat(47), 'hex'),
    'ENCRYPTED PRIVATE KEY'
  )
  const damaged = locked.replace(/\n.{60}/, `\n${'A'.repeat(60)}`)
  const noEnd = pkcs8(ED.privateKey).split('-----END')[0] as string

  test.each<[string, string, string | undefined, string]>([
    ['when it is empty', '', undefined, 'KEY_UNREADABLE'],
    ['when it is white space', ' \r\n', undefined, 'KEY_UNREADABLE'],
    ['when it is no PEM', CANARY, undefined, 'KEY_UNREADABLE'],
    ['when it is a public key', spkiPem(ED.publicKey), undefined, 'KEY_NOT_PRIVATE'],
    ['when it is a public key in PKCS#1', block('RSA PUBLIC KEY'), undefined, 'KEY_NOT_PRIVATE'],
    ['when it is a certificate', block('CERTIFICATE'), undefined, 'KEY_NOT_PRIVATE'],
    ['when it is something else', block('NONSENSE'), undefined, 'KEY_UNREADABLE'],
    ['when its content is broken', block('PRIVATE KEY'), undefined, 'KEY_UNREADABLE'],
    ['when its content is broken, with a passphrase', block('PRIVATE KEY'), CANARY, 'KEY_UNREADABLE'],
    [
      'when it holds a public key under its label',
      block('PRIVATE KEY', bodyOf(spkiPem(ED.publicKey))),
      undefined,
      'KEY_UNREADABLE'
    ],
    [
      'when its line breaks are spelled out',
      pkcs8(ED.privateKey).replaceAll('\n', String.raw`\n`),
      undefined,
      'KEY_UNREADABLE'
    ],
    ['when it has no end', noEnd, undefined, 'KEY_UNREADABLE'],
    ['when it has another end', `${noEnd}-----END RSA PRIVATE KEY-----`, undefined, 'KEY_UNREADABLE'],
    ['when there are two', pkcs8(ED.privateKey) + pkcs8(EC.privateKey), undefined, 'KEY_UNREADABLE'],
    [
      'when there are two, one of them broken',
      pkcs8(ED.privateKey) + block('PRIVATE KEY'),
      undefined,
      'KEY_UNREADABLE'
    ],
    ['when there are two, one of them encrypted', locked + pkcs8(ED.privateKey), CANARY, 'KEY_UNREADABLE'],
    ['when it is in UTF-16', [...pkcs8(ED.privateKey)].join('\0'), undefined, 'KEY_UNREADABLE'],
    ['when it is huge', pkcs8(ED.privateKey) + ' '.repeat(2_000_000), undefined, 'KEY_UNREADABLE'],
    ['when it is all beginnings', '-----BEGIN PRIVATE KEY-----'.repeat(38_000), undefined, 'KEY_UNREADABLE'],
    ['when it is of OpenSSH', block('OPENSSH PRIVATE KEY'), undefined, 'KEY_UNSUPPORTED'],
    ['when it is of GPG', block('PGP PRIVATE KEY BLOCK'), undefined, 'KEY_UNSUPPORTED'],
    ['without the passphrase it needs', locked, undefined, 'KEY_PASSPHRASE_MISSING'],
    ['with an empty passphrase', locked, '', 'KEY_PASSPHRASE_MISSING'],
    ['in the old encrypted form without a passphrase', older, undefined, 'KEY_PASSPHRASE_MISSING'],
    ['with a wrong passphrase', locked, `wrong ${CANARY}`, 'KEY_PASSPHRASE_WRONG'],
    ['with a passphrase and a line break', locked, `${CANARY}\n`, 'KEY_PASSPHRASE_WRONG'],
    ['with an endless passphrase', locked, CANARY.repeat(1000), 'KEY_PASSPHRASE_WRONG'],
    ['in the old encrypted form with a wrong passphrase', older, `wrong ${CANARY}`, 'KEY_PASSPHRASE_WRONG'],
    ['when it is encrypted and damaged', damaged, CANARY, 'KEY_PASSPHRASE_WRONG'],
    ['when its cipher is no longer there', ancient, CANARY, 'KEY_UNSUPPORTED'],
    ['when it is for key agreement', pkcs8(generateKeyPairSync('x25519').privateKey), undefined, 'KEY_UNSUPPORTED'],
    [
      'when it is on another curve',
      pkcs8(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey),
      undefined,
      'KEY_UNSUPPORTED'
    ],
    [
      'when it is too short',
      pkcs8(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey),
      undefined,
      'KEY_UNSUPPORTED'
    ],
    [
      'when its mark for PSS allows no scheme',
      pkcs8(pssPair('sha1', 'sha1', 20).privateKey),
      undefined,
      'KEY_UNSUPPORTED'
    ]
  ])('%s, and nothing of it is shown', (_name, pem, passphrase, code) => {
    const error = errorOf(() => loadPrivateKey({ pem, passphrase, source: 'alice\n.pem' }))
    expect([error.code, error.at]).toEqual([code, 'alice\\u{a}.pem'])
    expect(error.hint).toBeDefined()
    expect(error.cause).toBeUndefined()
    const shown = [
      error.message,
      error.hint,
      error.stack,
      inspect(error, { depth: 10, showHidden: true }),
      JSON.stringify(error)
    ].join('\n')
    expect(shown).not.toContain(CANARY)
    for (const line of pem.split(/[\0\r\n]+/).filter((text) => text.length > 20 && !text.startsWith('-----'))) {
      expect(shown).not.toContain(line)
    }
  })
  test('with the name of the variable, where a passphrase is missing', () => {
    expect(errorOf(() => load(locked)).hint).toContain(PASSPHRASE_VARIABLE)
    expect(PASSPHRASE_VARIABLE).toBe('IN_TOTO_KEY_PASSPHRASE')
  })
  test('with a word about white space, where the passphrase has some around it', () => {
    expect(errorOf(() => load(locked, `${CANARY}\n`)).hint).toMatch(/white space/)
    expect(errorOf(() => load(locked, 'other')).hint).not.toMatch(/white space/)
  })
  test('with the same code by every wrong passphrase, though OpenSSL tells them apart', () => {
    const found = new Set(Array.from({ length: 1500 }, (_, index) => errorOf(() => load(older, `wrong ${index}`)).code))
    expect([...found]).toEqual(['KEY_PASSPHRASE_WRONG'])
  })
})

test('a private key that is not one for signing cannot become a signer', () => {
  const { privateKey } = generateKeyPairSync('x25519')
  expect(errorOf(() => new KeySigner(createPrivateKey(pkcs8(privateKey)), 'x')).code).toBe('KEY_UNSUPPORTED')
})

/** What stands between the lines of a PEM block. */
function bodyOf(pem: string): string {
  return pem.replace(/-----[^-]*-----/g, '').trim()
}
