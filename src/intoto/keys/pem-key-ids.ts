// SPDX-License-Identifier: Apache-2.0
import { keyIdOf } from './derive-key-id.ts'
import type { KeyId } from './key-id.ts'
import type { PublicKey } from './public-key.ts'

type KeyIds = readonly [current: KeyId, legacy: KeyId]

/** An id is the digest of a document that is written for it; whoever verifies chain after chain asks for the same. */
const KNOWN = new WeakMap<PublicKey, KeyIds>()

/** The ids under which a key that was given as PEM may have signed, the current one first: PEM says no id. */
export function pemKeyIds(key: PublicKey): KeyIds {
  const known = KNOWN.get(key)
  if (known !== undefined) return known
  const ids: KeyIds = [keyIdOf(key, 'current'), keyIdOf(key, 'legacy')]
  KNOWN.set(key, ids)
  return ids
}
