import type { JsonObject } from '../json/json-value.js';
/** An environment that names such products; as it was where there are none. */
export declare function withOwnBytes(environment: JsonObject, names: readonly string[]): JsonObject;
/** Their names; empty where the environment names none in the way that we write it. */
export declare function readOwnBytes(environment: JsonObject): readonly string[];
