// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, type KeyObject } from 'node:crypto'
import { publicKeyFromSpki, type PublicKey } from '../intoto/keys/public-key.ts'

/** The public half of a key object of Node, as a key of this suite. @throws KEY_UNSUPPORTED */
export function publicKeyOf(keyObject: KeyObject, source: string): PublicKey {
  const publicKey = keyObject.type === 'private' ? createPublicKey(keyObject) : keyObject
  return publicKeyFromSpki(publicKey.export({ type: 'spki', format: 'der' }), source)
}
