// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { constants, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { isKeyId, keyIdPrefix, type KeyId } from '../../../src/intoto/keys/key-id.ts'
import {
  encodePublicKey,
  parsePublicKey,
  publicKeyFromKeyObject,
  publicKeyFromPem,
  publicText
} from '../../../src/intoto/keys/public-key.ts'
import { isScheme, SCHEMES, type Scheme } from '../../../src/intoto/keys/schemes.ts'
import { verifySignature } from '../../../src/intoto/signatures/verify-signature.ts'
import { JsonAt } from '../../../src/intoto/json/json-at.ts'
import { plain, valueAt } from '../../support/json.ts'
import { errorOf } from '../../support/errors.ts'
import { readVectors } from '../../support/vectors.ts'

const spki = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()
const MESSAGE = Buffer.from('message')

interface Pair {
  publicKey: KeyObject
  privateKey: KeyObject
}
const ED: Pair = generateKeyPairSync('ed25519')
const RSA: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const CURVES: Record<string, Pair> = {
  256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  521: generateKeyPairSync('ec', { namedCurve: 'P-521' })
}

describe('published keys', () => {
  const { keys } = readVectors<{ keys: { name: string; pem: string; current?: string; legacy?: string }[] }>('key-ids')
  test.each(keys.map((key) => [key.name, key] as const))(
    '%s have the published ids',
    (_name, { pem, current, legacy }) => {
      const key = publicKeyFromPem(pem, 'vector')
      if (current !== undefined) expect(keyIdOf(key, 'current')).toBe(current)
      if (legacy !== undefined) expect(keyIdOf(key, 'legacy')).toBe(legacy)
      expect(current ?? legacy).toBeDefined()
    }
  )
})

function pairFor(scheme: Scheme): Pair {
  if (scheme === 'ed25519') return ED
  return SCHEMES[scheme].keyType === 'rsa' ? RSA : (CURVES[scheme.slice(-3)] as Pair)
}

