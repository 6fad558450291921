// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { canonicalJson } from '../json/canonical-json.ts'
import { jsonObject } from '../json/json-value.ts'
import type { KeyId } from './key-id.ts'
import { publicText, type PublicKey } from './public-key.ts'

/**
 * The two ways of computing a key id that are in use: `current` is securesystemslib 1.0 and later, `legacy` is what came
 * before and what in-toto-golang still uses. They differ for every key.
 */
export type KeyIdForm = 'current' | 'legacy'

/** Computes a key id: SHA-256 over the canonical key object, as 64 hexadecimal digits. */
export function keyIdOf(key: PublicKey, form: KeyIdForm): KeyId {
  const text = publicText(key)
  const object =
    form === 'current'
      ? jsonObject({ keytype: key.keyType, keyval: jsonObject({ public: text }), scheme: key.scheme })
      : jsonObject({
          keyid_hash_algorithms: ['sha256', 'sha512'],
          keytype: key.keyType,
          keyval: jsonObject({ public: text.trimEnd() }),
          scheme: key.scheme
        })
  return createHash('sha256').update(canonicalJson(object)).digest('hex') as KeyId
}
