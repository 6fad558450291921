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

/** How a scheme signs. */
export type SchemeParameters =
  | { readonly keyType: 'ed25519' }
  | { readonly keyType: 'ecdsa'; readonly hash: string; readonly curve: string }
  | { readonly keyType: 'rsa'; readonly hash: string; readonly padding: 'pss' | 'pkcs1v15' }

const rsa = (padding: 'pss' | 'pkcs1v15', hash: string): SchemeParameters => ({ keyType: 'rsa', hash, padding })

export const SCHEMES: Readonly<Record<Scheme, SchemeParameters>> = {
  ed25519: { keyType: 'ed25519' },
  'ecdsa-sha2-nistp256': { keyType: 'ecdsa', hash: 'sha256', curve: 'prime256v1' },
  'ecdsa-sha2-nistp384': { keyType: 'ecdsa', hash: 'sha384', curve: 'secp384r1' },
  'ecdsa-sha2-nistp521': { keyType: 'ecdsa', hash: 'sha512', curve: 'secp521r1' },
  'rsassa-pss-sha224': rsa('pss', 'sha224'),
  'rsassa-pss-sha256': rsa('pss', 'sha256'),
  'rsassa-pss-sha384': rsa('pss', 'sha384'),
  'rsassa-pss-sha512': rsa('pss', 'sha512'),
  'rsa-pkcs1v15-sha224': rsa('pkcs1v15', 'sha224'),
  'rsa-pkcs1v15-sha256': rsa('pkcs1v15', 'sha256'),
  'rsa-pkcs1v15-sha384': rsa('pkcs1v15', 'sha384'),
  'rsa-pkcs1v15-sha512': rsa('pkcs1v15', 'sha512')
}

/** True for a scheme of the table, and narrows. */
export function isScheme(text: string): text is Scheme {
  return Object.hasOwn(SCHEMES, text)
}

/** The type that a `keytype` names; older ECDSA keys carry their scheme there. */
export function keyTypeOf(text: string): KeyType | undefined {
  if (text === 'rsa' || text === 'ecdsa' || text === 'ed25519') return text
  return /^ecdsa-sha2-nistp(256|384|521)$/.test(text) ? 'ecdsa' : undefined
}
