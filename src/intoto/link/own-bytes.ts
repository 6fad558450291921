// SPDX-License-Identifier: Apache-2.0
// Files of the commit in an encoding that only the system's library knows: nobody can say what a clean checkout writes, so
// they stand in a checkout's products with the digest of their own bytes, and not with that which the claim is over.
import type { JsonObject, JsonValue } from '../json/json-value.ts'

const MEMBER = 'own_bytes'

/** An environment that names such products; as it was where there are none. */
export function withOwnBytes(environment: JsonObject, names: readonly string[]): JsonObject {
  return names.length === 0 ? environment : new Map<string, JsonValue>([...environment, [MEMBER, [...names]]])
}

/** Their names; empty where the environment names none in the way that we write it. */
export function readOwnBytes(environment: JsonObject): readonly string[] {
  const names = environment.get(MEMBER)
  return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : []
}
