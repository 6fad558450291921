// SPDX-License-Identifier: Apache-2.0
import type { JsonAt } from '../json/json-at.ts'
import type { JsonObject } from '../json/json-value.ts'
import type { KeyId } from './key-id.ts'
import { kindOfKey } from './key-kind.ts'
import { encodeKeylessIdentity, parseKeylessIdentity, type KeylessIdentity } from './keyless-identity.ts'
import { encodePublicKey, parsePublicKey, type PublicKey } from './public-key.ts'

/** Whoever a layout may authorise: a key, or an identity that a certificate proves. */
export type FunctionaryKey = PublicKey | KeylessIdentity

/** True for an identity. */
export function isKeyless(key: FunctionaryKey): key is KeylessIdentity {
  return key.keyType === 'sigstore-oidc'
}

/** Reads a key object of a layout. @throws what `parsePublicKey` and `parseKeylessIdentity` throw */
export function parseFunctionaryKey(at: JsonAt): FunctionaryKey {
  return kindOfKey(at) === 'keyless' ? parseKeylessIdentity(at) : parsePublicKey(at)
}

/** The key object for a layout. */
export function encodeFunctionaryKey(key: FunctionaryKey, keyId: KeyId): JsonObject {
  return isKeyless(key) ? encodeKeylessIdentity(key) : encodePublicKey(key, keyId)
}
