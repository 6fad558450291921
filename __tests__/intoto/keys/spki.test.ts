// SPDX-License-Identifier: Apache-2.0
// Keys in DER put together by hand, each with one thing wrong, beside what OpenSSL says of them. Many more in
// __tests__/deep/mutated-keys.test.ts.
import { Buffer } from 'node:buffer'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { DerReader, derElement, derInteger } from '../../../src/intoto/keys/der.ts'
import { publicKeyFromSpki } from '../../../src/intoto/keys/public-key.ts'
import { describeSpki, readSpki } from '../../../src/intoto/keys/spki.ts'
import { errorOf } from '../../support/errors.ts'
import { spkiByOpenssl } from '../../support/spki-by-openssl.ts'
import { BIT_STRING, bytesOf, der, INTEGER, numberOf, pkcs1Of, pssPair, SEQUENCE, spkiDer } from './spellings.ts'

const OID = 0x06
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const NULL = hex('05 00')
const RSA_OID = hex('2a864886f70d010101')
const PSS_OID = hex('2a864886f70d01010a')
const EC_OID = hex('2a8648ce3d0201')
const ZERO = Buffer.from([0])

const spki = (algorithm: readonly Uint8Array[], key: Uint8Array, unused: Buffer = ZERO): Buffer =>
  der(SEQUENCE, der(SEQUENCE, ...algorithm), der(BIT_STRING, unused, key))

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const modulus = Buffer.from(rsa.export({ format: 'jwk' }).n as string, 'base64url')
const RSA_ALGORITHM = [der(OID, RSA_OID), NULL]
const E = der(INTEGER, hex('010001'))
const rsaWith = (...numbers: readonly Uint8Array[]): Buffer => spki(RSA_ALGORITHM, der(SEQUENCE, ...numbers))
const N = der(INTEGER, ZERO, modulus)

const CURVES = (['P-256', 'P-384', 'P-521'] as const).map((namedCurve) => ({
  named: generateKeyPairSync('ec', { namedCurve }).publicKey,
  explicit: generateKeyPairSync('ec', { namedCurve, paramEncoding: 'explicit' }).publicKey,
  size: { 'P-256': 32, 'P-384': 48, 'P-521': 66 }[namedCurve],
  oid: hex({ 'P-256': '2a8648ce3d030107', 'P-384': '2b81040022', 'P-521': '2b81040023' }[namedCurve]),
  prime: {
    'P-256': 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    'P-384': 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    'P-521': 2n ** 521n - 1n
  }[namedCurve],
  namedCurve
}))

/** Whether a key is read, and as OpenSSL reads it. */
const isRead = (bytes: Uint8Array): boolean => spkiByOpenssl(bytes)?.equals(publicKeyFromSpki(bytes, 'x').spki) === true

