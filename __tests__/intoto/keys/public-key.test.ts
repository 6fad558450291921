// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import { JsonAt } from '../../../src/intoto/json/json-at.ts'
import { keyIdOf, type KeyIdForm } from '../../../src/intoto/keys/derive-key-id.ts'
import { isKeyId, keyIdPrefix, type KeyId } from '../../../src/intoto/keys/key-id.ts'
import { kindOfKey } from '../../../src/intoto/keys/key-kind.ts'
import { encodePublicKey, parsePublicKey, publicKeyFromPem, publicText } from '../../../src/intoto/keys/public-key.ts'
import { isKnownKeyType, isScheme, isTypeOfScheme, SCHEMES, type Scheme } from '../../../src/intoto/keys/schemes.ts'
import { publicKeyOf } from '../../../src/signing/public-key-of.ts'
import { keyObjectOf } from '../../../src/signing/verify-signature.ts'
import { errorOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'
import {
  BIT_STRING,
  bytesOf,
  der,
  ecSpki,
  pemOf,
  pkcs1Of,
  pssPair,
  SEQUENCE,
  spkiDer,
  spkiPem,
  withExponent
} from './spellings.ts'

const ED = generateKeyPairSync('ed25519')
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PSS = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
const CURVES = {
  256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  521: generateKeyPairSync('ec', { namedCurve: 'P-521' })
}
const P256 = CURVES[256]
const SIZES = [256, 384, 521] as const
const schemes = Object.keys(SCHEMES) as Scheme[]

const rawHex = (key: KeyObject): string => spkiDer(key).subarray(-32).toString('hex')
const pairOf = (scheme: Scheme): { publicKey: KeyObject } => {
  if (scheme === 'ed25519') return ED
  return SCHEMES[scheme].keyType === 'rsa' ? RSA : CURVES[Number(scheme.slice(-3)) as 256]
}
const textOf = (scheme: Scheme): string =>
  scheme === 'ed25519' ? rawHex(ED.publicKey) : spkiPem(pairOf(scheme).publicKey)
const keyOf = (scheme: Scheme) =>
  parsePublicKey(valueAt({ keytype: SCHEMES[scheme].keyType, scheme, keyval: { public: textOf(scheme) } }))
const codeOf = (call: () => unknown): string => errorOf(call).code

/** The key object of an ECDSA key on P-256, with changes. */
const keyAt = (changes: object): JsonAt =>
  valueAt({ keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: spkiPem(P256.publicKey) }, ...changes })

