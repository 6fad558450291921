// SPDX-License-Identifier: Apache-2.0
// Signature schemes by the names of securesystemslib. A scheme fixes hash, padding and curve; nothing of it is taken
// from a signature.

export type KeyType = 'rsa' | 'ecdsa' | 'ed25519'

export type Scheme =
  | 'ed25519'
  | 'ecdsa-sha2-nistp256'
  | 'ecdsa-sha2-nistp384'
  | 'ecdsa-sha2-nistp521'
  | 'rsassa-pss-sha224'
  | 'rsassa-pss-sha256'
  | 'rsassa-pss-sha384'
  | 'rsassa-pss-sha512'
  | 'rsa-pkcs1v15-sha224'
  | 'rsa-pkcs1v15-sha256'
  | 'rsa-pkcs1v15-sha384'
  | 'rsa-pkcs1v15-sha512'

/** How a scheme signs. Hashes and curves by the names of OpenSSL. */
export type SchemeParameters =
  | { readonly keyType: 'ed25519' }
  | { readonly keyType: 'ecdsa'; readonly hash: string; readonly curve: string }
  | {
      readonly keyType: 'rsa'
      readonly hash: string
      /** Bytes of the digest, which is also the length of the salt that signers here use. */
      readonly hashBytes: number
      readonly padding: 'pss' | 'pkcs1v15'
    }

const ecdsa = (bits: 256 | 384 | 512, curve: string): SchemeParameters => ({
  keyType: 'ecdsa',
  hash: `sha${bits}`,
  curve
})
const rsa = (padding: 'pss' | 'pkcs1v15', bits: 224 | 256 | 384 | 512): SchemeParameters => ({
  keyType: 'rsa',
  hash: `sha${bits}`,
  hashBytes: bits / 8,
  padding
})

export const SCHEMES: Readonly<Record<Scheme, SchemeParameters>> = {
  ed25519: { keyType: 'ed25519' },
  'ecdsa-sha2-nistp256': ecdsa(256, 'prime256v1'),
  'ecdsa-sha2-nistp384': ecdsa(384, 'secp384r1'),
  'ecdsa-sha2-nistp521': ecdsa(512, 'secp521r1'),
  'rsassa-pss-sha224': rsa('pss', 224),
  'rsassa-pss-sha256': rsa('pss', 256),
  'rsassa-pss-sha384': rsa('pss', 384),
  'rsassa-pss-sha512': rsa('pss', 512),
  'rsa-pkcs1v15-sha224': rsa('pkcs1v15', 224),
  'rsa-pkcs1v15-sha256': rsa('pkcs1v15', 256),
  'rsa-pkcs1v15-sha384': rsa('pkcs1v15', 384),
  'rsa-pkcs1v15-sha512': rsa('pkcs1v15', 512)
}

/** True for a scheme of the table, and narrows. */
export function isScheme(text: string): text is Scheme {
  return Object.hasOwn(SCHEMES, text)
}

/**
 * Whether `keytype` and `scheme` of a key object go together. Older ECDSA keys repeat their scheme as their type, and
 * then it must be the same one: in-toto-python reads no other pair.
 */
export function isTypeOfScheme(keyType: string, scheme: Scheme): boolean {
  const known = SCHEMES[scheme].keyType
  return keyType === known || (known === 'ecdsa' && keyType === scheme)
}

/** True for every `keytype` that goes with some scheme. */
export function isKnownKeyType(keyType: string): boolean {
  return Object.keys(SCHEMES).some((scheme) => isTypeOfScheme(keyType, scheme as Scheme))
}
