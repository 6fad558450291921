// src/intoto/errors.ts
/**
* The one error class of the suite. The code is stable and documented in docs/errors.md; `message` says what
* happened with the values found, escaped with `escapeUntrusted` where they come from outside.
*/
var InTotoError = class extends Error {
	name = "InTotoError";
	code;
	at;
	hint;
	constructor(code, message, details = {}) {
		super(message, { cause: details.cause });
		this.code = code;
		this.at = details.at;
		this.hint = details.hint;
	}
};
// src/intoto/escape-untrusted.ts
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}\u{e0000}-\u{e007f}]/gu;
/**
* Makes text from outside safe to show on one line: control characters, line breaks, bidirectional marks and
* invisible characters become `\u{hex}`, so that a file name can neither start a workflow command on a line of its
* own nor recolour or reorder a terminal. Text longer than `limit` UTF-16 code units is cut, and says so.
*/
function escapeUntrusted(text, limit = 300) {
	const escaped = (text.length > limit ? text.slice(0, limit) : text).replace(UNSAFE, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
	return text.length > limit ? `${escaped}… (${text.length} characters)` : escaped;
}
/** The same within double quotes, for values in messages. */
function quoteUntrusted(text, limit = 300) {
	return `"${escapeUntrusted(text, limit)}"`;
}
export { quoteUntrusted as n, InTotoError as r, escapeUntrusted as t };