describe('a key object of a layout', () => {
  test.each(schemes)('with the scheme %s is read', (scheme) => {
    const key = keyOf(scheme)
    const { publicKey } = pairOf(scheme)
    expect(key).toMatchObject({ scheme, keyType: SCHEMES[scheme].keyType, pem: spkiPem(publicKey) })
    expect(key.pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^\r]*\n-----END PUBLIC KEY-----\n$/)
    expect(key.fingerprint).toBe(createHash('sha256').update(spkiDer(publicKey)).digest('hex'))
    expect(Buffer.from(key.spki)).toEqual(spkiDer(publicKey))
  })

  const rsaObject = { keytype: 'rsa', scheme: 'rsassa-pss-sha256', keyval: { public: spkiPem(RSA.publicKey) } }
  const edObject = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: rawHex(ED.publicKey) } }
  test.each<[string, object, string, string]>([
    ['another type', { keytype: 'sphincs' }, 'KEY_UNSUPPORTED', '$.keytype'],
    ['a type named like a member of every object', { keytype: 'constructor' }, 'KEY_UNSUPPORTED', '$.keytype'],
    ['another scheme', { scheme: 'md5' }, 'KEY_UNSUPPORTED', '$.scheme'],
    ['a scheme named like a member of every object', { scheme: 'constructor' }, 'KEY_UNSUPPORTED', '$.scheme'],
    ['the scheme of P-224', { scheme: 'ecdsa-sha2-nistp224' }, 'KEY_UNSUPPORTED', '$.scheme'],
    ['RSA with SHA-1', { ...rsaObject, scheme: 'rsassa-pss-sha1' }, 'KEY_UNSUPPORTED', '$.scheme'],
    ['a type that is not the scheme’s', { ...rsaObject, keytype: 'ecdsa' }, 'KEY_UNSUPPORTED', '$.scheme'],
    ['a type that is not the scheme’s, the other way', { keytype: 'rsa' }, 'KEY_UNSUPPORTED', '$.scheme'],
    [
      'an older ECDSA type of another curve',
      {
        keytype: 'ecdsa-sha2-nistp256',
        scheme: 'ecdsa-sha2-nistp384',
        keyval: { public: spkiPem(CURVES[384].publicKey) }
      },
      'KEY_UNSUPPORTED',
      '$.scheme'
    ],
    [
      'an RSA type spelled like an older ECDSA type',
      { ...rsaObject, keytype: 'rsassa-pss-sha256' },
      'KEY_UNSUPPORTED',
      '$.keytype'
    ],
    ['a curve that is not the scheme’s', { scheme: 'ecdsa-sha2-nistp384' }, 'KEY_UNSUPPORTED', '$.keyval.public'],
    ['an RSA key as ECDSA', { keyval: rsaObject.keyval }, 'KEY_UNSUPPORTED', '$.keyval.public'],
    [
      'an ECDSA key as RSA',
      { ...rsaObject, keyval: { public: spkiPem(P256.publicKey) } },
      'KEY_UNSUPPORTED',
      '$.keyval.public'
    ],
    [
      'an Ed25519 key as RSA',
      { ...rsaObject, keyval: { public: spkiPem(ED.publicKey) } },
      'KEY_UNSUPPORTED',
      '$.keyval.public'
    ],
    ['an Ed25519 key as ECDSA', { keyval: { public: spkiPem(ED.publicKey) } }, 'KEY_UNSUPPORTED', '$.keyval.public'],
    [
      'a PEM where Ed25519 has hex',
      { ...edObject, keyval: { public: spkiPem(ED.publicKey) } },
      'KEY_UNREADABLE',
      '$.keyval.public'
    ],
    ['hex where ECDSA has PEM', { keyval: edObject.keyval }, 'KEY_UNREADABLE', '$.keyval.public'],
    ['a short Ed25519 key', { ...edObject, keyval: { public: 'aa' } }, 'KEY_UNREADABLE', '$.keyval.public'],
    ['a long Ed25519 key', { ...edObject, keyval: { public: 'a'.repeat(65) } }, 'KEY_UNREADABLE', '$.keyval.public'],
    [
      'an Ed25519 key and a line break',
      { ...edObject, keyval: { public: `${'a'.repeat(64)}\n` } },
      'KEY_UNREADABLE',
      '$.keyval.public'
    ],
    [
      'an Ed25519 key that is no hex',
      { ...edObject, keyval: { public: 'g'.repeat(64) } },
      'KEY_UNREADABLE',
      '$.keyval.public'
    ],
    [
      'an Ed25519 key of small order',
      { ...edObject, keyval: { public: `01${'00'.repeat(31)}` } },
      'KEY_UNSUPPORTED',
      '$.keyval.public'
    ],
    [
      'a key for key agreement as ECDSA',
      { keyval: { public: spkiPem(generateKeyPairSync('x25519').publicKey) } },
      'KEY_UNSUPPORTED',
      '$.keyval.public'
    ],
    ['no PEM', { keyval: { public: 'abc' } }, 'KEY_UNREADABLE', '$.keyval.public'],
    ['an empty key', { keyval: { public: '' } }, 'KEY_UNREADABLE', '$.keyval.public'],
    ['no value', { keyval: {} }, 'METADATA_MEMBER_MISSING', '$.keyval'],
    ['a value that is a string', { keyval: 'abc' }, 'METADATA_TYPE_WRONG', '$.keyval'],
    ['a key that is a list', { keyval: { public: [] } }, 'METADATA_TYPE_WRONG', '$.keyval.public'],
    ['a type that is a number', { keytype: 1 }, 'METADATA_TYPE_WRONG', '$.keytype'],
    ['a scheme that is null', { scheme: null }, 'METADATA_TYPE_WRONG', '$.scheme'],
    [
      'a private key beside the public one',
      { keyval: { public: spkiPem(P256.publicKey), private: 'CANARY' } },
      'KEY_NOT_PUBLIC',
      '$.keyval.private'
    ],
    ['null for a private key', { keyval: { public: '', private: null } }, 'KEY_NOT_PUBLIC', '$.keyval.private'],
    [
      'a private key in place of the public one',
      { keyval: { public: '-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----' } },
      'KEY_NOT_PUBLIC',
      '$.keyval.public'
    ]
  ])('with %s is refused', (_name, changes, code, path) => {
    const error = errorOf(() => parsePublicKey(keyAt(changes)))
    expect([error.code, error.at]).toEqual([code, `test.json: ${path}`])
    expect([error.message, error.hint, error.stack, JSON.stringify(error)].join('\n')).not.toContain('CANARY')
  })

  test.each<[string, object, string]>([
    [
      'in-toto-python’s GPG key',
      {
        type: 'rsa',
        method: 'pgp+rsa-pkcsv1.5',
        hashes: ['pgp+SHA2'],
        keyid: '8465a1e2e0fb2b40adb2478e18fb3f537e0c8a17',
        keyval: { public: { e: '010001', n: 'ab' }, private: '' }
      },
      'gpg'
    ],
    [
      'securesystemslib’s GPG key',
      { keytype: 'eddsa', scheme: 'pgp+eddsa-ed25519', keyval: { public: { q: 'ab' } } },
      'gpg'
    ],
    [
      'securesystemslib’s keyless functionary',
      {
        keytype: 'sigstore-oidc',
        scheme: 'Fulcio',
        keyval: { identity: 'a@example.com', issuer: 'https://example.com' }
      },
      'keyless'
    ]
  ])('that is %s says what it is', (_name, object, kind) => {
    const at = valueAt(object)
    const error = errorOf(() => parsePublicKey(at))
    expect(kindOfKey(at)).toBe(kind)
    expect([error.code, error.at]).toEqual(['KEY_UNSUPPORTED', 'test.json: $'])
    expect(error.message).toMatch(kind === 'gpg' ? /GPG/ : /keyless/)
    expect(error.hint).toBeDefined()
  })
  test('is of the ordinary kind otherwise', () => {
    expect(kindOfKey(keyAt({}))).toBe('public-key')
    expect(kindOfKey(valueAt({ scheme: 1 }))).toBe('public-key')
    expect(codeOf(() => kindOfKey(valueAt([])))).toBe('METADATA_TYPE_WRONG')
  })

  test.each(SIZES)('of the older type for P-%s is read as the same key', (size) => {
    const scheme = `ecdsa-sha2-nistp${size}` as const
    const older = parsePublicKey(keyAt({ keytype: scheme, scheme, keyval: { public: textOf(scheme) } }))
    expect(older).toMatchObject({ keyType: 'ecdsa', scheme, fingerprint: keyOf(scheme).fingerprint })
  })
  test('with an empty private member is read', () => {
    const { fingerprint } = parsePublicKey(keyAt({ keyval: { public: spkiPem(P256.publicKey), private: '' } }))
    expect(fingerprint).toBe(keyOf('ecdsa-sha2-nistp256').fingerprint)
  })
  test('without the line break at the end of its PEM is read, as in-toto-golang writes it', () => {
    const key = parsePublicKey(keyAt({ keyval: { public: spkiPem(P256.publicKey).trimEnd() } }))
    expect(key.pem).toBe(spkiPem(P256.publicKey))
  })
  test('may have its hex in capitals', () => {
    const key = parsePublicKey(valueAt({ ...edObject, keyval: { public: rawHex(ED.publicKey).toUpperCase() } }))
    expect([key.fingerprint, publicText(key)]).toEqual([keyOf('ed25519').fingerprint, rawHex(ED.publicKey)])
  })
})

