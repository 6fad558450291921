import { G as escapeUntrusted, K as quoteUntrusted, N as withoutEnd, P as listed, U as nearestName, V as LIMITS, X as RoomError, Y as InTotoError, i as foldName, k as beginsLikeDrive } from "./base.mjs";
import { D as isWholePath, E as distinctClasses, O as nextPathState, g as lineHides, h as isOneDirectory, p as directoryTest } from "./intoto-verification.mjs";
import { A as wordMeant, An as isSafeName, At as isStepName, D as yamlTexts, Dr as patternTokens, Dt as flawOfMayChange, E as yamlText, Er as passes, Et as flawOfLine, Ft as isFlaw, M as isWhole, Mt as parseIntentPattern, O as yamlWhole, Or as testOf, Ot as holdsBrace, Pt as intentSegments, Sr as parseRuleTokens, Tr as literalToken, Tt as flawOfInstalled, bt as takeStatements, dt as commandStatement, fn as URI_SCHEMES, ft as definitionStatement, gt as releaseStatements, h as shellLine, jt as isLiteral, k as asFile, kt as isDefinition, m as plainWords, mt as patternStatement, oi as CoreError, pt as installsStatements, rt as splitWords, sn as seesSource, wt as flawOfDirectory, yt as submoduleStatement } from "./intoto.mjs";
import { Y as compileExcludes } from "./every-action.mjs";
import { t as require_dist } from "./yaml.mjs";
// src/layouts/first-step.ts
/** A first step that `layout build` takes, for whoever has none; with whatever else such a file lacks. */
function firstStep(top) {
	return `Add a step: "- { name: build${top.has("by") ? "" : `, by: ${yamlText(someFunctionary(top.get("functionaries")?.value))}`}, takes: source, adds: dist/** }".${top.has("release") ? "" : " Say on top what is final: \"release: build\"."}`;
}
function someFunctionary(functionaries) {
	const [first] = functionaries?.kind === "mapping" ? functionaries.members.keys() : [];
	return first ?? "ci";
}
// src/layouts/compile/widened.ts
const STAR = Symbol("a star within a name");
const SLASH$1 = 47;
const HYPHEN = 45;
/** `?`, and brackets that other implementations cannot read. */
const ANY_OF_NAME = "[!/]";
/** Of more `**` in one pattern each is one `*`, and of more `*` nothing is told apart. */
const MOST_DIRECTORIES = 2;
const MOST_STARS = 3;
/** The patterns of rules for a pattern of intents. */
function widened(pattern) {
	const segments = segmentsOf(pattern);
	const inner = segments.slice(0, -1).filter((segment) => segment === "**").length;
	const forms = piecesOf(segments, inner > MOST_DIRECTORIES);
	const patterns = [...new Set(forms.map((pieces) => textOf(pieces, -1)))];
	const stars = forms[0].filter((piece) => piece === STAR).length;
	return {
		patterns,
		deeper: inner > 0 || stars > MOST_STARS ? [] : Array.from({ length: stars }, (_, index) => textOf(forms[0], index))
	};
}
/** A text as a pattern that fits nothing else. */
function escapedForRule(text) {
	return /[*?[]/.test(text) ? text.replace(/[*?[]/g, "[$&]") : text;
}
/** What a pattern that was read is made of. */
function segmentsOf({ text }) {
	const segments = intentSegments(text);
	return isFlaw(segments) ? ["**"] : segments;
}
/** All forms of a pattern that has `**`: where a slash follows, it is nothing or any directories. */
function piecesOf(segments, isLong) {
	const [first, ...rest] = segments;
	if (first === void 0) return [[]];
	if (first !== "**") {
		const name = first.map(pieceOf);
		return piecesOf(rest, isLong).map((pieces) => [
			...name,
			...rest.length === 0 ? [] : ["/"],
			...pieces
		]);
	}
	if (rest.length === 0) return [["*"]];
	const forms = piecesOf(rest, isLong);
	if (rest[0] === "**") return forms;
	if (rest[0]?.[0] === "*") return forms.map(([, ...pieces]) => ["*", ...pieces]);
	return forms.flatMap((pieces) => isLong ? [["*", ...pieces]] : [pieces, [
		"*",
		"/",
		...pieces
	]]);
}
function pieceOf(token) {
	if (token === "*") return STAR;
	return typeof token === "number" ? escapedForRule(String.fromCodePoint(token)) : bracketsOf(token);
}
/** @param crossing which of the stars crosses a directory at least; -1 for none */
function textOf(pieces, crossing) {
	let star = -1;
	return pieces.map((piece) => {
		if (piece !== STAR) return piece;
		star += 1;
		return star === crossing ? "*/*" : "*";
	}).join("");
}
function bracketsOf({ ranges, negated }) {
	if (ranges.length === 0 || ranges.flat().includes(HYPHEN)) return ANY_OF_NAME;
	const body = ranges.flatMap(withoutSlash).map(rangeText).join("");
	return negated ? `[!${body}/]` : `[${body}]`;
}
/** A range as those that leave out the slash. */
function withoutSlash([low, high]) {
	if (low > SLASH$1 || high < SLASH$1) return [[low, high]];
	return [[low, 46], [48, high]].filter(([from, to]) => from <= to);
}
function rangeText([low, high]) {
	const [from, to] = [String.fromCodePoint(low), String.fromCodePoint(high)];
	return low === high ? from : `${from}-${to}`;
}
// src/layouts/compile/automaton.ts
const SLASH = 47;
const ANY = {
	ranges: [],
	negated: true
};
const OF_NAME = {
	ranges: [[SLASH, SLASH]],
	negated: true
};
const ACCEPTING = {
	transitions: [],
	skips: []
};
/** What fits a pattern in the dialect of rules. */
function automatonOfRule(pattern) {
	return { states: [...patternTokens(pattern).map((token, at) => token === "*" ? run(ANY, at, 0) : one(testOf(token), at)), ACCEPTING] };
}
/** What fits a pattern of intents. */
function automatonOfIntent(pattern) {
	const states = [];
	const segments = segmentsOf(pattern);
	for (const [index, segment] of segments.entries()) {
		const isLast = index === segments.length - 1;
		const at = states.length;
		if (segment === "**") {
			if (isLast) states.push(one(ANY, at), run(ANY, at + 1, 0));
			else states.push({
				transitions: [{
					test: ANY,
					to: at + 1
				}],
				skips: [at + 2]
			}, {
				transitions: [{
					test: ANY,
					to: at + 1
				}, {
					test: literal("/"),
					to: at + 2
				}],
				skips: [],
				covers: [0, at]
			});
			continue;
		}
		for (const token of segment) states.push(token === "*" ? run(OF_NAME, states.length, at) : one(withinName(testOf(token)), states.length));
		if (!isLast) states.push(one(literal("/"), states.length));
	}
	return { states: [...states, ACCEPTING] };
}
/** What starts with a text. */
function automatonOfPrefix(prefix) {
	const states = [...prefix].map((character, at) => one(literal(character), at));
	return { states: [
		...states,
		run(ANY, states.length, 0),
		ACCEPTING
	] };
}
/** What fits once its beginning, `prefix`, is replaced by `by`. */
function automatonOfMoved(automaton, prefix, by) {
	if (prefix === "" && by === "") return automaton;
	const reached = reachedBy(automaton, by);
	const chain = [...prefix].map((character, at) => one(literal(character), at));
	const shift = chain.length + 1;
	const states = automaton.states.map(({ transitions, skips, covers }) => ({
		transitions: transitions.map(({ test, to }) => ({
			test,
			to: to + shift
		})),
		skips: skips.map((to) => to + shift),
		...covers === void 0 ? {} : { covers: [covers[0] + shift, covers[1] + shift] }
	}));
	return { states: [
		...chain,
		{
			transitions: [],
			skips: reached.map((to) => to + shift)
		},
		...states
	] };
}
/** Whether anything that begins with a text fits. */
function canBeginWith(automaton, text) {
	return reachedBy(automaton, text).length > 0;
}
function reachedBy(automaton, text) {
	let reached = closure(automaton, [0]);
	for (const character of text) {
		if (reached.length === 0) return reached;
		reached = after(automaton, reached, character.codePointAt(0));
	}
	return reached;
}
/** All states that are reached with some, but for those that another covers, in order. */
function closure({ states }, from) {
	const reached = new Set(from);
	for (const state of reached) for (const skip of states[state]?.skips ?? []) reached.add(skip);
	const kept = [];
	let covering = [];
	for (const state of [...reached].sort((a, b) => b - a)) {
		if (covering.some(([first, end]) => first <= state && state < end)) continue;
		kept.push(state);
		const covers = states[state]?.covers;
		if (covers !== void 0) covering = [...covering.filter(([first]) => first < covers[0]), covers];
	}
	return kept.reverse();
}
function after(automaton, reached, codePoint) {
	return closure(automaton, reached.flatMap((state) => automaton.states[state]?.transitions ?? []).filter(({ test }) => passes(test, codePoint)).map(({ to }) => to));
}
function one(test, at) {
	return {
		transitions: [{
			test,
			to: at + 1
		}],
		skips: []
	};
}
function run(test, at, first) {
	return {
		transitions: [{
			test,
			to: at
		}],
		skips: [at + 1],
		covers: [first, at]
	};
}
function literal(character) {
	return testOf(character.codePointAt(0));
}
function withinName({ ranges, negated }) {
	return negated ? {
		ranges: [...ranges, [SLASH, SLASH]],
		negated
	} : {
		ranges: ranges.flatMap(withoutSlash),
		negated
	};
}
// src/layouts/compile/kinds-of-path.ts
/** States of the product, and transitions of one automaton in it, at most: ten times what large layouts take. */
const MOST_STATES = 5e3;
const MOST_MOVES = 2e7;
/** Work has run out; it holds which of the automata took the most of it. */
var WorkSpent = class extends Error {
	heaviest;
	constructor(heaviest) {
		super("the work of automata has run out");
		this.heaviest = heaviest;
	}
};
/**
* All kinds of path that files can have, none of a scheme among them. Undefined where there are too many combinations to
* look at.
*
* @throws WorkSpent
*/
function kindsOfPath(automata, { mostStates = MOST_STATES, work = { left: 1e400 } } = {}) {
	const tests = /* @__PURE__ */ new Map();
	const numbers = new Numbers();
	const walked = automata.map((automaton, index) => new Walked(automaton, index, tests, numbers));
	const alphabet = distinctClasses([...tests.values()].map(({ test }) => test));
	const kinds = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	const spent = () => walked.reduce((sum, { looked }) => sum + looked, moves);
	let moves = 0;
	let layer = [{
		path: "",
		state: "=",
		at: walked.map(({ start }) => start)
	}];
	while (layer.length > 0) {
		const next = [];
		for (const { path, state, at } of layer) {
			if (spent() > work.left) throw new WorkSpent(walked.toSorted((a, b) => b.looked - a.looked).map(({ index }) => index));
			for (const [letter, character] of alphabet.entries()) {
				const moved = nextPathState(state, character.character);
				const longer = path + character.character;
				if (moved === void 0 || moved === "body") continue;
				moves += at.length;
				if (moves > MOST_MOVES || seen.size > mostStates) {
					work.left -= spent();
					return;
				}
				const reached = at.flatMap((states) => states.of.move(states, letter, character) ?? []);
				const key = `${moved} ${reached.map(({ number }) => number).join(",")}`;
				if (seen.has(key)) continue;
				seen.add(key);
				next.push({
					path: longer,
					state: moved,
					at: reached
				});
				if (isWholePath(moved)) note(kinds, longer, reached, automata.length);
			}
		}
		layer = next;
	}
	work.left -= spent();
	return [...kinds.values()];
}
function note(kinds, path, at, automata) {
	const fitting = at.filter(({ isAccepting }) => isAccepting).map(({ of }) => of.index);
	const key = fitting.join(",");
	if (kinds.has(key)) return;
	const fits = Array.from({ length: automata }, () => false);
	for (const index of fitting) fits[index] = true;
	kinds.set(key, {
		path,
		fits
	});
}
var Numbers = class {
	#count = 0;
	next() {
		this.#count += 1;
		return this.#count;
	}
};
/** One automaton, made deterministic as far as it is walked: each set of states is looked at once. */
var Walked = class {
	index;
	start;
	/** States that were looked at. */
	looked;
	#automaton;
	#tests;
	#sets = /* @__PURE__ */ new Map();
	#numbers;
	constructor(automaton, index, tests, numbers) {
		this.index = index;
		this.looked = automaton.states.length;
		this.#automaton = automaton;
		this.#numbers = numbers;
		this.#tests = automaton.states.map(({ transitions }) => transitions.map(({ test }) => numberOf(test, tests)));
		this.start = this.#setOf(closure(automaton, [0]));
	}
	/** Undefined where the automaton can accept no more. */
	move(from, letter, { passed }) {
		const known = from.moved[letter];
		if (known !== void 0) return known ?? void 0;
		this.looked += from.states.length;
		const to = from.states.flatMap((state) => (this.#automaton.states[state]?.transitions ?? []).filter((_transition, index) => passed[this.#tests[state]?.[index]] === true).map((transition) => transition.to));
		const set = to.length === 0 ? null : this.#setOf(closure(this.#automaton, to));
		from.moved[letter] = set;
		return set ?? void 0;
	}
	#setOf(states) {
		const key = states.join(",");
		const known = this.#sets.get(key);
		if (known !== void 0) return known;
		const isAccepting = states.includes(this.#automaton.states.length - 1);
		const set = {
			of: this,
			number: this.#numbers.next(),
			states,
			isAccepting,
			moved: []
		};
		this.#sets.set(key, set);
		return set;
	}
};
function numberOf(test, tests) {
	const key = JSON.stringify([test.negated, test.ranges]);
	const found = tests.get(key) ?? {
		number: tests.size,
		test
	};
	tests.set(key, found);
	return found.number;
}
// src/layouts/odd-space.ts
/** Spaces that look like a plain one, and are none to YAML. */
const ODD_SPACE = /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
/** The first of them in a text, in words, and where it stands in UTF-16 code units. */
function oddSpaceIn(text) {
	const at = text.search(ODD_SPACE);
	if (at < 0) return void 0;
	const number = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
	return {
		at,
		name: `${number === "00A0" ? "a no-break space" : "a space that is none to YAML"} (U+${number})`
	};
}
// src/layouts/yaml-reader.ts
/** Reads values, and hands what is wrong to the source, which knows its places. */
var YamlReader = class {
	/** The name of the file, for messages. */
	name;
	#source;
	constructor(source) {
		this.#source = source;
		this.name = source.name;
	}
	/** What `read` gives, and whether it noted a problem. */
	noting(read) {
		const before = this.#source.problemCount;
		return {
			value: read(),
			isFlawed: this.#source.problemCount > before
		};
	}
	/** Line and column of a value. */
	place({ offset }) {
		return this.#source.place(offset);
	}
	/** Undefined, so that a reader can return it in place of the value. */
	problem(code, at, message, hint) {
		this.#source.problem(code, at.offset, message, hint);
	}
	/** The same for an error of what stands there. */
	refusal(error, at, message, hint = "") {
		this.#source.refusal(error, at.offset, message, error.hint ?? hint);
	}
	warning(at, message, hint) {
		this.#source.warning(at.offset, message, hint);
	}
	/** What `read` gives. An error of it becomes a problem here. */
	attempt(at, read) {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof InTotoError)) throw error;
			return this.refusal(error, at, error.message);
		}
	}
	/** The members of a mapping, none when it is something else. Names that are not `known` are problems. */
	mapping(value, what, known) {
		if (value.kind !== "mapping") {
			this.problem("LAYOUT_SOURCE_TYPE", value, `${what} is a mapping of names to values.`, "Write \"name: value\" lines.");
			return /* @__PURE__ */ new Map();
		}
		if (known !== void 0) this.refuseUnknown(value.members, known);
		return value.members;
	}
	refuseUnknown(members, known) {
		for (const [name, { key }] of members) {
			if (known.includes(name)) continue;
			const near = nearestName(name, known);
			const odd = oddSpaceIn(name);
			this.problem("LAYOUT_SOURCE_UNKNOWN", key, `There is no ${quoteUntrusted(name)} here.`, odd !== void 0 ? `It holds ${odd.name}: write a plain space, or nothing, in its place.` : near === void 0 ? `Known here: ${known.join(", ")}.` : `Did you mean ${quoteUntrusted(near)}?`);
		}
	}
	/** A text that is not empty. */
	text(value, what) {
		if (value?.kind === "scalar" && typeof value.value === "string" && value.value !== "") return value.value;
		const found = value?.kind === "scalar" ? value.value === "" ? "empty" : String(value.value) : `a ${value?.kind ?? "nothing"}`;
		return this.problem("LAYOUT_SOURCE_TYPE", value ?? { offset: 0 }, `"${what}" needs a text, found ${found}.`, value?.kind === "scalar" && (value.value === "" || value.plain === "") ? `Write a text${value.value === "" ? " between the quotes" : ""}.` : "Put the value into quotes.");
	}
	/** A text, or a list of texts; none when it is not there. */
	texts(member, what) {
		return oneOrMore(member).flatMap((item) => this.text(item, what) ?? []);
	}
	/** The items of what must be a list; none when it is something else. */
	list({ value }, message, hint) {
		if (value.kind === "list") return value.items;
		this.problem("LAYOUT_SOURCE_TYPE", value, message, hint);
		return [];
	}
	/** Words as a shell would split them, or a list of words, of which all but the first may be empty. */
	words(value, what) {
		if (value.kind === "list") return value.items.flatMap((item, index) => index > 0 && item.kind === "scalar" && item.value === "" ? "" : this.text(item, what) ?? []);
		const text = this.text(value, what);
		return text === void 0 ? void 0 : this.attempt(value, () => splitWords(text));
	}
};
/** The items of a list, or the one value that stands in its place; none when it is not there. */
function oneOrMore(member) {
	if (member === void 0) return [];
	return member.value.kind === "list" ? member.value.items : [member.value];
}
// src/layouts/intents/list-in-text.ts
/** Keys behind which files of the workspace are named. */
const OF_WORKSPACE = [
	"adds",
	"may-add",
	"changes",
	"removes",
	"may-remove",
	"scratch"
];
/** Warns of a text that was probably meant otherwise. @param what the key */
function warnOfText(reader, placed, what) {
	const { text } = placed;
	const parts = partsOf$1(text);
	const key = ["takes", "release"].includes(what) ? "" : `${what}: `;
	if (parts.length > 1 && parts.every(looksLikePath)) reader.warning(placed, `${quoteUntrusted(text)} is one name with ${text.includes(",") ? "a comma" : "a blank"} in it, and no list.`, `If several are meant, write \`${key}${yamlTexts(parts)}\`.`);
	const odd = oddSpaceIn(text);
	if (odd !== void 0) reader.warning(placed, `${quoteUntrusted(text)} holds ${odd.name}, which is a part of the name.`, "Write a plain space, or nothing, in its place, unless the file is called so.");
	if (text.startsWith("~/") && OF_WORKSPACE.includes(what)) reader.warning(placed, ofHome(text, what), homeHint(text));
}
/** What stands between blanks and commas. An expression and a class of characters may hold either. */
function partsOf$1(text) {
	const parts = [];
	const [lastBracket, lastBraces] = [text.lastIndexOf("]"), text.lastIndexOf("}}")];
	let [start, at] = [0, 0];
	const endPart = () => {
		if (at > start) parts.push(text.slice(start, at));
	};
	while (at < text.length) if (at < lastBracket && text[at] === "[") at = text.indexOf("]", at) + 1;
	else if (at + 3 <= lastBraces && text.startsWith("${{", at)) at = text.indexOf("}}", at + 3) + 2;
	else if (/[\s,]/.test(text[at])) {
		endPart();
		at += 1;
		start = at;
	} else at += 1;
	endPart();
	return parts;
}
function looksLikePath(part) {
	return /[/*]|\.\w+$|^\./.test(part);
}
function ofHome(text, what) {
	return `${quoteUntrusted(text)} stands under "${what}", where files of the workspace are named: no file of a home fits it.`;
}
function homeHint(text) {
	const directory = withoutAllBelow(text);
	return `Take it out, since files outside of the workspace are not recorded. For dependencies that the step installs there, write \`installs-into: ${yamlText(directory)}\`.`;
}
/** A directory without the slashes and stars behind it. */
function withoutAllBelow(text) {
	let directory = text;
	while (withoutEnd(directory, "*").endsWith("/")) directory = withoutEnd(withoutEnd(directory, "*"), "/");
	return directory;
}
// src/layouts/intents/intent-text.ts
/** What readers of YAML 1.1 take for truth, for a number or for a time, and YAML 1.2 for a text. */
const OTHERWISE_READ = /^(?:on|off|yes|no|[-+]?\d[\d_]*_\d*|[-+]?\d+(?::[0-5]?\d)+|\d{4}-\d{1,2}-\d{1,2})$/i;
/** What to write under keys that have to stand there. */
const WRITTEN = /* @__PURE__ */ new Map([
	["takes", "Write `takes: source`, `takes: nothing`, or the step whose files it begins with."],
	["release", "Write `release: nothing`, or the step whose files are final."],
	["installs-into", "Name the directory that the step fills, `node_modules` or `~/.m2/repository`, or leave out \"installs-into\"."],
	["commit", "Write run, head or named, or leave out \"source\"."]
]);
/** A text that every reader of YAML takes for the same. What is none becomes a problem. */
function intentText(reader, value, what) {
	if (value.kind !== "scalar") return reader.problem("LAYOUT_SOURCE_TYPE", value, `"${what}" needs a text, and a ${value.kind} stands here.`, "Put a text with brackets or braces into quotes.");
	if (typeof value.value !== "string") return reader.problem("LAYOUT_SOURCE_TYPE", value, `"${what}" needs a text, and ${notText(value)}.`, value.plain === "" || value.value === null && WRITTEN.has(what) ? WRITTEN.get(what) ?? `Write one, or leave out "${what}".` : `Write '${escapeUntrusted(value.plain ?? "")}'.`);
	if (value.value === "") return reader.problem("LAYOUT_SOURCE_TYPE", value, `"${what}" is empty.`, WRITTEN.get(what) ?? `Write a text, or leave out "${what}".`);
	if (value.plain !== void 0 && OTHERWISE_READ.test(value.plain)) return reader.problem("LAYOUT_SOURCE_AMBIGUOUS", value, `Without quotes some readers of YAML take \`${escapeUntrusted(value.plain)}\` for a text, and others for ${otherwise(value.plain)}.`, `Write '${escapeUntrusted(value.plain)}'.`);
	return {
		text: value.value,
		offset: value.offset
	};
}
/** Whether nothing stands behind a key: an empty list, an empty text, or no value. */
function isEmpty({ value }) {
	if (value.kind === "list") return value.items.length === 0;
	return value.kind === "scalar" && (value.value === "" || value.plain === "");
}
/** Notes that no pattern stands behind the step whose files are meant; whether it is so. */
function refuseNoPattern(reader, step, member) {
	if (!isEmpty(member)) return false;
	const name = yamlText(step);
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", member.value, `Behind ${quoteUntrusted(step)} stands no pattern, which may mean all of its files, or none.`, `Write \`${name}\` for all of its files, or what fits those that are meant: \`{ ${name}: 'dist/**' }\`.`);
	return true;
}
/** One text or a list of at least one. */
function intentTexts(reader, member, what) {
	if (member === void 0) return [];
	const items = oneOrMore(member);
	if (items.length === 0) reader.problem("LAYOUT_SOURCE_VALUE", member.value, `"${what}" is an empty list.`, `Leave out "${what}".`);
	const texts = items.flatMap((item) => lineText(reader, item, what) ?? []);
	for (const one of texts) warnOfText(reader, one, what);
	return withoutTwice$3(reader, texts, what);
}
/** A text of one line that says something. */
function lineText(reader, item, what) {
	const placed = intentText(reader, item, what);
	if (placed?.text.includes("\n") === true) return refuseLines(reader, placed, what);
	if (placed?.text !== "nothing" || !LEFT_OUT.includes(what)) return placed;
	const hint = `Leave \`${what}\` out. For a file of that name write \`${what}: '[n]othing'\`.`;
	return refuse$1(reader, what, placed, `"${what}" names what there is, and "nothing" is no file.`, hint);
}
/** Keys that say nothing where they do not stand. */
const LEFT_OUT = [
	"adds",
	"may-add",
	"changes",
	"removes",
	"may-remove",
	"scratch"
];
function refuseLines(reader, placed, what) {
	const lines = placed.text.split("\n").map((line) => line.trim());
	const hint = `Write \`${what === "takes" || what === "release" ? "" : `${what}: `}${yamlTexts(lines.filter((line) => line !== ""))}\`.`;
	return refuse$1(reader, what, placed, `"${what}" is one text with an end of line in it, and no list.`, hint);
}
/** Lines of gitignore are no patterns of intents. */
const LINES = ["scratch", "may-change"];
function refuse$1(reader, what, at, message, hint) {
	if (LINES.includes(what)) return reader.problem("LAYOUT_SOURCE_VALUE", at, message, hint);
	return reader.refusal(new CoreError("INTENT_PATTERN_INVALID", message, { hint }), at, message);
}
/** What stands twice in a list means something else than it says, or nothing. */
function withoutTwice$3(reader, texts, what) {
	const seen = /* @__PURE__ */ new Set();
	return texts.filter((one) => {
		const isFirst = !seen.has(one.text);
		seen.add(one.text);
		if (isFirst) return true;
		reader.problem("LAYOUT_SOURCE_VALUE", one, `${yamlText(one.text)} stands twice in "${what}".`, "Remove one of the two.");
		return false;
	});
}
/** Whether a value is exactly `true`, without quotes. */
function isTrue(value) {
	return value?.kind === "scalar" && value.value === true;
}
function notText(value) {
	if (value.value === null) return value.plain === "" ? "nothing stands here" : "`null` is nothing";
	const read = String(value.value);
	const written = escapeUntrusted(value.plain ?? read);
	if (typeof value.value === "boolean") return `\`${written}\` is truth to YAML`;
	return read === value.plain ? `\`${written}\` is a number` : `YAML reads \`${written}\` as the number ${read}`;
}
function otherwise(plain) {
	if (/^[a-z]/i.test(plain)) return /^(?:on|yes)$/i.test(plain) ? "true" : "false";
	return /-\d/.test(plain) ? "a date" : "a number";
}
// src/layouts/intents/read-source.ts
/** What `submodules` says where no job has one that another has not. */
const SAME = "same";
const EXAMPLE = "Write `source: { commit: head }` for the tip of a pull request, `named` for a commit that the caller names, `run` for that of the run.";
const SUBMODULES = "Write `submodules: [vendor/lib]`, the directories of submodules that some jobs check out and others do not, or `submodules: same` if all jobs check out the same.";
function readSource(reader, member) {
	if (member === void 0) return {
		sourceCommit: "run",
		sourceAt: void 0,
		submodules: void 0
	};
	const { value } = member;
	if (value.kind !== "mapping" || value.members.size === 0) {
		reader.problem("LAYOUT_SOURCE_TYPE", value, "\"source\" on top is a mapping that says which commit is meant.", EXAMPLE);
		return {
			sourceCommit: "run",
			sourceAt: value.offset,
			submodules: void 0
		};
	}
	reader.refuseUnknown(value.members, ["commit", "submodules"]);
	return {
		sourceCommit: readCommit(reader, value.members.get("commit")),
		sourceAt: value.offset,
		submodules: readSubmodules(reader, value.members.get("submodules"))
	};
}
function readCommit(reader, member) {
	const text = member === void 0 ? void 0 : intentText(reader, member.value, "commit")?.text;
	if (text === "run" || text === "head" || text === "named") return text;
	if (text !== void 0 && member !== void 0) {
		const message = `"commit" is run, head or named, not ${quoteUntrusted(text)}.`;
		reader.problem("LAYOUT_SOURCE_VALUE", member.value, message, EXAMPLE);
	}
	return "run";
}
function readSubmodules(reader, member) {
	if (member === void 0) return void 0;
	if (member.value.kind === "scalar" && member.value.value === SAME) return SAME;
	const isListed = member.value.kind === "list";
	const words = oneOrMore(member).filter((value) => isWordOfCheckout(value, isListed));
	if (words.length > 0) {
		for (const word of words) refuseWord$1(reader, word);
		return [];
	}
	return intentTexts(reader, member, "submodules").filter((placed) => {
		const flaw = flawOfSubmodule(placed.text);
		if (flaw === void 0) return true;
		const meant = withoutEnd(placed.text.replace(/^\.\//, "").replace(/\/\*\*$/, ""), "/");
		reader.problem("LAYOUT_SOURCE_VALUE", placed, `${quoteUntrusted(placed.text)} is not the directory of a submodule: it ${flaw}.`, meant !== placed.text && flawOfSubmodule(meant) === void 0 ? `Write \`submodules: ${yamlText(meant)}\`.` : SUBMODULES);
		return false;
	});
}
/** Words of `actions/checkout` and of git, which name no directory. */
const WORDS = [
	"recursive",
	"all",
	"true",
	"false",
	"yes",
	"no",
	"on",
	"off",
	"none"
];
/** In quotes in a list, a word is the name of a directory. */
function isWordOfCheckout(value, isListed) {
	if (value.kind !== "scalar" || isListed && value.plain === void 0) return false;
	return WORDS.includes(String(value.value).toLowerCase());
}
function refuseWord$1(reader, value) {
	const word = value.kind === "scalar" ? String(value.value) : "";
	reader.problem(word === "true" || word === "false" ? "LAYOUT_SOURCE_TYPE" : "LAYOUT_SOURCE_VALUE", value, `"submodules" are directories, and ${quoteUntrusted(word)} says how a job checks out.`, `${SUBMODULES} A directory that is called so stands in quotes in a list: \`submodules: ['${word}']\`.`);
}
/** What makes a text no directory of a submodule that a layout can name; undefined for one that is. */
function flawOfSubmodule(directory) {
	return flawOfDirectory(directory) ?? (holdsBrace(directory) ? "holds a brace" : void 0);
}
// src/layouts/intents/submodules-of.ts
/** Named in one message. */
const NAMED = 5;
/** Of more, a layout says itself which it means: each is in the rules of each step. */
const MOST_FOUND = 64;
/** Nothing is taken of many submodules, as if the layout said `same`. */
function demandSaid(reader, at, named) {
	reader.warning(at, `The repository has ${named.length} submodules by its .gitmodules, and at most ${MOST_FOUND} are taken from there: of none the layout says that some jobs check it out and others do not, so the rules hold all jobs to the same.`, "Write `source: { submodules: same }` if all jobs check out the same, or `source: { submodules: [vendor/lib] }` with those, or directories above them, that some jobs check out and others do not.");
	return [];
}
/** @param found by `.gitmodules`; none where the repository has no such file */
function warnOfUnknown(reader, { text, offset }, found) {
	const isKnown = found.some((one) => one === text || one.startsWith(`${text}/`) || text.startsWith(`${one}/`));
	if (found.length === 0 || isKnown) return;
	reader.warning({ offset }, `${quoteUntrusted(text)} is not a submodule by the .gitmodules of the repository, which has ${listed(found, NAMED, (one) => quoteUntrusted(one))}.`, "Name the directory of a submodule, or one above it.");
}
/** Directories, each once. */
function submodulesOf(reader, { said, found, legs, at, offsets }) {
	if (said === "same") return [];
	if (said !== void 0) {
		for (const { text, offset } of said) {
			offsets.set(submoduleStatement(text), offset);
			warnOfUnknown(reader, {
				text,
				offset
			}, found);
		}
		return said.map(({ text }) => text);
	}
	if (legs.filter(({ intents }) => seesSource(intents)).length < 2) return [];
	const named = [...new Set(found)].filter((directory) => flawOfSubmodule(directory) === void 0);
	if (named.length === 0) return [];
	if (named.length > MOST_FOUND) return demandSaid(reader, at, named);
	const written = named.map(yamlText).join(", ");
	reader.warning(at, `The repository has ${listed(named.map((one) => quoteUntrusted(one)), NAMED, (list) => list)}, by its .gitmodules. The rules let a job check out a submodule or not; what two jobs have of it, the check compares.`, `Write \`source: { submodules: [${written}] }\` to say so whatever the repository has, or \`source: { submodules: same }\` if all jobs check out the same.`);
	return named;
}
// src/layouts/intents/find-steps.ts
const NO_VALUES$1 = /* @__PURE__ */ new Map();
/** The steps of a layout by whatever may name them. */
var StepNames = class {
	steps;
	#found = /* @__PURE__ */ new Map();
	constructor(steps) {
		this.steps = steps;
		for (const [place, step] of steps.entries()) if ("inRules" in step) this.#found.set(step.name, {
			kind: "rules",
			place,
			name: step.name
		});
		else {
			this.#found.set(step.name, {
				kind: "step",
				place,
				step
			});
			if (step.hasMatrix) for (const leg of step.legs) this.#found.set(leg.name, {
				kind: "leg",
				place,
				step,
				leg
			});
		}
	}
	get(name) {
		return this.#found.get(name);
	}
	/** Notes that a name is of no step. @param further words that may stand in its place */
	refuseUnknown(reader, at, name, further) {
		const near = nearestName(name, [...this.#found.keys(), ...further]);
		const legs = this.steps.flatMap((step) => "inRules" in step || !name.startsWith(`${step.name}-`) ? [] : step.legs);
		const known = (legs.length > 0 ? legs : this.steps).map((one) => quoteUntrusted(one.name)).slice(0, 20);
		return reader.problem("LAYOUT_SOURCE_UNKNOWN", at, `There is no step ${quoteUntrusted(name)}.`, near === void 0 ? `The ${legs.length > 0 ? "legs" : "steps"} are: ${known.join(", ")}.` : `Did you mean ${quoteUntrusted(near)}?`);
	}
};
/** The legs that a name is of, each with its values. */
function legsOfFound(found) {
	if (found.kind === "rules") return [{
		name: found.name,
		values: NO_VALUES$1
	}];
	return found.kind === "leg" ? [found.leg] : found.step.legs;
}
// src/layouts/intents/matrix-text.ts
/** The expressions of a text, from the first to the last. One that is not closed is none, and neither is what follows. */
function* expressionsIn(text) {
	let index = text.indexOf("${{");
	while (index >= 0) {
		const end = text.indexOf("}}", index + 3);
		if (end < 0) return;
		yield {
			text: text.slice(index, end + 2),
			inner: text.slice(index + 3, end),
			index
		};
		index = text.indexOf("${{", end + 2);
	}
}
/** A text with something else in the place of each expression. */
function replaceExpressions(text, by) {
	const parts = [];
	let end = 0;
	for (const found of expressionsIn(text)) {
		parts.push(text.slice(end, found.index), by(found));
		end = found.index + found.text.length;
	}
	return [...parts, text.slice(end)].join("");
}
const DIMENSION = /^\s*matrix\.([A-Za-z_][\w-]*)\s*$/;
/** Finds the expressions of a text. Another one than a dimension of a matrix is a problem. */
function matrixText(reader, placed) {
	const parts = [];
	let end = 0;
	for (const found of expressionsIn(placed.text)) {
		const [, dimension] = DIMENSION.exec(found.inner) ?? [];
		if (dimension === void 0) return reader.problem("LAYOUT_SOURCE_VALUE", placed, `\`${escapeUntrusted(found.text)}\` cannot stand here: a layout is written before a workflow runs.`, "Write a value of the matrix, `${{ matrix.NAME }}`, or the text itself.");
		parts.push(placed.text.slice(end, found.index), { dimension });
		end = found.index + found.text.length;
	}
	parts.push(placed.text.slice(end));
	return {
		...placed,
		parts: parts.filter((part) => part !== "")
	};
}
/** Whether a text holds an expression. */
function holdsDimension({ parts }) {
	return parts.some((part) => typeof part !== "string");
}
/** The text with the first of the values that has a dimension; what none has is a problem. */
function withValues(reader, written, values) {
	let text = "";
	for (const part of written.parts) {
		const value = typeof part === "string" ? part : valueOf(part.dimension, values);
		if (value === void 0) return refuseDimension(reader, written, part.dimension, values);
		text += value;
	}
	return text;
}
function valueOf(dimension, values) {
	return values.find((one) => one.has(dimension))?.get(dimension);
}
function refuseDimension(reader, written, dimension, values) {
	const known = [...new Set(values.flatMap((one) => [...one.keys()]))];
	const near = nearestName(dimension, known);
	const hint = near !== void 0 ? `Did you mean \`\${{ matrix.${escapeUntrusted(near)} }}\`?` : known.length === 0 ? `Give the step a matrix: \`matrix: { ${dimension}: [a, b] }\`.` : `Known here: ${known.map((name) => quoteUntrusted(name)).join(", ")}.`;
	return reader.problem("LAYOUT_SOURCE_UNKNOWN", written, `Not every leg that this is about has a ${quoteUntrusted(dimension)} in its matrix.`, hint);
}
// src/layouts/intents/read-directory.ts
/** Notes what makes a text no directory of the workspace; whether there was something. */
function refuseFlawedDirectory(reader, at, text, what) {
	const flaw = flawOfDirectory(text);
	if (flaw === void 0) return false;
	reader.problem("LAYOUT_SOURCE_VALUE", at, `"${what}" names a directory, and ${quoteUntrusted(text)} ${flaw}.`, directoryHint(text, what));
	return true;
}
/** The directory that is probably meant. */
function directoryHint(text, what) {
	if (/^\.?\/?$/.test(text)) return `For the top of the workspace leave out "${what}".`;
	const meant = text.replaceAll("\\", "/").split("/").filter((name) => name !== "" && name !== ".").join("/");
	return flawOfDirectory(meant) === void 0 ? `Write \`${what}: ${yamlText(meant)}\`.` : "Write it from the top of the workspace, in its shortest form: `packages/app`.";
}
// src/layouts/intents/read-takes.ts
const PARTS = [
	"only",
	"from",
	"into",
	"legs"
];
/** Words of the language that are no steps. */
const WHOLE = ["source", "nothing"];
/** What a step takes; none for `nothing`. */
function readTakes(reader, { value }) {
	const items = value.kind === "list" ? value.items : [value];
	const takes = items.flatMap((item) => readTake(reader, item, items.length > 1));
	if (items.length === 0) reader.problem("LAYOUT_SOURCE_VALUE", value, "\"takes\" is an empty list.", "Write `takes: nothing`.");
	return withoutTwice$2(reader, takes);
}
function readTake(reader, item, isOneOfSeveral) {
	if (item.kind !== "mapping") {
		const step = readStepName(reader, item);
		if (step === void 0) return [];
		if (step.text !== "nothing") return [whole(step)];
		if (isOneOfSeveral) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", item, "The step takes nothing, and something else.", "Remove `nothing`, or write `takes: nothing` alone.");
		return [];
	}
	if (item.members.size === 0) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", item, "`{}` may mean nothing, or all of something.", "Write `takes: nothing`, `takes: source`, or the step that it takes.");
	return [...item.members].flatMap(([name, member]) => readPart(reader, name, member, item.members) ?? []);
}
function whole(step) {
	return {
		offset: step.offset,
		step,
		only: [],
		from: void 0,
		into: void 0,
		legs: void 0
	};
}
function readStepName(reader, value) {
	const text = intentText(reader, value, "takes");
	return text === void 0 ? void 0 : matrixText(reader, text);
}
/** `step: patterns`, or `step: { only, from, into, legs }`. */
function readPart(reader, name, { key, value }, members) {
	if (WHOLE.includes(name)) return reader.problem("LAYOUT_SOURCE_VALUE", key, `\`${name}\` is taken whole.`, name === "source" && members.size > 1 ? `Write a list: \`takes: [source, ${besideSource(members)}]\`.` : `Write \`takes: ${name}\`${name === "source" ? ", or take a part of a step that takes or adds source" : ""}.`);
	if (PARTS.includes(name)) return reader.problem("LAYOUT_SOURCE_VALUE", key, `"${name}" stands inside of the step that is taken.`, `Write \`takes: { build: { ${name}: \u2026 } }\`, with the step in the place of \`build\`.`);
	const step = readStepName(reader, key);
	if (step === void 0) return void 0;
	if (value.kind === "mapping") return readParts(reader, step, value);
	if (value.kind === "scalar" && value.value === null) return reader.problem("LAYOUT_SOURCE_AMBIGUOUS", key, `Behind ${quoteUntrusted(name)} stands nothing, which may mean all of its files, or none.`, `Write \`takes: ${yamlText(name)}\` for all of them, or leave it out.`);
	if (refuseNoPattern(reader, name, {
		key,
		value
	})) return void 0;
	const only = readPatternTexts(reader, {
		key,
		value
	}, "takes");
	return only.length === 0 ? void 0 : {
		...whole(step),
		only
	};
}
/** The other members of a mapping, each as an entry of a list; what is no text is left to whoever writes it. */
function besideSource(members) {
	return [...members].filter(([name]) => name !== "source").map(([name, { value }]) => {
		const text = value.kind === "scalar" && typeof value.value === "string" ? yamlText(value.value) : "\u2026";
		return `{ ${yamlText(name)}: ${text} }`;
	}).join(", ");
}
function readParts(reader, step, value) {
	const { members } = value;
	reader.refuseUnknown(members, PARTS);
	if (members.size === 0) return reader.problem("LAYOUT_SOURCE_AMBIGUOUS", value, "`{}` may mean none of the files of the step, or all of them.", `Write \`takes: ${yamlText(step.text)}\` for all of them, or leave it out.`);
	const only = readPatternTexts(reader, members.get("only"), "only");
	const from = readDirectory(reader, members.get("from"), "from");
	const into = readDirectory(reader, members.get("into"), "into");
	const legs = readLegs$1(reader, members.get("legs"));
	if (from !== void 0) for (const pattern of only) demandStart(reader, pattern, from);
	return {
		offset: step.offset,
		step,
		only,
		from,
		into,
		legs
	};
}
/** Patterns name files as they lie in the taken step, so those of `from` begin with it. */
function demandStart(reader, pattern, from) {
	if (pattern.text.startsWith(`${from.text}/`)) return;
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", pattern, `${yamlText(pattern.text)} does not begin with ${quoteUntrusted(`${from.text}/`)}: it may be meant as the file lies in the taken step, or as it lies below "from".`, `Patterns name files as they lie in the taken step: write ${yamlText(`${from.text}/${pattern.text}`)}, or another "from".`);
}
function readPatternTexts(reader, member, what) {
	return intentTexts(reader, member, what).flatMap((one) => matrixText(reader, one) ?? []);
}
/** A directory of the workspace. */
function readDirectory(reader, member, what) {
	const placed = member === void 0 ? void 0 : intentText(reader, member.value, what);
	const written = placed === void 0 ? void 0 : matrixText(reader, placed);
	if (written === void 0 || holdsDimension(written)) return written;
	return refuseFlawedDirectory(reader, written, written.text, what) ? void 0 : written;
}
function readLegs$1(reader, member) {
	if (member === void 0) return void 0;
	const text = intentText(reader, member.value, "legs")?.text;
	if (text === void 0 || text === "all" || text === "same") return text;
	return reader.problem("LAYOUT_SOURCE_VALUE", member.value, `"legs" is "all" or "same", not ${quoteUntrusted(text)}.`, "Write `legs: same` for those that agree in the dimensions of both, or `legs: all`.");
}
/** One step at one place is taken once: a whole and a part of it would be read in two ways. */
function withoutTwice$2(reader, takes) {
	const seen = /* @__PURE__ */ new Map();
	return takes.filter((take) => {
		const place = JSON.stringify([
			take.step.text,
			take.from?.text,
			take.into?.text
		]);
		const first = seen.get(place);
		seen.set(place, first ?? take);
		if (first === void 0) return true;
		const name = yamlText(take.step.text);
		const only = [...first.only, ...take.only].map(({ text }) => text);
		const isPart = first.only.length > 0 && take.only.length > 0;
		reader.problem("LAYOUT_SOURCE_AMBIGUOUS", take, `The step takes ${quoteUntrusted(take.step.text)} twice.`, isPart ? `Write \`{ ${name}: ${yamlTexts([...new Set(only)])} }\`.` : only.length > 0 ? `Write \`${name}\` for all of its files, or \`{ ${name}: ${yamlTexts(only)} }\` for a part of them.` : "Remove one of the two.");
		return false;
	});
}
/** How one writes a take, for hints; escaped. */
function takeText(take, legs) {
	const parts = [
		...take.only.length === 0 ? [] : [`only: ${yamlTexts(take.only.map(({ text }) => text))}`],
		...take.from === void 0 ? [] : [`from: ${yamlText(take.from.text)}`],
		...take.into === void 0 ? [] : [`into: ${yamlText(take.into.text)}`],
		`legs: ${legs}`
	];
	return `${escapeUntrusted(take.step.text)}: { ${parts.join(", ")} }`;
}
// src/layouts/intents/file-pattern.ts
/** A pattern of intents. What is none becomes a problem where it stands. */
function patternAt(reader, { text, offset }) {
	try {
		return parseIntentPattern(text);
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
		return reader.refusal(error, { offset }, error.message);
	}
}
/**
* A pattern of files. What is none becomes a problem where it stands, and so does a word that is misspelt.
*
* @param key under which it stands; undefined behind the name of a step
*/
function filePatternAt(reader, placed, key) {
	const pattern = patternAt(reader, placed);
	return pattern === void 0 || refuseWord(reader, placed, key) ? void 0 : pattern;
}
/** Notes that a text is probably a word of the language; whether it is so. */
function refuseWord(reader, placed, key) {
	const { text } = placed;
	const word = wordMeant(text);
	if (word === void 0) return false;
	const at = key === void 0 ? "" : `${key}: `;
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", placed, `${quoteUntrusted(text)} names a file at the top of the workspace. Did you mean \`${word}\`?`, `${MEANT[word](key)} If a file of that name is meant, write \`${at}${yamlText(asFile(text))}\`.`);
	return true;
}
const MEANT = {
	source: (key) => key === "adds" ? "Write `adds: source` if the step checks the commit out." : "Source is taken whole, `takes: source`, and added whole, `adds: source`, in a step that does nothing else.",
	nothing: (key) => key === void 0 ? "`nothing` stands alone: `takes: nothing`, `release: nothing`." : `If there is nothing, leave \`${key}\` out.`
};
// src/layouts/intents/matrix-legs.ts
/**
* The legs. All combinations come first, the last dimension changing fastest, but for those that an entry of `exclude`
* fits. An entry of `include` is added to each of them whose own values it does not change, and is a leg of its own where
* there is none.
*/
function legsOf({ dimensions, include, exclude }) {
	const combined = combinations(dimensions).filter((leg) => !exclude.some((entry) => agrees(leg, entry)));
	const legs = combined.map((leg) => new Map(leg));
	const more = [];
	for (const entry of include) {
		const fitting = combined.flatMap((leg, index) => overwrites(leg, entry) ? [] : [index]);
		for (const index of fitting) for (const [name, value] of entry) legs[index]?.set(name, value);
		if (fitting.length === 0) more.push(entry);
	}
	return [...legs, ...more];
}
/** How many combinations there are before any is written out. */
function combinationsOf(dimensions) {
	let all = dimensions.size === 0 ? 0 : 1;
	for (const values of dimensions.values()) all *= values.length;
	return all;
}
function combinations(dimensions) {
	if (dimensions.size === 0) return [];
	let legs = [/* @__PURE__ */ new Map()];
	for (const [name, values] of dimensions) legs = legs.flatMap((leg) => values.map((value) => new Map([...leg, [name, value]])));
	return legs;
}
/** Whether a leg has all values of an entry. */
function agrees(leg, entry) {
	return [...entry].every(([name, value]) => leg.get(name) === value);
}
function overwrites(leg, entry) {
	return [...entry].some(([name, value]) => leg.has(name) && leg.get(name) !== value);
}
/** What a leg of a step is called: `build-linux-amd64`. */
function legName(step, values) {
	return [step, ...values.values()].join("-").replace(/[^A-Za-z0-9._-]/g, "-");
}
/** Whether two sets of legs have the same values, whatever their order is. */
function isSameMatrix(one, other) {
	const [texts, others] = [one, other].map((legs) => new Set(legs.map(valuesText)));
	return texts.size === others.size && [...texts].every((text) => others.has(text));
}
/** One text for the same values in any order. */
function valuesText(values) {
	return JSON.stringify([...values].sort(([a], [b]) => a < b ? -1 : 1));
}
/** The dimensions that legs of both have. */
function sharedDimensions(one, other) {
	const names = new Set(one.flatMap((leg) => [...leg.keys()]));
	return [...new Set(other.flatMap((leg) => [...leg.keys()]))].filter((name) => names.has(name));
}
// src/layouts/intents/write-takes.ts
/** What one leg takes, each with its place. Mistakes are noted in the reader. */
function writeTakes(reader, of) {
	const seen = /* @__PURE__ */ new Map();
	return of.step.takes.flatMap((template) => writeTake(reader, of, template).map((take) => ({
		take,
		offset: template.offset
	}))).filter((placed) => {
		const key = takeKey(placed.take);
		const known = seen.get(key);
		seen.set(key, known ?? placed.take);
		if (known === void 0) return true;
		if (onlyKey(known) !== onlyKey(placed.take)) refuseTwice$1(reader, placed, of.leg.name);
		return false;
	});
}
function takeKey(take) {
	return JSON.stringify(take.of === "source" ? "source" : [
		take.step,
		take.from,
		take.into
	]);
}
function onlyKey(take) {
	return take.of === "source" ? "" : JSON.stringify(take.only.map(({ text }) => text));
}
function refuseTwice$1(reader, { take, offset }, leg) {
	const taken = take.of === "source" ? take.of : take.step;
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", { offset }, `${quoteUntrusted(leg)} takes ${quoteUntrusted(taken)} twice, once this part of it and once another.`, "Put all that is taken of it into one entry.");
}
function writeTake(reader, of, template) {
	if (template.step.text === "source") return [{ of: "source" }];
	const name = withValues(reader, template.step, [of.leg.values]);
	if (name === void 0) return [];
	const found = of.names.get(name);
	if (found === void 0) {
		of.names.refuseUnknown(reader, template, name, ["source", "nothing"]);
		return [];
	}
	if (found.kind === "rules" && !isStepName(name)) return refuseName(reader, template, name);
	if (found.place >= of.place) return refuseLater(reader, of, template, found);
	return takenLegs(reader, of, template, found).map((leg) => writePart(reader, of, template, leg));
}
/** A step in rules may be called as no statement could name it. */
function refuseName(reader, template, name) {
	reader.problem("LAYOUT_SOURCE_NAME", template, `${quoteUntrusted(name)} cannot be taken by its name.`, "Give that step a name of letters, digits, \"-\", \"_\" and \".\".");
	return [];
}
/** A step begins with what was there before it. */
function refuseLater(reader, { step, place, names }, template, found) {
	const other = nameOf$1(found);
	const own = quoteUntrusted(step.name);
	if (found.place === place) reader.problem("LAYOUT_SOURCE_VALUE", template, `Step ${own} takes itself.`, "Name a step above it, `source` or `nothing`.");
	else if (reaches(names, found.place, place)) reader.problem("LAYOUT_SOURCE_VALUE", template, `Step ${own} takes ${quoteUntrusted(other)}, which takes ${own}, so neither could begin.`, "Take one of the two from a step above both.");
	else reader.problem("LAYOUT_SOURCE_VALUE", template, `Step ${own} takes ${quoteUntrusted(other)}, which stands below it.`, `Move ${quoteUntrusted(other)} above ${own}: steps stand in the order in which they run.`);
	return [];
}
/** Whether one step takes another, directly or through others. */
function reaches(names, from, to, seen = /* @__PURE__ */ new Set()) {
	if (from === to) return true;
	if (seen.has(from)) return false;
	seen.add(from);
	const step = names.steps[from];
	if (step === void 0 || "inRules" in step) return false;
	return step.takes.some(({ step: { text } }) => {
		const next = names.get(text)?.place;
		return next !== void 0 && reaches(names, next, to, seen);
	});
}
function nameOf$1(found) {
	return found.kind === "rules" ? found.name : found.step.name;
}
function takenLegs(reader, of, template, found) {
	const all = legsOfFound(found);
	if (found.kind !== "step" || !found.step.hasMatrix) {
		if (template.legs === void 0) return all;
		const hint = "Leave out \"legs\".";
		const what = found.kind === "leg" ? "is one leg" : "has no matrix";
		reader.problem("LAYOUT_SOURCE_VALUE", template, `${quoteUntrusted(nameOf$1(found))} ${what}.`, hint);
		return [];
	}
	if (template.legs === "all") return all;
	const [own, others] = [of.step.legs, all].map((legs) => legs.map(({ values }) => values));
	if (of.step.hasMatrix && isSameMatrix(own, others)) {
		const text = valuesText(of.leg.values);
		return all.filter(({ values }) => valuesText(values) === text);
	}
	const shared = of.step.hasMatrix ? sharedDimensions(own, others) : [];
	if (template.legs === "same") return sameLegs(reader, of, template, all, shared);
	if (shared.length === 0) return all;
	return refuseShared(reader, of, template, all, shared);
}
/** The legs that agree in the dimensions of both. */
function sameLegs(reader, { step, leg }, template, all, shared) {
	const taken = quoteUntrusted(template.step.text);
	if (shared.length === 0) {
		const message = `No dimension is in the matrix of ${quoteUntrusted(step.name)} and in that of ${taken}.`;
		reader.problem("LAYOUT_SOURCE_VALUE", template, message, "Leave out \"legs\": all legs are taken.");
		return [];
	}
	const same = all.filter((one) => agreesIn(shared, leg, one));
	if (same.length === 0) {
		const message = `No leg of ${taken} agrees with ${quoteUntrusted(leg.name)} in ${shared.join(", ")}.`;
		reader.problem("LAYOUT_SOURCE_VALUE", template, message, "Add the leg, or name the one that is meant.");
	}
	return same;
}
function agree(one, other, name) {
	return !one.has(name) || !other.has(name) || one.get(name) === other.get(name);
}
function refuseShared(reader, { step, names }, template, all, shared) {
	const [dimension] = shared;
	const isMet = step.legs.every((leg) => all.some((one) => agreesIn(shared, leg, one)));
	const byName = nameOfOne(step, names, template, all, shared);
	const offers = [
		...isMet ? [`\`{ ${takeText(template, "same")} }\` for the legs that agree`] : [],
		`\`{ ${takeText(template, "all")} }\` for all`,
		...byName === void 0 ? [] : [`${yamlText(byName)} for one`]
	];
	const others = offers.length === 1 ? ["give both steps the same matrix"] : [];
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", template, `The matrices of ${quoteUntrusted(step.name)} and ${quoteUntrusted(template.step.text)} share ${quoteUntrusted(dimension ?? "")} and are not the same: each leg may be meant to take the legs that agree in it, or all ${all.length}.`, `Write ${listedOr([...offers, ...others])}.`);
	return [];
}
function listedOr(texts) {
	return [texts.slice(0, -1).join(", "), ...texts.slice(-1)].join(", or ");
}
function agreesIn(shared, one, other) {
	return shared.every((name) => agree(one.values, other.values, name));
}
/** A name with the own value in the place of that of a shared dimension, which is one of a leg for each of the own. */
function nameOfOne(step, names, template, all, shared) {
	for (const { values } of all) {
		const nameFor = (own) => [template.step.text, ...[...values].map(([name, value]) => shared.includes(name) ? own === void 0 ? `\${{ matrix.${name} }}` : own.get(name) ?? "" : value)].join("-");
		const isLeg = (name) => all.some((one) => one.name === name) && names.get(name)?.kind === "leg";
		if (step.legs.every((leg) => isLeg(nameFor(leg.values)))) return nameFor(void 0);
	}
}
/** A part of one taken leg. In it an expression is of the taken leg, else of the own. */
function writePart(reader, { leg }, template, taken) {
	const values = [taken.values, leg.values];
	const only = template.only.map((pattern) => {
		const text = withValues(reader, pattern, values);
		return text === void 0 ? void 0 : filePatternAt(reader, {
			text,
			offset: pattern.offset
		});
	});
	const from = writeDirectory(reader, template.from, values, "from");
	const into = writeDirectory(reader, template.into, values, "into");
	return {
		of: "step",
		step: taken.name,
		only: withoutTwice$1(only.flatMap((one) => one ?? [])),
		from,
		into
	};
}
/** What stands once for all legs may be the same for two of them. */
function withoutTwice$1(texts) {
	const seen = /* @__PURE__ */ new Set();
	return texts.filter(({ text }) => {
		const isFirst = !seen.has(text);
		seen.add(text);
		return isFirst;
	});
}
function writeDirectory(reader, written, values, what) {
	const text = written === void 0 ? void 0 : withValues(reader, written, values);
	if (written !== void 0 && text !== void 0) refuseFlawedDirectory(reader, written, text, what);
	return text;
}
// src/layouts/intents/read-release.ts
/** What is final; none for `nothing`. @param placed gets the patterns, each with its place */
function readRelease(reader, { value }, names, { offsets, placed }) {
	const items = value.kind === "list" ? value.items : [value];
	if (items.length === 0) reader.problem("LAYOUT_SOURCE_VALUE", value, "\"release\" is an empty list.", "Write `release: nothing`.");
	const named = items.flatMap((item) => readNamed$1(reader, item));
	if (named.length === 1 && named[0]?.name === "nothing") {
		offsets.set("release nothing", value.offset);
		return [];
	}
	const released = /* @__PURE__ */ new Map();
	for (const one of named) for (const { step, patterns } of writeRelease(reader, one, names, named.length > 1)) {
		const release = {
			step,
			only: patterns.map(({ pattern }) => pattern)
		};
		placed.push(...patterns.map((pattern) => ({
			step,
			...pattern
		})));
		if (released.has(release.step)) refuseTwice(reader, one);
		released.set(release.step, release);
		for (const statement of releaseStatements(release)) offsets.set(statement, one.at.offset);
	}
	return [...released.values()];
}
function readNamed$1(reader, item) {
	if (item.kind !== "mapping") {
		const text = intentText(reader, item, "release");
		return text === void 0 ? [] : [{
			name: text.text,
			at: item,
			only: []
		}];
	}
	if (item.members.size === 0) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", item, "`{}` releases nothing, or all.", "Write `release: nothing`.");
	return [...item.members].flatMap(([name, member]) => {
		if (member.value.kind === "mapping") {
			const hint = `Write \`release: { ${yamlText(name)}: '*.tgz' }\`, with your own pattern.`;
			reader.problem("LAYOUT_SOURCE_TYPE", member.value, "Behind a released step stand patterns.", hint);
			return [];
		}
		if (refuseNoPattern(reader, name, member)) return [];
		const only = readPatternTexts(reader, member, "release");
		return only.length === 0 ? [] : [{
			name,
			at: member.key,
			only
		}];
	});
}
function writeRelease(reader, { name, at, only }, names, isOneOfSeveral) {
	if (name === "nothing") {
		reader.problem("LAYOUT_SOURCE_AMBIGUOUS", at, "Nothing is released, and something else.", "Remove `nothing`, or write `release: nothing` alone.");
		return [];
	}
	if (name === "source") {
		reader.problem("LAYOUT_SOURCE_VALUE", at, "Source is the commit itself; a release is what steps made of it.", "Name the step whose files are final, or write `release: nothing`.");
		return [];
	}
	const found = names.get(name);
	if (found === void 0) {
		names.refuseUnknown(reader, at, name, ["nothing"]);
		return [];
	}
	if (found.kind === "rules" && !isStepName(name)) {
		reader.problem("LAYOUT_SOURCE_NAME", at, `${quoteUntrusted(name)} cannot be released by its name.`, "Give that step a name of letters, digits, \"-\", \"_\" and \".\".");
		return [];
	}
	if (found.kind === "rules" && only.length === 0) {
		const hint = `Say which of its files are final: \`release: { ${yamlText(name)}: 'dist/**' }\`.`;
		const message = `Step ${quoteUntrusted(name)} is in rules, which do not say what it adds.`;
		reader.problem("LAYOUT_SOURCE_AMBIGUOUS", at, message, hint);
		return [];
	}
	if (found.kind !== "rules" && only.length === 0) refuseEmpty(reader, name, at, found.step, isOneOfSeveral);
	const released = [];
	for (const leg of legsOfFound(found)) {
		const { value, isFlawed } = reader.noting(() => writeLeg$1(reader, leg, only));
		released.push(value);
		if (isFlawed) break;
	}
	return released;
}
/** What only `may-add` allows is released when a pattern names it. What is removed is not what another one releases. */
function refuseEmpty(reader, name, at, { files, addsSourceAt }, isOneOfSeveral) {
	const removed = isOneOfSeveral ? files.removes.length + files["may-remove"].length : 0;
	if (addsSourceAt !== void 0 || files.adds.length + files.changes.length + removed > 0) return;
	const [may] = files["may-add"];
	reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", at, `Step ${quoteUntrusted(name)} adds nothing and changes nothing, so nothing of it would be released.`, may === void 0 ? "Name the step that adds what is final, or write `release: nothing`." : `Name what is final: \`release: { ${yamlText(name)}: ${yamlText(may.text)} }\`.`);
}
function writeLeg$1(reader, leg, only) {
	const patterns = only.flatMap((written) => {
		const text = withValues(reader, written, [leg.values]);
		const pattern = text === void 0 ? void 0 : filePatternAt(reader, {
			text,
			offset: written.offset
		});
		return pattern === void 0 ? [] : [{
			text: pattern.text,
			pattern,
			offset: written.offset
		}];
	});
	return {
		step: leg.name,
		patterns: withoutTwice$1(patterns).map(({ pattern, offset }) => ({
			pattern,
			offset
		}))
	};
}
function refuseTwice(reader, { name, at }) {
	const message = `${quoteUntrusted(name)} is released twice.`;
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", at, message, `Put all that is final of it into one entry.`);
}
// src/layouts/intents/read-scratch.ts
/** Lines of gitignore. */
function readScratch(reader, member) {
	return readLines(reader, member, "scratch", flawOfLine);
}
function readLines(reader, member, what, flawOf) {
	return intentTexts(reader, member, what).filter((line) => {
		const flaw = flawOf(line.text) ?? (fitsNothing(line.text) ? "fits no file: no path has such a part" : void 0);
		if (flaw === void 0) return wordMeant(line.text) !== "nothing" || !refuseWord(reader, line, what);
		const message = `The line ${quoteUntrusted(line.text)} of "${what}" ${flaw}.`;
		reader.problem("LAYOUT_SOURCE_VALUE", line, message, lineHint(line.text));
		return false;
	});
}
/** The parts of a line between its slashes. */
function partsOf(line) {
	return line.replace(/^\//, "").replace(/\/$/, "").split("/");
}
/** Paths are in their shortest form, and gitignore compares part by part. */
function fitsNothing(line) {
	return partsOf(line).some((part) => [
		"",
		".",
		".."
	].includes(part));
}
/** The line in its shortest form, from where it stands; undefined for one that leads out, or to nothing. */
function shortest(line) {
	const parts = [];
	for (const part of partsOf(line)) if (part === "..") {
		if (/^$|[*?[]/.test(parts.pop() ?? "")) return void 0;
	} else if (part !== "" && part !== ".") parts.push(part);
	return parts.length === 0 ? void 0 : `/${parts.join("/")}${line.endsWith("/") ? "/" : ""}`;
}
/** What to write in the place of a line that gitignore reads in a way of its own. */
function lineHint(line) {
	if (line.startsWith("!")) return "Name what is left behind. A file of the commit, and one that the step adds, is recorded also below such a line.";
	if (line.startsWith("#")) return "A comment of YAML stands without quotes. For a name that begins with it write `?`.";
	if (line.includes("${{")) return "No expression stands here: write a line that fits all legs, with `*`.";
	const plain = line.replaceAll("\\", "/").trim();
	const meant = fitsNothing(plain) ? shortest(plain) : plain;
	if (meant !== void 0 && flawOfMayChange(meant) === void 0) return `Write ${yamlText(meant)}.`;
	return "Write a line of gitignore that names what is meant: `.cache/`, `*.log`.";
}
/** Directories that a step fills with dependencies. */
function readInstalls(reader, member) {
	if (member === void 0) return [];
	const items = oneOrMore(member);
	if (items.length === 0) reader.problem("LAYOUT_SOURCE_VALUE", member.value, "\"installs-into\" is an empty list.", "Leave out \"installs-into\".");
	const installs = items.flatMap((item) => item.kind === "mapping" ? readNamed(reader, item) : readPlain(reader, item));
	const seen = /* @__PURE__ */ new Set();
	return installs.filter(({ directory }) => {
		const isFirst = !seen.has(directory.text);
		seen.add(directory.text);
		if (isFirst) return true;
		const message = `${yamlText(directory.text)} stands twice in "installs-into".`;
		reader.problem("LAYOUT_SOURCE_VALUE", directory, message, "Put what may change inside of it into one mapping.");
		return false;
	});
}
function readPlain(reader, item) {
	const directory = readInstalled(reader, item);
	return directory === void 0 ? [] : [{
		directory,
		mayChange: []
	}];
}
/** `{ node_modules: { may-change: .cache/ } }` */
function readNamed(reader, item) {
	const example = "Write `installs-into: { node_modules: { may-change: .cache/ } }`.";
	if (item.members.size === 0) reader.problem("LAYOUT_SOURCE_VALUE", item, "`{}` names no directory.", "Leave out \"installs-into\".");
	return [...item.members].flatMap(([, { key, value }]) => {
		const directory = readInstalled(reader, key);
		if (value.kind !== "mapping" || value.members.size === 0) {
			reader.problem("LAYOUT_SOURCE_TYPE", value, "Behind a directory stands what may differ inside of it.", example);
			return [];
		}
		reader.refuseUnknown(value.members, ["may-change"]);
		const mayChange = readLines(reader, value.members.get("may-change"), "may-change", flawOfMayChange);
		return directory === void 0 ? [] : [{
			directory,
			mayChange
		}];
	});
}
function readInstalled(reader, value) {
	const placed = intentText(reader, value, "installs-into");
	const written = placed === void 0 ? void 0 : matrixText(reader, placed);
	if (written === void 0 || holdsDimension(written)) return written;
	return refuseFlawedInstalled(reader, written, written.text) ? void 0 : written;
}
/** Notes what makes a text nothing that can be installed into; whether there was something. */
function refuseFlawedInstalled(reader, at, text) {
	const flaw = flawOfInstalled(text);
	if (flaw === void 0) return false;
	const meant = withoutEnd(text.replace(/^\.\//, "").replace(/\/\*\*$/, ""), "/");
	reader.problem("LAYOUT_SOURCE_VALUE", at, `Nothing can be installed into ${quoteUntrusted(text)}: it ${flaw}.`, meant !== text && flawOfInstalled(meant) === void 0 ? `Write \`installs-into: ${yamlText(meant)}\`.` : "Name a directory of the workspace, or one of your home: `node_modules`, `~/.m2/repository`.");
	return true;
}
// src/layouts/intents/read-top.ts
/** Keys on top that speak of steps in intents. `by` and `threshold` are for steps in rules, too. */
const TOP_KEYS = [
	"release",
	"scratch",
	"branches",
	"tags",
	"source",
	"elsewhere",
	"version",
	"after"
];
/** What a layout in intents says on top, for all of its steps. Mistakes are noted in the reader. */
function readTop(reader, members) {
	return {
		scratch: readScratch(reader, members.get("scratch")),
		branches: readRefs(reader, members.get("branches"), "branches"),
		tags: readRefs(reader, members.get("tags"), "tags"),
		...readSource(reader, members.get("source")),
		version: readVersion(reader, members.get("version"), members.get("after")),
		versionAt: members.get("version")?.value.offset,
		elsewhere: readElsewhere(reader, members.get("elsewhere"))
	};
}
/** Short names of branches or tags. */
function readRefs(reader, member, what) {
	const start = what === "branches" ? "refs/heads/" : "refs/tags/";
	return intentTexts(reader, member, what).flatMap(({ text, offset }) => {
		if (text.startsWith("refs/")) {
			const hint = text.startsWith(start) ? `Write ${yamlText(text.slice(start.length))}.` : `Write the name that stands behind ${start}.`;
			const message = `"${what}" are short names, and ${quoteUntrusted(text)} is a whole ref.`;
			reader.problem("LAYOUT_SOURCE_VALUE", { offset }, message, hint);
			return [];
		}
		const pattern = patternAt(reader, {
			text,
			offset
		});
		if (pattern === void 0) return [];
		if (!NO_REF.test(text.replaceAll(/\[[^\]]*\]/g, "a"))) return [{
			pattern,
			offset
		}];
		const message = `No name of git fits ${quoteUntrusted(text)} under "${what}", so no run could pass.`;
		const meant = text.trim();
		const hint = NO_REF.test(meant) ? "Write names as `git for-each-ref --format=\"%(refname:short)\"` shows them." : `Write ${yamlText(meant)}.`;
		reader.problem("LAYOUT_SOURCE_VALUE", { offset }, message, hint);
		return [];
	});
}
/** What no name of a branch or tag holds (git-check-ref-format), beside what no pattern holds. */
const NO_REF = /[\s~^:]|\.\.|(?:^|\/)\.|\.lock(?:\/|$)|\.$/;
function readVersion(reader, version, after) {
	if (version === void 0) {
		if (after === void 0) return void 0;
		return reader.problem("LAYOUT_SOURCE_MISSING", after.key, "\"after\" stands without \"version\".", "Write `version: 2` above it, or whichever number this layout has.");
	}
	const { value } = version;
	const number = value.kind === "scalar" && Number.isSafeInteger(value.value) ? Number(value.value) : 0;
	if (number < 1 || number > 999999999 || value.kind === "scalar" && value.plain !== String(number)) return reader.problem("LAYOUT_SOURCE_VALUE", value, "\"version\" is a whole number from 1, without quotes.", "Write `version: 1`, and one more with each layout that follows.");
	if (after === void 0) {
		if (number === 1) return {
			number,
			after: void 0
		};
		const message = `Version ${number} does not say which layout came before it.`;
		const hint = `Write \`after: sha256:\` and the digest of the layout of version ${number - 1}.`;
		return reader.problem("LAYOUT_SOURCE_MISSING", value, message, hint);
	}
	const text = intentText(reader, after.value, "after")?.text;
	if (text === void 0) return void 0;
	if (number === 1) return reader.problem("LAYOUT_SOURCE_VALUE", after.key, "Version 1 has no layout before it.", "Leave out \"after\", or write the number of this layout.");
	if (isDefinition(text)) return {
		number,
		after: text
	};
	return reader.problem("LAYOUT_SOURCE_VALUE", after.value, `\`${escapeUntrusted(text, 100)}\` is not the digest of a layout.`, "Write `sha256:` and 64 digits in lower case.");
}
function readElsewhere(reader, member) {
	if (member === void 0) return "check";
	if (member.value.kind === "scalar" && member.value.value === "rules-only") return "rules-only";
	reader.problem("LAYOUT_SOURCE_VALUE", member.value, "\"elsewhere\" is \"rules-only\", or is left out.", "Write `elsewhere: rules-only` if other implementations verify the layout without this program, and leave it out if not.");
	return "check";
}
// src/layouts/intents/witnesses.ts
/** What stands for a star, and for directories, in each of the names. */
const FORMS = [
	{
		star: "a",
		directories: []
	},
	{
		star: "qz",
		directories: ["b"]
	},
	{
		star: "zq.x",
		directories: ["c", "qy"]
	}
];
/** Some names that fit a pattern, short ones first. */
function witnessesOf(pattern) {
	return witnessesOfText(pattern).filter((name) => pattern.matches(name));
}
/** The same for a directory or a pattern of directories. */
function witnessesOfText(written) {
	const segments = segmentsOf(written);
	const names = FORMS.map(({ star, directories }) => segments.flatMap((segment, index) => {
		if (segment !== "**") return [nameOf(segment, star)];
		return index === segments.length - 1 ? [...directories, star] : directories;
	}).join("/"));
	return [...new Set(names)];
}
function nameOf(tokens, star) {
	const name = tokens.map((token) => token === "*" ? star : String.fromCodePoint(characterOf(token))).join("");
	const [first] = tokens;
	if (!beginsLikeDrive(name) || first === void 0 || typeof first === "number") return name;
	const other = [...NO_LETTERS].find((character) => first === "*" || passes(first, literalToken(character)));
	return other === void 0 ? name : `${other}${name.slice(1)}`;
}
const NO_LETTERS = "0123456789_-";
function characterOf(token) {
	if (typeof token === "number") return token;
	return [
		"a",
		"q",
		"0",
		"_",
		"-"
	].map(literalToken).find((one) => passes(token, one)) ?? token.ranges[0]?.[0] ?? literalToken("a");
}
// src/layouts/intents/review-installed.ts
/** Notes patterns of `adds` and `may-add` all of whose files would lie in an installed directory. */
function reviewInstalled(reader, legs) {
	const ends = /* @__PURE__ */ new Map();
	const told = /* @__PURE__ */ new Set();
	for (const { intents, files } of legs) {
		const installed = [...intents.installs, ...takenOf(intents, ends)];
		ends.set(intents.name, installed);
		for (const key of ["adds", "may-add"]) for (const { pattern, offset } of files[key]) {
			const below = installed.find((one) => isBelow(pattern, one));
			if (below === void 0 || told.has(offset)) continue;
			told.add(offset);
			const message = `${quoteUntrusted(pattern.text)} lies in ${quoteUntrusted(below.directory)}, which is recorded as one digest, so no file of it counts as added.`;
			const hint = `Write it elsewhere, such as ${yamlText(elsewhere(pattern))}.`;
			if (key === "adds") reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", { offset }, message, hint);
			else reader.warning({ offset }, message, hint);
		}
	}
}
/** Whoever takes the whole of a step takes what it installed, unless scratch hides it. */
function takenOf({ takes, scratch }, ends) {
	const hidden = scratch.map(lineHides);
	return takes.flatMap((take) => take.of === "step" && isWhole(take) ? ends.get(take.step) ?? [] : []).filter((one) => !witnessesOfText({ text: one.directory }).every((name) => hidden.some((hides) => hides(name, "directory"))));
}
/** Whether all that fits a pattern lies in a directory. One of the home lies in no workspace. */
function isBelow(pattern, installs) {
	if (installs.directory.startsWith("~")) return false;
	const fits = directoryTest(installs);
	return witnessesOf(pattern).every((name) => {
		const parts = name.split("/");
		return parts.some((_, index) => index > 0 && fits(parts.slice(0, index).join("/")));
	});
}
function elsewhere({ text }) {
	return `dist/${text.split("/").at(-1) ?? ""}`;
}
// src/layouts/intents/arriving-files.ts
/** Origins of one set, of which nothing is said when there are more. */
const MOST_ORIGINS = 300;
/** Combinations that are looked at for one question. */
const BOUNDS$2 = { mostStates: 3e3 };
const NOTHING = {
	isOpen: false,
	hasSource: false,
	origins: [],
	removed: []
};
const ANYTHING$1 = {
	...NOTHING,
	isOpen: true
};
const SOURCE = {
	...ANYTHING$1,
	hasSource: true
};
/** The files of all steps. */
var ArrivingFiles = class {
	#begins = /* @__PURE__ */ new Map();
	#ends = /* @__PURE__ */ new Map();
	constructor({ steps }) {
		for (const step of steps.values()) {
			const begin = united(step.takes.map((take) => this.taken(take)));
			this.#begins.set(step.name, begin);
			this.#ends.set(step.name, endOf(step, begin));
		}
	}
	begin(step) {
		return this.#begins.get(step) ?? ANYTHING$1;
	}
	/** Of a step in rules nothing is known. */
	end(step) {
		return this.#ends.get(step) ?? ANYTHING$1;
	}
	/** What one take brings, where it lies for the taker. */
	taken(take) {
		if (take.of === "source") return SOURCE;
		return partOf(this.end(take.step), take);
	}
};
function endOf(step, begin) {
	if (step.addsSource) return SOURCE;
	const gone = [...step.removes, ...step.mayRemove];
	const kept = begin.origins.map((origin) => {
		return origin.witnesses.some((name) => gone.some((pattern) => pattern.matches(name))) ? {
			...origin,
			isNeeded: false
		} : origin;
	});
	const added = [
		...step.adds.map((pattern) => originOf(step, pattern, "adds", true)),
		...step.mayAdd.map((pattern) => originOf(step, pattern, "adds", false)),
		...step.changes.map((pattern) => originOf(step, pattern, "changes", false))
	];
	return bounded({
		...begin,
		origins: [...kept, ...added],
		removed: [...begin.removed, ...step.removes]
	});
}
function originOf({ name }, pattern, does, isNeeded) {
	return {
		does,
		text: pattern.text,
		step: name,
		isNeeded,
		isLiteral: isLiteral(pattern),
		automata: [automatonOfIntent(pattern)],
		witnesses: witnessesOf(pattern)
	};
}
/** Whatever source has, a part of which is taken. */
const OF_SOURCE = {
	does: "adds",
	text: "",
	step: void 0,
	isNeeded: false,
	isLiteral: false,
	automata: [],
	witnesses: []
};
/** What is taken of a set, at its new place. */
function partOf(files, take) {
	if (take.only.length === 0 && take.from === void 0 && take.into === void 0) return files;
	return bounded({
		isOpen: false,
		hasSource: false,
		origins: (files.isOpen ? [...files.origins, OF_SOURCE] : files.origins).flatMap((origin) => movedOrigins(origin, take)),
		removed: take.from === void 0 && take.into === void 0 ? files.removed : []
	});
}
function movedOrigins(origin, { only, from, into }) {
	const [old, now] = [from, into].map((directory) => directory === void 0 ? "" : `${directory}/`);
	const below = from === void 0 ? [] : [automatonOfPrefix(old)];
	const cuts = only.length === 0 ? [[]] : only.map((pattern) => [automatonOfIntent(pattern)]);
	const inside = origin.witnesses.filter((name) => name.startsWith(old));
	return cuts.map((cut, index) => {
		const pattern = only[index];
		const names = inside.filter((name) => pattern === void 0 || pattern.matches(name));
		return {
			...origin,
			isNeeded: origin.isNeeded && names.length > 0 && names.length === origin.witnesses.length,
			automata: [
				...origin.automata,
				...below,
				...cut
			].map((automaton) => automatonOfMoved(automaton, now, old)),
			witnesses: names.map((name) => now + name.slice(old.length))
		};
	});
}
function united(parts) {
	if (parts.length === 0) return NOTHING;
	return bounded({
		isOpen: parts.some(({ isOpen }) => isOpen),
		hasSource: parts.some(({ hasSource }) => hasSource),
		origins: [...new Set(parts.flatMap(({ origins }) => origins))],
		removed: [...new Set(parts.flatMap(({ removed }) => removed))]
	});
}
function bounded(files) {
	return files.origins.length > MOST_ORIGINS ? {
		...files,
		isOpen: true,
		origins: []
	} : files;
}
/** Whether a file of an origin can fit a pattern; also true where that takes too long to see. */
function canFit(origin, pattern) {
	if (origin.witnesses.some((name) => pattern.matches(name))) return true;
	const kinds = kindsOfPath([...origin.automata, automatonOfIntent(pattern)], BOUNDS$2);
	return kinds === void 0 || kinds.some(({ fits }) => fits.every(Boolean));
}
/** Whether two origins can have a file of one name; also true where that takes too long to see. */
function canMeet$1(one, other) {
	const kinds = kindsOfPath([...one.automata, ...other.automata], BOUNDS$2);
	return kinds === void 0 || kinds.some(({ fits }) => fits.every(Boolean));
}
/** A file of an origin; undefined where there can be none, or where that takes too long to see. */
function exampleOf({ witnesses, automata }) {
	const [name] = witnesses;
	return name ?? kindsOfPath(automata, BOUNDS$2)?.find(({ fits }) => fits.every(Boolean))?.path;
}
/** Whether anything in a set can fit a pattern. */
function holdsFitting(files, pattern) {
	return files.isOpen || files.origins.some((origin) => canFit(origin, pattern));
}
// src/layouts/intents/review-beginnings.ts
/** Notes them, each place once, whichever legs it is about. */
function reviewBeginnings(reader, legs, files) {
	const told = /* @__PURE__ */ new Set();
	const tell = (at, note) => {
		if (!told.has(at.offset)) note();
		told.add(at.offset);
	};
	for (const leg of legs) {
		const { name } = leg.intents;
		for (const key of [
			"adds",
			"changes",
			"removes",
			"may-add",
			"may-remove"
		]) for (const { pattern, offset } of leg.files[key]) {
			const scheme = schemeOfAll(pattern);
			if (scheme !== void 0) tell({ offset }, () => tellScheme(reader, { offset }, key, [
				name,
				pattern.text,
				scheme
			]));
		}
		for (const { take, offset } of leg.takes) {
			if (take.of === "source" || take.from === void 0) continue;
			const odd = broughtOnDrive(files.taken(take).origins);
			if (odd !== void 0) tell({ offset }, () => reader.warning({ offset }, onDrive(name, odd), ELSEWHERE));
		}
	}
}
const ELSEWHERE = "Rename the file, or let the step put it into a directory such as `dist/`.";
function onDrive(step, name) {
	return `${quoteUntrusted(name)} begins with a letter and a colon, which is a drive on other systems, so strict verification refuses each run in which step ${quoteUntrusted(step)} has such a file (LINK_PATH_NOT_NORMALISED).`;
}
function tellScheme(reader, at, key, [step, text, scheme]) {
	const message = `No file is recorded under a name that begins with "${scheme}", which says how something was recorded, so no run of step ${quoteUntrusted(step)} has a file that fits ${quoteUntrusted(text)}.`;
	if (key.startsWith("may-")) reader.warning(at, message, "Remove the line: it says nothing.");
	else reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", at, message, "Remove the line, or give the file another name.");
}
/** A file that surely lies at the top here and lay in a directory there. */
function broughtOnDrive(origins) {
	return origins.filter(({ isNeeded, isLiteral }) => isNeeded && isLiteral).flatMap(({ witnesses }) => witnesses).find(beginsLikeDrive);
}
/** The scheme that all names begin with that fit a pattern; undefined where they do not begin alike, or like none. */
function schemeOfAll(pattern) {
	const [first] = segmentsOf(pattern);
	if (first === void 0 || first === "**") return void 0;
	const tests = first.slice(0, 5).map((token) => token === "*" ? void 0 : testOf(token));
	const isAlways = (at, ranges) => {
		const test = tests[at];
		if (test === void 0 || test.negated) return false;
		return test.ranges.every(([low, high]) => ranges.some(([from, to]) => from <= low && high <= to));
	};
	const spells = (text) => [...text].every((character, at) => isAlways(at, [rangeOf(character)]));
	return Object.keys(URI_SCHEMES).find(spells);
}
function rangeOf(character) {
	const point = character.codePointAt(0);
	return [point, point];
}
// src/layouts/intents/review-names.ts
const GIT = ".git";
/** Combinations that are looked at for one question. */
const BOUNDS$1 = { mostStates: 3e3 };
/** Notes them, each place once, whichever legs it is about. */
function reviewNames(reader, legs, files) {
	const told = /* @__PURE__ */ new Set();
	const ends = /* @__PURE__ */ new Map();
	const impossible = (at, message, hint) => {
		if (!told.has(at.offset)) reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", at, message, hint);
		told.add(at.offset);
	};
	for (const leg of legs) {
		refuseGit(leg, files, impossible, (at, message, hint) => {
			if (!told.has(at.offset)) reader.warning(at, message, hint);
			told.add(at.offset);
		});
		const installed = takenOf(leg.intents, ends).map((installs) => ({
			installs,
			offset: leg.takes[0]?.offset ?? 0
		}));
		ends.set(leg.intents.name, [...leg.intents.installs, ...installed.map(({ installs }) => installs)]);
		const begin = [...neededOfTakes(leg, files, []), ...neededOfOwn(leg, ["changes", "removes"])];
		const end = [
			...neededOfTakes(leg, files, [...leg.intents.removes, ...leg.intents.mayRemove]),
			...neededOfOwn(leg, ["adds", "changes"]),
			...neededOfInstalls(leg, installed)
		];
		const clash = clashIn(begin, leg.intents, "begin with") ?? clashIn(end, leg.intents, "have");
		if (clash !== void 0) impossible(clash.at, clash.message, clash.hint);
	}
}
/** Of the directory at the top nothing is recorded; deeper ones are, like other directories. */
function refuseGit({ intents, files, takes, installs }, arriving, impossible, warning) {
	for (const key of [
		"adds",
		"changes",
		"removes",
		"may-add",
		"may-remove"
	]) for (const { pattern, offset } of files[key]) {
		if (!isInGit(pattern)) continue;
		const name = witnessesOf(pattern)[0] ?? pattern.text;
		const message = `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, so no run of step ${quoteUntrusted(intents.name)} has a file such as ${quoteUntrusted(name)}.`;
		if (key === "may-add" || key === "may-remove") warning({ offset }, message, "Remove the line: it says nothing.");
		else impossible({ offset }, message, "Remove the line, or write the file elsewhere, such as `dist/`.");
	}
	for (const { installs: one, offset } of installs) {
		if (!isGitInstalled(one)) continue;
		const message = `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, and it lies there when step ${quoteUntrusted(intents.name)} begins, so nothing can be installed into ${quoteUntrusted(one.directory)}.`;
		impossible({ offset }, message, "Remove the line, or name the directory that the step fills: `node_modules`.");
	}
	for (const { take, offset } of takes) {
		if (take.of === "source") continue;
		const lost = neverTaken(take, arriving.taken(take).origins);
		if (lost !== void 0) impossible({ offset }, `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, so step ${quoteUntrusted(intents.name)} can take nothing such as ${quoteUntrusted(lost)} of ${quoteUntrusted(take.step)}.`, "Take other files, or put them elsewhere with `into`.");
		if (take.into === void 0 || !`${take.into}/`.startsWith(`${GIT}/`)) continue;
		const message = `Nothing in ${quoteUntrusted(GIT)} at the top is ever recorded, so no run of step ${quoteUntrusted(intents.name)} begins with what it takes into ${quoteUntrusted(take.into)}.`;
		impossible({ offset }, message, "Name another directory with `into`, or leave it out.");
	}
}
/** Whether what is named is the directory of git at the top, or lies in it. */
function isGitInstalled(one) {
	if (one.directory.startsWith("~")) return false;
	const names = witnessesOfText({ text: one.directory });
	return isOneDirectory(one) ? `${one.directory}/`.startsWith(`${GIT}/`) : names.length > 0 && names.every((name) => `${name}/`.startsWith(`${GIT}/`));
}
/** What a take names that lies in /.git there, or what it surely brings that would lie there here. */
function neverTaken({ only, from }, origins) {
	if (from !== void 0 && `${from}/`.startsWith(`${GIT}/`)) return from;
	const named = only.find(isInGit);
	if (named !== void 0) return named.text;
	return origins.find(({ isNeeded, automata, witnesses }) => isNeeded && (witnesses.length === 1 && witnesses[0] === GIT || alwaysBelow(automata, witnesses, GIT)))?.witnesses[0];
}
function isInGit(pattern) {
	return pattern.text === GIT || alwaysBelow([automatonOfIntent(pattern)], witnessesOf(pattern), GIT);
}
/** @param gone what of them need not be there any more */
function neededOfTakes({ takes }, files, gone) {
	return takes.flatMap(({ take, offset }) => files.taken(take).origins.flatMap((origin) => {
		const [example] = origin.witnesses;
		if (!origin.isNeeded || example === void 0 || origin.step === void 0) return [];
		if (origin.witnesses.some((name) => gone.some((pattern) => pattern.matches(name)))) return [];
		return [neededOf(origin, {
			at: { offset },
			by: origin.step,
			example
		})];
	}));
}
function neededOf({ automata, witnesses, isLiteral: isOne }, rest) {
	return {
		...rest,
		isOne,
		isInstalled: false,
		liesBelow: (directory) => alwaysBelow(automata, witnesses, directory)
	};
}
function neededOfOwn({ intents, files }, keys) {
	return keys.flatMap((key) => files[key]).flatMap(({ pattern, offset }) => {
		const names = witnessesOf(pattern);
		const [example] = names;
		if (example === void 0) return [];
		const liesBelow = (directory) => alwaysBelow([automatonOfIntent(pattern)], names, directory);
		return [{
			at: { offset },
			by: intents.name,
			example,
			isOne: isLiteral(pattern),
			isInstalled: false,
			liesBelow
		}];
	});
}
/** A directory that is installed is there, also where a file of its own name would be. */
function neededOfInstalls({ intents, installs }, taken) {
	return [...installs, ...taken].flatMap(({ installs: one, offset }) => {
		const { directory } = one;
		if (directory.startsWith("~") || !isOneDirectory(one)) return [];
		const liesBelow = (other) => directory === other || directory.startsWith(`${other}/`);
		return [{
			at: { offset },
			by: intents.name,
			example: directory,
			isOne: false,
			isInstalled: true,
			liesBelow
		}];
	});
}
/** Whether all that fits some automata lies below a directory; false where that takes too long to see. */
function alwaysBelow(automata, witnesses, directory) {
	if (witnesses.length === 0 || !witnesses.every((name) => name.startsWith(`${directory}/`))) return false;
	const kinds = kindsOfPath([automatonOfPrefix(`${directory}/`), ...automata], BOUNDS$1);
	return kinds !== void 0 && kinds.every(({ fits: [below, ...fits] }) => below === true || !fits.every(Boolean));
}
/** A file that is surely there, and one that surely lies below it. */
function clashIn(needed, step, does) {
	const files = /* @__PURE__ */ new Map();
	for (const one of needed) if (one.isOne && !files.has(one.example)) files.set(one.example, one);
	for (const lower of needed) for (const directory of directoriesOf(lower.example)) {
		const file = files.get(directory);
		if (file === void 0 || file === lower || !lower.liesBelow(directory)) continue;
		const [first, last] = file.at.offset <= lower.at.offset ? [file, lower] : [lower, file];
		return {
			at: last.at,
			message: `No run of step ${quoteUntrusted(step.name)} can ${does} both the file ${quoteUntrusted(directory)} of ${quoteUntrusted(file.by)} and ${lower.isInstalled ? "the installed directory " : ""}${quoteUntrusted(lower.example)}${lower.isInstalled ? "" : ` of ${quoteUntrusted(lower.by)}`}: ${quoteUntrusted(directory)} would be a file and a directory.`,
			hint: lower.isInstalled ? INSTALLED : hintFor$1(file, directory, first.by === last.by)
		};
	}
}
const INSTALLED = "Give the file another name, or install into another directory.";
function hintFor$1(file, directory, isOneStep) {
	const pattern = `adds: ${yamlText(`${directory}/**`)}`;
	return isOneStep ? `Write \`${pattern}\` alone if ${quoteUntrusted(directory)} is a directory, or give one of the two another name.` : `If ${quoteUntrusted(file.by)} makes a directory, write \`${pattern}\` there; else give one of the two another name, or another place with \`into\`.`;
}
/** Directories that a name lies in, and the name itself. */
function directoriesOf(name) {
	const parts = name.split("/");
	return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}
// src/layouts/intents/review-scratch.ts
/** Lines that leave out every name there is. */
const ALL = /^\/?\*+(?:\/\*+)*\/?$/;
/** Notes lines of scratch that hide what a step installs or takes. */
function reviewScratch(reader, legs, files) {
	const refused = /* @__PURE__ */ new Set();
	for (const leg of legs) for (const line of leg.scratch) {
		if (refused.has(line.offset)) continue;
		const hidden = hiddenBy(line, leg, files);
		if (hidden === void 0 && !ALL.test(line.text)) continue;
		refused.add(line.offset);
		if (hidden === void 0) warnOfAll(reader, line);
		else reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", line, hidden.what, hidden.hint);
	}
}
function warnOfAll(reader, line) {
	const message = `The line ${quoteUntrusted(line.text)} hides whatever the step does not say that it adds.`;
	reader.warning(line, message, "Name what is left behind: `node_modules/`, `.cache/`.");
}
function hiddenBy(line, leg, files) {
	const excludes = compileExcludes([line.text]);
	return installedBelow(line, leg, excludes) ?? takenBelow(line, leg, excludes) ?? arrivingBelow(line, leg, excludes, files);
}
function installedBelow({ text }, { intents, installs }, excludes) {
	const found = installs.find(({ installs: { directory } }) => !directory.startsWith("~") && witnessesOfText({ text: directory }).every((name) => excludes.path(name, true) !== void 0));
	if (found === void 0) return void 0;
	const directory = quoteUntrusted(found.installs.directory);
	return {
		what: `The line ${quoteUntrusted(text)} of "scratch" hides ${directory}, into which step ${quoteUntrusted(intents.name)} installs.`,
		hint: `Remove the line from "scratch" if what is installed counts, or ${yamlText(found.installs.directory)} from "installs-into" if it does not.`
	};
}
/** All of what a pattern takes. */
function takenBelow({ text }, { intents }, excludes) {
	for (const take of intents.takes) {
		if (take.of === "source") continue;
		const [from, into] = [take.from, take.into].map((one) => one === void 0 ? "" : `${one}/`);
		for (const pattern of take.only) {
			const names = witnessesOf(pattern).map((name) => into + name.slice(from.length));
			const [name] = names;
			if (name === void 0 || !names.every((one) => isHidden(one, intents, excludes))) continue;
			return {
				what: `The line ${quoteUntrusted(text)} of "scratch" hides all that step ${quoteUntrusted(intents.name)} takes of ${quoteUntrusted(take.step)} by ${quoteUntrusted(pattern.text)}, such as ${quoteUntrusted(name)}.`,
				hint: "Narrow the line, or do not take these files."
			};
		}
	}
}
/** All files of which a step above adds at least one. */
function arrivingBelow({ text }, { intents }, excludes, files) {
	const found = files.begin(intents.name).origins.find(({ isNeeded, witnesses }) => isNeeded && witnesses.length > 0 && witnesses.every((name) => isHidden(name, intents, excludes)));
	const [name] = found?.witnesses ?? [];
	if (found === void 0 || name === void 0) return void 0;
	return {
		what: `The line ${quoteUntrusted(text)} of "scratch" hides what step ${quoteUntrusted(intents.name)} takes: ${quoteUntrusted(found.step ?? "")} adds files such as ${quoteUntrusted(name)}, so no run could pass.`,
		hint: `Narrow the line \`${escapeUntrusted(text)}\`, or take a part without these files.`
	};
}
/** What a step adds or may add is recorded also below such a line. */
function isHidden(name, { adds, mayAdd }, excludes) {
	return excludes.path(name, false) !== void 0 && ![...adds, ...mayAdd].some((pattern) => pattern.matches(name));
}
// src/layouts/intents/review-intents.ts
/** Notes each place once, whichever legs it is about. */
var Remarks = class {
	#reader;
	#told = /* @__PURE__ */ new Set();
	constructor(reader) {
		this.#reader = reader;
	}
	impossible(at, message, hint) {
		if (this.#isNew(at)) this.#reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", at, message, hint);
	}
	warning(at, message, hint) {
		if (this.#isNew(at)) this.#reader.warning(at, message, hint);
	}
	isTold({ offset }) {
		return this.#told.has(offset);
	}
	#isNew(at) {
		const isNew = !this.isTold(at);
		this.#told.add(at.offset);
		return isNew;
	}
};
/** Notes what is impossible, and warns of what is probably not meant, over all legs of a layout. */
function reviewIntents(reader, legs, intents) {
	const files = new ArrivingFiles(intents);
	const remarks = new Remarks(reader);
	reviewScratch(reader, legs, files);
	reviewNames(reader, legs, files);
	reviewBeginnings(reader, legs, files);
	for (const leg of legs) {
		refuseUnfitting(remarks, leg, files);
		refuseThere(remarks, leg, files);
		warnOfTakes(remarks, leg, files);
		warnOfReleased(remarks, leg, intents, files);
	}
}
/** Patterns that nothing the step takes can fit. */
function refuseUnfitting(remarks, { intents, files: written, takes }, files) {
	const begin = files.begin(intents.name);
	const step = quoteUntrusted(intents.name);
	for (const key of [
		"changes",
		"removes",
		"may-remove"
	]) for (const { pattern, offset } of written[key]) {
		if (holdsFitting(begin, pattern)) continue;
		const message = `Nothing that step ${step} takes can fit ${quoteUntrusted(pattern.text)}.`;
		if (key === "may-remove") remarks.warning({ offset }, message, likeThis(begin));
		else remarks.impossible({ offset }, message, likeThis(begin));
	}
	for (const { take, offset } of takes) {
		if (take.of === "source") continue;
		const end = files.end(take.step);
		for (const pattern of take.only) if (!holdsFitting(end, pattern)) remarks.warning({ offset }, `Nothing that ${quoteUntrusted(take.step)} ends with can fit ${quoteUntrusted(pattern.text)}, so step ${step} takes nothing by it.`, likeThis(end));
	}
}
function likeThis({ origins }) {
	const names = origins.flatMap((origin) => exampleOf(origin) ?? []).map((name) => quoteUntrusted(name));
	return names.length === 0 ? "There are no files at all: take a step that has some, or remove the line." : `There are files such as ${[...new Set(names)].slice(0, 3).join(", ")}: write a pattern that fits them, or take more.`;
}
/** A file that a step above adds for certain is not new. */
function refuseThere(remarks, { intents, files: written }, files) {
	const there = files.begin(intents.name).origins.filter((origin) => origin.isNeeded && origin.isLiteral);
	for (const { pattern, offset } of written.adds) {
		const origin = isLiteral(pattern) ? there.find(({ witnesses }) => witnesses.includes(pattern.text)) : void 0;
		if (origin === void 0) continue;
		remarks.impossible({ offset }, `${quoteUntrusted(pattern.text)} is there when step ${quoteUntrusted(intents.name)} begins: ${quoteUntrusted(origin.step ?? "")} adds it.`, `Write \`changes: ${yamlText(pattern.text)}\`.`);
	}
}
/** Pairs of takes that cannot be united as one thinks. */
function warnOfTakes(remarks, { intents, takes }, files) {
	const brought = takes.map((placed) => ({
		placed,
		files: files.taken(placed.take)
	}));
	const owners = /* @__PURE__ */ new Map();
	for (const { placed, files: part } of brought) {
		for (const { step, isNeeded, isLiteral: isOne, witnesses } of part.origins) {
			const [name] = witnesses;
			if (!isNeeded || !isOne || name === void 0 || step === void 0) continue;
			const other = owners.get(name) ?? step;
			owners.set(name, other);
			if (other !== step) warnOfEqual(remarks, placed, name, [other, step]);
		}
		for (const other of brought) {
			if (other.placed === placed || remarks.isTold(placed)) continue;
			warnOfReturn(remarks, intents.name, placed, part, other.files);
			warnOfChanged(remarks, intents.name, placed, part, other);
		}
	}
}
function warnOfEqual(remarks, placed, name, [one, other]) {
	remarks.warning(placed, `${quoteUntrusted(one)} and ${quoteUntrusted(other)} both add ${quoteUntrusted(name)}: unless its bytes are equal, no run passes.`, "Say with `only` from which of them it comes, or put them into directories of their own with `into`.");
}
/** What one of the takes removed, and another one still has. */
function warnOfReturn(remarks, step, { take, offset }, part, other) {
	for (const pattern of part.removed) {
		if (other.removed.includes(pattern) || !holdsFitting(other, pattern)) continue;
		const taken = take.of === "source" ? take.of : take.step;
		remarks.warning({ offset }, `What fits ${quoteUntrusted(pattern.text)} was removed in what step ${quoteUntrusted(step)} takes of ${quoteUntrusted(taken)}, and comes back with something else that it takes.`, "Take only one of them, or a part that does not have these files.");
	}
}
/** What one of the takes changed, and another one has as it was, or changed in its own way. */
function warnOfChanged(remarks, step, placed, part, other) {
	for (const origin of part.origins) {
		const isSame = ({ step: by, text, does }) => by === origin.step && text === origin.text && does === origin.does;
		if (origin.does !== "changes" || origin.step === void 0 || other.files.origins.some(isSame)) continue;
		if (!other.files.hasSource && !other.files.origins.some((one) => canMeet$1(one, origin))) continue;
		const { take } = other.placed;
		remarks.warning(placed, `${quoteUntrusted(origin.step)} changes what fits ${quoteUntrusted(origin.text)}, and step ${quoteUntrusted(step)} takes the same names of ${quoteUntrusted(take.of === "source" ? take.of : take.step)}: unless the bytes are equal, no run passes.`, "Take only one of the two, or parts that have no name in common.");
	}
}
/** A released name that a later step, which is not released, may change. */
function warnOfReleased(remarks, leg, { release }, files) {
	const { intents, files: written } = leg;
	if (release.some(({ step }) => step === intents.name)) return;
	const final = files.begin(intents.name).origins.filter(({ step }) => release.some((one) => one.step === step));
	const later = [
		...written.changes,
		...written.removes,
		...written["may-remove"]
	];
	for (const { pattern, offset } of later) {
		const origin = final.find((one) => canFit(one, pattern));
		if (origin?.step === void 0) continue;
		remarks.warning({ offset }, `Step ${quoteUntrusted(intents.name)} may change or remove what ${quoteUntrusted(origin.step)} releases, and is not released itself.`, `Write \`release: [${yamlText(origin.step)}, ${yamlText(intents.name)}]\` if what it makes of them is final.`);
	}
}
// src/layouts/intents/review-release.ts
/** Combinations that are looked at for one question. */
const BOUNDS = { mostStates: 3e3 };
/** Notes patterns of `release` by which nothing would be final. */
function reviewRelease(reader, placed, { steps }) {
	const told = /* @__PURE__ */ new Set();
	for (const { step, pattern, offset } of placed) {
		const intents = steps.get(step);
		const isMet = placed.some((one) => one.offset === offset && canRelease(steps.get(one.step), one.pattern));
		if (intents === void 0 || isMet || told.has(offset)) continue;
		told.add(offset);
		refuse(reader, {
			step,
			pattern,
			offset
		}, intents);
	}
}
/** Of a step in rules, and of source, nothing is known. Also true where it takes too long to see. */
function canRelease(intents, pattern) {
	return intents === void 0 || intents.addsSource || made(intents).some((one) => canMeet(one, pattern));
}
function made({ adds, mayAdd, changes }) {
	return [
		...adds,
		...mayAdd,
		...changes
	];
}
function canMeet(one, other) {
	if (witnessesOf(one).some((name) => other.matches(name))) return true;
	const kinds = kindsOfPath([automatonOfIntent(one), automatonOfIntent(other)], BOUNDS);
	return kinds === void 0 || kinds.some(({ fits }) => fits.every(Boolean));
}
function refuse(reader, { step, pattern, offset }, intents) {
	const [own] = made(intents);
	reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", { offset }, `Nothing that ${quoteUntrusted(step)} adds or changes can fit ${quoteUntrusted(pattern.text)}, so nothing would be final by it.`, own === void 0 ? "Name the step that adds what is final, or write `release: nothing`." : `The step makes what fits ${yamlText(own.text)}: write a pattern that fits what is final of it.`);
}
// src/layouts/shell-text.ts
/**
* The text of a command that is more than plain words; undefined of every other, and of a list of words.
*
* @param without takes out what means something else in the layout
*/
function programIn(value, without = (line) => line) {
	if (value.kind !== "scalar" || typeof value.value !== "string") return void 0;
	const line = shellLine(value.value);
	return plainWords(without(line)) === void 0 ? line : void 0;
}
/** Both readings, to paste. @param key under which the command stands */
function readingsHint(key, { program, words }) {
	return `Write \`${`${key}: [bash, -c, ${yamlWhole(program)}]`}\` if the input \`run\` of a stage is this text (its \`shell\` in the place of bash), or \`${`${key}: [${words.map(yamlWhole).join(", ")}]`}\` if the command line runs just these words, without a shell.`;
}
// src/layouts/intents/write-command.ts
function writeCommand(reader, of) {
	const { command } = of.step;
	if (command === void 0) return void 0;
	const { workingDirectory } = command;
	const values = [of.leg.values];
	const words = writeWords(reader, of, command);
	const setup = command.setup && withValues(reader, command.setup, values);
	if (workingDirectory === void 0) return {
		words,
		workingDirectory,
		setup
	};
	const text = withValues(reader, workingDirectory, values);
	if (text !== void 0) refuseFlawedDirectory(reader, workingDirectory, text, "working-directory");
	return {
		words,
		workingDirectory: text,
		setup
	};
}
/** No value of a matrix holds a brace. */
function writeWords(reader, of, { line, words }) {
	const values = [of.leg.values];
	if (line === void 0) return words.map((word) => withValues(reader, word, values) ?? "");
	const text = withValues(reader, line, values);
	if (text === void 0) return [];
	const found = plainWords(shellLine(text));
	if (found === void 0) return refuseProgram$1(reader, of, line, text);
	if (found.length > 0) return found;
	reader.problem("LAYOUT_SOURCE_VALUE", line, `The command of ${quoteUntrusted(of.leg.name)} is empty.`, "Use values that are more than blanks, or leave out \"command\" if any command will do.");
	return found;
}
/** A workflow puts values into the text before a shell reads it, so they may say more to it than words. */
function refuseProgram$1(reader, { step, leg }, line, text) {
	const readings = {
		program: line.text,
		words: step.command?.words.map((word) => word.text) ?? []
	};
	const isProgram = step.legs.every(({ values }) => {
		const one = reader.noting(() => withValues(reader, line, [values])).value;
		return one !== void 0 && shellLine(one) === one && plainWords(one) === void 0;
	});
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", line, `In ${quoteUntrusted(leg.name)} the text of "command" is \`${escapeUntrusted(text)}\`, which is more to a shell than its words.`, isProgram ? readingsHint("command", readings) : "No one list fits all legs: put those with such values into a step of their own, without blanks at the ends of values, or leave out \"command\" if any command will do.");
	return [];
}
// src/layouts/intents/write-step.ts
/** @param topScratch the lines on top of the layout */
function writeLeg(reader, of, topScratch, offsets) {
	const { step, leg } = of;
	const takes = writeTakes(reader, of);
	const files = Object.fromEntries(Object.entries(step.files).map(([key, patterns]) => [key, writePatterns(reader, of, key, patterns)]));
	const scratch = step.addsSourceAt === void 0 ? withoutTwice$1([...step.scratch, ...topScratch]) : [];
	const installs = writtenOnce(reader, step.installs.flatMap((one) => writeInstalls(reader, of, one) ?? []));
	const patterns = (key) => files[key].map(({ pattern }) => pattern);
	const written = {
		intents: {
			name: leg.name,
			takes: takes.map(({ take }) => take),
			addsSource: step.addsSourceAt !== void 0,
			adds: patterns("adds"),
			mayAdd: patterns("may-add"),
			changes: patterns("changes"),
			removes: patterns("removes"),
			mayRemove: patterns("may-remove"),
			scratch: scratch.map(({ text }) => text),
			installs: installs.map((one) => one.installs),
			command: writeCommand(reader, of),
			definition: step.definition?.text,
			delegated: step.delegatedAt !== void 0,
			recording: step.recordingAt === void 0 ? "whole" : "any"
		},
		takes,
		files,
		scratch,
		installs
	};
	placeStatements(of, written, offsets);
	return written;
}
function writePatterns(reader, { leg }, key, texts) {
	return withoutTwice$1(texts.flatMap((written) => {
		const text = withValues(reader, written, [leg.values]);
		const pattern = text === void 0 ? void 0 : filePatternAt(reader, {
			text,
			offset: written.offset
		}, key);
		return pattern === void 0 ? [] : [{
			pattern,
			offset: written.offset,
			text: pattern.text
		}];
	})).map(({ pattern, offset }) => ({
		pattern,
		offset
	}));
}
function writeInstalls(reader, { leg }, { directory, mayChange }) {
	const text = withValues(reader, directory, [leg.values]);
	if (text === void 0 || refuseFlawedInstalled(reader, directory, text)) return void 0;
	return {
		installs: {
			directory: text,
			mayChange: mayChange.map((line) => line.text)
		},
		offset: directory.offset
	};
}
/** Values of a matrix may make two directories one. What may change in there is not put together by that. */
function writtenOnce(reader, installs) {
	const first = /* @__PURE__ */ new Map();
	return installs.filter(({ installs: { directory, mayChange }, offset }) => {
		const known = first.get(directory);
		if (known === void 0) first.set(directory, mayChange);
		else if (known.length !== mayChange.length || known.some((line) => !mayChange.includes(line))) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", { offset }, `In one leg this is ${quoteUntrusted(directory)}, which stands in "installs-into" already with other lines of "may-change".`, "Say the same of both, or give them values that are never one directory.");
		return known === void 0;
	});
}
/** The verbs of statements are the keys of steps. */
function placeStatements({ step }, written, offsets) {
	const { intents, takes, files, scratch, installs } = written;
	const { name, command, definition } = intents;
	const place = (statements, offset) => {
		for (const statement of statements) offsets.set(statement, offset ?? step.offset);
	};
	if (takes.length === 0) place([`${name} takes nothing`], step.takesAt);
	for (const { take, offset } of takes) place(takeStatements(name, take), offset);
	if (intents.addsSource) place([`${name} adds source`], step.addsSourceAt);
	for (const [key, patterns] of Object.entries(files)) for (const { pattern, offset } of patterns) place([patternStatement(name, key, pattern)], offset);
	for (const { text, offset } of scratch) place([`${name} scratch ${text}`], offset);
	for (const one of installs) place(installsStatements(name, one.installs), one.offset);
	if (command !== void 0) place([commandStatement(name, command)], step.command?.offset);
	if (definition !== void 0) place([definitionStatement(name, definition)], step.definition?.offset);
	if (intents.delegated) place([`${name} delegated`], step.delegatedAt);
	if (intents.recording === "any") place([`${name} recording any`], step.recordingAt);
}
// src/layouts/intents/read-intents.ts
/**
* What is in rules says nothing of this; undefined where the source says nothing in intents.
*
* @param found directories of submodules that the repository of the source has
*/
function readIntents(reader, root, members, steps, found = []) {
	if (steps.every((step) => "inRules" in step)) {
		refuseLonely(reader, members);
		return;
	}
	const top = readTop(reader, members);
	const offsets = /* @__PURE__ */ new Map();
	const { value, isFlawed } = reader.noting(() => writeIntents(reader, {
		root,
		members,
		steps,
		top,
		found
	}, offsets));
	const { intents, legs, released } = value;
	if (!isFlawed) {
		reviewIntents(reader, legs, intents);
		reviewInstalled(reader, legs);
		reviewRelease(reader, released, intents);
	}
	return {
		intents,
		places: new Map([...offsets].map(([statement, offset]) => [statement, reader.place({ offset })])),
		elsewhere: top.elsewhere,
		legs
	};
}
function writeIntents(reader, { root, members, steps, top, found }, offsets) {
	for (const step of steps) if ("inRules" in step) refuseUnclear(reader, step);
	const names = new StepNames(steps);
	const legs = writeSteps(reader, names, top.scratch, offsets);
	const member = members.get("release");
	if (member === void 0) refuseNoRelease(reader, root, steps);
	const released = [];
	const release = member === void 0 ? [] : readRelease(reader, member, names, {
		offsets,
		placed: released
	});
	for (const { pattern, offset } of top.branches) offsets.set(`branches ${pattern.text}`, offset);
	for (const { pattern, offset } of top.tags) offsets.set(`tags ${pattern.text}`, offset);
	if (top.sourceAt !== void 0 && top.sourceCommit !== "run") offsets.set(`source commit ${top.sourceCommit}`, top.sourceAt);
	placeOthers(members, top, offsets);
	return {
		intents: {
			steps: new Map(legs.map((leg) => [leg.intents.name, leg.intents])),
			release,
			branches: top.branches.map(({ pattern }) => pattern),
			tags: top.tags.map(({ pattern }) => pattern),
			sourceCommit: top.sourceCommit,
			submodules: submodulesOf(reader, {
				said: top.submodules,
				found,
				legs,
				at: members.get("steps")?.key ?? root,
				offsets
			}),
			version: top.version
		},
		legs,
		released
	};
}
function writeSteps(reader, names, scratch, offsets) {
	const legs = [];
	for (const [place, step] of names.steps.entries()) {
		if ("inRules" in step) continue;
		for (const leg of step.legs) {
			const { value, isFlawed } = reader.noting(() => writeLeg(reader, {
				step,
				place,
				leg,
				names
			}, scratch, offsets));
			legs.push(value);
			if (isFlawed) break;
		}
	}
	return legs;
}
/** What is said of all steps stands where the steps begin. */
function placeOthers(members, top, offsets) {
	const steps = members.get("steps");
	if (steps !== void 0) offsets.set("steps only", steps.key.offset);
	if (top.version === void 0 || top.versionAt === void 0) return;
	const { number, after } = top.version;
	offsets.set(`layout ${number}${after === void 0 ? "" : ` after ${after}`}`, top.versionAt);
}
function refuseLonely(reader, members) {
	for (const key of TOP_KEYS) {
		const member = members.get(key);
		if (member === void 0) continue;
		reader.problem("LAYOUT_SOURCE_UNKNOWN", member.key, `"${key}" is about steps in intents, and no step says what it takes.`, `Write in a step what it takes, \`takes: source\`, or leave out "${key}".`);
	}
}
/** Beside steps in intents, one that says nothing may mean that nothing is checked, or that it takes nothing. */
function refuseUnclear(reader, { name, offset, members }) {
	if (!members.has("materials") && !members.has("products")) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", { offset }, `Step ${quoteUntrusted(name)} says neither what it takes nor rules for its files.`, "Write `takes: nothing`, `takes: source` or the step whose files it begins with; or `materials: anything` if nothing is to be checked.");
	if (/^[\w.-]+$/.test(name) && !isStepName(name)) reader.problem("LAYOUT_SOURCE_NAME", { offset }, `A step cannot be called ${quoteUntrusted(name)} beside steps in intents: it is a word of the language.`, `Give it another name: ${quoteUntrusted(`${name}-step`)}.`);
}
function refuseNoRelease(reader, root, steps) {
	const adding = steps.findLast((step) => !("inRules" in step) && step.files.adds.length > 0);
	reader.problem("LAYOUT_SOURCE_MISSING", root, "\"release\" is missing: the layout does not say what is final.", adding === void 0 ? "Write `release: nothing`, or the step whose files are final." : `Write \`release: ${adding.name}\`, or \`release: nothing\`.`);
}
// src/layouts/intents/read-matrix.ts
/** Legs of one job: GitHub starts no more. */
const MOST_LEGS = 256;
/** The legs of a matrix, at least one; undefined for what is none. */
function readMatrix(reader, { value }) {
	if (value.kind !== "mapping" || value.members.size === 0) return reader.problem("LAYOUT_SOURCE_TYPE", value, "\"matrix\" is a mapping of names to lists of values, as in the workflow.", "Write `matrix: { os: [ubuntu-24.04, macos-15] }`.");
	const dimensions = /* @__PURE__ */ new Map();
	let isWhole = true;
	for (const [name, member] of value.members) {
		if (name === "include" || name === "exclude") continue;
		const values = readDimension(reader, name, member);
		if (values === void 0) isWhole = false;
		else dimensions.set(name, values);
	}
	const include = readEntries(reader, value.members.get("include"), "include");
	const exclude = readEntries(reader, value.members.get("exclude"), "exclude");
	if (!isWhole || include === void 0 || exclude === void 0) return void 0;
	for (const item of oneOrMore(value.members.get("exclude"))) if (item.kind === "mapping") reader.refuseUnknown(item.members, [...dimensions.keys()]);
	if (combinationsOf(dimensions) > MOST_LEGS * MOST_LEGS) return refuseCount(reader, value, combinationsOf(dimensions));
	const legs = legsOf({
		dimensions,
		include,
		exclude
	});
	if (legs.length > MOST_LEGS) return refuseCount(reader, value, legs.length);
	if (legs.length > 0) return legs;
	return reader.problem("LAYOUT_SOURCE_VALUE", value, "The matrix has no leg, so nothing would be demanded.", "Leave out the entry of \"exclude\" that fits all of them.");
}
function refuseCount(reader, at, count) {
	const message = `The matrix has ${count} legs; GitHub starts at most ${MOST_LEGS}.`;
	return reader.problem("LAYOUT_SOURCE_VALUE", at, message, "Write fewer values, or exclude some.");
}
function readDimension(reader, name, { key, value }) {
	if (!isDimensionName(reader, key, name)) return void 0;
	if (value.kind === "list" && value.items.length > 0) {
		const values = value.items.map((item) => matrixValue(reader, name, item));
		return values.every((one) => one !== void 0) ? withoutTwice(reader, name, values, value.items) : void 0;
	}
	const found = value.kind === "scalar" ? escapeUntrusted(String(value.value)) : "a";
	return reader.problem("LAYOUT_SOURCE_TYPE", value, `The dimension ${quoteUntrusted(name)} of a matrix is a list of values, written out.`, `Write \`${escapeUntrusted(name)}: [${found.startsWith("$") ? "a, b" : found}]\`.`);
}
/** Legs of the same values would have one name. */
function withoutTwice(reader, name, values, items) {
	const seen = /* @__PURE__ */ new Set();
	return values.filter((text, index) => {
		const isFirst = !seen.has(text);
		seen.add(text);
		if (isFirst) return true;
		const message = `${yamlText(text)} stands twice in the dimension ${quoteUntrusted(name)}.`;
		reader.problem("LAYOUT_SOURCE_NAME", items[index], message, "Remove one of the two.");
		return false;
	});
}
function isDimensionName(reader, key, name) {
	if (/^[A-Za-z_][\w-]*$/.test(name)) return true;
	reader.problem("LAYOUT_SOURCE_NAME", key, `${quoteUntrusted(name)} cannot be a dimension: no expression could name it.`, "Use letters, digits, \"-\" and \"_\", and begin with a letter.");
	return false;
}
/** A value as text. A whole number is the same to every reader; `3.10` is not. */
function matrixValue(reader, name, value) {
	const number = value.kind === "scalar" && Number.isSafeInteger(value.value) ? String(value.value) : void 0;
	if (number !== void 0 && value.kind === "scalar" && value.plain === number) return number;
	if (value.kind === "scalar" && (value.value === "" || value.plain === "")) return reader.problem("LAYOUT_SOURCE_VALUE", value, `A value of ${quoteUntrusted(name)} is empty, so the name of a leg could not show it.`, "Use a word in its place, such as `none`, in the workflow, too.");
	const text = intentText(reader, value, name)?.text;
	if (text === void 0 || !/[*?[\]{}$\\\p{Cc}]/u.test(text)) return text;
	return reader.problem("LAYOUT_SOURCE_VALUE", value, `The value ${quoteUntrusted(text)} holds a character that patterns read in a way of their own.`, "Use a value without `*`, `?`, brackets, braces, `$` and backslashes, in the workflow, too.");
}
function readEntries(reader, member, what) {
	if (member === void 0) return [];
	const example = `Write \`${what}: [{ os: windows-2025, arch: arm64 }]\`.`;
	const entries = reader.list(member, `"${what}" of a matrix is a list of mappings.`, example).map((item) => readEntry(reader, item, example));
	if (member.value.kind !== "list") return void 0;
	return entries.every((one) => one !== void 0) ? entries : void 0;
}
function readEntry(reader, item, example) {
	if (item.kind !== "mapping" || item.members.size === 0) return reader.problem("LAYOUT_SOURCE_TYPE", item, "An entry of a matrix is a mapping of names to values.", example);
	const entry = /* @__PURE__ */ new Map();
	let isWhole = true;
	for (const [name, { key, value }] of item.members) {
		const text = isDimensionName(reader, key, name) ? matrixValue(reader, name, value) : void 0;
		if (text === void 0) isWhole = false;
		else entry.set(name, text);
	}
	return isWhole ? entry : void 0;
}
// src/layouts/intents/read-legs.ts
const NO_VALUES = /* @__PURE__ */ new Map();
/**
* The legs of a step; one without values where it has no matrix, none where its matrix cannot be read.
*
* @param names those that are taken, by `foldName`, the step's own among them; those of the legs are added
*/
function readLegs(reader, { name, members }, names) {
	const at = members.get("name")?.value;
	const isText = at === void 0 || name === "" || intentText(reader, at, "name") !== void 0;
	if (at !== void 0 && name !== "" && isText && !isStepName(name)) reader.problem("LAYOUT_SOURCE_NAME", at, /^[\w.-]+$/.test(name) ? `A step cannot be called ${quoteUntrusted(name)}: it is a word of the language.` : `${quoteUntrusted(name)} cannot be the name of a step in intents.`, `Use letters, digits, "-", "_" and ".": ${quoteUntrusted(nameLike(name))}.`);
	const matrix = members.get("matrix");
	if (matrix === void 0) return [{
		name,
		values: NO_VALUES
	}];
	return (readMatrix(reader, matrix) ?? []).map((one) => {
		const leg = legName(name, one);
		const taken = names.get(foldName(leg));
		if (taken !== void 0 || !isStepName(leg) || !isSafeName(leg)) reader.problem("LAYOUT_SOURCE_NAME", matrix.value, taken === void 0 ? `A leg cannot be called ${quoteUntrusted(leg)}.` : taken === leg ? `Two legs, or a leg and a step, are called ${quoteUntrusted(leg)}.` : `${quoteUntrusted(taken)} and ${quoteUntrusted(leg)} differ in letter case alone, and are one file on Windows and macOS.`, "Give the step another name, or use other values.");
		names.set(foldName(leg), leg);
		return {
			name: leg,
			values: one
		};
	});
}
function nameLike(name) {
	const meant = name.replace(/[^\w.-]+/g, "-");
	return isStepName(meant) && isSafeName(meant) ? meant : `${meant}-step`;
}
// src/layouts/intents/read-command.ts
function readCommand(reader, members) {
	const command = members.get("command");
	const workingDirectory = readDirectory(reader, members.get("working-directory"), "working-directory");
	const setup = readSetup(reader, members.get("setup"));
	if (command === void 0) {
		for (const name of ["working-directory", "setup"]) demandCommand(reader, name, members.get(name));
		return;
	}
	const words = readWords(reader, command);
	if (words === void 0) return void 0;
	return {
		offset: command.value.offset,
		line: readLine(reader, command.value),
		words,
		workingDirectory,
		setup
	};
}
/** A text with values, which a workflow fills in before a shell finds words in it. */
function readLine(reader, value) {
	if (value.kind !== "scalar" || typeof value.value !== "string") return void 0;
	const line = matrixText(reader, {
		text: shellLine(value.value),
		offset: value.offset
	});
	return line !== void 0 && holdsDimension(line) ? line : void 0;
}
function demandCommand(reader, name, member) {
	if (member === void 0) return;
	const hint = `Write the command that the step must run, \`command: npm test\`, or leave out "${name}".`;
	reader.problem("LAYOUT_SOURCE_MISSING", member.key, `"${name}" stands without a command.`, hint);
}
function readWords(reader, member) {
	const { value } = member;
	const words = isEmpty(member) ? [] : reader.words(withoutBlanks(value), "command");
	if (words === void 0) return void 0;
	if (words.length === 0) return reader.problem("LAYOUT_SOURCE_VALUE", value, "\"command\" is empty.", "Leave out \"command\" if any command will do.");
	const texts = words.map((word) => readText(reader, value, word, "command"));
	if (texts.includes(void 0)) return void 0;
	const program = programIn(value, (text) => replaceExpressions(text, () => ""));
	return program === void 0 ? texts : refuseProgram(reader, value, {
		program,
		words
	});
}
/** An expression is no two words, whatever blanks it holds. */
function withoutBlanks(value) {
	if (value.kind !== "scalar" || typeof value.value !== "string") return value;
	return {
		...value,
		value: replaceExpressions(value.value, ({ text, inner }) => /\s/.test(inner.trim()) ? text : `\${{${inner.trim()}}}`)
	};
}
function refuseProgram(reader, at, readings) {
	return reader.problem("LAYOUT_SOURCE_AMBIGUOUS", at, "The text of \"command\" is more to a shell than its words, which forget quotes and operators.", readingsHint("command", readings));
}
/** A script as `setup` of the stage has it; a list of words is one of a single command. */
function readSetup(reader, member) {
	if (member === void 0) return void 0;
	const { value } = member;
	if (isEmpty(member)) return reader.problem("LAYOUT_SOURCE_VALUE", value, "\"setup\" is empty.", "Leave out \"setup\".");
	const text = value.kind === "list" ? reader.words(value, "setup")?.join(" ") : reader.text(value, "setup");
	return text === void 0 ? void 0 : readText(reader, value, text, "setup");
}
/** A text with values of the matrix, and no other brace. */
function readText(reader, value, text, what) {
	const written = matrixText(reader, {
		text,
		offset: value.offset
	});
	return written?.parts.some((part) => typeof part === "string" && holdsBrace(part)) === true ? refuseBrace(reader, value, what) : written;
}
/** Other implementations take braces for parameters, so that what is signed would not be what they compare. */
function refuseBrace(reader, value, what) {
	return reader.problem("LAYOUT_SOURCE_VALUE", value, `The text of "${what}" holds a brace, which other implementations take for a parameter.`, `Put it into a script of the repository: \`${what}: sh scripts/build.sh\`.`);
}
// src/layouts/intents/step-template.ts
/** What a step says of files, by the key that says it. */
const FILE_KEYS = [
	"adds",
	"may-add",
	"changes",
	"removes",
	"may-remove"
];
/** The keys of a step in intents, beside those that every step has. */
const INTENT_KEYS = [
	"takes",
	...FILE_KEYS,
	"scratch",
	"installs-into",
	"matrix",
	"command",
	"working-directory",
	"setup",
	"definition",
	"delegated",
	"recording"
];
// src/layouts/intents/read-step.ts
/** The keys of a step in rules, which say the same in another way. */
const RULE_KEYS = [
	"materials",
	"products",
	"run"
];
/** What every step has, whatever it is written in. */
const STEP_KEYS = [
	"name",
	"by",
	"threshold"
];
/** Whether a step says anything in intents, be it misspelt. */
function isInIntents(members) {
	if (INTENT_KEYS.some((key) => members.has(key))) return true;
	if (RULE_KEYS.some((key) => members.has(key))) return false;
	return INTENT_KEYS.some((key) => isMisspelt(members, key));
}
/** Whether another key than a known one is probably meant to be this one. */
function isMisspelt(members, key) {
	const known = [
		...STEP_KEYS,
		...INTENT_KEYS,
		...RULE_KEYS
	];
	return [...members.keys()].some((name) => !known.includes(name) && nearestName(name, known) === key);
}
/** A step in intents as it is written, before its legs are filled in. Mistakes are noted in the reader. */
function readIntentStep(reader, { name, at, members, legs }) {
	reader.refuseUnknown(members, [
		...STEP_KEYS,
		...INTENT_KEYS,
		...RULE_KEYS
	]);
	for (const key of RULE_KEYS) refuseMixed(reader, key, members.get(key));
	const takes = members.get("takes");
	if (takes === void 0 && !isMisspelt(members, "takes")) refuseSilence(reader, name, at);
	const addsSourceAt = sourceAmong(members.get("adds"));
	const step = {
		name,
		offset: at.offset,
		hasMatrix: members.has("matrix"),
		legs,
		takesAt: takes?.value.offset ?? at.offset,
		takes: takes === void 0 ? [] : readTakes(reader, takes),
		addsSourceAt,
		files: readFiles(reader, members, addsSourceAt !== void 0),
		scratch: readScratch(reader, members.get("scratch")),
		installs: readInstalls(reader, members.get("installs-into")),
		command: readCommand(reader, members),
		definition: readDefinition(reader, members.get("definition")),
		delegatedAt: readDelegated(reader, members.get("delegated")),
		recordingAt: readRecording(reader, members.get("recording"))
	};
	if (addsSourceAt !== void 0) demandAlone(reader, members, step);
	if (isTrue(members.get("delegated")?.value)) refuseUnseen(reader, members);
	refuseContradictions(reader, step);
	return step;
}
function refuseMixed(reader, key, member) {
	if (member === void 0) return;
	reader.problem("LAYOUT_SOURCE_AMBIGUOUS", member.key, `"${key}" belongs to a step in rules, and this one is written in intents.`, key === "run" ? "Write `command:` in its place: in intents the command is demanded." : "Say in intents what the step takes, adds and changes, or write all of the step in rules.");
}
function refuseSilence(reader, name, at) {
	reader.problem("LAYOUT_SOURCE_MISSING", at, `Step ${quoteUntrusted(name)} does not say what it takes.`, "Write `takes: source` for a job with a checkout of its own, `takes: nothing`, or the step whose files it begins with.");
}
/** Where `source` stands among what a step adds. */
function sourceAmong(member) {
	const { value } = member ?? {};
	return (value?.kind === "list" ? value.items : value === void 0 ? [] : [value]).find((item) => item.kind === "scalar" && item.value === "source")?.offset;
}
function readFiles(reader, members, addsSource) {
	const read = (key) => {
		const patterns = readPatternTexts(reader, members.get(key), key);
		return key === "adds" && addsSource ? patterns.filter(({ text }) => text !== "source") : patterns;
	};
	return {
		adds: read("adds"),
		"may-add": read("may-add"),
		changes: read("changes"),
		removes: read("removes"),
		"may-remove": read("may-remove")
	};
}
/** A checkout does nothing else. */
function demandAlone(reader, members, step) {
	const at = { offset: step.addsSourceAt };
	if (step.takes.length > 0) reader.problem("LAYOUT_SOURCE_VALUE", { offset: step.takesAt }, "A step that adds source takes nothing: it begins in an empty workspace.", "Write `takes: nothing`. A step with a checkout of its own that does more takes source: `takes: source`.");
	const others = [
		...FILE_KEYS,
		"scratch",
		"installs-into"
	].filter((key) => members.has(key) && !(key === "adds" && step.files.adds.length === 0));
	if (others.length > 0) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", at, `A step that adds source does nothing else, and this one also says "${others.join("\", \"")}".`, "Write `takes: nothing` and `adds: source` alone, and the rest in a step that takes this one; or write `takes: source` in the place of `adds: source`.");
}
/** Pairs of keys under which one pattern says two things. */
const CONTRADICTIONS = [
	[
		"adds",
		"may-add",
		"under \"adds\" if a file must be there, under \"may-add\" if none is needed"
	],
	[
		"adds",
		"removes",
		"under \"adds\" if its files are there at the end, under \"removes\" if they are gone"
	],
	[
		"may-add",
		"removes",
		"under \"may-add\" if its files may be there at the end, under \"removes\" if they are gone"
	],
	[
		"changes",
		"removes",
		"under \"changes\" if its files are there at the end, under \"removes\" if they are gone"
	],
	[
		"removes",
		"may-remove",
		"under \"removes\" if its files must be gone, under \"may-remove\" if they may stay"
	]
];
function refuseContradictions(reader, { files }) {
	for (const [one, other, hint] of CONTRADICTIONS) for (const pattern of files[other]) if (files[one].some(({ text }) => text === pattern.text)) reader.problem("LAYOUT_SOURCE_AMBIGUOUS", pattern, `${yamlText(pattern.text)} stands under "${one}" and under "${other}".`, `Write it ${hint}.`);
}
function readDefinition(reader, member) {
	if (member === void 0) return void 0;
	const placed = intentText(reader, member.value, "definition");
	if (placed === void 0 || isDefinition(placed.text)) return placed;
	return reader.problem("LAYOUT_SOURCE_VALUE", placed, `${quoteUntrusted(placed.text, 100)} is not the digest of a definition.`, "Write `definition: sha256:` and 64 digits in lower case, as the link of the step has them.");
}
function readDelegated(reader, member) {
	if (member === void 0 || isTrue(member.value)) return member?.value.offset;
	return reader.problem("LAYOUT_SOURCE_VALUE", member.value, "\"delegated\" is true, or is left out.", "Write `delegated: true` if a layout may stand for the step, and leave it out if not.");
}
/** What a link says of its own stage, and the summary of a layout that stands in its place does not. */
const OF_ONE_STAGE = [
	"command",
	"working-directory",
	"setup",
	"definition"
];
function refuseUnseen(reader, members) {
	const [first, ...others] = [...members].filter(([key]) => OF_ONE_STAGE.includes(key));
	if (first === void 0) return;
	const [key, member] = first;
	const keys = [key, ...others.map(([name]) => name)].join("\", \"");
	reader.problem("LAYOUT_SOURCE_IMPOSSIBLE", member.key, `The step may be delegated, and no layout in its place shows what "${keys}" ${others.length === 0 ? "demands" : "demand"}.`, `Write "${keys}" at the step of the inner layout that does the work, or leave out "delegated".`);
}
function readRecording(reader, member) {
	if (member === void 0 || member.value.kind === "scalar" && member.value.value === "any") return member?.value.offset;
	return reader.problem("LAYOUT_SOURCE_VALUE", member.value, "\"recording\" is \"any\", or is left out.", "Write `recording: any` if links of other implementations count, which do not say what they left out, and leave it out if not.");
}
// src/layouts/read-items.ts
/** Reads steps and inspections, and keeps in mind which names are taken and who performs something. */
var ItemReader = class {
	/** The functionaries that steps named. */
	used = /* @__PURE__ */ new Set();
	#reader;
	#functionaries;
	/** Steps as they are written, in order; those of a matrix are one. */
	written = [];
	/** By what other systems take for the same. */
	#names = /* @__PURE__ */ new Map();
	#defaults;
	#defaultBy;
	#toldNoBy = false;
	constructor(reader, functionaries, defaults) {
		this.#reader = reader;
		this.#functionaries = functionaries;
		this.#defaults = defaults;
		this.#defaultBy = defaults.by === void 0 ? void 0 : this.#namesIn(defaults.by);
	}
	/** In intents a step has no rules here, and one of a matrix is a step for each leg. */
	steps(member, root) {
		return this.#items(member, root, "steps").flatMap((value) => this.#step(value));
	}
	inspections(member, root) {
		return this.#items(member, root, "inspections").map((value) => this.#inspection(value));
	}
	#items(member, root, name) {
		if (member !== void 0) return this.#reader.list(member, `"${name}" is a list.`, "Start each entry with \"- name: \u2026\".");
		const hint = firstStep(root.kind === "mapping" ? root.members : /* @__PURE__ */ new Map());
		this.#reader.problem("LAYOUT_SOURCE_MISSING", root, `"${name}" is missing.`, hint);
		return [];
	}
	#step(value) {
		const isIntents = value.kind === "mapping" && isInIntents(value.members);
		const members = this.#reader.mapping(value, "A step", isIntents ? void 0 : [...STEP_KEYS, ...RULE_KEYS]);
		const name = this.#name(members, value, "step") ?? "";
		const functionaries = this.#by(members.get("by"), value);
		const who = {
			kind: "step",
			threshold: readThreshold(this.#reader, members.get("threshold") ?? this.#defaults.threshold, functionaries),
			pubkeys: functionaries.flatMap((functionary) => this.#functionaries.get(functionary)?.keyId ?? [])
		};
		if (isIntents) return this.#intentSteps({
			name,
			at: value,
			members
		}, who);
		if (value.kind === "mapping") this.written.push({
			name,
			inRules: true,
			offset: value.offset,
			members
		});
		const { materials, products, rules } = this.#ruleLists(members);
		return [{
			item: {
				...who,
				name,
				expectedCommand: this.#stepCommand(members.get("run")),
				...rules
			},
			materials,
			products
		}];
	}
	#intentSteps(written, who) {
		const legs = readLegs(this.#reader, written, this.#names);
		this.written.push(readIntentStep(this.#reader, {
			...written,
			legs
		}));
		return legs.map(({ name }) => ({
			item: {
				...who,
				name,
				expectedCommand: [],
				expectedMaterials: [],
				expectedProducts: []
			},
			materials: [],
			products: []
		}));
	}
	#inspection(value) {
		const members = this.#reader.mapping(value, "An inspection", [
			"name",
			"run",
			"materials",
			"products"
		]);
		const name = this.#name(members, value, "inspection");
		const run = this.#command(members.get("run"));
		if (run.length === 0) this.#reader.problem("LAYOUT_SOURCE_MISSING", members.get("run")?.value ?? value, "An inspection needs a command.", "Write \"run: \u2026\".");
		const { materials, products, rules } = this.#ruleLists(members);
		return {
			item: {
				kind: "inspection",
				name: name ?? "",
				run,
				...rules
			},
			materials,
			products
		};
	}
	#name(members, at, what) {
		const member = members.get("name");
		if (member === void 0) return this.#reader.problem("LAYOUT_SOURCE_MISSING", at, `A ${what} has no "name".`, "Give it a name of its own.");
		const name = this.#reader.text(member.value, "name");
		if (name === void 0) return void 0;
		const refuse = (message, hint) => this.#reader.problem("LAYOUT_SOURCE_NAME", member.value, message, hint);
		if (!isSafeName(name)) return refuse(`The name ${quoteUntrusted(name)} cannot be a file name on every system.`, "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot.");
		const taken = this.#names.get(foldName(name));
		if (taken !== void 0) return refuse(taken === name ? `The name ${quoteUntrusted(name)} stands twice.` : `The names ${quoteUntrusted(taken)} and ${quoteUntrusted(name)} differ in letter case alone, and are one file on Windows and macOS.`, "Give each step and inspection a name of its own.");
		this.#names.set(foldName(name), name);
		return name;
	}
	#by(member, step) {
		const own = member === void 0 ? void 0 : this.#namesIn(member);
		for (const name of own ?? this.#defaultBy ?? []) this.used.add(name);
		if (own !== void 0) return own;
		if (this.#defaultBy === void 0) this.#noBy(step);
		return this.#defaultBy ?? [];
	}
	/** Told once: one line at the top is the cure for all steps. */
	#noBy(step) {
		if (this.#toldNoBy) return;
		this.#toldNoBy = true;
		const [name = "ci"] = this.#functionaries.keys();
		const hint = `Say who performs all steps that do not say it, with a line at the top of the file: \`by: ${yamlText(name)}\`; or say it at the step, \`by: [alice, bob]\`.`;
		this.#reader.problem("LAYOUT_SOURCE_MISSING", step, "A step has no \"by\".", hint);
	}
	#namesIn(member) {
		const items = oneOrMore(member);
		if (items.length === 0) this.#reader.problem("LAYOUT_SOURCE_VALUE", member.value, "Nobody may perform this step.", "Name at least one functionary.");
		return [...new Set(items.flatMap((item) => this.#functionaryName(item)))];
	}
	#functionaryName(item) {
		const name = this.#reader.text(item, "by");
		if (name === void 0) return [];
		if (this.#functionaries.has(name)) return [name];
		const near = nearestName(name, [...this.#functionaries.keys()]);
		this.#reader.problem("LAYOUT_SOURCE_UNKNOWN", item, `There is no functionary ${quoteUntrusted(name)}.`, near === void 0 ? this.#knownHint() : `Did you mean ${quoteUntrusted(near)}?`);
		return [];
	}
	#knownHint() {
		const known = [...this.#functionaries.keys()];
		const define = "Define it under \"functionaries\"";
		if (known.length === 0) return `${define}.`;
		return `${define}, or name one that is there: ${listed(known, 5, (name) => quoteUntrusted(name))}.`;
	}
	/** What is said of text with operators is a warning here: a command that differs is no more than one, either. */
	#stepCommand(member) {
		const words = this.#command(member);
		const program = member === void 0 ? void 0 : programIn(member.value, (line) => line.replace(/[{}]/g, ""));
		if (member !== void 0 && program !== void 0 && words.length > 0) this.#reader.warning(member.value, "The text of \"run\" is more to a shell than its words, so the link of a stage does not name these words.", readingsHint("run", {
			program,
			words
		}));
		return words;
	}
	#command(member) {
		return member === void 0 ? [] : this.#reader.words(member.value, "run") ?? [];
	}
	#ruleLists(members) {
		const materials = readRules(this.#reader, members.get("materials"), "materials");
		const products = readRules(this.#reader, members.get("products"), "products");
		return {
			materials,
			products,
			rules: {
				expectedMaterials: materials.map(({ rule }) => rule),
				expectedProducts: products.map(({ rule }) => rule)
			}
		};
	}
};
function readThreshold(reader, member, functionaries) {
	if (member === void 0) return 1;
	const { value } = member;
	const number = value.kind === "scalar" && typeof value.value === "number" ? value.value : 0;
	if (!Number.isSafeInteger(number) || number < 1) {
		reader.problem("LAYOUT_SOURCE_VALUE", value, "A threshold is a whole number from 1.", "Write for example \"threshold: 2\".");
		return 1;
	}
	if (functionaries.length > 0 && number > functionaries.length) reader.problem("LAYOUT_SOURCE_VALUE", value, `The threshold is ${number}, and ${functionaries.length === 1 ? "1 functionary" : `${functionaries.length} functionaries`} may perform the step.`, "Name more functionaries in \"by\", or lower the threshold.");
	return number;
}
/** What is written in the place of rules where nothing is to be checked; in the layout it is the empty list. */
const ANYTHING = "anything";
function readRules(reader, member, name) {
	if (member === void 0) return [];
	const { value } = member;
	if (value.kind === "scalar" && value.value === ANYTHING) return [];
	const example = `Write for example [MATCH * WITH PRODUCTS FROM checkout, DISALLOW *]; "${name}: ${ANYTHING}" if nothing is to be checked, or [DISALLOW *] if there must be no files.`;
	const items = reader.list(member, `"${name}" is a list of rules.`, example);
	if (value.kind === "list" && items.length === 0) reader.problem("LAYOUT_SOURCE_VALUE", value, `An empty list lets everything pass.`, `Write "${name}: ${ANYTHING}" if nothing is to be checked, or [DISALLOW *] if there must be no files.`);
	return items.flatMap((item) => readRule(reader, item) ?? []);
}
function readRule(reader, item) {
	const words = readRuleWords(reader, item);
	if (words === void 0) return void 0;
	if (words.length === 1) {
		const message = `A rule has at least two words, and ${quoteUntrusted(words[0])} is one.`;
		const hint = words[0] === ANYTHING ? "Write \"anything\" in the place of the list, without brackets." : "In a list in brackets a comma ends a rule; put a rule that holds one into double quotes: \"ALLOW a,b\".";
		return reader.refusal(new CoreError("METADATA_RULE_INVALID", message, { hint }), item, message);
	}
	return reader.attempt(item, () => ({
		rule: parseRuleTokens(words, reader.name),
		offset: item.offset
	}));
}
/** A backslash that means itself, for those who think of other implementations; no path has one here. */
const BACKSLASH = "[\\]";
/** The words of a rule. In text a backslash would take the next character as it is, and so widen the rule or narrow it. */
function readRuleWords(reader, item) {
	const text = item.kind === "scalar" && typeof item.value === "string" ? item.value : "";
	if (!text.replaceAll(BACKSLASH, "").includes("\\")) return text.includes(BACKSLASH) ? reader.attempt(item, () => splitWords(text.replaceAll(BACKSLASH, "[\\\\]"))) : reader.words(item, "rule");
	return reader.problem("LAYOUT_SOURCE_VALUE", item, `The rule ${quoteUntrusted(text)} holds a backslash, which separates nothing in recorded paths.`, withoutBackslashes(text));
}
/** What is probably meant by a rule with backslashes; escaped. */
function withoutBackslashes(text) {
	if (/\\[\s"']/.test(text)) return "Put a name with blanks or quotes into quotes: ALLOW \"a b\".";
	const quoted = (rule) => escapeUntrusted(JSON.stringify(rule));
	const slashes = text.replaceAll(BACKSLASH, "/").replace(/\\+/g, "/");
	if (!/\\[*?[]/.test(text)) return `Write ${quoted(slashes)}.`;
	const literal = text.replace(/\\([*?[])/g, "[$1]").replace(/\\+/g, "/");
	return `Write ${quoted(slashes)}, or, to mean the character after the backslash itself, ${quoted(literal)}.`;
}
// src/layouts/yaml-depth.ts
var import_dist = require_dist();
/** Where something begins that lies too deep; undefined where nothing does. */
function tooDeep(token) {
	const open = [[token, 0]];
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const [one, depth] = next;
		if (depth > LIMITS.sourceDepth) return "offset" in one ? one.offset : 0;
		const items = "items" in one ? one.items : "value" in one && typeof one.value === "object" ? [{ value: one.value }] : [];
		for (const { key, value } of items) for (const inner of [key, value]) if (inner !== void 0 && inner !== null) open.push([inner, depth + 1]);
	}
}
// src/layouts/yaml-hints.ts
/** A rule within a list in brackets, from a bracket or comma on, with what YAML reads as a list or a mapping in it. */
const FLOW_RULE = /[[,]\s*((?:CREATE|DELETE|MODIFY|ALLOW|DISALLOW|REQUIRE|MATCH)\s+[^\s,"'[\]{}]*[[{].*?)(?=\s*,\s*(?:CREATE|DELETE|MODIFY|ALLOW|DISALLOW|REQUIRE|MATCH)\s|\s*(?:,|\]\s*\}?)\s*(?:#.*)?$)/gim;
/** What to do where the parser gives up. */
function hintFor(text, offset) {
	const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset + 1);
	if (/^ *\t/.test(line) || text[offset] === "	") return "Indent with spaces: YAML takes no tab for that.";
	const odd = oddSpaceNear(text, offset);
	if (odd !== void 0) return odd;
	const end = text.indexOf("\n", offset);
	const start = Math.max(0, offset - 2e3);
	const [rule] = [...text.slice(start, end < 0 ? offset + 2e3 : Math.min(end, offset + 2e3)).matchAll(FLOW_RULE)].slice(-1);
	return rule === void 0 ? quotesHint(text, offset) ?? "See whether a quote or a bracket is open, and whether lines that belong together begin in the same column." : `In a list in brackets, put a rule that holds brackets, braces or a comma into double quotes: ${escapeUntrusted(JSON.stringify(rule[1]))}.`;
}
/** An odd space in the lines around a fault: what the parser notes is mostly a line above or below. */
function oddSpaceNear(text, offset) {
	const before = text.slice(Math.max(0, offset - 500), offset).split("\n").slice(-2).join("\n");
	const odd = oddSpaceIn(`${before}${text.slice(offset, offset + 500).split("\n").slice(0, 3).join("\n")}`);
	if (odd === void 0) return void 0;
	return `Line ${text.slice(0, offset - before.length + odd.at).split("\n").length} holds ${odd.name}: write a plain one in its place.`;
}
/** What begins like a pattern, or holds an expression, where YAML reads braces and brackets itself. */
function quotesHint(text, offset) {
	const start = text.lastIndexOf("\n", offset - 1) + 1;
	const end = text.indexOf("\n", offset);
	const line = text.slice(start, end < 0 ? void 0 : end);
	if (line.length > 2e3) return void 0;
	const [expression] = /[^\s'"[{,:]*\$\{\{[^{}\n]*\}\}[^\s'",}\]]*/.exec(line) ?? [];
	if (expression !== void 0) return `Inside of brackets and braces, a text that holds an expression needs quotes: '${escapeUntrusted(expression)}'.`;
	const [, key, name, value] = NESTED.exec(line) ?? [];
	if (key !== void 0 && name !== void 0 && value !== void 0) return `A mapping in one line stands in braces: \`${key}: { ${escapeUntrusted(name)}: ${yamlText(unquoted(value.trim()))} }\`.`;
	const [, plain, said] = /^\s*(?:- +)?([\w-]+): +([^\s'"{}[\]#&*!|>%@`][^#]*: .*)$/.exec(line.slice(0, 2e3)) ?? [];
	if (plain !== void 0 && said !== void 0 && line.length <= 2e3) return `A text that holds a colon and a blank needs quotes: \`${plain}: ${yamlText(said.trim())}\`.`;
	const [, pattern] = /(?:[:,-]\s+|[[{,]\s*)(\*[^\s,\]}]*|\[[^\s,\]]*\][^\s,\]}:]+)/.exec(line) ?? [];
	return pattern === void 0 ? void 0 : `A text that begins with \`${pattern.slice(0, 1)}\` needs quotes: '${escapeUntrusted(pattern)}'.`;
}
/** A key of the language with a mapping behind it, which is written in the same line. */
const NESTED = /(?:^|[\s{,])(takes|release|installs-into|matrix|source): +([\w.-]+): +('[^']*'|"[^"\\]*"|[^\s'"#,{}[\]][^#,{}[\]]*)/;
const unquoted = (text) => text.replace(/^(['"])(.*)\1$/, "$2");
// src/layouts/problem.ts
/** All mistakes of a layout source; its code is that of the first. */
var LayoutSourceError = class extends RoomError {
	problems;
	constructor(source, problems) {
		const [first, ...rest] = problems;
		const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
		super(first.code, `${first.message}${more}`, {
			at: `${source}:${first.line}:${first.column}`,
			hint: first.hint
		});
		this.problems = problems;
	}
};
// src/layouts/yaml-source.ts
/** Collects what is wrong, so that all mistakes of a file are shown at once. */
var YamlSource = class {
	name;
	warnings = [];
	#text;
	#lines = new import_dist.LineCounter();
	#problems = [];
	constructor(text, name) {
		this.#text = text;
		this.name = name;
	}
	/** The one document of the file. @throws LayoutSourceError with a YAML_ code */
	read() {
		if (this.#text.length > LIMITS.smallFileBytes) {
			this.problem("YAML_TOO_LARGE", 0, `The file has ${this.#text.length} characters; at most ${LIMITS.smallFileBytes} are read.`, "Write a shorter layout: a `matrix` stands for steps that differ in a word.");
			this.throwProblems();
		}
		this.#refuseDepth();
		const documents = (0, import_dist.parseAllDocuments)(this.#text, {
			lineCounter: this.#lines,
			version: "1.2",
			schema: "core",
			merge: false,
			stringKeys: true,
			uniqueKeys: false,
			prettyErrors: false
		});
		const [document, second] = Array.isArray(documents) ? documents : [];
		const [error] = document?.errors ?? [];
		if (error !== void 0) {
			this.problem("YAML_SYNTAX", error.pos[0], escapeUntrusted(error.message), hintFor(this.#text, error.pos[0]));
			this.throwProblems();
		}
		if (second !== void 0) this.problem("YAML_SYNTAX", second.range[0], "The file holds more than one document.", "Remove what follows \"---\".");
		if (document === void 0 || document.contents === null) this.problem("YAML_SYNTAX", 0, "The file is empty.", "Write a layout with expires, functionaries and steps.");
		else this.#refuseFeatures(document.contents);
		this.throwProblems();
		return convert(document.contents);
	}
	/** What is nested deeper than the parser can follow would end it, and nobody could read what it says then. */
	#refuseDepth() {
		const lines = new import_dist.LineCounter();
		for (const token of new import_dist.Parser(lines.addNewLine).parse(this.#text)) {
			const deep = tooDeep(token);
			if (deep === void 0) continue;
			for (const start of lines.lineStarts) this.#lines.addNewLine(start);
			const message = `The file is nested more than ${LIMITS.sourceDepth} levels deep.`;
			this.problem("YAML_TOO_LARGE", deep, message, "See whether brackets are open that should not be. A layout has about eight levels.");
			this.throwProblems();
		}
	}
	/** Anchors make two places of a file depend on each other, and tags make values something else. */
	#refuseFeatures(contents) {
		(0, import_dist.visit)(contents, {
			Node: (_key, node) => {
				const offset = offsetOf(node);
				if ((0, import_dist.isMap)(node)) this.#refuseTwice(node);
				if ((0, import_dist.isAlias)(node)) this.problem("YAML_FEATURE", offset, "An alias stands here.", aliasHint(node.source));
				else if (node.anchor !== void 0) this.problem("YAML_FEATURE", offset, "An anchor stands here.", "Remove it and write values out.");
				else if (node.tag !== void 0) this.problem("YAML_FEATURE", tagBefore(this.#text, offset), `The tag ${quoteUntrusted(node.tag)} stands here: so YAML reads a word that begins with \`!\` and has no quotes.`, "Remove it, or put the text into quotes.");
			},
			Pair: (_key, { key }) => {
				if ((0, import_dist.isScalar)(key) && key.value === "<<" && key.type === "PLAIN") this.problem("YAML_FEATURE", offsetOf(key), "A merge key stands here.", "Write the values out.");
			}
		});
	}
	#refuseTwice({ items }) {
		const seen = /* @__PURE__ */ new Set();
		for (const { key } of items) {
			if (!(0, import_dist.isScalar)(key)) continue;
			const name = String(key.value);
			if (seen.has(name)) this.problem("YAML_KEY_DUPLICATE", offsetOf(key), "Map keys must be unique", "Remove one of the two, or put their values together.");
			seen.add(name);
		}
	}
	/** How many problems were noted so far. */
	get problemCount() {
		return this.#problems.length;
	}
	problem(code, offset, message, hint) {
		this.#note(code, offset, message, hint);
	}
	/** Notes an error as a problem, under its own code. */
	refusal({ code }, offset, message, hint) {
		this.#note(code, offset, message, hint);
	}
	#note(code, offset, message, hint) {
		const { line, column } = this.place(offset);
		this.#problems.push({
			code,
			line,
			column,
			message,
			hint,
			excerpt: this.#excerpt(line, column)
		});
	}
	warning(offset, message, hint) {
		this.warnings.push({
			...this.place(offset),
			message,
			hint
		});
	}
	/** @throws LayoutSourceError when there is any problem */
	throwProblems() {
		const [first, ...rest] = this.#problems.toSorted((a, b) => a.line === b.line ? a.column - b.column : a.line - b.line);
		if (first !== void 0) throw new LayoutSourceError(escapeUntrusted(this.name), [first, ...rest]);
	}
	/** Line and column of an offset, from 1. */
	place(offset) {
		const { line, col } = this.#lines.linePos(offset);
		return {
			line: Math.max(line, 1),
			column: Math.max(col, 1)
		};
	}
	#excerpt(line, column) {
		const start = this.#lines.lineStarts[line - 1] ?? this.#text.length;
		const end = this.#text.indexOf("\n", start);
		if ((end < 0 ? this.#text.length : end) - start > 200) return [];
		const text = this.#text.slice(start, end < 0 ? void 0 : end).replace(/\r$/, "").replaceAll("	", " ");
		const before = escapeUntrusted(text.slice(0, column - 1));
		return [escapeUntrusted(text), `${" ".repeat(before.length)}^`];
	}
};
/** A text that begins with a star is an alias to YAML, and most who write one mean a pattern. */
function aliasHint(name) {
	return `Write the value out; a text that begins with \`*\` needs quotes: '*${escapeUntrusted(name)}'.`;
}
/** Where a tag begins that stands before a node. */
function tagBefore(text, offset) {
	let at = Math.max(0, text.lastIndexOf("!", offset - 1));
	while (text[at - 1] === "!") at -= 1;
	return at;
}
function convert(node) {
	const offset = offsetOf(node);
	if ((0, import_dist.isMap)(node)) {
		const members = /* @__PURE__ */ new Map();
		for (const pair of node.items) {
			if (!(0, import_dist.isPair)(pair)) continue;
			const key = pair.key;
			const value = pair.value === null ? {
				kind: "scalar",
				value: null,
				plain: "",
				offset: offsetOf(key)
			} : convert(pair.value);
			members.set((0, import_dist.isScalar)(key) ? String(key.value) : "", {
				key: convert(key),
				value
			});
		}
		return {
			kind: "mapping",
			members,
			offset
		};
	}
	if ((0, import_dist.isSeq)(node)) return {
		kind: "list",
		items: node.items.map((item) => convert(item)),
		offset
	};
	const value = (0, import_dist.isScalar)(node) ? node.value : null;
	return {
		kind: "scalar",
		value: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null,
		plain: (0, import_dist.isScalar)(node) && node.type === "PLAIN" ? node.source ?? "" : void 0,
		offset
	};
}
function offsetOf(node) {
	return node.range?.[0] ?? 0;
}
export { escapedForRule as _, witnessesOf as a, firstStep as b, YamlReader as c, kindsOfPath as d, automatonOfIntent as f, canBeginWith as g, automatonOfRule as h, readIntents as i, oneOrMore as l, automatonOfPrefix as m, LayoutSourceError as n, witnessesOfText as o, automatonOfMoved as p, ItemReader as r, TOP_KEYS as s, YamlSource as t, WorkSpent as u, segmentsOf as v, widened as y };
