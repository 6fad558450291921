import { C as linesBelow, D as quoteUntrusted, E as escapeUntrusted, O as InTotoError, T as helpAddress, _ as UNCOUNTED, m as BASE_CODES, v as count, w as HOME, x as LIMITS } from "./base.mjs";
import { H as sourceLines, S as hiddenFilesText, Zt as CORE_CODES, at as isSafeName, i as FAILURE_CODES, l as signMetadata, qt as compareCodePoints, ut as unsignedLinkFileName, yt as encodeLink } from "./intoto.mjs";
import { i as exactSubjects, t as byImportance } from "./reporting-report.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { t as CLI_CODES } from "./cli-codes.mjs";
import { n as FilesError, t as FILES_CODES } from "./files-codes.mjs";
import { n as RecordingError, t as RECORDING_CODES } from "./recording-codes.mjs";
import { n as isGitName } from "./recording-place-of.mjs";
import { t as STAGES_CODES } from "./stages-codes.mjs";
import { i as SIGNING_CODES } from "./signing-key-signer.mjs";
import { r as streamGit } from "./recording-run-git.mjs";
import { n as GATE_FAILURE_CODES, t as GATE_CODES } from "./gate-codes.mjs";
import { i as COMMANDS_CODES, n as exitStatusOf, r as runCommand } from "./commands-run-command.mjs";
import { n as shortKeyIds, t as shortKeyId } from "./reporting-short-key-ids.mjs";
import { i as row, n as cutAtLine, r as prose, t as code } from "./reporting-markdown.mjs";
import { i as sourceText, n as verdictText, r as sourceMember } from "./reporting-verdict-text.mjs";
import { t as LAYOUTS_CODES } from "./layouts-codes.mjs";
import { t as SIGSTORE_CODES } from "./sigstore-codes.mjs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { lstatSync, statSync } from "node:fs";
import { once } from "node:events";
// src/commands/command-inspection-runner.ts
/** Inspections as the reference runs them: in one folder, recording everything in it before and after. */
var CommandInspectionRunner = class {
	#settings;
	constructor(settings) {
		this.#settings = settings;
	}
	/** An inspection without a command yields a link without a return value, which verification refuses. */
	async run(inspection) {
		const { directory, record, runProgram, keepLinks } = this.#settings;
		const materials = await record(directory);
		const [program, ...words] = inspection.run;
		const status = program === void 0 ? void 0 : await runProgram([program, ...words], directory);
		if (status === "timed-out") return status;
		const link = {
			name: inspection.name,
			command: inspection.run,
			materials,
			products: await record(directory),
			byproducts: new Map(status === void 0 ? [] : [["return-value", status]]),
			environment: /* @__PURE__ */ new Map()
		};
		if (keepLinks !== void 0 && isSafeName(inspection.name)) keepLinks(join(directory, unsignedLinkFileName(inspection.name)), signMetadata({
			payload: encodeLink(link),
			format: "metablock",
			signers: []
		}));
		return link;
	}
};
// src/commands/inspection-environment.ts
/** Variables without which programs do not start, or not well. None holds a secret or a file of the runner. */
const PLAIN_VARIABLES = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|CI|ComSpec|SystemRoot|SystemDrive|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles)$/i;
/** What commands that a layout chooses are given: no tokens, whatever this program was started with. */
function inspectionEnvironment(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => PLAIN_VARIABLES.test(name)));
}
// src/commands/inspection-program.ts
/** Runs commands that a layout chooses: silently, and with an environment that holds no secret. */
function inspectionProgram({ environment, ...request }) {
	const kept = inspectionEnvironment(environment);
	return async (command, directory) => {
		const result = await runCommand({
			...request,
			command,
			directory,
			environment: kept,
			streams: "discard"
		});
		return result.ended === "timed-out" ? "timed-out" : exitStatusOf(result);
	};
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
	const reader = new BatchReader(new CheckedSink(ids, type, sink));
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
	#ids;
	#type;
	#sink;
	#next = 0;
	#hash = createHash("sha1");
	constructor(ids, type, sink) {
		this.#ids = ids;
		this.#type = type;
		this.#sink = sink;
	}
	begin({ id, type, size }) {
		const asked = this.#ids[this.#next];
		if (type === "missing" || id !== asked) throw missing(asked ?? id);
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
function missing(id) {
	return new RecordingError("SOURCE_UNREADABLE", `The repository does not have the object ${quoteUntrusted(id)}.`, { hint: "Check the commit out again, without a filter (`filter:` of actions/checkout, `--filter` of git): a partial clone lacks files, and nothing is fetched here." });
}
function unreadable(message) {
	return new RecordingError("SOURCE_UNREADABLE", message, { hint: "Somebody changed the repository, or it is damaged. Check the commit out again, into an empty directory." });
}
// src/recording/source/repository.ts
const GIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Whether something has a repository of its own: the main one, a submodule, another work tree. */
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
	if (hasRepository(directory)) return {
		directory,
		gitDirectory: join(directory, ".git"),
		environment
	};
	if (["objects", "refs"].every((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true)) return {
		directory,
		gitDirectory: directory,
		environment
	};
	throw new RecordingError("GIT_FAILED", `There is no repository of git in ${quoteUntrusted(directory)}.`, {
		at: escapeUntrusted(directory),
		hint: "Check out the repository there first, and name the top of its work tree."
	});
}
/** @throws SOURCE_UNREADABLE for what is not written as git writes the id of an object */
function demandGitId(text) {
	if (GIT_ID.test(text)) return text;
	throw new RecordingError("SOURCE_UNREADABLE", `${quoteUntrusted(text)} is not the id of a commit.`, { hint: "Name the commit by all of its 40 or 64 hexadecimal digits." });
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
		throw new RecordingError("RECORD_NAME_NOT_UTF8", `The commit has a name that is not UTF-8: ${escapeUntrusted(path)}.`, { hint: "Rename the file." });
	}
	const name = bytes.toString("utf8");
	if (/\p{Cc}/u.test(name)) throw new RecordingError("RECORD_NAME_CONTROL", `The commit has a name with a control character: ${quoteUntrusted(`${above}${name}`)}.`, { hint: "Rename the file." });
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
/** @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL */
async function readCommitTree(repository, commit, limits = LIMITS) {
	const [text] = await readWhole(repository, [demandGitId(commit)], "commit", limits.sourceTreeBytes);
	const tree = /^tree ([0-9a-f]+)\n/.exec(text.toString("latin1"))?.[1];
	if (tree?.length !== commit.length) throw new RecordingError("SOURCE_UNREADABLE", `The commit ${quoteUntrusted(commit)} names no tree.`);
	const entries = [];
	const known = /* @__PURE__ */ new Map();
	let bytes = 0;
	let level = [{
		above: "",
		id: tree
	}];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > limits.pathDepth) throw tooLarge(`directories within more than ${limits.pathDepth} others`);
		const wanted = [...new Set(level.map(({ id }) => id))].filter((id) => !known.has(id));
		(await readWhole(repository, wanted, "tree", limits.sourceTreeBytes - bytes)).forEach((content, index) => {
			bytes += content.length;
			known.set(wanted[index], content);
		});
		const below = [];
		for (const { above, id } of level) for (const { name, kind, id: entry } of readTree(known.get(id), above, commit.length / 2)) {
			const path = `${above}${name}`;
			if (path.length > limits.nameLength) throw tooLarge(`a path of more than ${limits.nameLength} characters`);
			if (kind === "directory") below.push({
				above: `${path}/`,
				id: entry
			});
			else entries.push({
				path,
				kind,
				id: entry
			});
			if (entries.length + below.length > limits.sourceFiles) throw tooLarge(`more than ${limits.sourceFiles} files`);
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
/** @internal shared with the files of a commit */
function tooLarge(what) {
	return new RecordingError("SOURCE_TOO_LARGE", `The commit has ${what}.`, { hint: "Nothing of that size is compared with its commit. Keep large files elsewhere, with Git LFS for example." });
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
	const tree = await readCommitTree(repository, request.commit, limits);
	return summary(tree, await digestsOf(repository, filesOf(tree), limits.sourceBytes, request.onProgress));
}
/** What a commit has but for its submodules. */
function filesOf({ entries }) {
	return entries.filter(({ kind }) => kind !== "submodule");
}
/** Number and digest over the lines of a claim. */
function summary({ commit, tree }, digests) {
	const hash = createHash("sha256");
	for (const line of sourceLines(digests)) hash.update(line);
	return {
		commit,
		tree,
		files: digests.size,
		digest: hash.digest("hex"),
		digests
	};
}
async function digestsOf(repository, files, most, onProgress) {
	const byId = /* @__PURE__ */ new Map();
	const ids = [...new Set(files.map(({ id }) => id))];
	let [current, hash, bytes] = [
		"",
		createHash("sha256"),
		0
	];
	await readObjects(repository, ids, "blob", {
		begin: (id, size) => {
			bytes += size;
			if (bytes > most) throw tooLarge(`more than ${most} bytes`);
			current = id;
			hash = createHash("sha256");
		},
		data: (piece) => void hash.update(piece),
		end: () => {
			byId.set(current, hash.digest("hex"));
			onProgress?.(byId.size);
		}
	});
	return new Map(files.map(({ path, id }) => [path, byId.get(id)]));
}
// src/reporting/annotations.ts
const MOST = 10;
/** The most important first. */
function annotations(report, place) {
	const list = [];
	const add = (level, { code, step, message, details, hint }) => {
		list.push({
			level,
			title: step === void 0 ? code : `${code} in step ${step}`,
			message: [message, ...linesBelow({
				code,
				details: details.slice(0, 5),
				hint
			}, "remark")].join("\n"),
			file: place.file,
			line: place.steps.get(step?.split("/")[0] ?? "") ?? 1
		});
	};
	for (const failure of byImportance(report.failures)) add("error", failure);
	if (report.verdict === "advisory") {
		list.push({
			level: "warning",
			title: "Not verified",
			message: "Nothing of this run is signed, so the verdict is advice only.",
			file: place.file,
			line: 1
		});
		for (const failure of byImportance(report.unsigned)) add("warning", failure);
	}
	const { error } = report;
	if (error === void 0) return list.slice(0, MOST);
	const message = [error.message, ...linesBelow(error, "remark")].join("\n");
	return [...list.slice(0, 9), {
		level: "error",
		title: error.code,
		message,
		file: place.file,
		line: 1
	}];
}
// src/reporting/mermaid.ts
/** Beyond this, GitHub takes long to draw and people see nothing. */
const MOST_STEPS = 60;
/** UTF-16 code units of one line of a label. */
const MOST_LABEL = 60;
/** The graph with its fence; an empty string when there is nothing to draw. */
function chainGraph({ chain, items, failures }) {
	if (chain.length === 0) return "";
	const shown = chain.slice(0, MOST_STEPS);
	const ids = new Map(shown.map(({ exactName }, index) => [exactName, `s${index}`]));
	const reports = new Map(items.filter(({ kind }) => kind !== "inspection").map((item) => [item.name, item]));
	const broken = new Set(failures.flatMap(({ step }) => step === void 0 ? [] : [step.split("/")[0]]));
	const lines = ["```mermaid", "flowchart LR"];
	for (const step of shown) {
		const item = reports.get(step.name);
		const isBroken = broken.has(step.name);
		lines.push(`  ${ids.get(step.exactName) ?? ""}["${label(step, item, isBroken)}"]:::${isBroken ? "broken" : item === void 0 ? "missing" : "good"}`);
	}
	const red = [];
	let edges = 0;
	for (const step of shown) for (const from of step.from) {
		const source = ids.get(from.exactStep);
		if (source === void 0) continue;
		const bad = failures.some((failure) => breaksEdge(failure, step.name, from));
		lines.push(`  ${source} ${bad ? "-. broken .->" : "-->"} ${ids.get(step.exactName) ?? ""}`);
		if (bad) red.push(edges);
		edges += 1;
	}
	lines.push("  classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3d1a", "  classDef broken fill:#ffebe9,stroke:#cf222e,stroke-width:3px,color:#5c0a10", "  classDef missing fill:#f6f8fa,stroke:#8c959f,stroke-dasharray:4,color:#424a53");
	if (red.length > 0) lines.push(`  linkStyle ${red.join(",")} stroke:#cf222e,stroke-width:3px,color:#cf222e`);
	lines.push("```");
	if (chain.length > shown.length) lines.push("", `${chain.length - shown.length} further steps are not drawn.`);
	return lines.join("\n");
}
function label(step, item, broken) {
	const facts = item === void 0 ? [broken ? "no link that counts" : "not reached"] : [
		count(item.materials, "material"),
		count(item.products, "product"),
		item.unsigned === true ? "unsigned" : item.functionaries.length === 0 ? "" : `by ${shortKeyIds(item.functionaries)}`
	];
	return [`<b>${mermaidText(step.name)}</b>`, ...facts.filter((fact) => fact !== "").map(mermaidText)].join("<br>");
}
/** An edge is broken where rules that follow it fail, or where either of its ends has no link. */
function breaksEdge(failure, to, from) {
	const step = failure.step?.split("/")[0];
	if (step === to) return failure.list === void 0 || from.lists.includes(failure.list);
	return step === from.step && failure.code.startsWith("LINK");
}
/** Everything but letters and digits as character codes of Mermaid's own kind; a long text is cut. */
function mermaidText(text) {
	return (text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}…` : text).replace(/[^\p{L}\p{N} ,._-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
// src/reporting/summary-markdown.ts
/** GitHub shows at most 1 MiB of a summary and drops longer ones. */
const MOST_CHARACTERS = 25e4;
const MOST_FAILURES = 50;
const MOST_DETAILS = 20;
const MOST_ROWS = 200;
/** Exclude patterns shown of one step. */
const MOST_PATTERNS = 5;
const HEADLINES = {
	passed: "## ✅ Passed: the supply chain verifies",
	failed: "## ❌ Failed: the supply chain does not verify",
	advisory: "## ⚠️ Advisory: not verified, since nothing is signed"
};
/** The whole summary as Markdown, bounded. */
function summaryMarkdown(report) {
	const text = `${[
		report.error === void 0 || report.failures.length > 0 ? HEADLINES[report.verdict] : "## ❌ Failed: it could not be told whether the supply chain verifies",
		lead(report),
		chainGraph(report),
		...failureParts(report),
		...report.failures.length > 0 ? errorParts(report) : [],
		stepTable(report),
		...sourceParts(report),
		...layoutParts(report),
		...noteParts(report)
	].filter((part) => part !== "").join("\n\n")}\n`;
	return cutAtLine(text, MOST_CHARACTERS, "*The rest is in the report file.*");
}
function lead(report) {
	const { error, verdict, failures, items, subjects } = report;
	const where = placeOf(report);
	if (error !== void 0 && failures.length === 0) return [...errorLines(error), report.run === void 0 ? "" : `${where}.`].filter((line) => line !== "").join("\n\n");
	if (verdict === "passed") return `${where}: ${items.length === 1 ? "the one step" : `all ${items.length} steps and inspections`} followed the layout; ${count(subjects.length, "final product")}.`;
	if (verdict === "advisory") return `${where} comes from a fork or from Dependabot, which get no identity. Every rule holds for what the stages recorded, **but nobody signed it**: whoever wrote the pull request could have written the links, too. Verify again where signing is possible, in a merge queue or after the merge.`;
	const codes = [...new Set(failures.map((failure) => failure.code))].slice(0, 8);
	const more = error === void 0 ? "" : ` Beside that, something could not be told (${code(error.code)}).`;
	return `${where}: ${count(failures.length, "reason")} (${codes.map((text) => code(text)).join(", ")}).${more}`;
}
function errorLines({ code: name, message, at, hint }) {
	return [
		`**${code(name)}**: ${prose(message)}`,
		...at === void 0 ? [] : [`Where: ${code(at)}`],
		...hint === void 0 ? [] : [`To fix it: ${prose(hint)}`],
		`[What this means](${helpAddress(name)}).`
	];
}
function errorParts({ error }) {
	return error === void 0 ? [] : ["### What could not be told", ...errorLines(error)];
}
function placeOf({ run }) {
	if (run === void 0) return "The links at hand";
	return `${run.id === void 0 ? "What lies in a directory," : `Run ${code(run.id)}${run.attempt === void 0 ? "" : `, attempt ${run.attempt}`},`} of ${code(run.repository)} at ${run.commit === void 0 ? "a commit that is not known" : code(run.commit.slice(0, 12))}`;
}
function failureParts({ failures, unsigned, verdict }) {
	const list = byImportance(verdict === "advisory" ? unsigned : failures);
	if (list.length === 0) return [];
	const hidden = list.length - MOST_FAILURES;
	return [
		verdict === "advisory" ? "### Signatures that are missing" : "### What is wrong, and how to fix it",
		...list.slice(0, MOST_FAILURES).map((failure, index) => failureDetail(failure, index < 3 && verdict !== "advisory")),
		hidden > 0 ? `The report file holds ${count(hidden, "further failure")}.` : ""
	];
}
function failureDetail(failure, open) {
	const { code: name, errorCode, step, rule, list, ruleIndex, at, message, details, hint } = failure;
	const hidden = details.length - MOST_DETAILS;
	const where = rule === void 0 ? [] : [`Rule: ${code(`expected_${list ?? "artifacts"}[${ruleIndex ?? 0}]`)}, ${code(rule)}`];
	return [
		`<details${open ? " open" : ""}><summary><b>${name}</b>${step === void 0 ? "" : ` in step <b>${prose(step, 100)}</b>`}: ${prose(message, 400)}</summary>`,
		"",
		...where.flatMap((line) => [line, ""]),
		...at === void 0 ? [] : [`Where: ${code(at)}`, ""],
		...errorCode === void 0 ? [] : [`Error within: ${code(errorCode)}`, ""],
		...details.slice(0, MOST_DETAILS).map((detail) => `- ${code(detail, "text", 1e3)}`),
		...hidden > 0 ? [`- … and ${count(hidden, "more line")}`] : [],
		...details.length > 0 ? [""] : [],
		`**To fix it:** ${prose(hint)}`,
		"",
		`[What ${name} means](${helpAddress(name)})`,
		"",
		"</details>"
	].join("\n");
}
function stepTable({ items }) {
	if (items.length === 0) return "";
	const hidden = items.length - MOST_ROWS;
	return [
		"### Steps",
		"",
		row([
			"",
			"Performed by",
			"Threshold",
			"Materials",
			"Products",
			"Rules applied",
			"Left out"
		]),
		row([
			"---",
			"---",
			"--:",
			"--:",
			"--:",
			"--:",
			"---"
		]),
		...items.slice(0, MOST_ROWS).map(({ name, kind, functionaries, unsigned, threshold, materials, products, trace, excluded }) => row([
			`${kind} ${code(name, "table")}`,
			unsigned === true ? "(unsigned)" : functionaries.length === 0 ? "(nobody)" : functionaries.map((keyId) => code(shortKeyId(keyId), "table")).join(", "),
			String(threshold),
			String(materials),
			String(products),
			String(trace.length),
			excludedCell(excluded)
		])),
		...hidden > 0 ? ["", `The report file holds ${count(hidden, "further step")}.`] : []
	].join("\n");
}
/** A long list is in the report file. */
function excludedCell(excluded = []) {
	const shown = excluded.slice(0, MOST_PATTERNS).map((hidden) => hidden.pattern === ".git" ? code(UNCOUNTED, "table") : `${code(hidden.pattern, "table")}: ${hiddenFilesText(hidden)}`);
	const more = excluded.length - MOST_PATTERNS;
	return [...shown, ...more > 0 ? [`${more} more`] : []].join(", ");
}
function sourceParts({ source }) {
	if (source === void 0) return [];
	return ["### Source", `Commit ${code(source.commit)}: ${prose(sourceText(source))}.`];
}
function layoutParts({ layout, headLayout }) {
	if (layout === void 0) return [];
	return [
		"### Layout",
		[
			`${code(layout.path)} of ${code(layout.repository)}, read ${prose(layout.reason)}:`,
			"",
			`- commit ${code(layout.commit)}`,
			`- git blob ${code(layout.blob)}`,
			`- ${code(layout.digest)}`
		].join("\n"),
		headLayout === void 0 ? "" : `> [!WARNING]\n> This change also changes the layout. By the layout at ${code(headLayout.commit.slice(0, 12))} the verdict would be **${headLayout.verdict}**${headLayout.codes.length === 0 ? "" : ` (${headLayout.codes.map((text) => code(text)).join(", ")})`}. It decides nothing: the layout above does. Let the owners of the layout review the change.`
	];
}
function noteParts({ warnings, notes }) {
	const lines = [...warnings.map(({ code: name, message }) => `- **${name}**: ${prose(message)}`), ...notes.map((note) => `- ${prose(note)}`)];
	if (lines.length === 0) return [];
	return ["### Worth a look", lines.slice(0, 50).join("\n")];
}
// src/reporting/all-codes.ts
/** The codes of errors, room by room as a pipeline meets them; what every action can throw comes last. */
const ERROR_CODES = {
	...CORE_CODES,
	...SIGNING_CODES,
	...RECORDING_CODES,
	...COMMANDS_CODES,
	...CLI_CODES,
	...LAYOUTS_CODES,
	...FILES_CODES,
	...STAGES_CODES,
	...SIGSTORE_CODES,
	...GATE_CODES,
	...BASE_CODES
};
/** What each code means, of failures and of errors. */
const MEANINGS = {
	...FAILURE_CODES,
	...GATE_FAILURE_CODES,
	...ERROR_CODES
};
// src/reporting/sarif.ts
const GRAVE = {
	level: "error",
	severity: "8.0"
};
/**
* Code scanning fails a pull request for security severities from 7, and advice is not to fail it; but no results at all
* would read as a pass, and close alerts.
*/
const ADVICE = {
	level: "warning",
	severity: "5.0"
};
/** A SARIF log as a plain value. A passed verification gives no results, which closes old alerts. */
function sarifLog(report, place) {
	const { error, verdict, failures, unsigned, source } = report;
	const { level, severity } = verdict === "advisory" ? ADVICE : GRAVE;
	const findings = [...byImportance(verdict === "advisory" ? unsigned : failures).slice(0, 4999), ...error === void 0 ? [] : [{
		code: error.code,
		message: error.message,
		hint: error.hint ?? "",
		step: void 0
	}]];
	const codes = [...new Set(findings.map(({ code }) => code))];
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "in-toto-actions",
				informationUri: HOME,
				rules: codes.map((code) => ({
					id: code,
					shortDescription: { text: MEANINGS[code] ?? code },
					helpUri: helpAddress(code),
					defaultConfiguration: { level },
					properties: {
						tags: ["security", "supply-chain"],
						"security-severity": severity
					}
				}))
			} },
			...source === void 0 ? {} : { properties: sourceMember(source) },
			results: findings.map(({ code, message, hint, step }) => ({
				ruleId: code,
				ruleIndex: codes.indexOf(code),
				level,
				message: { text: [message, hint].filter((part) => part !== "").join(" ") },
				partialFingerprints: { inTotoFinding: `${code}:${step ?? ""}` },
				locations: [{ physicalLocation: {
					artifactLocation: { uri: place.file.split("/").map(encodeURIComponent).join("/") },
					region: { startLine: place.steps.get(step?.split("/")[0] ?? "") ?? 1 }
				} }]
			}))
		}]
	};
}
// src/reporting/verdict-json.ts
/** The verdict as a plain value. */
function verdictReport(report) {
	const { verdict, error, failures, unsigned, warnings, items } = report;
	if (error !== void 0) return {
		verdict: "error",
		error,
		...failures.length > 0 ? { failures } : {}
	};
	return {
		verdict,
		failures: verdict === "advisory" ? unsigned : failures,
		warnings,
		steps: items.map(({ trace, threshold, ...item }) => ({
			...item,
			threshold: Number(threshold),
			rules: trace.map(({ list, rule, before, consumed }) => ({
				list,
				rule: rule.tokens,
				before,
				consumed
			}))
		})),
		...sourceMember(report.source),
		...verdict === "passed" ? { products: Object.fromEntries(exactSubjects(report).map(({ name, digest }) => [name, digest])) } : {}
	};
}
// src/reporting/workflow-commands.ts
/** One line. What the runner would take for the end of a part is encoded, as its own toolkit does it. */
function workflowCommand({ level, title, message, file, line }) {
	return `::${level} title=${property(title)},file=${property(file)},line=${line}::${data(message)}`;
}
function data(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
	return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/reporting/formats.ts
const REPORT_FORMATS = table({
	text: {
		audience: "people",
		render: (report, { colour }) => verdictText(report, colour)
	},
	json: {
		audience: "programs",
		render: (report) => `${jsonText(verdictReport(report))}\n`
	},
	markdown: {
		audience: "a page of GitHub",
		render: (report) => summaryMarkdown(report)
	},
	sarif: {
		audience: "code scanning",
		render: (report, { place }) => `${jsonText(sarifLog(report, place))}\n`
	},
	annotations: {
		audience: "the log of a workflow",
		render: (report, { place }) => annotations(report, place).map((annotation) => `${workflowCommand(annotation)}\n`).join("")
	}
});
/** Knows its names, and each entry as any other: what takes the report alone is called like the rest. */
function table(formats) {
	return formats;
}
/** Every name, the default first. */
const FORMAT_NAMES = Object.keys(REPORT_FORMATS);
// src/gate/link-directory.ts
/**
* A step without links is a "no"; without the directory nobody looked at all.
*
* @throws FILE_UNREADABLE
*/
function checkLinkDirectory(directory, named) {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
	throw new FilesError("FILE_UNREADABLE", "There is no directory of that name, so no link was looked for.", {
		at: escapeUntrusted(directory),
		hint: `Check ${named}, and whether what brings the links there ran before.`
	});
}
export { annotations as a, CommandInspectionRunner as c, summaryMarkdown as i, FORMAT_NAMES as n, commitFiles as o, REPORT_FORMATS as r, inspectionProgram as s, checkLinkDirectory as t };