describe('one key has one fingerprint', () => {
  test('whatever the scheme', () => {
    const rsa = schemes.filter((scheme) => SCHEMES[scheme].keyType === 'rsa')
    expect(rsa).toHaveLength(8)
    expect(new Set(rsa.map((scheme) => keyOf(scheme).fingerprint)).size).toBe(1)
  })
  const explicit = (size: number): { spelled: Buffer; named: KeyObject } => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: `P-${size}`, paramEncoding: 'explicit' })
    const named = createPublicKey({ key: publicKey.export({ format: 'jwk' }), format: 'jwk' })
    return { spelled: spkiDer(publicKey), named }
  }
  test.each(
    SIZES.flatMap(
      (size) =>
        [
          [
            `P-${size}, compressed`,
            { spelled: ecSpki(CURVES[size].publicKey, 'compressed'), named: CURVES[size].publicKey }
          ],
          [`P-${size}, hybrid`, { spelled: ecSpki(CURVES[size].publicKey, 'hybrid'), named: CURVES[size].publicKey }],
          [`P-${size}, with the parameters of its curve`, explicit(size)]
        ] as const
    )
  )('however it is spelled: %s', (_name, { spelled, named }) => {
    const key = publicKeyFromPem(pemOf(spelled), 'x')
    const usual = publicKeyFromPem(spkiPem(named), 'x')
    expect(spelled.equals(spkiDer(named))).toBe(false)
    expect(key).toMatchObject({ pem: usual.pem, fingerprint: usual.fingerprint, scheme: usual.scheme })
    expect(keyIdOf(key, 'current')).toBe(keyIdOf(usual, 'current'))
    expect(keyObjectOf(key).equals(keyObjectOf(usual))).toBe(true)
  })
  test('marked for PSS or not', () => {
    const marked = publicKeyFromPem(spkiPem(PSS.publicKey), 'x')
    const jwk = createPublicKey({ key: pkcs1Of(PSS.publicKey), format: 'der', type: 'pkcs1' }).export({ format: 'jwk' })
    const plainKey = publicKeyFromPem(spkiPem(createPublicKey({ key: jwk, format: 'jwk' })), 'x')
    expect(marked).toMatchObject({ keyType: 'rsa', scheme: 'rsassa-pss-sha256' })
    expect([marked.fingerprint, marked.pem]).toEqual([plainKey.fingerprint, plainKey.pem])
  })
  test('with CRLF, with text around it, from PEM, from hex, from its private half', () => {
    const pem = spkiPem(ED.publicKey)
    const keys = [
      publicKeyFromPem(pem, 'x'),
      publicKeyFromPem(`my key\r\n${pem.replaceAll('\n', '\r\n')}\r\nof last year`, 'x'),
      publicKeyFromPem(`\ufeff${pem}`, 'x'),
      publicKeyFromPem(pem.replaceAll('\n', '\n    '), 'x'),
      keyOf('ed25519'),
      publicKeyOf(ED.publicKey, 'x'),
      publicKeyOf(ED.privateKey, 'x')
    ]
    expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(1)
    expect(new Set(keys.map((key) => key.pem))).toEqual(new Set([pem]))
  })
})