function signWith(scheme: Scheme, saltLength: number = constants.RSA_PSS_SALTLEN_DIGEST): Buffer {
  const parameters = SCHEMES[scheme]
  const { privateKey } = pairFor(scheme)
  if (parameters.keyType === 'ed25519') return sign(null, MESSAGE, privateKey)
  if (parameters.keyType === 'ecdsa') return sign(parameters.hash, MESSAGE, privateKey)
  return parameters.padding === 'pss'
    ? sign(parameters.hash, MESSAGE, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
    : sign(parameters.hash, MESSAGE, { key: privateKey, padding: constants.RSA_PKCS1_PADDING })
}

const schemes = Object.keys(SCHEMES) as Scheme[]
const keyOf = (scheme: Scheme) => {
  const { publicKey } = pairFor(scheme)
  const { keyType } = SCHEMES[scheme]
  const text = keyType === 'ed25519' ? publicText(publicKeyFromPem(spki(publicKey), 'x')) : spki(publicKey)
  return parsePublicKey(valueAt({ keytype: keyType, scheme, keyval: { public: text } }))
}

describe.each(schemes)('the scheme %s', (scheme) => {
  const key = keyOf(scheme)
  const signature = signWith(scheme)
  test('accepts a good signature', () => expect(verifySignature(key, MESSAGE, signature)).toBe('valid'))
  test.each<[string, Buffer]>([
    ['an empty one', Buffer.alloc(0)],
    ['one cut short', signature.subarray(0, -1)],
    ['one with a byte more', Buffer.concat([signature, Buffer.alloc(1)])],
    ['zeros', Buffer.alloc(signature.length)],
    ['one with a bit flipped', Buffer.from(signature.map((byte, index) => (index === 20 ? byte ^ 1 : byte)))],
    ['r and s of zero', Buffer.from('3006020100020100', 'hex')]
  ])('refuses %s', (_name, bad) => expect(verifySignature(key, MESSAGE, bad)).toBe('invalid'))
  test('refuses another message', () => expect(verifySignature(key, Buffer.from('Message'), signature)).toBe('invalid'))
  test('refuses signatures of all other schemes', () => {
    const accepted = schemes.filter(
      (other) => other !== scheme && verifySignature(key, MESSAGE, signWith(other)) === 'valid'
    )
    expect(accepted).toEqual([])
  })
})

test('RSA-PSS is accepted with another salt length, as in-toto-python does', () => {
  expect(verifySignature(keyOf('rsassa-pss-sha256'), MESSAGE, signWith('rsassa-pss-sha256', 20))).toBe('valid')
})

test('a key without key material verifies nothing, and nothing is thrown', () => {
  const broken = { ...keyOf('ed25519'), keyObject: {} as KeyObject }
  expect(verifySignature(broken, MESSAGE, signWith('ed25519'))).toBe('invalid')
})

describe('a key object of a layout', () => {
  const key = (changes: object) =>
    valueAt({
      keytype: 'ecdsa',
      scheme: 'ecdsa-sha2-nistp256',
      keyval: { public: spki(CURVES['256']?.publicKey as KeyObject) },
      ...changes
    })
  test.each<[string, object, string]>([
    ['another type', { keytype: 'sphincs' }, 'KEY_UNSUPPORTED'],
    ['another scheme', { scheme: 'md5' }, 'KEY_UNSUPPORTED'],
    ['a scheme named like a member of every object', { scheme: 'constructor' }, 'KEY_UNSUPPORTED'],
    ['a GPG key', { method: 'pgp+rsa-pkcsv1.5' }, 'KEY_UNSUPPORTED'],
    ['a keyless functionary', { keytype: 'sigstore-oidc', scheme: 'Fulcio' }, 'KEY_UNSUPPORTED'],
    ['a curve that does not fit the scheme', { scheme: 'ecdsa-sha2-nistp384' }, 'KEY_UNSUPPORTED'],
    ['a type that does not fit the key', { scheme: 'rsassa-pss-sha256' }, 'KEY_UNSUPPORTED'],
    [
      'RSA of 1024 bits',
      {
        scheme: 'rsassa-pss-sha256',
        keyval: { public: spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey) }
      },
      'KEY_UNSUPPORTED'
    ],
    ['a private key beside the public one', { keyval: { public: '', private: 'CANARY' } }, 'KEY_NOT_PUBLIC'],
    ['no PEM', { keyval: { public: 'abc' } }, 'KEY_UNREADABLE'],
    [
      'a PEM block without a key',
      { keyval: { public: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' } },
      'KEY_UNREADABLE'
    ],
    ['a short Ed25519 key', { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: 'aa' } }, 'KEY_UNREADABLE'],
    ['no value', { keyval: {} }, 'METADATA_MEMBER_MISSING']
  ])('with %s is refused', (_name, changes, code) => {
    const error = errorOf(() => parsePublicKey(key(changes)))
    expect(error.code).toBe(code)
    expect(JSON.stringify(error) + error.message).not.toContain('CANARY')
  })
  test('of an older ECDSA type is read', () =>
    expect(parsePublicKey(key({ keytype: 'ecdsa-sha2-nistp256' })).keyType).toBe('ecdsa'))
  test('with an empty private member is read', () => {
    expect(
      parsePublicKey(key({ keyval: { public: spki(CURVES['256']?.publicKey as KeyObject), private: '' } })).scheme
    ).toBe('ecdsa-sha2-nistp256')
  })
  test.each(schemes)('is written and read again: %s', (scheme) => {
    const original = keyOf(scheme)
    const encoded = encodePublicKey(original, 'ab' as KeyId)
    expect(plain(encoded)).toMatchObject({ keyid: 'ab', scheme })
    expect(parsePublicKey(JsonAt.root(encoded, 'x')).fingerprint).toBe(original.fingerprint)
  })
})

test('an RSA key with the exponent 1 is refused', () => {
  const jwk = RSA.publicKey.export({ format: 'jwk' })
  const weak = {
    asymmetricKeyType: 'rsa',
    asymmetricKeyDetails: { modulusLength: 2048, publicExponent: 1n },
    type: 'public'
  } as unknown as KeyObject
  expect(jwk.e).toBe('AQAB')
  expect(errorOf(() => publicKeyFromKeyObject(weak, 'x')).code).toBe('KEY_UNSUPPORTED')
  const unknown = { asymmetricKeyType: 'rsa', type: 'public' } as unknown as KeyObject
  expect(errorOf(() => publicKeyFromKeyObject(unknown, 'x')).code).toBe('KEY_UNSUPPORTED')
  const large = {
    asymmetricKeyType: 'rsa',
    asymmetricKeyDetails: { modulusLength: 2048 },
    type: 'public'
  } as unknown as KeyObject
  expect(errorOf(() => publicKeyFromKeyObject(large, 'x')).code).toBe('KEY_UNSUPPORTED')
})

describe('a public key in PEM form', () => {
  const pem = spki(ED.publicKey)
  test.each<[string, string, string]>([
    ['is empty', '', 'KEY_UNREADABLE'],
    ['holds two keys', pem + pem, 'KEY_UNREADABLE'],
    ['is a private key', ED.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'KEY_NOT_PUBLIC'],
    ['is a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'KEY_UNREADABLE'],
    ['is huge', `${pem}${'x'.repeat(2_000_000)}`, 'KEY_UNREADABLE'],
    ['is for key agreement', spki(generateKeyPairSync('x25519').publicKey), 'KEY_UNSUPPORTED'],
    ['is on another curve', spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey), 'KEY_UNSUPPORTED'],
    ['is Ed448', spki(generateKeyPairSync('ed448').publicKey), 'KEY_UNSUPPORTED'],
    ['is restricted to PSS', spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey), 'KEY_UNSUPPORTED']
  ])('is refused when it %s', (_name, text, code) => expect(errorOf(() => publicKeyFromPem(text, 'x')).code).toBe(code))
  test('may have text around it and other line endings', () => {
    expect(publicKeyFromPem(`my key\r\n${pem.replaceAll('\n', '\r\n')}\r\n`, 'x').fingerprint).toBe(
      publicKeyFromPem(pem, 'x').fingerprint
    )
  })
  test.each(['256', '384', '521'])('on P-%s gets the scheme of its curve', (curve) => {
    expect(publicKeyFromPem(spki(CURVES[curve]?.publicKey as KeyObject), 'x').scheme).toBe(`ecdsa-sha2-nistp${curve}`)
  })
  test('of a private key object is its public half', () => {
    const privateKey = createPrivateKey(RSA.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    expect(publicKeyFromKeyObject(privateKey, 'x').fingerprint).toBe(
      publicKeyFromPem(spki(RSA.publicKey), 'x').fingerprint
    )
  })
})

test('key ids are hexadecimal and opaque', () => {
  expect(isKeyId('aB09')).toBe(true)
  expect(isKeyId('')).toBe(false)
  expect(isKeyId('xyz')).toBe(false)
  expect(keyIdPrefix('0123456789' as KeyId)).toBe('01234567')
  expect(isScheme('toString')).toBe(false)
})