describe('a key in DER', () => {
  test('that is right is read', () => {
    expect([spkiDer(rsa), rsaWith(N, E)].map(isRead)).toEqual([true, true])
  })
  const ed = spkiDer(generateKeyPairSync('ed25519').publicKey)
  test.each<[string, Buffer, string]>([
    ['is empty', Buffer.alloc(0), 'KEY_UNREADABLE'],
    ['is a tag alone', hex('30'), 'KEY_UNREADABLE'],
    ['says more than there is', Buffer.concat([hex('30 2b'), ed.subarray(2)]), 'KEY_UNREADABLE'],
    [
      'says more in its bits than there is',
      Buffer.concat([ed.subarray(0, 10), hex('22'), ed.subarray(11)]),
      'KEY_UNREADABLE'
    ],
    ['is a set', Buffer.concat([hex('31'), ed.subarray(1)]), 'KEY_UNREADABLE'],
    ['has its bits as bytes', Buffer.concat([ed.subarray(0, 9), hex('04'), ed.subarray(10)]), 'KEY_UNREADABLE'],
    ['is RSA with a boolean', rsaWith(N, der(0x01, hex('010001'))), 'KEY_UNREADABLE'],
    ['has no length but an end', hex('30 80 00 00'), 'KEY_UNREADABLE'],
    ['has a length of four bytes', Buffer.concat([hex('30 84 00 00 00 2a'), ed.subarray(2)]), 'KEY_UNREADABLE'],
    ['has a length that is longer than it must be', Buffer.concat([hex('30 81 2a'), ed.subarray(2)]), 'KEY_UNREADABLE'],
    [
      'has a length with a zero before it',
      Buffer.concat([hex('30 83 00'), spkiDer(rsa).subarray(2)]),
      'KEY_UNREADABLE'
    ],
    ['has a length that is cut', hex('30 82 01'), 'KEY_UNREADABLE'],
    ['has something after it', Buffer.concat([ed, ZERO]), 'KEY_UNREADABLE'],
    ['has something after its bits', der(SEQUENCE, ed.subarray(2), NULL), 'KEY_UNREADABLE'],
    ['has bits that end within a byte', spki(RSA_ALGORITHM, pkcs1Of(rsa), Buffer.from([1])), 'KEY_UNREADABLE'],
    ['has no bits at all', der(SEQUENCE, der(SEQUENCE, ...RSA_ALGORITHM), der(BIT_STRING)), 'KEY_UNREADABLE'],
    ['is of an algorithm that nobody knows', spki([der(OID, hex('2a0304'))], ZERO), 'KEY_UNREADABLE'],
    ['is Ed25519 and one byte short', spki([der(OID, hex('2b6570'))], Buffer.alloc(31, 7)), 'KEY_UNREADABLE'],
    ['is Ed25519 and one byte long', spki([der(OID, hex('2b6570'))], Buffer.alloc(33, 7)), 'KEY_UNREADABLE'],
    ['is Ed25519 with parameters', spki([der(OID, hex('2b6570')), NULL], Buffer.alloc(32, 7)), 'KEY_UNREADABLE'],
    [
      'is RSA with a NULL that holds something',
      spki([der(OID, RSA_OID), hex('05 01 00')], pkcs1Of(rsa)),
      'KEY_UNREADABLE'
    ],
    ['is RSA with two NULLs', spki([der(OID, RSA_OID), NULL, NULL], pkcs1Of(rsa)), 'KEY_UNREADABLE'],
    ['is RSA with a negative modulus', rsaWith(der(INTEGER, modulus), E), 'KEY_UNREADABLE'],
    [
      'is RSA with a modulus that starts with two zeros',
      rsaWith(der(INTEGER, ZERO, ZERO, modulus), E),
      'KEY_UNREADABLE'
    ],
    ['is RSA with an exponent that starts with a zero', rsaWith(N, der(INTEGER, hex('00010001'))), 'KEY_UNREADABLE'],
    ['is RSA with an exponent without bytes', rsaWith(N, der(INTEGER)), 'KEY_UNREADABLE'],
    ['is RSA with one number', rsaWith(N), 'KEY_UNREADABLE'],
    ['is RSA with three numbers', rsaWith(N, E, E), 'KEY_UNREADABLE'],
    [
      'is RSA with something after its numbers',
      spki(RSA_ALGORITHM, Buffer.concat([pkcs1Of(rsa), NULL])),
      'KEY_UNREADABLE'
    ],
    ['is RSA with the modulus zero', rsaWith(der(INTEGER, ZERO), E), 'KEY_UNSUPPORTED'],
    ['is RSA with the exponent zero', rsaWith(N, der(INTEGER, ZERO)), 'KEY_UNSUPPORTED'],
    [
      'is on a curve that nobody knows',
      spki([der(OID, EC_OID), der(OID, hex('2a0304'))], Buffer.alloc(65, 4)),
      'KEY_UNSUPPORTED'
    ],
    ['is on no curve', spki([der(OID, EC_OID)], Buffer.alloc(65, 4)), 'KEY_UNSUPPORTED']
  ])('is refused when it %s', (_name, bytes, code) => {
    expect(errorOf(() => publicKeyFromSpki(bytes, 'x\n'))).toMatchObject({ code, at: 'x\\u{a}' })
    if (code === 'KEY_UNREADABLE') expect(spkiByOpenssl(bytes)).toBeUndefined()
  })
})