describe('an RSA key', () => {
  const codeWith = (key: KeyObject): string => codeOf(() => publicKeyFromPem(spkiPem(key), 'x'))
  test.each([512, 1024, 2047])('of %s bits is refused', (modulusLength) => {
    expect(codeWith(generateKeyPairSync('rsa', { modulusLength }).publicKey)).toBe('KEY_UNSUPPORTED')
  })
  test('of more bits than OpenSSL verifies with is refused', () => {
    const n = bytesOf(2n ** 16_384n + 1n).toString('base64url')
    const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' })
    expect(codeWith(key)).toBe('KEY_UNSUPPORTED')
  })
  test.each([1n, 2n, 4n, 65_536n, 2n ** 31n + 1n, 2n ** 64n + 1n])('with the exponent %s is refused', (exponent) =>
    expect(codeWith(withExponent(RSA.publicKey, exponent))).toBe('KEY_UNSUPPORTED')
  )
  test.each([3n, 17n, 65_537n, 2n ** 31n - 1n])('with the exponent %s is read', (exponent) =>
    expect(publicKeyFromPem(spkiPem(withExponent(RSA.publicKey, exponent)), 'x').keyType).toBe('rsa')
  )
})

describe('an RSA key marked for PSS', () => {
  const marked = (...restrictions: Parameters<typeof pssPair>): KeyObject => pssPair(...restrictions).publicKey
  const read = (key: KeyObject, scheme: Scheme) => () =>
    parsePublicKey(valueAt({ keytype: 'rsa', scheme, keyval: { public: spkiPem(key) } }))
  const STRICT = marked('sha512', 'sha512', 64)

  test('for one hash gets the scheme of that hash', () => {
    expect(publicKeyFromPem(spkiPem(STRICT), 'x').scheme).toBe('rsassa-pss-sha512')
    expect(publicKeyFromPem(spkiPem(marked('sha256', 'sha256', 0)), 'x').scheme).toBe('rsassa-pss-sha256')
  })
  test('for one hash is read with its scheme', () => {
    expect(read(STRICT, 'rsassa-pss-sha512')().scheme).toBe('rsassa-pss-sha512')
  })
  test('for any hash is read with any', () => {
    expect(read(PSS.publicKey, 'rsassa-pss-sha384')().scheme).toBe('rsassa-pss-sha384')
  })
  test.each<[string, KeyObject, Scheme]>([
    ['for another hash', STRICT, 'rsassa-pss-sha256'],
    ['with PKCS #1 v1.5', PSS.publicKey, 'rsa-pkcs1v15-sha256'],
    ['as ECDSA', PSS.publicKey, 'ecdsa-sha2-nistp256'],
    ['with two hashes', marked('sha256', 'sha1', 20), 'rsassa-pss-sha256'],
    ['with a longer salt than signers use', marked('sha256', 'sha256', 33), 'rsassa-pss-sha256']
  ])('is refused %s', (_name, key, scheme) => {
    const keytype = SCHEMES[scheme].keyType
    const at = valueAt({ keytype, scheme, keyval: { public: spkiPem(key) } })
    expect(codeOf(() => parsePublicKey(at))).toBe('KEY_UNSUPPORTED')
  })
  test.each([
    ['for SHA-1', marked('sha1', 'sha1', 20)],
    ['of 1024 bits', generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).publicKey]
  ])('is refused as a file %s', (_name, key) => {
    expect(codeOf(() => publicKeyFromPem(spkiPem(key), 'x'))).toBe('KEY_UNSUPPORTED')
  })
})

