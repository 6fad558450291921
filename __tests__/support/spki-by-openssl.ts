// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { createPublicKey, type KeyObject } from 'node:crypto'

/** A key that OpenSSL reads and writes again as it was, in the one form that the suite has of it; else undefined. */
export function spkiByOpenssl(der: Uint8Array): Buffer | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    return spkiOf(key).equals(der) ? spkiOf(oneForm(key)) : undefined
  } catch {
    return undefined
  }
}

function oneForm(key: KeyObject): KeyObject {
  switch (key.asymmetricKeyType) {
    case 'ec':
      return createPublicKey({ key: key.export({ format: 'jwk' }), format: 'jwk' })
    case 'rsa-pss': {
      const spki = spkiOf(key)
      // Everything up to the modulus is headers; the algorithm says how long it is.
      const start = spki[1] === 0x82 ? 4 : spki[1] === 0x81 ? 3 : 2
      const rest = spki.subarray(start + 2 + (spki[start + 1] as number))
      return createPublicKey({ key: rest.subarray(rest[1] === 0x82 ? 5 : 4), format: 'der', type: 'pkcs1' })
    }
    default:
      return key
  }
}

function spkiOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}
