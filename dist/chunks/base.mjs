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
// src/base/escape-untrusted.ts
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
// src/base/news-lines.ts
const STYLES = {
	/** Standard error, and logs. */
	terminal: {
		detail: "    - ",
		at: "  at:  ",
		fix: "  fix: ",
		see: "  see: ",
		help: helpPage
	},
	/** An annotation of a workflow run. */
	annotation: {
		detail: "",
		at: "at: ",
		fix: "fix: ",
		see: "see: ",
		help: helpAddress
	},
	/** An annotation of a file, which says by itself that it is about what is wrong and how to mend it. */
	remark: {
		detail: "",
		at: "at: ",
		fix: "",
		see: "",
		help: helpAddress
	}
};
/** The lines below the message: details, place, remedy and address, as far as there are any. */
function linesBelow({ code, at, details = [], hint }, style) {
	const { detail, at: where, fix, see, help } = STYLES[style];
	return [
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
		distance: editDistance([...word.toLowerCase()], [...name.toLowerCase()])
	})).sort((a, b) => a.distance - b.distance);
	return best !== void 0 && best.distance <= most ? best.name : void 0;
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
	/** Lines that name directories of installed packages in one stage. */
	directoryLines: 1e3,
	/** Directories of installed packages that one stage records. A large workspace has some hundreds. */
	installedDirectories: 1e4,
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
// src/base/first-of.ts
/** The first lines of a list, and one that says how many more there are. */
function firstOf(lines, most = LIMITS.details) {
	return lines.length <= most ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more`];
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
// src/base/uncounted.ts
/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
const UNCOUNTED = ".git";
// src/base/release-bytes.ts
/** Smaller arrays may be parts of one that others look at, and soon make room by themselves. */
const LEAST = 1048576;
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
	runner.annotate("error", "INTERNAL_ERROR", [`This action has a fault: ${escapeUntrusted(shown(error))}`, ...linesBelow({ hint: REPORT_IT }, "annotation")].join("\n"));
}
const REPORT_IT = "Report it with the log of a run with debug logging.";
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
export { helpAddress as A, isSha256Hex as C, nearestName as D, LIMITS as E, quoteUntrusted as M, InTotoError as N, linesBelow as O, RoomError as P, count as S, firstOf as T, UNCOUNTED as _, Inputs as a, isServerId as b, missing as c, apiUrlOf as d, serverUrlOf as f, releaseBytes as g, reportError as h, FILE_NONE as i, escapeUntrusted as j, HOME as k, oneOf as l, BaseError as m, retry as n, NONE as o, BASE_CODES as p, CARRIED as r, invalid as s, isPassingStatus as t, GITHUB_SERVER as u, listed as v, readSha256 as w, isGitId as x, isAttempt as y };