describe('a PEM file', () => {
  const pem = spkiPem(P256.publicKey)
  const spki = spkiDer(P256.publicKey)
  const body = spki.toString('base64')
  const block = (content: string, label = 'PUBLIC KEY'): string =>
    `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`
  const privatePem = ED.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const MILLION = 1_000_000

  test.each(SIZES)('with a key on P-%s gets the scheme of its curve', (size) => {
    expect(publicKeyFromPem(spkiPem(CURVES[size].publicKey), 'x').scheme).toBe(`ecdsa-sha2-nistp${size}`)
  })
  test.each<[string, string, string]>([
    ['is empty', '', 'KEY_UNREADABLE'],
    ['has no PEM', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@here', 'KEY_UNREADABLE'],
    ['has one key twice', pem + pem, 'KEY_UNREADABLE'],
    ['has two keys', pem + spkiPem(ED.publicKey), 'KEY_UNREADABLE'],
    ['has a key and a certificate', pem + block('AAAA', 'CERTIFICATE'), 'KEY_UNREADABLE'],
    ['has a damaged key after a good one', pem + block(`Comment: x\n\n${body}`), 'KEY_UNREADABLE'],
    ['has a damaged key before a good one', `-----BEGIN PUBLIC KEY----\n${pem}`, 'KEY_UNREADABLE'],
    ['has a key with a header', block(`Proc-Type: 4,CLEAR\n\n${body}`), 'KEY_UNREADABLE'],
    ['has another end', pem.replace('END PUBLIC', 'END RSA PUBLIC'), 'KEY_UNREADABLE'],
    ['has no end', pem.slice(0, -20), 'KEY_UNREADABLE'],
    ['has an empty block', block(''), 'KEY_UNREADABLE'],
    ['has a label without end', `-----BEGIN PUBLIC KEY\n${body}`, 'KEY_UNREADABLE'],
    ['has an unknown block', block(body, 'NONSENSE'), 'KEY_UNREADABLE'],
    ['has base64 with a character that is none', block(body.replace('A', '*')), 'KEY_UNREADABLE'],
    ['has base64 that goes on after its end', block(`${body}=AAAA`), 'KEY_UNREADABLE'],
    ['has base64 without padding', block(spkiDer(ED.publicKey).toString('base64').replace('=', '')), 'KEY_UNREADABLE'],
    [
      'has base64 with spare bits',
      block(spkiDer(ED.publicKey).toString('base64').replace(/.=$/, '9=')),
      'KEY_UNREADABLE'
    ],
    ['has bytes after the key', pemOf(Buffer.concat([spki, Buffer.from('x')])), 'KEY_UNREADABLE'],
    ['is cut short within the block', pemOf(spki.subarray(0, -1)), 'KEY_UNREADABLE'],
    ['has zeros for a key', pemOf(Buffer.alloc(91)), 'KEY_UNREADABLE'],
    ['has the RSA algorithm without its NULL', pemOf(withoutNull(RSA.publicKey)), 'KEY_UNREADABLE'],
    ['has PKCS#1 under the label of SPKI', pemOf(pkcs1Of(RSA.publicKey)), 'KEY_UNREADABLE'],
    ['has a private key under the label of a public one', block(derOf(privatePem)), 'KEY_UNREADABLE'],
    ['has a point at infinity', pemOf(ecSpki(P256.publicKey, 'infinity')), 'KEY_UNREADABLE'],
    ['has a point off the curve', pemOf(ecSpki(P256.publicKey, 'off the curve')), 'KEY_UNREADABLE'],
    ['is a private key', privatePem, 'KEY_NOT_PUBLIC'],
    ['is a private key and its public one', pem + privatePem, 'KEY_NOT_PUBLIC'],
    ['is an encrypted private key', block('AAAA', 'ENCRYPTED PRIVATE KEY'), 'KEY_NOT_PUBLIC'],
    ['is an RSA private key', block('AAAA', 'RSA PRIVATE KEY'), 'KEY_NOT_PUBLIC'],
    ['is a private key of OpenSSH', block('AAAA', 'OPENSSH PRIVATE KEY'), 'KEY_NOT_PUBLIC'],
    ['is a private key of GPG', block('AAAA', 'PGP PRIVATE KEY BLOCK'), 'KEY_NOT_PUBLIC'],
    ['is a certificate', block('AAAA', 'CERTIFICATE'), 'KEY_UNREADABLE'],
    ['is a key in PKCS#1', pemOf(pkcs1Of(RSA.publicKey), 'RSA PUBLIC KEY'), 'KEY_UNREADABLE'],
    ['is a key of GPG', block('AAAA', 'PGP PUBLIC KEY BLOCK'), 'KEY_UNSUPPORTED'],
    ['is in UTF-16', [...pem].join('\0'), 'KEY_UNREADABLE'],
    ['has a NUL after the key', `${pem}\0`, 'KEY_UNREADABLE'],
    ['has a NUL within the key', pem.replace('\n', '\0\n'), 'KEY_UNREADABLE'],
    ['is huge', pem + ' '.repeat(2 * MILLION), 'KEY_UNREADABLE'],
    ['is one long block', block('A'.repeat(MILLION)), 'KEY_UNREADABLE'],
    ['is all beginnings', '-----BEGIN '.repeat(90_000), 'KEY_UNREADABLE'],
    ['is all beginnings of blocks', '-----BEGIN PUBLIC KEY-----\n'.repeat(38_000), 'KEY_UNREADABLE'],
    ['has an endless label', `-----BEGIN ${'PRIVATE KEY '.repeat(80_000)}`, 'KEY_UNREADABLE'],
    ['has endless white space', `-----BEGIN PUBLIC KEY-----${' \n'.repeat(500_000)}`, 'KEY_UNREADABLE'],
    ['is for key agreement', spkiPem(generateKeyPairSync('x25519').publicKey), 'KEY_UNSUPPORTED'],
    ['is Ed448', spkiPem(generateKeyPairSync('ed448').publicKey), 'KEY_UNSUPPORTED'],
    [
      'is DSA',
      spkiPem(generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey),
      'KEY_UNSUPPORTED'
    ],
    ['is on P-224', spkiPem(generateKeyPairSync('ec', { namedCurve: 'secp224r1' }).publicKey), 'KEY_UNSUPPORTED'],
    ['is on secp256k1', spkiPem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey), 'KEY_UNSUPPORTED'],
    [
      'is on brainpool',
      spkiPem(generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }).publicKey),
      'KEY_UNSUPPORTED'
    ],
    [
      'is of small order',
      pemOf(Buffer.concat([spkiDer(ED.publicKey).subarray(0, 12), Buffer.alloc(32)])),
      'KEY_UNSUPPORTED'
    ]
  ])('is refused when it %s', (_name, text, code) => {
    const error = errorOf(() => publicKeyFromPem(text, 'alice\n.pub'))
    expect([error.code, error.at]).toEqual([code, 'alice\\u{a}.pub'])
    expect(error.hint).toBeDefined()
    expect(error.message.length).toBeLessThan(300)
  })
  test('that is a certificate, PKCS#1 or GPG says so', () => {
    const messageOf = (label: string): string => errorOf(() => publicKeyFromPem(block('AAAA', label), 'x')).message
    expect(messageOf('CERTIFICATE')).toMatch(/certificate/)
    expect(messageOf('RSA PUBLIC KEY')).toMatch(/PKCS#1/)
    expect(messageOf('PGP PUBLIC KEY BLOCK')).toMatch(/GPG/)
  })
})

