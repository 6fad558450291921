import { isAbsolute, relative, sep } from "node:path";
// src/recording/git-name.ts
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/**
* Whether one part of a path names what git keeps for itself, on any platform, as git's own `is_ntfs_dotgit` and
* `is_hfs_dotgit` see it: Windows drops dots and spaces at the end of a name, knows it by a short form, too, reads a
* colon as the beginning of a stream of the same file (`.git::$INDEX_ALLOCATION` is the directory itself) and a backslash
* as the end of the name; neither Windows nor macOS minds letter case, and HFS+ skips characters.
*/
function isGitName(part) {
	return /(?:^|\\)(?:\.git|git~\d+)[ .]*(?:$|[:\\])/i.test(part.replace(IGNORED_BY_HFS, ""));
}
// src/recording/place-of.ts
/** Where a path lies, seen from a directory, which itself is `inside`. Both are real paths, without any symbolic link. */
function placeOf(directory, path) {
	const way = relative(directory, path);
	const parts = way.split(sep);
	if (parts[0] === ".." || isAbsolute(way)) return "outside";
	return parts.some(isGitName) ? "git" : "inside";
}
// src/recording/character-class.ts
const code = (text) => text.charCodeAt(0);
const among = (from, to) => {
	const [low, high] = [code(from), code(to)];
	return (byte) => byte >= low && byte <= high;
};
const isDigit = among("0", "9");
const isLower = among("a", "z");
const isUpper = among("A", "Z");
const isAlpha = (byte) => isLower(byte) || isUpper(byte);
const isAlnum = (byte) => isAlpha(byte) || isDigit(byte);
const isPrint = among(" ", "~");
const isSpace = (byte) => byte === 32 || byte === 9 || byte === 10 || byte === 13;
const isGraph = (byte) => isPrint(byte) && !isSpace(byte);
const NAMED = /* @__PURE__ */ new Map([
	["alnum", isAlnum],
	["alpha", isAlpha],
	["blank", (byte) => byte === 32 || byte === 9],
	["cntrl", (byte) => byte < 32 || byte === 127],
	["digit", isDigit],
	["graph", isGraph],
	["lower", isLower],
	["print", isPrint],
	["punct", (byte) => isGraph(byte) && !isAlnum(byte)],
	["space", isSpace],
	["upper", isUpper],
	["xdigit", (byte) => isDigit(byte) || among("a", "f")(byte) || among("A", "F")(byte)]
]);
/**
* Reads the class whose `[` stands at a place of a pattern. Undefined for one that does not end or that names a class
* that there is not: git lets such a pattern match nothing.
*
* @param pattern one character for each byte
*/
function readCharacterClass(pattern, open) {
	const holds = /* @__PURE__ */ new Uint8Array(256);
	let at = open + 1;
	const negated = pattern[at] === "!" || pattern[at] === "^";
	if (negated) at += 1;
	let previous;
	do {
		const item = readItem(pattern, at, previous);
		if (item === void 0) return void 0;
		for (let byte = 0; byte < 256; byte += 1) if (item.holds(byte)) holds[byte] = 1;
		previous = item.rangeFrom;
		at = item.last + 1;
	} while (pattern[at] !== "]");
	return {
		holds: negated ? holds.map((held) => 1 - held) : holds,
		end: at + 1
	};
}
function readItem(pattern, at, previous) {
	const here = pattern[at];
	const next = pattern[at + 1];
	if (here === void 0) return void 0;
	if (here === "\\") return next === void 0 ? void 0 : single(next, at + 1);
	if (here === "-" && previous !== void 0 && next !== void 0 && next !== "]") {
		const last = next === "\\" ? at + 2 : at + 1;
		const to = pattern[last];
		return to === void 0 ? void 0 : {
			holds: among(previous, to),
			last,
			rangeFrom: void 0
		};
	}
	if (here === "[" && next === ":") return readNamed(pattern, at);
	return single(here, at);
}
/** `[:alpha:]`; where no `:]` comes, the bracket is a bracket. */
function readNamed(pattern, at) {
	const end = pattern.indexOf("]", at + 2);
	if (end < 0) return void 0;
	if (end === at + 2 || pattern[end - 1] !== ":") return single("[", at);
	const holds = NAMED.get(pattern.slice(at + 2, end - 1));
	return holds === void 0 ? void 0 : {
		holds,
		last: end,
		rangeFrom: void 0
	};
}
function single(text, last) {
	const wanted = code(text);
	return {
		holds: (byte) => byte === wanted,
		last,
		rangeFrom: text
	};
}
// src/recording/wildmatch.ts
const SLASH = 47;
const ANYTHING = (/* @__PURE__ */ new Uint8Array(256)).fill(1);
const NO_SLASH = (/* @__PURE__ */ new Uint8Array(256)).fill(1);
NO_SLASH[SLASH] = 0;
/** The bytes of a text as UTF-8, one character for each. */
function asBytes(text) {
	return /[^\u0000-\u007f]/.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
}
/**
* Compiles a pattern.
*
* @param pattern one character for each byte
* @param slashes `apart`: only `**` between slashes takes them; `alike`: they are like any other byte
*/
function compileWildmatch(pattern, slashes) {
	const tokens = tokensOf(pattern, slashes);
	let [here, next] = [new Uint8Array(tokens.length + 1), new Uint8Array(tokens.length + 1)];
	return (bytes) => {
		here.fill(0);
		here[0] = 1;
		goOn(tokens, here);
		for (let at = 0; at < bytes.length; at += 1) {
			if (!step(tokens, here, next, bytes.charCodeAt(at))) return false;
			goOn(tokens, next);
			[here, next] = [next, here];
		}
		return here[tokens.length] === 1;
	};
}
/** Takes one byte; false when no way goes on. */
function step(tokens, here, next, byte) {
	next.fill(0);
	let alive = false;
	for (let index = 0; index < tokens.length; index += 1) {
		if (here[index] === 0) continue;
		const token = tokens[index];
		if (token.kind === "fork" || token.kind === "never") continue;
		if (!(token.kind === "byte" ? token.byte === byte : token.holds[byte] === 1)) continue;
		next[token.kind === "star" ? index : index + 1] = 1;
		alive = true;
	}
	return alive;
}
/** Adds where one comes to without a byte; that is always further behind. */
function goOn(tokens, places) {
	for (let index = 0; index < tokens.length; index += 1) {
		const kind = tokens[index].kind;
		if (places[index] === 0 || kind !== "star" && kind !== "fork") continue;
		places[index + 1] = 1;
		if (kind === "fork") places[index + 3] = 1;
	}
}
function tokensOf(pattern, slashes) {
	const single = slashes === "apart" ? NO_SLASH : ANYTHING;
	const tokens = [];
	let at = 0;
	while (at < pattern.length) switch (pattern[at]) {
		case "*":
			at = readStars(pattern, at, slashes, tokens);
			break;
		case "?":
			tokens.push({
				kind: "class",
				holds: single
			});
			at += 1;
			break;
		case "[": {
			const read = readCharacterClass(pattern, at);
			if (read === void 0) return [...tokens, { kind: "never" }];
			tokens.push({
				kind: "class",
				holds: read.holds.map((held, byte) => held & single[byte])
			});
			at = read.end;
			break;
		}
		default:
			if (pattern[at] === "\\") at += 1;
			if (at === pattern.length) return [...tokens, { kind: "never" }];
			tokens.push({
				kind: "byte",
				byte: pattern.charCodeAt(at)
			});
			at += 1;
	}
	return tokens;
}
/** Two stars or more cross slashes where they are a whole part of the path; `**` and a slash may stand for nothing, too. */
function readStars(pattern, from, slashes, tokens) {
	let to = from;
	while (pattern[to] === "*") to += 1;
	const wholePart = to - from > 1 && (from === 0 || pattern[from - 1] === "/") && (to === pattern.length || pattern[to] === "/" || pattern.startsWith("\\/", to));
	if (slashes === "apart" && wholePart && pattern[to] === "/") tokens.push({ kind: "fork" });
	tokens.push({
		kind: "star",
		holds: slashes === "alike" || wholePart ? ANYTHING : NO_SLASH
	});
	return to;
}
// src/recording/gitignore-line.ts
/** Undefined for a line that says nothing: an empty one, a comment. */
function readGitignoreLine(line) {
	if (line === "" || line.startsWith("#")) return void 0;
	const text = withoutTrailingSpaces(line);
	const includes = text.startsWith("!");
	const whole = includes ? text.slice(1) : text;
	const directoriesOnly = whole.endsWith("/");
	return {
		includes,
		directoriesOnly,
		fits: matcherOf(directoriesOnly ? whole.slice(0, -1) : whole)
	};
}
/**
* Matches a pattern alone, of which nothing in front or at the end has a meaning of its own.
*
* @internal shared with attributes
*/
function matcherOf(pattern) {
	return pattern.includes("/") ? pathMatcher(pattern) : nameMatcher(pattern);
}
/** Spaces at the end count only behind a backslash. */
function withoutTrailingSpaces(line) {
	let end = line.length;
	while (end > 0 && line[end - 1] === " ") end -= 1;
	if (end === line.length) return line;
	let escapes = 0;
	while (line[end - 1 - escapes] === "\\") escapes += 1;
	return line.slice(0, escapes % 2 === 1 ? end + 1 : end);
}
/** Without a slash, a pattern looks at the last part of a path alone. */
function nameMatcher(pattern) {
	if (!/[?[\\]/.test(pattern)) {
		const fits = starMatcher(pattern);
		return (_path, name) => fits(name);
	}
	const fits = compileWildmatch(asBytes(pattern), "alike");
	return (_path, name) => fits(asBytes(name));
}
/** The usual case, since tens of thousands of names are tested: texts with stars between them, each found once. */
function starMatcher(pattern) {
	const [first = "", ...others] = pattern.split(/\*+/);
	const last = others.pop();
	if (last === void 0) return (name) => name === first;
	return (name) => {
		if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
		let at = first.length;
		for (const text of others) {
			const found = name.indexOf(text, at);
			if (found < 0) return false;
			at = found + text.length;
		}
		return at + last.length <= name.length;
	};
}
/** With a slash, it starts at the top. */
function pathMatcher(pattern) {
	const anchored = pattern.startsWith("/") ? pattern.slice(1) : pattern;
	const wild = anchored.search(/[*?[\\]/);
	if (wild < 0) return (path) => path === anchored;
	const start = anchored.slice(0, wild);
	const fits = compileWildmatch(asBytes(anchored.slice(wild)), "apart");
	return (path) => path.startsWith(start) && fits(asBytes(path.slice(start.length)));
}
// src/recording/excludes.ts
/** Compiles exclude patterns; of those that fit, the last one decides. */
function compileExcludes(patterns) {
	const lines = patterns.flatMap((pattern) => pattern.split(/\r?\n/).map((line) => ({
		pattern,
		line: readGitignoreLine(line)
	}))).flatMap(({ pattern, line }) => line === void 0 ? [] : [{
		...line,
		pattern
	}]).reverse();
	const entry = (path, name, isDirectory) => {
		for (const { pattern, includes, directoriesOnly, fits } of lines) if ((isDirectory || !directoriesOnly) && fits(path, name)) return includes ? void 0 : pattern;
	};
	return {
		entry,
		path: (path, isDirectory) => onTheWay(path, isDirectory, entry)
	};
}
/** The place that a recording starts from is no entry of it, and neither is what lies above, so no pattern fits them. */
function onTheWay(path, isDirectory, entry) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	let way = "";
	for (const [index, part] of parts.entries()) {
		way = way === "" ? part : `${way}/${part}`;
		if (part === "..") continue;
		const pattern = entry(way, part, index < parts.length - 1 || isDirectory);
		if (pattern !== void 0) return pattern;
	}
}
export { compileWildmatch as a, asBytes as i, matcherOf as n, placeOf as o, readGitignoreLine as r, isGitName as s, compileExcludes as t };
