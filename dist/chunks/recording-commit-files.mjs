import { A as isGitId, B as LIMITS, G as InTotoError, H as quoteUntrusted, V as escapeUntrusted, b as matcherOf, x as readGitignoreLine } from "./base.mjs";
import { yt as sourceLines, zn as compareCodePoints } from "./intoto.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { r as streamGit, t as runGit } from "./recording-run-git.mjs";
import { n as isGitName } from "./recording-place-of.mjs";
import { isUtf8 } from "node:buffer";
import { lstatSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, posix } from "node:path";
import { once } from "node:events";
// src/recording/source/repository.ts
/**
* Whether something has a repository of its own: the main one, a submodule, another work tree. Whether it can be read is
* seen when it is.
*/
function hasRepository(directory) {
	return lstatSync(join(directory, ".git"), { throwIfNoEntry: false }) !== void 0;
}
/**
* The repository whose work tree has its top in a directory, or, where there is none, the one without a work tree that the
* directory is.
*
* @throws GIT_FAILED
*/
function openRepository(directory, environment) {
	if (hasRepository(directory)) return openWorkTree(directory, environment);
	if (["objects", "refs"].every((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true)) return {
		directory,
		gitDirectory: directory,
		environment
	};
	throw noRepository(directory);
}
/** The repository whose work tree has its top in a directory. @throws GIT_FAILED */
function openWorkTree(directory, environment) {
	if (!hasRepository(directory)) throw noRepository(directory);
	return {
		directory,
		gitDirectory: join(directory, ".git"),
		environment
	};
}
function noRepository(directory) {
	return new RecordingError("GIT_FAILED", `There is no repository of git in ${quoteUntrusted(directory)}.`, {
		at: escapeUntrusted(directory),
		hint: "Check out the repository there first, and name the top of its work tree."
	});
}
/** The commit that is checked out. Whoever can write into the repository says which one that is. @throws GIT_FAILED */
async function headOf(repository) {
	return (await runGit(repository, [
		"rev-parse",
		"--verify",
		"HEAD^{commit}"
	], repository.environment)).toString("utf8").trim();
}
/** @throws SOURCE_UNREADABLE for what is not written as git writes the id of an object */
function demandGitId(text) {
	if (isGitId(text)) return text;
	throw new RecordingError("SOURCE_UNREADABLE", `${quoteUntrusted(text)} is not the id of a commit.`, { hint: "Name the commit by all of its 40 or 64 hexadecimal digits." });
}
// src/recording/source/batch-reader.ts
const LF = 10;
/** No line of ours is longer; a name that is not an id is repeated as it was given. */
const MOST_HEADER = 1024;
var BatchReader = class {
	#taker;
	/** Bytes of the content that is being read; `header` and `line-feed` stand between contents. */
	#left = "header";
	#held = Buffer.alloc(0);
	constructor(taker) {
		this.#taker = taker;
	}
	/** @throws SOURCE_UNREADABLE */
	push(chunk) {
		let at = 0;
		while (at < chunk.length) if (this.#left === "header") at = this.#readHeader(chunk, at);
		else if (this.#left === "line-feed") {
			if (chunk[at] !== LF) throw malformed$1();
			at += 1;
			this.#left = "header";
		} else at = this.#readContent(chunk, at, this.#left);
	}
	/** Says that nothing more comes. @throws SOURCE_UNREADABLE */
	end() {
		if (this.#left !== "header" || this.#held.length > 0 || !this.#taker.complete) throw malformed$1();
	}
	#readContent(chunk, at, left) {
		const bytes = chunk.subarray(at, at + left);
		this.#taker.data(bytes);
		this.#left = left - bytes.length;
		if (this.#left === 0) this.#finish();
		return at + bytes.length;
	}
	#readHeader(chunk, at) {
		const end = chunk.indexOf(LF, at);
		const bytes = chunk.subarray(at, end < 0 ? chunk.length : end);
		const line = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
		if (line.length > MOST_HEADER) throw malformed$1();
		if (end < 0) {
			this.#held = Buffer.from(line);
			return chunk.length;
		}
		this.#held = Buffer.alloc(0);
		const header = headerOf(line.toString("latin1"));
		this.#taker.begin(header);
		this.#left = header.size;
		if (header.size === 0) this.#finish();
		return end + 1;
	}
	#finish() {
		this.#taker.end();
		this.#left = "line-feed";
	}
};
function headerOf(line) {
	const [, id = "", type = "", size = "0"] = /^([0-9a-f]+) (?:(missing)|([a-z]+) (\d{1,15}))$/.exec(line)?.filter((part) => part !== void 0) ?? [];
	if (id === "") throw malformed$1();
	return {
		id,
		type,
		size: Number(size)
	};
}
function malformed$1() {
	return new RecordingError("SOURCE_UNREADABLE", "git did not print the objects that it was asked for.", { hint: "The repository may be damaged. Check the commit out again, into an empty directory." });
}
// src/recording/source/read-objects.ts
/**
* Reads objects that are all of one type, in their order.
*
* @throws SOURCE_UNREADABLE for one that is missing, of another type, or not what its id says
*/
async function readObjects(repository, ids, type, sink) {
	if (ids.length === 0) return;
	const git = streamGit(repository, [
		"cat-file",
		"--batch",
		"--buffer"
	], repository.environment);
	const reader = new BatchReader(new CheckedSink(repository, ids, type, sink));
	try {
		const [, read] = await Promise.allSettled([feed(git, ids), readAll(git, reader)]);
		if (read.status === "rejected") throw read.reason;
		await git.ended;
		reader.end();
	} catch (error) {
		if (!(error instanceof InTotoError) || error.code !== "GIT_FAILED") throw error;
		throw new RecordingError("SOURCE_UNREADABLE", `The commit cannot be read: ${error.message}`, {
			at: error.at,
			cause: error,
			hint: "The repository is damaged. Check the commit out again, into an empty directory."
		});
	} finally {
		git.stop();
	}
}
async function feed({ stdin }, ids) {
	const PER_WRITE = 4096;
	for (let index = 0; index < ids.length; index += PER_WRITE) {
		if (stdin.destroyed) return;
		if (!stdin.write(`${ids.slice(index, index + PER_WRITE).join("\n")}\n`)) await Promise.race([once(stdin, "drain"), once(stdin, "close")]);
	}
	stdin.end();
}
async function readAll({ stdout, stop }, reader) {
	try {
		for await (const chunk of stdout) reader.push(chunk);
	} catch (error) {
		stop();
		throw error;
	}
}
/** Lets only such objects pass as were asked for, with the bytes that their ids demand. */
var CheckedSink = class {
	#repository;
	#ids;
	#type;
	#sink;
	#next = 0;
	#hash = createHash("sha1");
	constructor(repository, ids, type, sink) {
		this.#repository = repository;
		this.#ids = ids;
		this.#type = type;
		this.#sink = sink;
	}
	begin({ id, type, size }) {
		const asked = this.#ids[this.#next];
		if (type === "missing" || id !== asked) throw this.#type === "commit" ? noCommit(this.#repository, asked ?? id) : missing(asked ?? id);
		if (type !== this.#type) throw unreadable(`The object ${escapeUntrusted(id)} is a ${escapeUntrusted(type)}, and no ${this.#type}.`);
		this.#hash = createHash(id.length === 40 ? "sha1" : "sha256").update(`${type} ${size}\0`);
		this.#sink.begin(id, size);
	}
	data(bytes) {
		this.#hash.update(bytes);
		this.#sink.data(bytes);
	}
	end() {
		const id = this.#ids[this.#next];
		if (this.#hash.digest("hex") !== id) throw unreadable(`What the repository keeps as the object ${escapeUntrusted(id)} has another id.`);
		this.#next += 1;
		this.#sink.end();
	}
	/** @returns whether every object came */
	get complete() {
		return this.#next === this.#ids.length;
	}
};
function noCommit({ directory }, id) {
	const [at, commit] = [escapeUntrusted(directory), escapeUntrusted(id, 80)];
	return new RecordingError("SOURCE_UNREADABLE", `The repository does not have the commit ${commit}.`, {
		at,
		hint: `It lacks this commit: \`git -C '${at}' fetch origin ${commit}\` brings it, or is it another repository?`
	});
}
function missing(id) {
	return new RecordingError("SOURCE_UNREADABLE", `The repository does not have the object ${quoteUntrusted(id)}.`, { hint: "Check the commit out again, without a filter (`filter:` of actions/checkout, `--filter` of git): a partial clone lacks files, and nothing is fetched here." });
}
function unreadable(message) {
	return new RecordingError("SOURCE_UNREADABLE", message, { hint: "Somebody changed the repository, or it is damaged. Check the commit out again, into an empty directory." });
}
// src/recording/source/tree-entries.ts
const SPACE = 32;
/**
* @param above the path of the directory, with a slash at its end; empty for the top
* @param idBytes 20 or 32
* @throws SOURCE_UNREADABLE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
*/
function readTree(tree, above, idBytes) {
	const entries = [];
	const names = /* @__PURE__ */ new Set();
	let at = 0;
	while (at < tree.length) {
		const space = tree.indexOf(SPACE, at);
		const zero = tree.indexOf(0, at);
		if (space < 0 || zero < space || zero + 1 + idBytes > tree.length) throw malformed(above);
		const name = readName(tree.subarray(space + 1, zero), above);
		if (names.has(name)) throw unfit(`${above}${name}`, "stands twice in the commit");
		names.add(name);
		const kind = kindOf(tree.toString("latin1", at, space), above);
		at = zero + 1 + idBytes;
		entries.push({
			name,
			kind,
			id: tree.toString("hex", zero + 1, at)
		});
	}
	return entries;
}
/** As git reads modes: old trees have other bits of permission, and whatever is none of the known types is a submodule. */
function kindOf(text, above) {
	if (!/^[0-7]{5,6}$/.test(text)) throw malformed(above);
	const mode = Number.parseInt(text, 8);
	switch (mode & 61440) {
		case 16384: return "directory";
		case 32768: return (mode & 64) === 0 ? "file" : "executable";
		case 40960: return "link";
		default: return "submodule";
	}
}
function readName(bytes, above) {
	if (!isUtf8(bytes)) {
		const path = `${above}${bytes.toString("latin1")}`;
		throw new RecordingError("RECORD_NAME_NOT_UTF8", `The commit has a name that is not UTF-8: ${escapeUntrusted(path)}.`, { hint: "Rename the file with `git mv`, in UTF-8, and commit." });
	}
	const name = bytes.toString("utf8");
	if (/\p{Cc}/u.test(name)) throw new RecordingError("RECORD_NAME_CONTROL", `The commit has a name with a control character: ${quoteUntrusted(`${above}${name}`)}.`, { hint: "Rename the file with `git mv`, without that character, and commit." });
	if (name === "" || name === "." || name === ".." || name.includes("/") || isGitName(name)) throw unfit(`${above}${name}`, "is a name that git does not check out");
	return name;
}
function unfit(path, what) {
	return new RecordingError("SOURCE_UNREADABLE", `${quoteUntrusted(path)} ${what}.`, { hint: "Nobody makes such a commit by accident. Find out who did, and remove the name." });
}
function malformed(above) {
	return new RecordingError("SOURCE_UNREADABLE", `The directory ${quoteUntrusted(above === "" ? "." : above)} of the commit is not written as git writes it.`, { hint: "Check the commit out again, into an empty directory; if that does not help, correct the commit." });
}
// src/recording/source/commit-tree.ts
/** Reads each commit once, however many want it. It tells of a repository what it told first. */
function readTreesOnce(read = readCommitTree) {
	const known = /* @__PURE__ */ new Map();
	return (repository, commit) => {
		const key = `${commit} ${repository.gitDirectory}`;
		const tree = known.get(key) ?? read(repository, commit);
		known.set(key, tree);
		return tree;
	};
}
/** @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL */
async function readCommitTree(repository, commit, limits = LIMITS) {
	const tree = await treeOf(repository, commit, limits);
	const entries = [];
	const known = /* @__PURE__ */ new Map();
	let bytes = 0;
	let level = [{
		above: "",
		id: tree
	}];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > limits.pathDepth) throw tooLarge(`directories within more than ${limits.pathDepth} others`, "Nest directories less deeply.");
		const wanted = [...new Set(level.map(({ id }) => id))].filter((id) => !known.has(id));
		(await readWhole(repository, wanted, "tree", limits.sourceTreeBytes - bytes)).forEach((content, index) => {
			bytes += content.length;
			known.set(wanted[index], content);
		});
		const below = [];
		for (const { above, id } of level) for (const { name, kind, id: entry } of readTree(known.get(id), above, commit.length / 2)) {
			const path = `${above}${name}`;
			if (path.length > limits.nameLength) throw tooLarge(`a path of more than ${limits.nameLength} characters: ${quoteUntrusted(path, 80)}`, "Shorten the names, or nest directories less deeply.");
			if (kind === "directory") below.push({
				above: `${path}/`,
				id: entry
			});
			else entries.push({
				path,
				kind,
				id: entry
			});
			if (entries.length + below.length > limits.sourceFiles) throw tooLarge(`more than ${limits.sourceFiles} files`, "Keep files that are made or fetched, packages for example, out of commits.");
		}
		level = below;
	}
	entries.sort((a, b) => compareCodePoints(a.path, b.path));
	return {
		commit,
		tree,
		entries
	};
}
/** Git's id of the tree of a commit. @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE */
async function treeOf(repository, commit, { sourceTreeBytes } = LIMITS) {
	const [text] = await readWhole(repository, [demandGitId(commit)], "commit", sourceTreeBytes);
	const tree = /^tree ([0-9a-f]+)\n/.exec(text.toString("latin1"))?.[1];
	if (tree?.length === commit.length) return tree;
	throw new RecordingError("SOURCE_UNREADABLE", `The commit ${quoteUntrusted(commit)} names no tree.`);
}
/**
* Objects as a whole.
*
* @param most bytes of all together
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function readWhole(repository, ids, type, most) {
	const contents = [];
	let pieces = [];
	let sum = 0;
	await readObjects(repository, ids, type, {
		begin: (_id, size) => {
			sum += size;
			if (sum > most) throw tooLarge(`more than ${most} bytes of names, attributes or other things that are kept in memory`);
			pieces = [];
		},
		data: (bytes) => void pieces.push(Buffer.from(bytes)),
		end: () => void contents.push(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))
	});
	return contents;
}
/**
* @internal shared with the files of a commit
* @param remedy what makes the commit smaller
*/
function tooLarge(what, remedy = "Keep large files elsewhere, with Git LFS for example.") {
	return new RecordingError("SOURCE_TOO_LARGE", `The commit has ${what}.`, { hint: `${remedy} No commit of that size is compared with what was checked out.` });
}
// src/recording/source/attribute-lines.ts
/** What git takes for an attribute file; a longer one says nothing, and neither does a longer line. */
const MOST_BYTES = 104857600;
const MOST_LINE_BYTES = 2048;
const MACRO = "[attr]";
const VALID_NAME = /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/;
/** @param macros whether macros may be defined: at the top of a commit alone */
function readAttributeLines(content, macros) {
	const lines = [];
	const named = /* @__PURE__ */ new Map();
	if (content.length >= MOST_BYTES) return {
		lines,
		macros: named
	};
	const zero = content.indexOf(0);
	const text = content.toString("latin1", 0, zero < 0 ? content.length : zero);
	for (const line of linesOf(text)) {
		if (line.length >= MOST_LINE_BYTES) continue;
		const start = line.replace(/^[ \t\r]+/, "");
		if (start === "" || start.startsWith("#")) continue;
		const { pattern, rest } = splitPattern(start);
		if (pattern.startsWith(MACRO) && pattern.length > 6) {
			const macro = macros === "taken" ? readMacro(pattern, rest) : void 0;
			if (macro !== void 0) named.set(macro.name, macro.attributes);
			continue;
		}
		const attributes = readAttributes(rest);
		const fits = attributes === void 0 ? void 0 : readPattern(pattern);
		if (attributes !== void 0 && fits !== void 0) lines.push({
			fits,
			attributes
		});
	}
	return {
		lines,
		macros: named
	};
}
/** One after the other: a file of nothing but line feeds would become as many texts. */
function* linesOf(text) {
	let at = 0;
	for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
		if (end > at) yield text.slice(at, end);
		at = end + 1;
	}
	yield text.slice(at);
}
function splitPattern(start) {
	const quoted = start.startsWith("\"") ? unquote(start) : void 0;
	if (quoted !== void 0) return {
		pattern: quoted.text,
		rest: start.slice(quoted.end)
	};
	const end = start.search(/[ \t\r]/);
	return end < 0 ? {
		pattern: start,
		rest: ""
	} : {
		pattern: start.slice(0, end),
		rest: start.slice(end)
	};
}
const ESCAPES = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v",
	"\\": "\\",
	"\"": "\""
};
/** Undefined for quotes that git does not take for such. */
function unquote(start) {
	let text = "";
	for (let at = 1; at < start.length; at += 1) {
		const letter = start[at];
		if (letter === "\"") return {
			text,
			end: at + 1
		};
		if (letter !== "\\") {
			text += letter;
			continue;
		}
		at += 1;
		const octal = /^[0-3][0-7]{2}/.exec(start.slice(at, at + 3))?.[0];
		if (octal !== void 0) {
			text += String.fromCharCode(Number.parseInt(octal, 8));
			at += 2;
			continue;
		}
		const escaped = ESCAPES[start[at] ?? ""];
		if (escaped === void 0) return void 0;
		text += escaped;
	}
}
/** A macro's name may be quoted with its word in front, and stands behind blanks or none. */
function readMacro(pattern, rest) {
	const name = /^[ \t\r]*([^ \t\r]*)/.exec(pattern.slice(6))?.[1] ?? "";
	const attributes = readAttributes(rest);
	return isValidName(name) && attributes !== void 0 ? {
		name,
		attributes
	} : void 0;
}
/** Undefined where one of them is not written as git wants it, which makes the whole line void. */
function readAttributes(rest) {
	const attributes = [];
	for (const word of rest.split(/[ \t\r]+/)) {
		if (word === "") continue;
		const equals = word.indexOf("=");
		const named = equals < 0 ? word : word.slice(0, equals);
		const sign = /^[-!]/.exec(named)?.[0];
		const name = sign === void 0 ? named : named.slice(1);
		if (!isValidName(name)) return void 0;
		attributes.push({
			name,
			state: stateOf(sign, equals < 0 ? void 0 : word.slice(equals + 1))
		});
	}
	return attributes;
}
function stateOf(sign, text) {
	if (sign !== void 0) return sign === "-" ? false : "unspecified";
	return text === void 0 ? true : { text };
}
const isValidName = (name) => VALID_NAME.test(name) && !name.startsWith("builtin_");
/**
* Undefined for what fits nothing: a pattern for directories, which have no attributes, one that says "not", which git
* forbids, and bytes that no name in UTF-8 has.
*/
function readPattern(bytes) {
	if (bytes.startsWith("!") || bytes.endsWith("/")) return void 0;
	const buffer = Buffer.from(bytes, "latin1");
	if (!isUtf8(buffer)) return void 0;
	const pattern = buffer.toString("utf8");
	let folded;
	return {
		"told-apart": matcherOf(pattern),
		ignored: (path, name) => (folded ??= matcherOf(foldedPattern(pattern)))(folding(path), folding(name))
	};
}
/** An escaped character, a class of characters, or anything else. */
const PART = /\\.|\[[!^]?\]?(?:\[:\w+:\]|\\.|[^\]])*\]|[^\\[]+|./gs;
/** As git's wildmatch folds: what is escaped, and single characters of a class, it takes as they are. */
function foldedPattern(pattern) {
	return pattern.replace(PART, (part) => {
		if (part.startsWith("\\")) return part;
		if (part.length === 1 || !part.startsWith("[")) return folding(part);
		return part.replace(/[A-Z]-[A-Z]/g, (range) => `${range}${range.toLowerCase()}`).replaceAll("[:upper:]", "[:upper:][:lower:]");
	});
}
/** Git folds letters of ASCII alone. */
const folding = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const BUILT_IN = readAttributeLines(Buffer.from("[attr]binary -diff -merge -text\n"), "taken").macros;
const NONE = /* @__PURE__ */ new Map();
var Attributes = class {
	#files;
	#macros;
	#stacks = /* @__PURE__ */ new Map();
	/** @param files the contents of `.gitattributes`, by their directories: empty for the top, else with a slash at its end */
	constructor(files) {
		this.#files = new Map([...files].map(([above, content]) => [above, readAttributeLines(content, above === "" ? "taken" : "ignored")]));
		this.#macros = new Map([...BUILT_IN, ...this.#files.get("")?.macros ?? []]);
	}
	/** How many lines `of` tries. */
	linesFor(path) {
		return this.#stackOf(path.slice(0, path.lastIndexOf("/") + 1)).reduce((sum, { lines }) => sum + lines.length, 0);
	}
	/** @param path of a file, relative to the top of the commit */
	of(path, letterCase = "told-apart") {
		if (this.#files.size === 0) return NONE;
		const slash = path.lastIndexOf("/") + 1;
		const name = path.slice(slash);
		const found = /* @__PURE__ */ new Map();
		for (const { above, lines } of this.#stackOf(path.slice(0, slash))) {
			const relative = path.slice(above.length);
			for (const { fits, attributes } of lines) if (fits[letterCase](relative, name)) this.#take(attributes, found);
		}
		return new Map([...found].filter((pair) => pair[1] !== "unspecified"));
	}
	/** Of one line the last word counts most; a macro that is set stands for its own words. */
	#take(attributes, found) {
		for (const { name, state } of attributes.toReversed()) {
			if (found.has(name)) continue;
			found.set(name, state);
			const macro = state === true ? this.#macros.get(name) : void 0;
			if (macro !== void 0) this.#take(macro, found);
		}
	}
	#stackOf(directory) {
		const known = this.#stacks.get(directory);
		if (known !== void 0) return known;
		const lines = this.#files.get(directory)?.lines.toReversed() ?? [];
		const above = directory === "" ? [] : this.#stackOf(directory.slice(0, directory.lastIndexOf("/", directory.length - 2) + 1));
		const stack = lines.length === 0 ? above : [{
			above: directory,
			lines
		}, ...above];
		this.#stacks.set(directory, stack);
		return stack;
	}
};
// src/recording/source/attribute-files.ts
/**
* The contents of the attribute files of a commit, by their directories: empty for the top, else with a slash at its end.
* They come from the whole commit, as far as they say something of files of `tree`: a partial clone has no others.
*
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function attributeFiles(repository, whole, tree) {
	const directories = /* @__PURE__ */ new Set();
	for (const { path } of tree.entries) for (let slash = path.lastIndexOf("/");; slash = path.lastIndexOf("/", slash - 1)) {
		const directory = path.slice(0, slash + 1);
		if (directories.has(directory)) break;
		directories.add(directory);
		if (slash < 0) break;
	}
	const files = whole.entries.filter(({ path, kind }) => kind !== "submodule" && (path === ".gitattributes" || path.endsWith(`/.gitattributes`)) && directories.has(path.slice(0, -14)));
	const ids = [...new Set(files.map(({ id }) => id))];
	const contents = await readWhole(repository, ids, "blob", LIMITS.sourceTreeBytes);
	const byId = new Map(ids.map((id, index) => [id, contents[index]]));
	return new Map(files.map(({ path, id }) => [path.slice(0, -14), byId.get(id)]));
}
// src/recording/source/encodings.ts
const FORM = /^utf-?(16|32)(le|be)?(-bom)?$/i;
/** What the attributes of a file say of its encoding. Git refuses `true` and `false`, and so do we. */
function encodingOf(attributes) {
	const value = attributes.get("working-tree-encoding");
	if (value === void 0) return void 0;
	if (typeof value === "boolean") return "unknown";
	if (value.text === "" || /^utf-?8$/i.test(value.text)) return void 0;
	const [, bits, order, mark] = FORM.exec(value.text) ?? [];
	if (bits === void 0 || mark !== void 0 && (bits === "32" || order === void 0)) return "unknown";
	return {
		unitBytes: bits === "16" ? 2 : 4,
		order: order === void 0 ? "own" : order.toLowerCase() === "le" ? "little" : "big",
		mark: order === void 0 || mark !== void 0 ? "with-mark" : "without-mark"
	};
}
/** What git writes; the content itself where it is empty, or no UTF-8, which git then leaves as it is. */
function encode(content, { unitBytes, order, mark }, own) {
	if (content.length === 0 || !isUtf8(content)) return content;
	const text = `${mark === "with-mark" ? "﻿" : ""}${content.toString("utf8")}`;
	const little = unitBytes === 2 ? Buffer.from(text, "utf16le") : utf32(text);
	if ((order === "own" ? own : order) === "little") return little;
	return unitBytes === 2 ? little.swap16() : little.swap32();
}
function utf32(text) {
	const bytes = Buffer.alloc(text.length * 4);
	let length = 0;
	for (let at = 0; at < text.length; at += 1) {
		const point = text.codePointAt(at);
		length = bytes.writeUInt32LE(point, length);
		if (point > 65535) at += 1;
	}
	return bytes.subarray(0, length);
}
// src/recording/source/read-blobs.ts
/** Bytes of the largest blob that is kept in memory beside the stream. */
const KEPT_BYTES = 4194304;
/**
* Reads blobs one after the other.
*
* @param most bytes of all together
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function readBlobs(repository, ids, most, take) {
	let bytes = 0;
	let [current, size] = ["", 0];
	let pieces = [];
	let hash = createHash("sha256");
	await readObjects(repository, ids, "blob", {
		begin: (id, length) => {
			bytes += length;
			if (bytes > most) throw tooLarge(`more than ${most} bytes`);
			[current, size, pieces, hash] = [
				id,
				length,
				[],
				createHash("sha256")
			];
		},
		data: (piece) => {
			hash.update(piece);
			if (size <= KEPT_BYTES) pieces.push(piece);
		},
		end: () => {
			const content = size > KEPT_BYTES ? void 0 : pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
			take({
				id: current,
				sha256: hash.digest("hex"),
				content
			});
		}
	});
}
// src/recording/source/sparse.ts
/** The patterns of a sparse checkout as lines in the manner of gitignore: what they fit is there. */
function sparsePatterns({ patterns, cone }) {
	return cone ? coneLines(patterns) : patterns;
}
/**
* The directory that a line of a sparse checkout in cone mode names, as git reads it: without slashes at its ends, empty
* for the top, of which the files are there in any case. Undefined for what names none: it leads out of the repository, or
* ends in dots, of which git makes a directory that it does not look into.
*/
function coneDirectory(line) {
	const path = posix.normalize(line.trim().replace(/^\/+/, "./")).replace(/\/+$/, "");
	if (path === ".") return "";
	return path.split("/")[0] === ".." || /(?:^|\/)\.{1,2}[\s/]*$/.test(line) ? void 0 : path;
}
/** The files at the top, those beside the way to each directory, and all that is in it. */
function coneLines(directories) {
	const wanted = [...new Set(directories.map(demandDirectory))].filter((path) => path !== "").sort();
	const recursive = wanted.filter((path) => !wanted.some((other) => path.startsWith(`${other}/`)));
	const onTheWay = new Set(recursive.flatMap((path) => path.split("/").slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join("/"))));
	const lines = ["/*", "!/*/"];
	for (const path of [...onTheWay].sort()) lines.push(`/${escaped(path)}/`, `!/${escaped(path)}/*/`);
	for (const path of recursive) lines.push(`/${escaped(path)}/`);
	return lines;
}
function demandDirectory(line) {
	const directory = coneDirectory(line);
	if (directory === void 0) throw new TypeError("a sparse checkout in cone mode has directories of the repository");
	return directory;
}
const escaped = (path) => path.replace(/[*?[\]\\]/g, "\\$&");
/** Whether a sparse checkout has a file. The last line that fits it decides, else the one that fits the directory above it. */
function compileSparse(patterns) {
	const lines = patterns.map((pattern) => readGitignoreLine(pattern)).filter((line) => line !== void 0).reverse();
	const directories = /* @__PURE__ */ new Map([["", false]]);
	const decide = (path, isDirectory) => {
		const slash = path.lastIndexOf("/");
		const name = path.slice(slash + 1);
		const line = lines.find(({ directoriesOnly, fits }) => (isDirectory || !directoriesOnly) && fits(path, name));
		return line === void 0 ? directory(path.slice(0, Math.max(0, slash))) : !line.includes;
	};
	const directory = (path) => {
		const known = directories.get(path);
		if (known !== void 0) return known;
		const decided = decide(path, true);
		directories.set(path, decided);
		return decided;
	};
	return (path) => decide(path, false);
}
/** The part of a commit that a sparse checkout has. */
function sparseTree(tree, only) {
	const has = compileSparse(only);
	return {
		...tree,
		entries: tree.entries.filter(({ path }) => has(path))
	};
}
// src/recording/source/commit-files.ts
/**
* Reads the files of a commit from the objects of a repository, each of which is held against its id.
*
* @throws GIT_FAILED without a repository or git, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8,
* RECORD_NAME_CONTROL
*/
async function commitFiles(request, limits = LIMITS) {
	const repository = openRepository(request.directory, request.environment);
	const whole = await readCommitTree(repository, request.commit, limits);
	const tree = request.only === void 0 ? whole : sparseTree(whole, request.only);
	const digests = await digestsOf(repository, filesOf(tree), limits.sourceBytes, request.onProgress);
	const attributes = await attributeFiles(repository, whole, tree);
	return {
		...summary(tree, digests),
		unknownEncodings: unknownEncodings(tree, attributes, limits.attributeTrials)
	};
}
/** Most commits have no encodings at all, so that no attribute is looked up. */
function unknownEncodings(tree, attributeFiles, most) {
	const unknown = /* @__PURE__ */ new Set();
	if (![...attributeFiles.values()].some((content) => content.includes("working-tree-encoding"))) return unknown;
	const attributes = new Attributes(attributeFiles);
	let trials = 0;
	for (const { path, kind } of filesOf(tree)) {
		if (kind === "link") continue;
		trials += attributes.linesFor(path);
		if (trials > most) throw tooLarge(`more than ${most} lines of attributes to be tried on its files`, "Write fewer lines into .gitattributes.");
		if (encodingOf(attributes.of(path)) === "unknown") unknown.add(path);
	}
	return unknown;
}
/** What a commit has but for its submodules. */
function filesOf({ entries }) {
	return entries.filter(({ kind }) => kind !== "submodule");
}
/** Number and digest over the lines of a claim. */
function summary({ commit, tree, entries }, digests) {
	const hash = createHash("sha256");
	for (const line of sourceLines(digests)) hash.update(line);
	const submodules = entries.flatMap(({ path, kind, id }) => kind === "submodule" ? [[path, id]] : []);
	return {
		commit,
		tree,
		files: digests.size,
		digest: hash.digest("hex"),
		digests,
		submodules: new Map(submodules)
	};
}
async function digestsOf(repository, files, most, onProgress) {
	const byId = /* @__PURE__ */ new Map();
	await readBlobs(repository, [...new Set(files.map(({ id }) => id))], most, ({ id, sha256 }) => {
		byId.set(id, sha256);
		onProgress?.(byId.size);
	});
	return new Map(files.map(({ path, id }) => [path, byId.get(id)]));
}
export { readTree as _, sparsePatterns as a, openRepository as b, encode as c, Attributes as d, readCommitTree as f, treeOf as g, tooLarge as h, coneDirectory as i, encodingOf as l, readWhole as m, filesOf as n, sparseTree as o, readTreesOnce as p, summary as r, readBlobs as s, commitFiles as t, attributeFiles as u, hasRepository as v, openWorkTree as x, headOf as y };