describe.each(CURVES)('a key on $namedCurve', ({ named, explicit, size, oid, prime }) => {
  const jwk = named.export({ format: 'jwk' })
  const [x, y] = [jwk.x, jwk.y].map((text) => Buffer.from(text as string, 'base64url')) as [Buffer, Buffer]
  const at = (...point: readonly Uint8Array[]): Buffer =>
    spki([der(OID, EC_OID), der(OID, oid)], Buffer.concat(point.map((part) => Buffer.from(part))))
  const parity = (y.at(-1) as number) & 1
  const form = (byte: number): Buffer => Buffer.from([byte])

  test.each<[string, Buffer]>([
    ['uncompressed', at(form(4), x, y)],
    ['compressed', at(form(2 + parity), x)],
    ['compressed, the other point', at(form(3 - parity), x)],
    ['hybrid', at(form(6 + parity), x, y)]
  ])('is read: %s', (_name, bytes) => expect(isRead(bytes)).toBe(true))
  test('is another one with the other y', () =>
    expect(publicKeyFromSpki(at(form(3 - parity), x), 'x').fingerprint).not.toBe(
      publicKeyFromSpki(at(form(2 + parity), x), 'x').fingerprint
    ))
  const [beyond, yBeyond] = [bytesOf(numberOf(x) + prime), bytesOf(numberOf(y) + prime)]
  /** An x of no point: of the next ones, one in two. */
  const nowhere = Array.from({ length: 64 }, (_, more) => bytesOf((numberOf(x) + BigInt(more)) % prime, size)).find(
    (other) => spkiByOpenssl(at(form(2), other)) === undefined
  ) as Buffer
  test.each<[string, Buffer]>([
    ['hybrid with the other parity', at(form(7 - parity), x, y)],
    ['a form that there is not', at(form(5), x, y)],
    ['an uncompressed form of one number', at(form(4), x)],
    ['a compressed form of two numbers', at(form(2 + parity), x, y)],
    ['one byte more', at(form(4), x, y, ZERO)],
    ['one byte less', at(form(4), x, y.subarray(1))],
    ['nothing', at()],
    ['infinity', at(ZERO)],
    ['a point off the curve', at(form(4), y, x)],
    ['zeros', at(form(4), Buffer.alloc(2 * size))],
    ['an x that no point has', at(form(2), nowhere)],
    ['a y that is not reduced', at(form(4), x, Buffer.alloc(size, 0xff))],
    ['an x that is not reduced', at(form(4), Buffer.alloc(size, 0xff), y)],
    ...(yBeyond.length === size ? [['a y above the prime', at(form(4), x, yBeyond)] as [string, Buffer]] : []),
    ...(beyond.length === size ? [['an x above the prime', at(form(4), beyond, y)] as [string, Buffer]] : [])
  ])('is refused with %s', (_name, bytes) => {
    expect(errorOf(() => publicKeyFromSpki(bytes, 'x')).code).toBe('KEY_UNREADABLE')
    expect(spkiByOpenssl(bytes)).toBeUndefined()
  })

  const whole = spkiDer(explicit)
  const seed = whole.indexOf(hex('03 15 00'))
  const seedless = ((): Buffer => {
    const reader = new DerReader(whole, 'x').within(SEQUENCE)
    const algorithm = reader.within(SEQUENCE)
    const parameters = new DerReader((algorithm.objectIdentifier(), algorithm.rest()), 'x').within(SEQUENCE)
    const [version, field] = [parameters.content(INTEGER), parameters.content(SEQUENCE)]
    const coefficients = Buffer.from(parameters.content(SEQUENCE)).subarray(0, -23)
    return Buffer.from(
      derElement(
        SEQUENCE,
        derElement(
          SEQUENCE,
          der(OID, EC_OID),
          derElement(
            SEQUENCE,
            der(INTEGER, version),
            der(SEQUENCE, field),
            der(SEQUENCE, coefficients),
            parameters.rest()
          )
        ),
        reader.rest()
      )
    )
  })()
  test('is read with the parameters of its curve, and with those but the seed', () => {
    expect([whole, seedless].map(isRead)).toEqual([true, true])
    expect(seedless.length).toBeLessThan(whole.length)
    expect(publicKeyFromSpki(seedless, 'x').fingerprint).toBe(publicKeyFromSpki(whole, 'x').fingerprint)
  })
  test('is refused with another parameter anywhere', () => {
    // CVE-2020-0601: a generator of the attacker's choice makes any public key his own.
    const generator = whole.indexOf(Buffer.concat([Buffer.from([1 + 2 * size]), form(4)]), seed) + 2
    for (const place of [seed + 5, generator, generator + size, generator + 2 * size + 10]) {
      const other = Buffer.from(whole)
      other[place] = (other[place] as number) ^ 1
      expect(errorOf(() => publicKeyFromSpki(other, 'x')).code).toBe('KEY_UNSUPPORTED')
    }
  })
})

