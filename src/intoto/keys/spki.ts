// SPDX-License-Identifier: Apache-2.0
// A SubjectPublicKeyInfo (RFC 5280, 4.1) to what it says, and back. Read are the spellings that OpenSSL itself writes;
// nothing is read here that OpenSSL refuses.
import { concatBytes } from '../bytes/concat-bytes.ts'
import { fromHex, toHex } from '../bytes/hex.ts'
import { curveName, curveOfParameters, uncompressedPoint, type Curve } from './curves.ts'
import { derElement, DerReader, numberOfBytes, TAG } from './der.ts'
import { unreadableKey } from './key-errors.ts'
import { pssHash, type PssHash } from './pss-restrictions.ts'

interface RsaNumbers {
  readonly bits: number
  readonly exponent: bigint
  /** Both numbers in the form of PKCS #1. */
  readonly pkcs1: Uint8Array
}

/** A public key of a type that a scheme uses, or the name of one that none does. */
export type SpkiKey =
  | ({ readonly type: 'rsa' } & RsaNumbers)
  | ({ readonly type: 'rsa-pss'; readonly hash: PssHash } & RsaNumbers)
  | { readonly type: 'ec'; readonly curve: Curve; readonly point: Uint8Array }
  | { readonly type: 'ed25519'; readonly raw: Uint8Array }
  | { readonly type: 'other'; readonly name: string }

const ALGORITHMS = {
  rsa: '2a864886f70d010101',
  'rsa-pss': '2a864886f70d01010a',
  ec: '2a8648ce3d0201',
  ed25519: '2b6570'
} as const

/** Types that OpenSSL reads and no scheme uses, for messages. */
const OTHER_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['2a8648ce380401', 'dsa'],
  ['2a864886f70d010301', 'dh'],
  ['2b656e', 'x25519'],
  ['2b656f', 'x448'],
  ['2b6571', 'ed448'],
  ['608648016503040311', 'ml-dsa-44'],
  ['608648016503040312', 'ml-dsa-65'],
  ['608648016503040313', 'ml-dsa-87']
])

/** Curves that OpenSSL reads and no scheme uses, the frequent ones, for messages. */
const OTHER_CURVES: ReadonlyMap<string, string> = new Map([
  ['06052b8104000a', 'secp256k1'],
  ['06052b81040021', 'secp224r1'],
  ['06082a8648ce3d030101', 'prime192v1'],
  ['06092b2403030208010107', 'brainpoolP256r1'],
  ['06092b240303020801010b', 'brainpoolP384r1'],
  ['06092b240303020801010d', 'brainpoolP512r1'],
  ['06082a811ccf5501822d', 'SM2']
])

const ED25519_BYTES = 32

/**
 * Reads a SubjectPublicKeyInfo.
 *
 * @throws KEY_UNREADABLE
 */
export function readSpki(der: Uint8Array, where: string): SpkiKey {
  const outer = new DerReader(der, where)
  const spki = outer.within(TAG.sequence)
  outer.end()
  const algorithm = spki.within(TAG.sequence)
  const key = spki.bitString()
  spki.end()
  const identifier = algorithm.objectIdentifier()
  switch (identifier) {
    case ALGORITHMS.rsa:
      if (algorithm.content(TAG.null).length > 0) throw noKey(where)
      algorithm.end()
      return { type: 'rsa', ...rsaNumbers(key, where) }
    case ALGORITHMS['rsa-pss']:
      return { type: 'rsa-pss', hash: pssHash(algorithm.rest()), ...rsaNumbers(key, where) }
    case ALGORITHMS.ec:
      return ecKey(algorithm.rest(), key, where)
    case ALGORITHMS.ed25519:
      algorithm.end()
      if (key.length !== ED25519_BYTES) throw noKey(where)
      return { type: 'ed25519', raw: key }
    default: {
      const name = OTHER_ALGORITHMS.get(identifier)
      if (name === undefined) throw noKey(where)
      return { type: 'other', name }
    }
  }
}

/** The one form of each key: curves by name, points uncompressed, RSA without the mark "for PSS". */
export function writeSpki(key: Exclude<SpkiKey, { type: 'other' }>): Uint8Array {
  switch (key.type) {
    case 'rsa':
    case 'rsa-pss':
      return spkiOf(ALGORITHMS.rsa, derElement(TAG.null), key.pkcs1)
    case 'ec':
      return spkiOf(ALGORITHMS.ec, curveName(key.curve), key.point)
    case 'ed25519':
      return spkiOf(ALGORITHMS.ed25519, new Uint8Array(), key.raw)
  }
}

/** A key in words, for messages. */
export function describeSpki(key: SpkiKey): string {
  if (key.type === 'other') return `A key of type ${key.name}`
  return key.type === 'ec' ? `A key of type ec on curve ${key.curve.name}` : `A key of type ${key.type}`
}

function spkiOf(identifier: string, parameters: Uint8Array, key: Uint8Array): Uint8Array {
  const algorithm = derElement(
    TAG.sequence,
    concatBytes(derElement(TAG.objectIdentifier, fromHex(identifier)), parameters)
  )
  return derElement(TAG.sequence, algorithm, derElement(TAG.bitString, new Uint8Array(1), key))
}

function rsaNumbers(pkcs1: Uint8Array, where: string): RsaNumbers {
  const outer = new DerReader(pkcs1, where)
  const numbers = outer.within(TAG.sequence)
  outer.end()
  const [modulus, exponent] = [numbers.integer(), numbers.integer()]
  numbers.end()
  const bits = modulus.length * 8 - (modulus.length === 0 ? 0 : Math.clz32(modulus[0] as number) - 24)
  return { bits, exponent: numberOfBytes(exponent), pkcs1 }
}

function ecKey(parameters: Uint8Array, key: Uint8Array, where: string): SpkiKey {
  const curve = curveOfParameters(parameters)
  if (curve === undefined) {
    const name = OTHER_CURVES.get(toHex(parameters))
    return { type: 'other', name: name === undefined ? 'ec' : `ec on curve ${name}` }
  }
  const point = uncompressedPoint(curve, key)
  if (point === undefined) throw noKey(where)
  return { type: 'ec', curve, point }
}

function noKey(where: string): Error {
  return unreadableKey('The PEM block holds no public key that OpenSSL can read.', where)
}
