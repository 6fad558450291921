import { n as quoteUntrusted, r as InTotoError } from "./escape-untrusted.mjs";
// src/intoto/layout/expiry.ts
const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/**
* Reads `YYYY-MM-DDTHH:MM:SSZ` into milliseconds since the epoch, or undefined when it is not a real time: Date.parse
* alone turns 30 February into 2 March.
*/
function parseUtcSeconds(text) {
	if (!UTC_SECONDS.test(text)) return void 0;
	const milliseconds = Date.parse(text);
	if (Number.isNaN(milliseconds)) return void 0;
	return formatUtcSeconds(milliseconds) === text ? milliseconds : void 0;
}
/** The specification's form of a time, seconds cut off. */
function formatUtcSeconds(milliseconds) {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
/** The member `expires` of a layout. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
function parseExpiry(at) {
	const milliseconds = parseUtcSeconds(at.string());
	if (milliseconds !== void 0) return milliseconds;
	throw at.invalid("Expected a real UTC time of the form YYYY-MM-DDTHH:MM:SSZ.", "Write for example \"2030-01-31T00:00:00Z\".");
}
// src/intoto/rules/pattern.ts
const WILDCARD = /[*?[]/;
/** True when the text means anything else than itself as a pattern. */
function hasWildcard(text) {
	return WILDCARD.test(text);
}
/** Compiles a pattern; every text is one. */
function compilePattern(source) {
	return {
		source,
		matches: matcher(source)
	};
}
function matcher(source) {
	if (!hasWildcard(source)) return (text) => text === source;
	const inner = source.replace(/^\*+|\*+$/g, "");
	if (!hasWildcard(inner)) {
		const [open, close] = [source.startsWith("*"), source.endsWith("*")];
		if (inner === "") return () => true;
		if (open && close) return (text) => text.includes(inner);
		return open ? (text) => text.endsWith(inner) : (text) => text.startsWith(inner);
	}
	const tokens = parsePattern(source);
	return (text) => matchTokens(tokens, [...text]);
}
function parsePattern(source) {
	const characters = [...source];
	const tokens = [];
	let index = 0;
	while (index < characters.length) {
		const character = characters[index];
		index += 1;
		if (character === "*") {
			if (tokens.at(-1) !== "*") tokens.push("*");
		} else if (character === "?") tokens.push(() => true);
		else if (character === "[") {
			const end = endOfClass(characters, index);
			if (end === void 0) tokens.push((other) => other === "[");
			else {
				tokens.push(characterClass(characters.slice(index, end)));
				index = end + 1;
			}
		} else tokens.push((other) => other === character);
	}
	return tokens;
}
/** The position of the `]` that closes a class. One that comes first, after `!` too, belongs to the class. */
function endOfClass(characters, start) {
	let from = start;
	if (characters[from] === "!") from += 1;
	if (characters[from] === "]") from += 1;
	const end = characters.indexOf("]", from);
	return end === -1 ? void 0 : end;
}
/**
* Python splits a class at those hyphens that make a range and drops ranges that run backwards; what is left may be
* empty, and then matches nothing, or anything when negated.
*/
function characterClass(body) {
	const negated = body[0] === "!";
	const members = negated ? body.slice(1) : body;
	const ranges = [];
	let index = 0;
	while (index < members.length) {
		const low = codePoint(members[index]);
		if (members[index + 1] === "-" && index + 2 < members.length) {
			const high = codePoint(members[index + 2]);
			if (low <= high) ranges.push([low, high]);
			index += 3;
		} else {
			ranges.push([low, low]);
			index += 1;
		}
	}
	return (character) => {
		const value = codePoint(character);
		return ranges.some(([low, high]) => low <= value && value <= high) !== negated;
	};
}
function codePoint(character) {
	return character.codePointAt(0);
}
/** Greedy matching that returns only to the last `*`: at most the product of both lengths in steps. */
function matchTokens(tokens, text) {
	let position = 0;
	let token = 0;
	let star = -1;
	let retry = 0;
	while (position < text.length) {
		const current = tokens[token];
		if (current === "*") {
			star = token;
			token += 1;
			retry = position;
		} else if (current?.(text[position]) === true) {
			token += 1;
			position += 1;
		} else if (star >= 0) {
			token = star + 1;
			retry += 1;
			position = retry;
		} else return false;
	}
	while (tokens[token] === "*") token += 1;
	return token === tokens.length;
}
// src/intoto/rules/parse-rule.ts
const GRAMMAR = "A rule is CREATE, DELETE, MODIFY, ALLOW or DISALLOW with a pattern, REQUIRE with a path, or MATCH <pattern> [IN <prefix>] WITH (MATERIALS|PRODUCTS) [IN <prefix>] FROM <step>.";
/** One rule of a layout's list (in-toto v1.0, 4.3.3). @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_RULE_INVALID */
function parseRule(at) {
	return parseRuleTokens(at.strings(), at.where);
}
/**
* A rule from its words. Keywords may be in any letter case.
*
* @param where where the rule stands, escaped, for messages
* @throws METADATA_RULE_INVALID
*/
function parseRuleTokens(tokens, where) {
	const invalid = (message) => new InTotoError("METADATA_RULE_INVALID", `${message} The rule is ${quoteUntrusted(tokens.join(" "))}.`, {
		at: where,
		hint: GRAMMAR
	});
	const [keyword, argument] = tokens;
	if (keyword === void 0 || argument === void 0) throw invalid(`A rule has at least two words, this one has ${tokens.length}.`);
	const type = keyword.toUpperCase();
	switch (type) {
		case "CREATE":
		case "DELETE":
		case "MODIFY":
		case "ALLOW":
		case "DISALLOW":
			if (tokens.length !== 2) throw invalid(`${type} takes one pattern, and ${tokens.length - 1} words follow it.`);
			return {
				type,
				pattern: compilePattern(argument),
				tokens
			};
		case "REQUIRE":
			if (tokens.length !== 2) throw invalid(`REQUIRE takes one path, and ${tokens.length - 1} words follow it.`);
			return {
				type,
				path: argument,
				tokens
			};
		case "MATCH": return {
			type,
			pattern: compilePattern(argument),
			...parseMatch(tokens.slice(2), invalid),
			tokens
		};
		default: throw invalid(`There is no rule ${quoteUntrusted(keyword)}.`);
	}
}
/** What follows the pattern: `[IN prefix] WITH kind [IN prefix] FROM step`. */
function parseMatch(words, invalid) {
	let rest = words;
	const prefix = () => {
		if (rest.length < 2 || rest[0]?.toUpperCase() !== "IN") return "";
		const [, found = ""] = rest;
		rest = rest.slice(2);
		return found;
	};
	const expect = (keyword) => {
		const [word, value] = rest;
		if (word?.toUpperCase() !== keyword || value === void 0) throw invalid(`MATCH needs ${keyword} and a word where ${word === void 0 ? "the rule ends" : `${quoteUntrusted(word)} stands`}.`);
		rest = rest.slice(2);
		return value;
	};
	const sourcePrefix = prefix();
	const destinationKind = expect("WITH").toLowerCase();
	if (!isArtifactKind(destinationKind)) throw invalid("MATCH … WITH takes MATERIALS or PRODUCTS.");
	const destinationPrefix = prefix();
	const from = expect("FROM");
	if (rest.length > 0) throw invalid("Words follow the step of a MATCH rule.");
	return {
		sourcePrefix,
		destinationKind,
		destinationPrefix,
		from
	};
}
function isArtifactKind(text) {
	return text === "materials" || text === "products";
}
export { parseExpiry as a, formatUtcSeconds as i, parseRuleTokens as n, parseUtcSeconds as o, hasWildcard as r, parseRule as t };