describe('an RSA key marked for PSS', () => {
  const HASHES = { sha224: '04', sha256: '01', sha384: '02', sha512: '03' } as const
  const key = pkcs1Of(pssPair('sha256', 'sha256', 32).publicKey)
  const hashOf = (name: keyof typeof HASHES, parameters: Buffer = NULL): Buffer =>
    der(SEQUENCE, der(OID, hex(`6086480165030402${HASHES[name]}`)), parameters)
  const maskOf = (hash: Buffer): Buffer => der(SEQUENCE, der(OID, hex('2a864886f70d010108')), hash)
  const marked = (...members: readonly Buffer[]): Buffer => spki([der(OID, PSS_OID), der(SEQUENCE, ...members)], key)
  const [SHA256, MASK256] = [der(0xa0, hashOf('sha256')), der(0xa1, maskOf(hashOf('sha256')))]
  const salt = (length: number): Buffer => der(0xa2, der(INTEGER, Buffer.from([length])))

  test.each(Object.keys(HASHES) as (keyof typeof HASHES)[])('for %s is read', (name) => {
    const bytes = marked(der(0xa0, hashOf(name)), der(0xa1, maskOf(hashOf(name))), salt(28))
    expect(isRead(bytes)).toBe(true)
    expect(publicKeyFromSpki(bytes, 'x').scheme).toBe(`rsassa-pss-${name}`)
  })
  test.each([0, 1, 19, 21, 32])('for a salt of %s bytes is read', (length) =>
    expect(isRead(marked(SHA256, MASK256, salt(length)))).toBe(true)
  )
  test('for a salt of the default is read', () => expect(isRead(marked(SHA256, MASK256))).toBe(true))
  test('for anything is read', () => expect(isRead(spki([der(OID, PSS_OID)], key))).toBe(true))
  test.each<[string, Buffer]>([
    ['a longer salt', marked(SHA256, MASK256, salt(33))],
    ['the default salt spelled out', marked(SHA256, MASK256, salt(20))],
    ['the default trailer spelled out', marked(SHA256, MASK256, der(0xa3, der(INTEGER, Buffer.from([1]))))],
    ['another mask', marked(SHA256, der(0xa1, maskOf(hashOf('sha512'))))],
    ['the mask of the default', marked(SHA256)],
    ['the defaults', marked()],
    ['a hash without its NULL', marked(der(0xa0, hashOf('sha256', Buffer.alloc(0))), MASK256)],
    ['something after the parameters', spki([der(OID, PSS_OID), der(SEQUENCE, SHA256, MASK256), NULL], key)],
    ['a NULL for parameters', spki([der(OID, PSS_OID), NULL], key)]
  ])('is refused with %s', (_name, bytes) =>
    expect(errorOf(() => publicKeyFromSpki(bytes, 'x')).code).toBe('KEY_UNSUPPORTED')
  )
})

