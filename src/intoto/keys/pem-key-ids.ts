// SPDX-License-Identifier: Apache-2.0
import { keyIdOf } from './derive-key-id.ts'
import type { KeyId } from './key-id.ts'
import type { PublicKey } from './public-key.ts'

/** The ids under which a key that was given as PEM may have signed, the current one first: PEM says no id. */
export function pemKeyIds(key: PublicKey): readonly [current: KeyId, legacy: KeyId] {
  return [keyIdOf(key, 'current'), keyIdOf(key, 'legacy')]
}
