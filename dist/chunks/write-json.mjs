import { m as serialise } from "./key-files.mjs";
// src/intoto/json/write-json.ts
/**
* A value as JSON text in canonical order: the same bytes as canonical JSON wherever that is JSON, and an escaped form
* where it is not (control characters). DSSE payloads are written so, because readers expect JSON in there.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function writeJson(value) {
	return serialise(value, (text) => JSON.stringify(text).slice(1, -1));
}
export { writeJson as t };
