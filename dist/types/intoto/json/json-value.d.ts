/** An object read from outside. A Map has no prototype for a member named `__proto__` to reach. */
export type JsonObject = ReadonlyMap<string, JsonValue>;
/** What the strict reader returns: integers are exact (bigint beyond 2^53), and there are no fractions. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;
/** True for objects, and narrows. */
export declare function isJsonObject(value: JsonValue): value is JsonObject;
/** Builds an object value from literal members; members whose value is `undefined` are left out. */
export declare function jsonObject(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject;
