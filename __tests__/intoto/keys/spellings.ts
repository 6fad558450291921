// SPDX-License-Identifier: Apache-2.0
// Keys and signatures in spellings that no honest tool writes, put together by hand.
import { Buffer } from 'node:buffer'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** One DER element. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const header = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...header]), content])
}

export const SEQUENCE = 0x30
export const INTEGER = 0x02
export const BIT_STRING = 0x03

export const bytesOf = (value: bigint, length?: number): Buffer => {
  const hex = value.toString(16)
  return Buffer.from(hex.padStart(length === undefined ? hex.length + (hex.length % 2) : length * 2, '0'), 'hex')
}
export const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)

/** A non-negative integer. */
export function derInteger(value: bigint): Buffer {
  const bytes = bytesOf(value)
  return der(INTEGER, (bytes[0] as number) > 0x7f ? Buffer.from([0]) : Buffer.alloc(0), bytes)
}

export const spkiDer = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })
export const spkiPem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

/** Bytes in a PEM block with lines of 64 characters. */
export function pemOf(bytes: Uint8Array, label = 'PUBLIC KEY'): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

const lengthBytes = (bytes: Buffer): number => Math.max(0, (bytes[1] as number) - 0x80)
const headerLength = (bytes: Buffer): number => 2 + lengthBytes(bytes)
const contentLength = (bytes: Buffer): number =>
  lengthBytes(bytes) === 0 ? (bytes[1] as number) : bytes.readUIntBE(2, lengthBytes(bytes))

/** The SPKI of an elliptic curve key with its point as told. */
export function ecSpki(key: KeyObject, point: 'compressed' | 'hybrid' | 'infinity' | 'off the curve'): Buffer {
  const whole = spkiDer(key)
  const jwk = key.export({ format: 'jwk' })
  const [x, y] = [jwk.x, jwk.y].map((text) => Buffer.from(text as string, 'base64url')) as [Buffer, Buffer]
  const inner = whole.subarray(headerLength(whole))
  const algorithm = inner.subarray(0, headerLength(inner) + contentLength(inner))
  const parity = (y.at(-1) as number) & 1
  const wrong = Buffer.from(y)
  wrong[10] = (wrong[10] as number) ^ 1
  const bytes = {
    compressed: [Buffer.from([2 + parity]), x],
    hybrid: [Buffer.from([6 + parity]), x, y],
    infinity: [Buffer.from([0])],
    'off the curve': [Buffer.from([4]), x, wrong]
  }[point]
  return der(SEQUENCE, algorithm, der(BIT_STRING, Buffer.from([0]), ...bytes))
}

/** The number of bytes before the key within the SPKI of an RSA key of 2048 bits or more, marked for PSS or not. */
const rsaKeyStart = (spki: Buffer): number => 4 + 2 + (spki[5] as number) + 5

/** The PKCS#1 form within the SPKI of an RSA key, marked for PSS or not. */
export function pkcs1Of(key: KeyObject): Buffer {
  const spki = spkiDer(key)
  return spki.subarray(rsaKeyStart(spki))
}

/** An RSA key without the mark "for PSS". */
export function plainRsa(key: KeyObject): KeyObject {
  return createPublicKey({ key: pkcs1Of(key), format: 'der', type: 'pkcs1' })
}

/** The same RSA key with another public exponent. */
export function withExponent(key: KeyObject, exponent: bigint): KeyObject {
  const jwk = key.export({ format: 'jwk' })
  return createPublicKey({ key: { ...jwk, e: bytesOf(exponent).toString('base64url') }, format: 'jwk' })
}

export interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** An RSA key of 2048 bits marked for PSS, with the only hashes and the shortest salt that it may be used with. */
export function pssPair(hashAlgorithm: string, mgf1HashAlgorithm: string, saltLength: number): Pair {
  // The types of Node take the length for a string, Node takes a number.
  const options = { modulusLength: 2048, hashAlgorithm, mgf1HashAlgorithm, saltLength: saltLength as never }
  return generateKeyPairSync('rsa-pss', options)
}
