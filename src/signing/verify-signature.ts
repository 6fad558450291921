// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { constants, createPublicKey, verify, type AsymmetricKeyDetails, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { SCHEMES } from '../intoto/keys/schemes.ts'

/**
 * Checks one signature with one key. Anything but a good signature is `invalid`: an empty one, one in another form, one
 * that OpenSSL chokes on. Nothing is taken from the signature but its bytes; scheme, hash and padding are the key's.
 *
 * RSA-PSS is accepted with any salt length, as in-toto-python does; signers here use the length of the digest, which
 * in-toto-golang demands. ECDSA signatures are DER and nothing else, of which (r, s) and (r, n - s) both hold: never use
 * a signature as the name of what it signs.
 */
export function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): 'valid' | 'invalid' {
  try {
    return isValid(key, message, signature) ? 'valid' : 'invalid'
  } catch {
    return 'invalid'
  }
}

function isValid(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const keyObject = keyObjectOf(key)
  const parameters = SCHEMES[key.scheme]
  switch (parameters.keyType) {
    case 'ed25519':
      return verify(null, message, keyObject, signature)
    case 'ecdsa':
      return verify(parameters.hash, message, keyObject, signature)
    case 'rsa': {
      // OpenSSL forgives leading zeros that are missing from a PSS signature; RFC 8017 (8.1.2, 8.2.2) does not.
      if (signature.length !== modulusBytes(keyObject)) return false
      const padding =
        parameters.padding === 'pss'
          ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
          : { padding: constants.RSA_PKCS1_PADDING }
      return verify(parameters.hash, message, { key: keyObject, ...padding }, signature)
    }
  }
}

function modulusBytes(key: KeyObject): number {
  const { modulusLength } = key.asymmetricKeyDetails as AsymmetricKeyDetails & { modulusLength: number }
  return Math.ceil(modulusLength / 8)
}

/** Keys as Node has them, made once each. */
const KEY_OBJECTS = new WeakMap<PublicKey, KeyObject>()

/** A key as Node has it. @throws what OpenSSL says of bytes that are none */
export function keyObjectOf(key: PublicKey): KeyObject {
  const known = KEY_OBJECTS.get(key)
  if (known !== undefined) return known
  const keyObject = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' })
  KEY_OBJECTS.set(key, keyObject)
  return keyObject
}
