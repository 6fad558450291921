import type { JsonValue } from './json-value.js';
/**
 * A value as JSON text in canonical order: the same bytes as canonical JSON wherever that is JSON, and an escaped form
 * where it is not (control characters). DSSE payloads are written so, because readers expect JSON in there.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export declare function writeJson(value: JsonValue): string;
