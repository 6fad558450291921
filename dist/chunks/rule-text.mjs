import { n as quoteUntrusted, r as InTotoError } from "./escape-untrusted.mjs";
// src/intoto/rules/rule-text.ts
/**
* Splits a rule or a command written as text into words, as a POSIX shell does without expansions: quotes group, a
* backslash takes the next character literally (within double quotes only `"` and `\`).
*
* @throws METADATA_RULE_INVALID for an open quote or a backslash at the end
*/
function splitWords(text) {
	const words = [];
	let word;
	let quote;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (quote === void 0 && /\s/.test(character)) {
			if (word !== void 0) words.push(word);
			word = void 0;
			continue;
		}
		word ??= "";
		const next = text[index + 1];
		if (character === quote) quote = void 0;
		else if (quote === void 0 && (character === "\"" || character === "'")) quote = character;
		else if (character === "\\" && quote !== "'" && (quote === void 0 || next === "\"" || next === "\\")) {
			if (next === void 0) throw openText(text, "ends with a backslash");
			word += next;
			index += 1;
		} else word += character;
	}
	if (quote !== void 0) throw openText(text, `has an open ${quote === "\"" ? "double" : "single"} quote`);
	if (word !== void 0) words.push(word);
	return words;
}
/** Joins words into text that `splitWords` splits into the same words. */
function joinWords(words) {
	return words.map((word) => /^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`).join(" ");
}
function openText(text, what) {
	return new InTotoError("METADATA_RULE_INVALID", `${quoteUntrusted(text)} ${what}.`, { hint: "Close the quote, or put the text into single quotes." });
}
export { splitWords as n, joinWords as t };