describe('a key object of Node', () => {
  test.each<[string, KeyObject]>([
    ['of another type', generateKeyPairSync('x448').publicKey],
    ['of another curve', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey],
    ['that is too weak', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey]
  ])('%s is refused', (_name, key) => {
    expect(errorOf(() => publicKeyOf(key, 'a\nb'))).toMatchObject({
      code: 'KEY_UNSUPPORTED',
      at: 'a\\u{a}b'
    })
  })
})

describe('written into a layout', () => {
  const FORMS = [undefined, 'current', 'legacy'] as const
  const cases = schemes.flatMap((scheme) => FORMS.map((form) => [scheme, form] as const))
  test.each(cases)('%s in the form %s is read again', (scheme, form) => {
    const original = keyOf(scheme)
    const again = parsePublicKey(JsonAt.root(encodePublicKey(original, 'ab' as KeyId, form), 'x'))
    expect(again).toMatchObject({
      scheme,
      keyType: original.keyType,
      fingerprint: original.fingerprint,
      pem: original.pem
    })
  })
  test.each<[KeyIdForm | undefined, string[]]>([
    [undefined, ['keyid', 'keyid_hash_algorithms', 'keytype', 'keyval', 'scheme']],
    ['current', ['keyid', 'keytype', 'keyval', 'scheme']],
    ['legacy', ['keyid', 'keyid_hash_algorithms', 'keytype', 'keyval', 'scheme']]
  ])('in the form %s it has its members and no others', (form, members) => {
    for (const scheme of schemes) {
      const object = plain(encodePublicKey(keyOf(scheme), 'ab' as KeyId, form)) as Record<string, object>
      expect(Object.keys(object).sort()).toEqual(members)
      expect(object).toMatchObject({ keyid: 'ab', scheme, keytype: SCHEMES[scheme].keyType })
      expect(Object.keys(object['keyval'] as object)).toEqual(['public'])
    }
  })
  test.each(schemes.flatMap((scheme) => (['current', 'legacy'] as const).map((form) => [scheme, form] as const)))(
    '%s in the form %s gives the key id again, for tools that compute it',
    (scheme, form) => {
      const key = keyOf(scheme)
      const { keyid, ...rest } = plain(encodePublicKey(key, keyIdOf(key, form), form)) as Record<string, never>
      const again = createHash('sha256')
        .update(canonicalJson(valueAt(rest).value))
        .digest('hex')
      expect([again, keyid]).toEqual([keyIdOf(key, form), keyIdOf(key, form)])
    }
  )
})

