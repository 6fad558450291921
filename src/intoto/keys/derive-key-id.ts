// SPDX-License-Identifier: Apache-2.0
import { sha256Hex } from '../hashing/sha256.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import { jsonObject } from '../json/json-value.ts'
import type { KeyId, KeyIdForm } from './key-id.ts'
import { keyMembers, type PublicKey } from './public-key.ts'

export type { KeyIdForm } from './key-id.ts'

/**
 * Computes a key id: SHA-256 over the canonical key object, as 64 hexadecimal digits. The object of the form `current`
 * has type, scheme and value; that of `legacy` also names two hash algorithms, and its PEM has no trailing newline.
 */
export function keyIdOf(key: PublicKey, form: KeyIdForm): KeyId {
  return sha256Hex(canonicalJson(jsonObject(keyMembers(key, form)))) as KeyId
}
