// SPDX-License-Identifier: Apache-2.0
// One key, one form. Thresholds count keys by the digest of their SPKI form, and a key can be spelled in several: a
// point compressed or not, a curve by name or by its parameters, RSA with the mark "for PSS". Whoever may choose the
// spelling could count twice.
import { ed25519Weakness } from './ed25519-point.ts'
import { unsupportedKey } from './key-errors.ts'
import { SCHEMES, type Scheme } from './schemes.ts'
import { describeSpki, writeSpki, type SpkiKey } from './spki.ts'

const RSA_BITS = { least: 2048, most: 16_384 }
/** crypto/rsa of Go takes none above. */
const RSA_LARGEST_EXPONENT = 2n ** 31n - 1n

/**
 * The SPKI of a key in its one form, after checking that the key is strong enough and fits the scheme.
 *
 * @throws KEY_UNSUPPORTED
 */
export function normalForm(key: SpkiKey, scheme: Scheme, where: string): Uint8Array {
  const parameters = SCHEMES[scheme]
  switch (key.type) {
    case 'rsa':
      checkRsa(key, where)
      if (parameters.keyType === 'rsa') return writeSpki(key)
      break
    case 'rsa-pss':
      checkRsa(key, where)
      // The scheme that stands beside a key says all that the mark says, and neither in-toto-golang nor the key id of
      // in-toto-python knows the mark.
      if (parameters.keyType === 'rsa' && parameters.padding === 'pss' && ['any', parameters.hash].includes(key.hash))
        return writeSpki(key)
      break
    case 'ec':
      if (parameters.keyType === 'ecdsa' && key.curve.name === parameters.curve) return writeSpki(key)
      break
    case 'ed25519':
      if (parameters.keyType === 'ed25519') {
        const weakness = ed25519Weakness(key.raw)
        if (weakness !== undefined) throw unsupportedKey(weakness, where, 'Make a new key; this one was not generated.')
        return writeSpki(key)
      }
      break
    case 'other':
  }
  throw unsupportedKey(`${describeSpki(key)} does not fit the scheme ${scheme}.`, where)
}

/**
 * The scheme of a key that comes without one.
 *
 * @throws KEY_UNSUPPORTED
 */
export function defaultScheme(key: SpkiKey, where: string): Scheme {
  switch (key.type) {
    case 'rsa':
      return 'rsassa-pss-sha256'
    case 'rsa-pss':
      if (key.hash === 'other') break
      return `rsassa-pss-${key.hash === 'any' ? 'sha256' : key.hash}`
    case 'ec':
      return SCHEME_OF_CURVE[key.curve.name]
    case 'ed25519':
      return 'ed25519'
    case 'other':
  }
  throw unsupportedKey(`${describeSpki(key)} is not supported.`, where)
}

const SCHEME_OF_CURVE = {
  prime256v1: 'ecdsa-sha2-nistp256',
  secp384r1: 'ecdsa-sha2-nistp384',
  secp521r1: 'ecdsa-sha2-nistp521'
} as const

function checkRsa({ bits, exponent }: { bits: number; exponent: bigint }, where: string): void {
  if (bits < RSA_BITS.least || bits > RSA_BITS.most) {
    throw unsupportedKey(`The RSA key has ${bits} bits; ${RSA_BITS.least} to ${RSA_BITS.most} are accepted.`, where)
  }
  // With the exponent 1 every padded message is its own signature.
  if (exponent < 3n || exponent > RSA_LARGEST_EXPONENT || exponent % 2n === 0n) {
    throw unsupportedKey('The RSA key has a public exponent that is even, below 3 or above 2^31 - 1.', where)
  }
}
