// SPDX-License-Identifier: Apache-2.0
// An RSA key marked "for PSS" may also name the only hashes and the shortest salt that it is used with (RFC 4055, 3.1).
import { fromHex, toHex } from '../bytes/hex.ts'
import { derElement, derInteger, TAG } from './der.ts'

/** The hash that a key is restricted to by its OpenSSL name; `other` restricts it to what no scheme does. */
export type PssHash = 'any' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'other'

const MASK_GENERATION_1 = identifier('2a864886f70d010108')
const HASHES = [
  { name: 'sha224', bytes: 28, algorithm: hashAlgorithm('608648016503040204') },
  { name: 'sha256', bytes: 32, algorithm: hashAlgorithm('608648016503040201') },
  { name: 'sha384', bytes: 48, algorithm: hashAlgorithm('608648016503040202') },
  { name: 'sha512', bytes: 64, algorithm: hashAlgorithm('608648016503040203') }
] as const
/** DER leaves the default out. */
const DEFAULT_SALT_LENGTH = 20

/**
 * What the parameters of the algorithm, as OpenSSL writes them, restrict a key to. A scheme has one hash for message and
 * mask, and signers salt with as many bytes as that hash has, so a key may demand no longer salt.
 */
export function pssHash(parameters: Uint8Array): PssHash {
  if (parameters.length === 0) return 'any'
  const found = toHex(parameters)
  // A salt length that is not the default ends the parameters.
  const saltLengths = [DEFAULT_SALT_LENGTH, parameters.at(-1) as number]
  const hash = HASHES.find(({ bytes, algorithm }) =>
    saltLengths.some((length) => length <= bytes && found === toHex(restrictions(algorithm, length)))
  )
  return hash?.name ?? 'other'
}

function restrictions(algorithm: Uint8Array, saltLength: number): Uint8Array {
  return derElement(
    TAG.sequence,
    derElement(0xa0, algorithm),
    derElement(0xa1, derElement(TAG.sequence, MASK_GENERATION_1, algorithm)),
    saltLength === DEFAULT_SALT_LENGTH ? new Uint8Array() : derElement(0xa2, derInteger(BigInt(saltLength)))
  )
}

function hashAlgorithm(hex: string): Uint8Array {
  return derElement(TAG.sequence, identifier(hex), derElement(TAG.null))
}

function identifier(hex: string): Uint8Array {
  return derElement(TAG.objectIdentifier, fromHex(hex))
}
