// SPDX-License-Identifier: Apache-2.0
// One key, one form. Thresholds count keys by the digest of their SPKI form, and OpenSSL keeps the spelling that it
// read: a point compressed or not, a curve by name or by its parameters, RSA with the mark "for PSS". Whoever may choose
// the spelling could count twice.
import { Buffer } from 'node:buffer'
import { createPublicKey, type AsymmetricKeyDetails, type KeyObject } from 'node:crypto'
import { ed25519Weakness } from './ed25519-point.ts'
import { unsupportedKey } from './key-errors.ts'
import { SCHEMES, type Scheme, type SchemeParameters } from './schemes.ts'

const RSA_BITS = { least: 2048, most: 16_384 }
/** crypto/rsa of Go takes none above. */
const RSA_LARGEST_EXPONENT = 2n ** 31n - 1n
const ED25519_BYTES = 32

/**
 * The key in its one form, after checking that it is strong enough and fits the scheme.
 *
 * @throws KEY_UNSUPPORTED
 */
export function normalForm(key: KeyObject, scheme: Scheme, where: string): KeyObject {
  const parameters = SCHEMES[scheme]
  const details = key.asymmetricKeyDetails as AsymmetricKeyDetails
  switch (key.asymmetricKeyType) {
    case 'rsa':
      checkRsa(details, where)
      if (parameters.keyType === 'rsa') return key
      break
    case 'rsa-pss':
      checkRsa(details, where)
      if (allowsScheme(details, parameters)) return withoutRestrictions(key)
      break
    case 'ec':
      if (parameters.keyType === 'ecdsa' && details.namedCurve === parameters.curve) {
        return createPublicKey({ key: key.export({ format: 'jwk' }), format: 'jwk' })
      }
      break
    case 'ed25519':
      if (parameters.keyType === 'ed25519') {
        const weakness = ed25519Weakness(rawEd25519(key))
        if (weakness !== undefined) throw unsupportedKey(weakness, where, 'Make a new key; this one was not generated.')
        return key
      }
      break
    default:
  }
  throw unsupportedKey(`${describeKeyObject(key)} does not fit the scheme ${scheme}.`, where)
}

/**
 * The scheme of a key that comes without one.
 *
 * @throws KEY_UNSUPPORTED
 */
export function defaultScheme(key: KeyObject, where: string): Scheme {
  const { asymmetricKeyType, asymmetricKeyDetails: details } = key
  if (asymmetricKeyType === 'rsa') return 'rsassa-pss-sha256'
  const found = (Object.keys(SCHEMES) as Scheme[]).find((scheme) => {
    const parameters = SCHEMES[scheme]
    if (asymmetricKeyType === 'rsa-pss') return scheme === `rsassa-pss-${details?.hashAlgorithm ?? 'sha256'}`
    if (parameters.keyType === 'ecdsa') return asymmetricKeyType === 'ec' && details?.namedCurve === parameters.curve
    return asymmetricKeyType === parameters.keyType
  })
  if (found === undefined) throw unsupportedKey(`${describeKeyObject(key)} is not supported.`, where)
  return found
}

/** The 32 bytes of an Ed25519 key, which end its SPKI form. */
export function rawEd25519(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-ED25519_BYTES)
}

function checkRsa(details: AsymmetricKeyDetails, where: string): void {
  const { modulusLength: bits, publicExponent: exponent } = details as { modulusLength: number; publicExponent: bigint }
  if (bits < RSA_BITS.least || bits > RSA_BITS.most) {
    throw unsupportedKey(`The RSA key has ${bits} bits; ${RSA_BITS.least} to ${RSA_BITS.most} are accepted.`, where)
  }
  // With the exponent 1 every padded message is its own signature.
  if (exponent < 3n || exponent > RSA_LARGEST_EXPONENT || exponent % 2n === 0n) {
    throw unsupportedKey('The RSA key has a public exponent that is even, below 3 or above 2^31 - 1.', where)
  }
}

/** A key marked "for PSS" may also name the only hash and the shortest salt it is used with (RFC 4055, 3.1). */
function allowsScheme(details: AsymmetricKeyDetails, parameters: SchemeParameters): boolean {
  if (parameters.keyType !== 'rsa' || parameters.padding !== 'pss') return false
  const { hashAlgorithm = parameters.hash, mgf1HashAlgorithm = parameters.hash, saltLength = 0 } = details
  return (
    hashAlgorithm === parameters.hash && mgf1HashAlgorithm === parameters.hash && saltLength <= parameters.hashBytes
  )
}

/**
 * The same key without the mark. The scheme that stands beside a key says all that the mark says, and neither
 * in-toto-golang nor the key id of in-toto-python knows the mark.
 */
function withoutRestrictions(key: KeyObject): KeyObject {
  // SEQUENCE with a length of two bytes, which every size accepted above has; algorithm, with a length of one byte;
  // BIT STRING with a length of two bytes and no unused bits; and in there the key as PKCS#1.
  const der = key.export({ type: 'spki', format: 'der' })
  const algorithm = 4
  const bitString = algorithm + 2 + der.readUInt8(algorithm + 1)
  return createPublicKey({ key: der.subarray(bitString + 5), format: 'der', type: 'pkcs1' })
}

function describeKeyObject({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const curve = asymmetricKeyDetails?.namedCurve
  return `A key of type ${asymmetricKeyType}${curve === undefined ? '' : ` on curve ${curve}`}`
}
