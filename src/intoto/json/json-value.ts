// SPDX-License-Identifier: Apache-2.0

/** An object read from outside. A Map has no prototype for a member named `__proto__` to reach. */
export type JsonObject = ReadonlyMap<string, JsonValue>

/** What the strict reader returns: integers are exact (bigint beyond 2^53), and there are no fractions. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject

/** True for objects, and narrows. */
export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Builds an object value from literal members; members whose value is `undefined` are left out. */
export function jsonObject(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const object = new Map<string, JsonValue>()
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) object.set(name, value)
  }
  return object
}
