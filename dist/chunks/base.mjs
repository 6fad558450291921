// src/base/passphrase-variable.ts
/** The environment variable that holds the passphrase of private keys. */
const PASSPHRASE_VARIABLE = "IN_TOTO_KEY_PASSPHRASE";
// src/base/errors.ts
/** What every error of the suite is. The code is stable and documented in docs/errors.md. */
var InTotoError = class extends Error {
	name = "InTotoError";
};
/**
* An error with a code of one room: each room has a class of its own in its `codes.ts`, and throws that or the class of a
* room below it. `message` says what happened with the values found, escaped with `escapeUntrusted` where they come from
* outside.
*/
var RoomError = class extends InTotoError {
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
// src/base/home.ts
/** Where this project lives. */
const HOME = "https://github.com/in-toto-actions/in-toto-actions";
/** Where an error or failure is explained, as a path in the repository and in the package. */
function helpPage(code) {
	return `docs/errors.md#${code.toLowerCase()}`;
}
/** The same as an address. */
function helpAddress(code) {
	return `${HOME}/blob/main/${helpPage(code)}`;
}
// src/base/escape-untrusted.ts
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Nearly every text; a look at each character of the others takes ten times as long. */
const SAFE = /^[\x20-\x7e]*$/;
/**
* Makes text from outside safe to show on one line: control characters, line breaks, bidirectional marks and
* invisible characters become `\u{hex}`, so that a file name can neither start a workflow command on a line of its
* own nor recolour or reorder a terminal. Text longer than `limit` UTF-16 code units is cut, and says so.
*/
function escapeUntrusted(text, limit = 300) {
	const shown = text.length > limit ? text.slice(0, limit) : text;
	const escaped = SAFE.test(shown) ? shown : shown.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
	return text.length > limit ? `${escaped}\u2026 (${text.length} characters)` : escaped;
}
/** The same within double quotes, for values in messages. */
function quoteUntrusted(text, limit = 300) {
	return `"${escapeUntrusted(text, limit)}"`;
}
// src/base/news-lines.ts
const STYLES = {
	/** Standard error, and logs. */
	terminal: {
		says: "  the layout says: ",
		detail: "    - ",
		at: "  at:  ",
		fix: "  fix: ",
		see: "  see: ",
		help: helpPage
	},
	/** An annotation of a workflow run. */
	annotation: {
		says: "the layout says: ",
		detail: "",
		at: "at: ",
		fix: "fix: ",
		see: "see: ",
		help: helpAddress
	},
	/** An annotation of a file, which says by itself that it is about what is wrong and how to mend it. */
	remark: {
		says: "The layout says: ",
		detail: "",
		at: "at: ",
		fix: "",
		see: "",
		help: helpAddress
	}
};
/** The lines below the message: details, place, remedy and address, as far as there are any. */
function linesBelow({ code, statement, at, details = [], hint }, style) {
	const { says, detail, at: where, fix, see, help } = STYLES[style];
	return [
		...statement === void 0 ? [] : [`${says}${statement}`],
		...details.map((text) => `${detail}${text}`),
		...at === void 0 ? [] : [`${where}${at}`],
		...hint === void 0 ? [] : [`${fix}${hint}`],
		...code === void 0 ? [] : [`${see}${help(code)}`]
	];
}
// src/base/nearest-name.ts
/** UTF-16 code units of the longest word for which a near name is looked for. */
const LONGEST = 128;
/**
* The name that needs the fewest changes to become `word`, when it needs few. To swap two neighbours is one change. A
* name that is too long or too short for that is not looked at closely, and for a long word nothing is looked for.
*/
function nearestName(word, names) {
	if (word.length > LONGEST) return void 0;
	const most = Math.max(1, Math.floor(word.length / 3));
	const [best] = names.filter((name) => Math.abs(name.length - word.length) <= most).map((name) => ({
		name,
		distance: changesBetween(word, name)
	})).sort((a, b) => a.distance - b.distance);
	return best !== void 0 && best.distance <= most ? best.name : void 0;
}
/** How many changes make one word of another, whichever case their letters have. To swap two neighbours is one. */
function changesBetween(word, other) {
	return editDistance([...word.toLowerCase()], [...other.toLowerCase()]);
}
/** How many characters are added, taken, changed or swapped with their neighbour (optimal string alignment). */
function editDistance(a, b) {
	let before = [];
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (const [i, left] of a.entries()) {
		const next = [i + 1];
		for (const [j, right] of b.entries()) {
			const swapped = i > 0 && j > 0 && left === b[j - 1] && right === a[i - 1];
			next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + (left === right ? 0 : 1), swapped ? before[j - 1] + 1 : 1e400));
		}
		before = row;
		row = next;
	}
	return row.at(-1);
}
// src/base/limits.ts
const MiB = 1048576;
const LIMITS = {
	/**
	* Bytes of one link file. A link of a million files has 120 to 180 MiB in an envelope. While its signature is checked,
	* the file and what it decodes to lie in memory at once, which is 7 bytes for 4: within 512 MB with Node beside it.
	*/
	linkBytes: 184 * MiB,
	/**
	* Bytes of memory, estimated, that a document may take before anybody's signature on it was checked: its own and those
	* of the values that are built of it. JSON of two bytes a value grows to a hundred times its size. Of links whose members
	* are in order, as every tool writes them, nothing is built before.
	*/
	unsignedMemory: 300 * MiB,
	/**
	* The same for a payload that a functionary has signed, but for the artifacts of a link. The largest leaves 156 MiB for
	* by-products and environment.
	*/
	signedMemory: 300 * MiB,
	/**
	* Bytes of memory, estimated, that the artifacts of a link may take beside, with the bytes that they are read from: a
	* link of a million files takes about 440. Only paths with digests count as artifacts, each of them so long that it
	* could be honest; nothing else that is signed grows so large.
	*/
	artifactMemory: 560 * MiB,
	/** Digits of the shortest digest that counts as one of an artifact, MD5's, and digests of one file that do. */
	shortestDigest: 32,
	digestsOfArtifact: 20,
	/** Bytes of a link file that is read whole, and kept, to see what it says before it is verified. Of a larger one only its name and run are read. */
	keptLinkBytes: 32 * MiB,
	/** Members that the specification does not know, of which a document's report names so many. One is as bad as all. */
	unknownMembers: 100,
	/** Bytes that are hashed to try signatures with one key, each signature costs the whole message: see `signatureTrials`. */
	signatureTrialBytes: 512 * MiB,
	/** Signatures without a hint of their key that are tried at least with one key, however large the message is. */
	signatureTrials: 4,
	/** Characters of one key id or signature as text: an RSA key of 16 384 bits signs 4 096 hexadecimal digits. */
	signatureText: 16384,
	/** Layouts in the place of links, in one verification. A layout of 6 kB can stand in the place of each of its own links. */
	sublayouts: 100,
	/**
	* Work that layouts in the place of links may cause in one verification: one for each byte of a link that is read, each
	* rule held against an artifact, and each step of a pattern. Some ten nanoseconds each.
	*/
	sublayoutWork: 4e8,
	/**
	* Bytes of memory, estimated, that the links of layouts in the place of links may take at one time beside those of the
	* root layout: their by-products, environments and commands, and their artifacts.
	*/
	sublayoutValues: 64 * MiB,
	sublayoutArtifacts: 560 * MiB,
	/** Failures that a report lists; of more, it says how many there were. */
	failures: 1e3,
	/** Warnings that a report lists. */
	warnings: 1e3,
	/** Effects of rules that a report keeps. */
	traceLines: 1e5,
	/** Lines of details below one failure. */
	details: 100,
	/** Names in one sentence. A hint for each of 10 000 steps that named them all would have a gigabyte. */
	sentenceNames: 10,
	/** Rules of one layout. Each takes some hundred bytes once it is read. */
	layoutRules: 1e5,
	/** Milliseconds for the command of one inspection. A scan of a large product takes minutes. */
	inspectionMs: 6e5,
	/** Milliseconds for one line of a batch. A chain with links of a million files takes half a minute. */
	batchCaseMs: 6e5,
	/** Bytes of memory that the language's machine may use for one line of a batch: three times what `signedMemory` and `artifactMemory` allow. */
	batchHeapBytes: 3072 * MiB,
	/** UTF-16 code units of the pattern of a rule or of an identity. Matching takes the product of pattern and text. */
	patternLength: 4096,
	/** Bundles of one step times the identities that may sign it. */
	identityTrials: 4096,
	/** Bytes of one layout file. */
	layoutBytes: 8 * MiB,
	/** Bytes of a key file or of a parameters file. */
	smallFileBytes: 1 * MiB,
	/** Bytes that the core hashes by itself; more are for the machine's own code. */
	hashedInCore: 1 * MiB,
	/** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
	jsonDepth: 64,
	/** Nesting of a layout source. Honest ones have about eight levels, each a key or an item. */
	sourceDepth: 64,
	/** Signatures on one envelope. */
	signatures: 256,
	/** Steps and inspections of one layout together. */
	layoutItems: 1e4,
	/** Rules in one list. */
	rulesPerList: 1e4,
	/** Keys of one layout. To see that a point lies on its curve takes a millisecond. */
	layoutKeys: 2e3,
	/** Directories that one recording enters through symbolic links. Links that fan out double with each. */
	followedLinks: 1e4,
	/** Files that one recording finds through symbolic links to directories. A link costs a commit a few bytes. */
	linkedFiles: 5e5,
	/** Bytes of a file whose line ends, `$Id$` or encoding are undone to see whether it is the commit's. Each form is hashed. */
	undoneBytes: 64 * MiB,
	/** Files left out of one recording that are counted. A directory of packages has some tens of thousands. */
	countedLeftOut: 1e5,
	/** Files of one commit. */
	sourceFiles: 1e6,
	/** Bytes of all files of one commit: what one archive of products may hold. */
	sourceBytes: 32768 * MiB,
	/** Bytes of one file of a commit whose line ends or encoding are converted to compare it; Git does so in memory, too. */
	convertedBytes: 512 * MiB,
	/** Bytes of all directories of one commit, each of which git keeps as an object. A million files take about 60 MiB. */
	sourceTreeBytes: 512 * MiB,
	/** Patterns of one sparse checkout, and how many characters all of them may have from the first wildcard of each on. */
	sparsePatterns: 1e3,
	sparseWildcards: 2048,
	/** Submodules of one commit that are compared, those within others, too. */
	claimedSubmodules: 1e4,
	/** Lines of gitignore that one list of a link says hid files, or were to hide them. A layout has some tens. */
	leftOutLines: 1e4,
	/** Directories that one half of a link notes, together with the lines of what their digests leave out. */
	directoryNotes: 5e4,
	/** Lines of attributes tried on the files of one commit to find unknown encodings: some 100 nanoseconds each. */
	attributeTrials: 5e7,
	/** Lines that name directories of installed packages in one stage. */
	directoryLines: 1e3,
	/** Directories of installed packages that one stage records. A large workspace has some hundreds. */
	installedDirectories: 1e4,
	/** Bytes of the list of packed references of a repository. A hundred thousand tags have about 8 MB. */
	packedRefsBytes: 64 * MiB,
	/** Checkouts in directories of a workspace that a stage records beside. */
	checkoutsBelow: 50,
	/** Bytes of the command of a stage. Linux hands no longer variable to a program than 128 KiB. */
	commandBytes: 1e5,
	/** Bytes of the value of one variable that goes into a link. */
	variableBytes: 65536,
	/** Marks of stages of one job that are looked at: more than a job has steps. */
	stageMarks: 2e3,
	/** Milliseconds for reading what was handed over, where it is hashed from its archive: twice what 32 GiB take. */
	handOverReadMs: 12e5,
	/** Bytes of one file of a repository of The Update Framework. */
	tufFileBytes: 8 * MiB,
	/** Layouts within layouts. */
	sublayoutDepth: 8,
	/** Workflow artifacts of one run that are looked through. GitHub keeps at most 500 a job. */
	workflowArtifacts: 1e4,
	/** Workflow artifacts with links that one verification reads. */
	linkArtifacts: 2e3,
	/** Jobs of a run, of all its attempts. */
	runJobs: 1e4,
	/** Bytes of one workflow artifact with a link, packed. */
	linkArtifactBytes: 128 * MiB,
	/** Bytes of all links of one run, unpacked. */
	allLinkBytes: 4096 * MiB,
	/** Bytes of link files that are kept until they are verified, so that they are read once. Of more, each is read again. */
	knownFileBytes: 512 * MiB,
	/** Bytes of one workflow artifact with products, packed. */
	productArtifactBytes: 8192 * MiB,
	/** Bytes of all products of one workflow artifact, unpacked. */
	productBytes: 32768 * MiB,
	/** Files in one workflow artifact with products. */
	productFiles: 2e5,
	/** Bytes that the directory of one archive takes: names, comments and the like. 200 000 files have about 40 MB. */
	archiveDirectoryBytes: 128 * MiB,
	/**
	* Bytes of the objects of one commit, as git packs them, that the gate fetches. The sources of Linux take 0.3 GB. Of more
	* it is told that nobody looked.
	*/
	fetchedBytes: 2048 * MiB,
	/** Milliseconds for fetching them. */
	fetchMs: 6e5,
	/** How long git may take for an answer of a few lines, and for all objects of a commit. */
	gitAskedMs: 6e4,
	gitReadMs: 18e5,
	/** Bytes of one answer of GitHub's REST interface. */
	restAnswerBytes: 32 * MiB,
	/** Materials or subjects of one Statement. */
	statementResources: 2e6,
	/**
	* Bytes of one Sigstore bundle: a link and some kilobytes. The libraries that read it make several copies of the whole
	* before they look at a signature.
	*/
	bundleBytes: 64 * MiB,
	/** Bundles of one step. */
	bundlesPerStep: 256,
	/** Bytes of all link files that count for no functionary and are looked into for the step that they name. */
	strayLinkBytes: 8 * MiB,
	/** Values of one constraint of a keyless functionary. */
	identityConstraints: 100,
	/** UTF-16 code units of the name of a workflow artifact. */
	workflowArtifactName: 240,
	/** Directories above one file of a list that somebody else made; each is held against every exclude pattern. */
	pathDepth: 256,
	/** UTF-16 code units of a name or of an artifact path. */
	nameLength: 4096,
	/** Characters of a key id. Those in use have 64. */
	keyIdLength: 256
};
// src/base/general-hint.ts
const DAMAGED = "If you wrote the document yourself, correct it there. Otherwise it is damaged, or was not written by an in-toto tool: get the original, or record or sign it again.";
const INTENTS = "Let the owners of the layout build it again from `layout.yml`, and sign it.";
/** The remedy for all errors of a kind; undefined where each says its own. */
function generalHint(code) {
	if (code === "INTENTS_INVALID") return INTENTS;
	return /^(?:JSON|METADATA)_/.test(code) ? DAMAGED : void 0;
}
/** The remedy of an error; `instead` where it has none but the general one of its kind, for who knows the document. */
function hintOr({ code, hint }, instead) {
	return hint === void 0 || hint === generalHint(code) ? instead : hint;
}
// src/base/first-of.ts
/** The first lines of a list, and one that says how many more there are. */
function firstOf(lines, most = LIMITS.details) {
	return lines.length <= most ? lines : [...lines.slice(0, most), `\u2026 and ${lines.length - most} more`];
}
// src/base/sha256-text.ts
/** The 64 hexadecimal digits of a SHA-256, which may have `sha256:` before them; undefined for another text. */
function readSha256(text) {
	return /^(?:sha256:)?([0-9a-fA-F]{64})$/.exec(text)?.[1];
}
/** Whether a text is a SHA-256 in its one spelling: 64 hexadecimal digits, in lower case. */
function isSha256Hex(text) {
	return /^[0-9a-f]{64}$/.test(text);
}
// src/base/count.ts
/** A number with its noun: "1 link", "2 links". The noun is one that takes an s. */
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
// src/base/listed.ts
/**
* The first names of a list in one sentence, and how many more there are: "a, b and 3 more".
*
* @param shown escapes one name; only those that are shown cost anything
*/
function listed(names, most, shown) {
	const more = names.length > most ? ` and ${names.length - most} more` : "";
	return `${names.slice(0, most).map(shown).join(", ")}${more}`;
}
// src/base/without-end.ts
/**
* A text without all that one character at its end. An expression like `/x+$/` looks at each run of the character from
* each of its places, which takes the square of its length.
*/
function withoutEnd(text, character) {
	let end = text.length;
	while (end > 0 && text[end - 1] === character) end -= 1;
	return text.slice(0, end);
}
// src/base/git-id.ts
/** Whether a text is the whole id of an object of git: 40 or 64 hexadecimal digits, in lower case. */
function isGitId(text) {
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
// src/base/run-numbers.ts
/** Whether a text is the attempt of a run, from 1. */
function isAttempt(text) {
	return /^[1-9]\d{0,8}$/.test(text);
}
/** Whether a text is the id that a server gave to a job or to a workflow artifact: 64 bits have 20 digits at most. */
function isServerId(text) {
	return /^[1-9]\d{0,19}$/.test(text);
}
// src/base/begins-like-drive.ts
/** Whether a path is absolute, or may be, on Windows: a letter and a colon in front, as in `C:/`. */
function beginsLikeDrive(path) {
	return /^[A-Za-z]:/.test(path);
}
// src/base/uncounted.ts
/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
const UNCOUNTED = ".git";
/** The same at the top alone: what a step in intents leaves out by itself. */
const UNCOUNTED_AT_TOP = "/.git";
/** Whether a pattern hides what nobody counts. It is known by its text, so it must not be one that somebody else chose. */
function isUncounted(pattern) {
	return pattern === ".git" || isUncountedAtTop(pattern);
}
/**
* The same where a layout chooses lines: one that says `.git` hides whatever lies further down under that name, and only
* the recorder's own line hides nothing but the repository of the workspace.
*/
function isUncountedAtTop(pattern) {
	return pattern === UNCOUNTED_AT_TOP;
}
// src/base/character-class.ts
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
// src/base/wildmatch.ts
const UTF8 = new TextEncoder();
const SLASH = 47;
const ANYTHING = (/* @__PURE__ */ new Uint8Array(256)).fill(1);
const NO_SLASH = (/* @__PURE__ */ new Uint8Array(256)).fill(1);
NO_SLASH[SLASH] = 0;
/** The bytes of a text as UTF-8, one character for each. */
function asBytes(text) {
	if (!/[^\u0000-\u007f]/.test(text)) return text;
	let bytes = "";
	for (const byte of UTF8.encode(text)) bytes += String.fromCharCode(byte);
	return bytes;
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
// src/base/gitignore-line.ts
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
// src/base/group-by.ts
/** What `Map.groupBy` gives, which Node 20 does not have: the command line and the library run there, too. */
function groupBy(items, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group === void 0) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}
// src/base/release-bytes.ts
/** Smaller arrays may be parts of one that others look at, and soon make room by themselves. */
const LEAST = 131072;
/** Gives the memory of many bytes back at once, which nobody looks at any more, where the machine can: Node does from 22 on. */
function releaseBytes({ buffer }) {
	if (buffer.byteLength < LEAST || !(buffer instanceof ArrayBuffer)) return;
	const { transfer } = buffer;
	transfer?.call(buffer, 0);
}
// src/base/report-error.ts
/** An error for people: what, where, how to mend it, and where to read more. */
function reportError(runner, error) {
	if (error instanceof InTotoError) {
		const { code, message, at, hint } = error;
		runner.annotate("error", code, [message, ...linesBelow({
			code,
			at,
			hint
		}, "annotation")].join("\n"));
		return;
	}
	runner.annotate("error", "INTERNAL_ERROR", [`This action has a fault: ${escapeUntrusted(shown(error))}`, ...linesBelow({
		code: "INTERNAL_ERROR",
		hint: REPORT_IT
	}, "annotation")].join("\n"));
}
const REPORT_IT = `Report it at ${HOME}/issues, with the log of a run with debug logging.`;
/** Name and message, and no more: what else an error carries may be a request with its token. */
function shown(error) {
	if (error instanceof Error) return `${error.name}: ${error.message}`;
	return typeof error === "string" ? error : `a value of type ${typeof error} was thrown`;
}
// src/base/codes.ts
const BASE_CODES = {
	INPUT_MISSING: "An action was called without an input that it needs.",
	INPUT_INVALID: "An input of an action has a value that is not allowed.",
	RUNNER_VARIABLE_MISSING: "The runner did not set a variable that it promises.",
	EVENT_UNREADABLE: "The payload of the event cannot be read or lacks what is needed.",
	ARTIFACT_LIST_FAILED: "The workflow artifacts of a run could not be listed.",
	ARTIFACT_DOWNLOAD_FAILED: "A workflow artifact could not be fetched.",
	ARTIFACT_DIGEST_DIFFERS: "A workflow artifact is not what was stored under its digest.",
	ARTIFACT_TOO_LARGE: "A workflow artifact is larger than the bound for its kind.",
	ARTIFACT_TOO_MANY: "A run has more workflow artifacts than the bound, or its list may be cut.",
	ARTIFACT_ZIP_INVALID: "A workflow artifact is not a zip archive that can be trusted.",
	INTERNAL_ERROR: "A fault of this tool."
};
/** An error that stages and gate share. */
var BaseError = class extends RoomError {};
// src/base/github-addresses.ts
const GITHUB_SERVER = "https://github.com";
const GITHUB_API = "https://api.github.com";
/** The server of the run, what stands before the name of a repository. */
function serverUrlOf({ GITHUB_SERVER_URL: given = "" }) {
	return given === "" ? GITHUB_SERVER : given;
}
/**
* The address of the REST interface of that server: of another server than github.com it must be told, since a token would
* go to the wrong one.
*
* @throws RUNNER_VARIABLE_MISSING
*/
function apiUrlOf(environment) {
	const { GITHUB_API_URL: given = "" } = environment;
	if (given !== "") return given;
	if (serverUrlOf(environment) === "https://github.com") return GITHUB_API;
	throw new BaseError("RUNNER_VARIABLE_MISSING", "GITHUB_SERVER_URL names a server, and GITHUB_API_URL is empty.", { hint: "The runner sets both; do not set them yourself." });
}
// src/base/scratch-present.ts
/**
* The one code that is news of both kinds: whoever records refuses what lies there, and whoever verifies refuses a link
* that says so. It means the same, so both tables take it from here.
*/
const SCRATCH_PRESENT = { SCRATCH_PRESENT: "Something that is excluded, or is yet to be installed, lies there already when the step begins." };
// src/base/inputs.ts
var Inputs = class {
	#source;
	constructor(source) {
		this.#source = source;
	}
	text(name) {
		return this.#source.input(name);
	}
	/** The text, which must not be empty. @throws INPUT_MISSING */
	required(name, hint) {
		const value = this.text(name);
		if (value !== "") return value;
		throw missing(name, hint ?? `Most often an expression gave nothing: a misspelt name, \`vars.X\` that is not defined, \`secrets.X\` in a workflow from a fork or from Dependabot, the output of a step or job that did not run, or an output that the runner dropped since it may contain a secret. Correct it, or give a value in \`with:\`.`);
	}
	/**
	* The text of a control; undefined for the word that switches it off, or that stands for what is so without it. An
	* empty text is neither: a control that an expression without a value could switch off would be none. An input that
	* nobody declared is as its default, since no expression gave it.
	*
	* @param remedy what to do where it is empty; without it, to correct it or to write the word
	* @throws INPUT_MISSING, INPUT_INVALID for another spelling of the word
	*/
	control(name, word, remedy = `Correct it, or write \`${word}\` ${meaningOf(word)}.`) {
		if (!this.#source.isSet(name)) return void 0;
		const value = this.required(name, `${GAVE_NOTHING} ${remedy}`);
		if (value === word) return void 0;
		if (value.toLowerCase() !== word) return value;
		throw invalid(name, `it is ${quoteUntrusted(value)}`, `Write \`${word}\` in these very letters.`);
	}
	/** The lines of a control that are not empty; none for the word alone. @throws INPUT_MISSING, INPUT_INVALID */
	controlLines(name, { word = NONE, itself, remedy } = {}) {
		if (this.control(name, word, remedy) === void 0) return [];
		const lines = this.lines(name);
		if (!lines.includes(word)) return lines;
		throw invalid(name, `\`${word}\` stands among other lines`, `Leave that line away, or write \`${word}\` alone.${itself === void 0 ? "" : ` ${itself}`}`);
	}
	secret(name) {
		return this.#source.secretInput(name);
	}
	/** The lines that are not empty. An input without any is no control: its table says what that means. */
	lines(name) {
		return this.text(name).split("\n").map((line) => line.trim()).filter((line) => line !== "");
	}
	/** @param unset what an input means that no runner sets at all @throws INPUT_MISSING, INPUT_INVALID */
	choice(name, words, unset) {
		if (unset !== void 0 && !this.#source.isSet(name)) return unset;
		const value = this.required(name, `${GAVE_NOTHING} Correct it, or write ${oneOf(words)}.`);
		const word = words.find((candidate) => candidate === value);
		if (word !== void 0) return word;
		throw invalid(name, `it takes ${oneOf(words)}, not ${quoteUntrusted(value)}`);
	}
	/** A whole number of 0 or more. @throws INPUT_MISSING, INPUT_INVALID */
	number(name, most) {
		const value = this.required(name);
		if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
		throw invalid(name, `${quoteUntrusted(value)} is not a number from 0 to ${most}`);
	}
};
/** The word for "off" of most controls. */
const NONE = "none";
/** The word for the trusted roots that the suite carries. */
const CARRIED = "carried";
/** The usual causes of an input that is empty although somebody wrote it. */
const GAVE_NOTHING = "Most often an expression gave nothing: a misspelt name, `vars.X` that is not defined, `secrets.X` in a workflow from a fork or from Dependabot, the output of a step or job that did not run, or an output that the runner dropped since it may contain a secret.";
/** How to write a file that is called like the word, for inputs whose lines are paths. */
const FILE_NONE = `A file of that name is \`./${NONE}\`.`;
/** Words to choose from, as people write them: "auto, always or never". */
function oneOf(words) {
	const last = words.at(-1) ?? "";
	return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
function meaningOf(word) {
	return word === "none" ? "to do without it" : "for what is so by default";
}
/** An error about an input that is empty. */
function missing(name, hint) {
	return new BaseError("INPUT_MISSING", `The input ${name} is empty.`, {
		at: `input ${name}`,
		hint
	});
}
/** An error about the value of an input. */
function invalid(name, what, hint = "Correct it in `with:`.") {
	return new BaseError("INPUT_INVALID", `The input ${name} cannot be used: ${what}.`, {
		at: `input ${name}`,
		hint
	});
}
// src/base/fold-name.ts
/** The same text for all paths that macOS or Windows may take for one: they mind neither letter case nor Unicode form. */
function foldName(path) {
	return path.normalize("NFC").toLowerCase();
}
// src/base/retry.ts
/** Tries until it works, until a fault comes that stays, or until the attempts are used up. @throws the last fault */
async function retry(attempt, { attempts, waitAfter, sleep }) {
	for (let tried = 1;; tried += 1) try {
		return await attempt();
	} catch (fault) {
		const wait = tried < attempts ? waitAfter(fault, tried) : void 0;
		if (wait === void 0) throw fault;
		await sleep(wait);
	}
}
/** Statuses of HTTP that may pass by themselves. */
function isPassingStatus(status) {
	return status === 408 || status === 429 || status >= 500;
}
// src/base/run-again.ts
/** What to do where the service for workflow artifacts fails. */
const RUN_AGAIN = "Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage, or a firewall keeps the runner from the service.";
export { isAttempt as A, hintOr as B, asBytes as C, isUncounted as D, UNCOUNTED_AT_TOP as E, count as F, escapeUntrusted as G, changesBetween as H, isSha256Hex as I, helpAddress as J, quoteUntrusted as K, readSha256 as L, isGitId as M, withoutEnd as N, isUncountedAtTop as O, listed as P, firstOf as R, readGitignoreLine as S, UNCOUNTED as T, nearestName as U, LIMITS as V, linesBelow as W, RoomError as X, InTotoError as Y, PASSPHRASE_VARIABLE as Z, BaseError as _, CARRIED as a, groupBy as b, NONE as c, oneOf as d, SCRATCH_PRESENT as f, BASE_CODES as g, serverUrlOf as h, foldName as i, isServerId as j, beginsLikeDrive as k, invalid as l, apiUrlOf as m, isPassingStatus as n, FILE_NONE as o, GITHUB_SERVER as p, HOME as q, retry as r, Inputs as s, RUN_AGAIN as t, missing as u, reportError as v, compileWildmatch as w, matcherOf as x, releaseBytes as y, generalHint as z };