test('the two forms of a key id differ for every key, and are key ids', () => {
  for (const scheme of schemes) {
    const [current, legacy] = [keyIdOf(keyOf(scheme), 'current'), keyIdOf(keyOf(scheme), 'legacy')]
    expect(current).not.toBe(legacy)
    for (const id of [current, legacy])
      expect([isKeyId(id), id.length, keyIdPrefix(id)]).toEqual([true, 64, id.slice(0, 8)])
  }
})

test('key ids are hexadecimal and opaque', () => {
  expect(isKeyId('aB09')).toBe(true)
  expect(isKeyId('')).toBe(false)
  expect(isKeyId('xyz')).toBe(false)
  expect(keyIdPrefix('0123456789' as KeyId)).toBe('01234567')
})

test('types and schemes go together by the table', () => {
  const types = [
    'rsa',
    'ecdsa',
    'ed25519',
    ...SIZES.map((size) => `ecdsa-sha2-nistp${size}`),
    'dsa',
    'rsassa-pss-sha256'
  ]
  const pairs = types.flatMap((type) =>
    schemes.filter((scheme) => isTypeOfScheme(type, scheme)).map((scheme) => [type, scheme])
  )
  expect(pairs).toHaveLength(8 + 3 + 1 + 3)
  expect(types.filter(isKnownKeyType)).toEqual(types.slice(0, 6))
  expect(isScheme('toString')).toBe(false)
})

/** The SPKI of an RSA key whose algorithm has no parameters, which OpenSSL reads. */
function withoutNull(key: KeyObject): Buffer {
  const oid = Buffer.from('06092a864886f70d010101', 'hex')
  const spelled = der(SEQUENCE, der(SEQUENCE, oid), der(BIT_STRING, Buffer.from([0]), pkcs1Of(key)))
  expect(createPublicKey({ key: spelled, format: 'der', type: 'spki' }).equals(key)).toBe(true)
  return spelled
}

function derOf(pem: string): string {
  return pem.replace(/-----[^-]*-----/g, '').trim()
}