describe('a key that no scheme uses', () => {
  test.each([
    ['dsa', '2a8648ce380401'],
    ['dh', '2a864886f70d010301'],
    ['x25519', '2b656e'],
    ['x448', '2b656f'],
    ['ed448', '2b6571'],
    ['ml-dsa-44', '608648016503040311'],
    ['ml-dsa-65', '608648016503040312'],
    ['ml-dsa-87', '608648016503040313']
  ])('is known as %s, by its algorithm', (name, oid) => {
    const bytes = spki([der(OID, hex(oid))], ZERO)
    expect(readSpki(bytes, 'x')).toEqual({ type: 'other', name })
    expect(errorOf(() => publicKeyFromSpki(bytes, 'x'))).toMatchObject({
      code: 'KEY_UNSUPPORTED',
      at: 'x',
      message: expect.stringContaining(name) as unknown
    })
  })
  test.each(['secp256k1', 'secp224r1', 'prime192v1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'SM2'])(
    'is known to lie on %s, as OpenSSL calls its curve',
    (namedCurve) => {
      const key = generateKeyPairSync('ec', { namedCurve }).publicKey
      expect(readSpki(spkiDer(key), 'x')).toEqual({ type: 'other', name: `ec on curve ${namedCurve}` })
      expect(errorOf(() => publicKeyFromSpki(spkiDer(key), 'x'))).toMatchObject({
        code: 'KEY_UNSUPPORTED',
        message: expect.stringContaining(namedCurve) as unknown
      })
    }
  )
  test.each([
    ['that nobody knows', der(OID, hex('2a0304'))],
    ['whose name goes on', der(OID, hex('2b8104000a01'))],
    ['whose name has something after it', Buffer.concat([der(OID, hex('2b8104000a')), NULL])],
    ['that is none', Buffer.alloc(0)]
  ])('is known as ec alone on a curve %s', (_name, parameters) => {
    expect(readSpki(spki([der(OID, EC_OID), parameters], ZERO), 'x')).toEqual({ type: 'other', name: 'ec' })
  })
})

test.each([
  ['rsa', spkiDer(rsa), ['rsa']],
  ['rsa-pss', spki([der(OID, PSS_OID)], pkcs1Of(rsa)), ['rsa-pss']],
  ['ed25519', spkiDer(generateKeyPairSync('ed25519').publicKey), ['ed25519']],
  ...(['prime256v1', 'secp384r1', 'secp521r1'] as const).map((namedCurve): [string, Buffer, string[]] => [
    namedCurve,
    spkiDer(generateKeyPairSync('ec', { namedCurve }).publicKey),
    ['ec', namedCurve]
  ]),
  ['an unknown curve', spki([der(OID, EC_OID), der(OID, hex('2a0304'))], ZERO), ['ec']],
  ['dh', spki([der(OID, hex('2a864886f70d010301'))], ZERO), ['dh']]
])('messages call a key of %s by type and curve', (_name, bytes, words) => {
  const ofKey = describeSpki(readSpki(bytes, 'x')).split(' ')
  expect(ofKey.filter((word) => !['A', 'key', 'of', 'type', 'on', 'curve'].includes(word))).toEqual(words)
})

test.each([
  [0, ZERO],
  [1, hex('01')],
  [7, hex('7f')],
  [8, hex('00ff')],
  [9, hex('0100')],
  [2047, Buffer.concat([hex('7f'), modulus.subarray(1)])],
  [2048, Buffer.concat([ZERO, modulus])]
])('an RSA key has %d bits', (bits, number) => {
  expect(readSpki(rsaWith(der(INTEGER, number), E), 'x')).toMatchObject({ type: 'rsa', bits, exponent: 0x010001n })
})

test('every key is written as OpenSSL writes it', () => {
  const keys: readonly KeyObject[] = [
    rsa,
    generateKeyPairSync('rsa', { modulusLength: 4096, publicExponent: 3 }).publicKey,
    generateKeyPairSync('ed25519').publicKey,
    ...CURVES.map(({ named }) => named)
  ]
  for (const key of keys) {
    const { spki: bytes, pem } = publicKeyFromSpki(spkiDer(key), 'x')
    expect(Buffer.from(bytes)).toEqual(spkiDer(key))
    expect(pem).toBe(key.export({ type: 'spki', format: 'pem' }).toString())
    expect(createPublicKey(pem).equals(key)).toBe(true)
  }
})

test('an integer has one spelling', () => {
  expect([0n, 1n, 127n, 128n, 255n, 256n].map((value) => Buffer.from(derInteger(value)).toString('hex'))).toEqual([
    '020100',
    '020101',
    '02017f',
    '02020080',
    '020200ff',
    '02020100'
  ])
})
