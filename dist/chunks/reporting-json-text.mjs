// src/reporting/json-text.ts
const UNSAFE = /[\u007f-\u009f\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
/** A value as JSON text in which no string can steer a terminal; it reads back as the same value. */
function jsonText(value, indent = 2) {
	return escapeJson(JSON.stringify(value, null, indent));
}
/** The same for text that is JSON already: such characters stand in its strings only. */
function escapeJson(text) {
	return text.replace(UNSAFE, (character) => character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
}
export { jsonText as n, escapeJson as t };
