import { E as LIMITS, M as quoteUntrusted, N as InTotoError, S as count, j as escapeUntrusted, m as BaseError, o as NONE$1, s as invalid, v as listed } from "./base.mjs";
import { $ as readDirectoryNotes, Ht as describe, N as splitWords, gn as jsonObject, mn as compareCodePoints, mt as readConverted } from "./intoto.mjs";
import { i as readRunContext, t as workspaceSettings } from "./github-run-context.mjs";
import { r as sha256Digest } from "./files-sha256-digest.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { n as excludesOf, o as parseArtifactUri } from "./recording-record-artifacts.mjs";
import { i as hashFile } from "./recording-hash-job.mjs";
import { n as matcherOf, o as placeOf, s as isGitName, t as compileExcludes } from "./recording-excludes.mjs";
import { i as findProgram } from "./recording-run-git.mjs";
import { a as sparsePatterns, c as readCommitTree, d as hasRepository, f as headOf, l as readWhole, m as openWorkTree, n as filesOf, o as sparseTree, r as summary, s as readBlobs, u as tooLarge } from "./recording-commit-files.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { b as lineOf, f as unmet, o as NO_DIRECTORIES, p as artifactNameOfDirectory } from "./stages-step-recording.mjs";
import { r as checkoutsBelow } from "./stages-scratch-present.mjs";
import { n as targetDigest, t as Disk } from "./recording-disk.mjs";
import { n as isRefusedByWindows } from "./stages-portable-names.mjs";
import { join, relative, sep } from "node:path";
import { createHash, hash } from "node:crypto";
import { Buffer as Buffer$1, isUtf8 } from "node:buffer";
import { chmodSync, closeSync, constants as constants$1, existsSync, fstatSync, lstatSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
// src/github/workflow-identity.ts
/**
* The identity that the runner offers to the job of this environment.
*
* @param mask tells the runner what to hide in the log
* @param send sends a request for a token; by default the one that the suite has
*/
function workflowIdentity(environment, mask, send) {
	return {
		isAvailable: (environment["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "",
		isForeign: isForeignRequestToken(environment),
		token: async (audience) => {
			const { requestIdentityToken } = await import("./github-identity-token.mjs");
			return requestIdentityToken(audience, environment, mask, send === void 0 ? {} : { send });
		}
	};
}
/**
* Whether the request token differs from the token of the job. GitHub's runner writes one value into both, and no
* workflow step can set the second through GITHUB_ENV. False where the job's own is not known, as in `run:` steps.
*/
function isForeignRequestToken(environment) {
	const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = "", ACTIONS_RUNTIME_TOKEN: own = "" } = environment;
	return bearer !== "" && own !== "" && bearer !== own;
}
// src/github/stage-ports.ts
/** @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
function stagePorts(runner, environment) {
	return {
		runner,
		environment,
		run: readRunContext(environment),
		identity: workflowIdentity(environment, (secret) => runner.mask(secret)),
		artifacts: async (temporary) => new (await (import("./github-run-artifacts.mjs"))).RunArtifacts(temporary),
		post: async (request) => (await import("./load-github-http-post.mjs")).httpPost(request),
		get: async (request) => (await import("./github-http-get.mjs")).httpGet(request),
		now: Date.now
	};
}
// src/stages/stage-settings.ts
/**
* The one thing that no stage records: the administration of git, which differs from checkout to checkout. The longer
* list of the reference would hide files that run, such as byte code of Python.
*/
const ALWAYS_EXCLUDED = ".git";
/** What a stage that was told to exclude some patterns excludes. None of them can bring `.git` back. */
function stageExcludes(exclude) {
	return [...exclude, ALWAYS_EXCLUDED];
}
/** @param exclude gitignore patterns */
function stageSettings(workspace, exclude) {
	return {
		...workspaceSettings(workspace),
		exclude: stageExcludes(exclude)
	};
}
/** A command as a link names it: the words of a single line, so that a layout can expect it; else the script whole. */
function commandWords(shell, script) {
	const line = script.trim();
	if (line === "") return [];
	if (!line.includes("\n")) try {
		return splitWords(line);
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
	}
	return [
		shell,
		"-c",
		line
	];
}
/** What looks like a secret by its name. */
const SECRET_NAME = /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|AUTH|COOKIE|SESSION|(?:API|ACCESS|SIGNING|ENCRYPTION|SSH|GPG|MASTER)KEY|JWT|BEARER|DSN|WEBHOOK|CONNECTION|PROXY|(?:^|_)(?:KEY|PAT|PWD|PW)S?(?:$|_)|^INPUT_|^ACTIONS_|^IN_TOTO_/i;
/** Whether a variable may go into a link, which everybody can read. */
function isRecordableVariable(name) {
	return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !SECRET_NAME.test(name);
}
/** The values of variables, for a link's environment. Those that are not set are left out. */
function recordedVariables(names, environment) {
	return jsonObject(Object.fromEntries(names.map((name) => [name, environment[name]])));
}
// src/stages/sign-refused.ts
const HINT = "Find out what the working job did. Nothing is signed.";
/**
* The error of a signing job that is not handed what it was told to sign.
*
* @param what the rest of the sentence, escaped, with or without its full stop
*/
function signRefused(step, what, details = {}) {
	const sentence = `Step ${quoteUntrusted(step)} is not signed: ${what}`;
	return new StagesError("SIGN_REFUSED", sentence.endsWith(".") ? sentence : `${sentence}.`, {
		hint: HINT,
		...details
	});
}
// src/stages/claimed-directories.ts
const PREFIX = artifactNameOfDirectory("");
/** A test for names of products, as a recording of installed directories gives them. */
function installedPlaces(lines) {
	const named = lineOf(lines);
	return (name) => name.startsWith(PREFIX) && named(name.slice(PREFIX.length)) !== void 0;
}
/**
* What the products of a record are of installed directories.
*
* @throws SIGN_REFUSED where a line has none, or the record leaves other files out of one
*/
function installedByRecord({ step, installs }, claimed) {
	const paths = directoriesIn(claimed.products, installs);
	demandEach(installs, paths, (line) => signRefused(step, `its record says of nothing that it was installed in ${quoteUntrusted(line.text)}`, { hint: "Give both jobs the same `installs`. Nothing is signed." }));
	const notes = notesOf(paths, installs);
	const other = [...notes].find(([name, lines]) => !leavesOutTheSame(claimed, name, lines));
	if (other === void 0) return notes;
	throw signRefused(step, `its record leaves other files out of ${quoteUntrusted(other[0])} than its \`installs\` says`, { hint: "Give both jobs the same `installs`. If they have it, the working job changed its record. Nothing is signed." });
}
/** The digests of directories that a stage uses, as the link of their installer has them. @throws SIGN_REFUSED */
function dependenciesByLink({ step, dependencies }, installer) {
	if (dependencies.length === 0) return NO_DIRECTORIES;
	const hint = "Take over from the step that installs them, with the same lines; or let this stage install its own by `installs`.";
	if (installer === void 0) throw signRefused(step, "it uses installed directories, and takes over from no step that installed them", { hint });
	const paths = directoriesIn(installer.products, dependencies);
	demandEach(dependencies, paths, (line) => signRefused(step, `step ${quoteUntrusted(installer.name)}, from which it takes over, installed nothing in ${quoteUntrusted(line.text)}`, { hint }));
	const notes = notesOf(paths, dependencies);
	const other = [...notes].find(([name, lines]) => !leavesOutTheSame(installer, name, lines));
	if (other !== void 0) throw signRefused(step, `it leaves other files out of ${quoteUntrusted(other[0])} than step ${quoteUntrusted(installer.name)}, which installed it`, { hint: "Write the same `!` lines in `installs` and `dependencies`." });
	return {
		artifacts: paths.map((path) => {
			const name = artifactNameOfDirectory(path);
			return [name, installer.products.get(name)];
		}),
		notes,
		apart: new Set(paths)
	};
}
/** Whether an installer left just these lines out of a directory. */
function leavesOutTheSame({ environment }, name, lines) {
	const told = readDirectoryNotes(environment, "products")?.get(name) ?? [];
	return told.length === lines.length && told.every((line, index) => line === lines[index]);
}
function directoriesIn(products, lines) {
	const isNamed = installedPlaces(lines);
	return [...products.paths()].filter(isNamed).map((name) => name.slice(PREFIX.length));
}
function demandEach(lines, paths, refused) {
	const missing = unmet(lines, paths.map((path) => ({ path })));
	if (missing !== void 0) throw refused(missing);
}
function notesOf(paths, lines) {
	const named = lineOf(lines);
	return new Map(paths.map((path) => [artifactNameOfDirectory(path), named(path)?.leftOut ?? []]));
}
// src/stages/text-in-git.ts
/** The beginning of a file, without waiting for a pipe; empty where there is none. */
function textOf$1(path) {
	let descriptor;
	try {
		descriptor = openSync(path, constants$1.O_RDONLY | (constants$1.O_NONBLOCK ?? 0));
		if (!fstatSync(descriptor).isFile()) return "";
		const bytes = Buffer$1.alloc(LIMITS.smallFileBytes);
		return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, bytes.length, 0));
	} catch {
		return "";
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
/** The patterns of a sparse checkout; none where it is a whole one, or nobody can tell. */
function sparseIn(directory) {
	return textOf$1(join(directory, ".git/info/sparse-checkout")).split("\n").map((line) => line.replace(/\r$/, "")).filter((line) => line !== "" && !line.startsWith("#"));
}
// src/stages/known-of-commit.ts
const NOTHING_KNOWN = {
	converted: /* @__PURE__ */ new Map(),
	links: /* @__PURE__ */ new Map()
};
/** Records as another does, and each file that is one of `known`, byte for byte, by the digest of the commit's. */
function knowing(recorder, known, workspace) {
	if (known.converted.size === 0 && known.links.size === 0) return recorder;
	return { record: (request, tracking) => recorder.record(request, tracked(known, workspace, tracking)) };
}
/** What two know; of a file that both know, the first one decides. */
function joined(first, second) {
	if (first === void 0) return second;
	const gitId = first.gitId ?? second.gitId;
	return {
		known: (path) => first.known(path) ?? second.known(path),
		beside: (recorded) => [...first.beside(recorded), ...second.beside(recorded)],
		...gitId === void 0 ? {} : { gitId },
		settle: async (disk, gitIds) => {
			const idsFor = (one) => one.gitId === gitId ? gitIds : void 0;
			const settled = await second.settle(disk, idsFor(second));
			return new Map([...settled, ...await first.settle(disk, idsFor(first))]);
		}
	};
}
function tracked({ converted, links }, workspace, other) {
	return {
		known: (path) => {
			const sha256 = links.get(path);
			const mine = sha256 !== void 0 && targetDigest(join(workspace, path)) === sha256;
			return other?.known(path) ?? (mine ? {
				kind: "link",
				sha256
			} : void 0);
		},
		beside: (recorded) => other?.beside(recorded) ?? [],
		...other?.gitId === void 0 ? {} : { gitId: other.gitId },
		settle: async (disk, gitIds) => {
			const settled = new Map(await other?.settle(disk, gitIds));
			for (const [path, file] of converted) if (!settled.has(path) && disk.get(path) === file.disk) settled.set(path, file.commit);
			return settled;
		}
	};
}
// src/stages/source-differences.ts
/** Files that one message names. */
const MOST_NAMES$1 = 10;
/** Files that differ from those of a commit, in words: `2 files ("a" (other content), "b" (missing))`. */
function differencesText(differences) {
	const names = differences.map(({ path, kind }) => `${quoteUntrusted(path)} (${WORDS[kind]})`);
	return `${count(names.length, "file")} (${listed(names, MOST_NAMES$1, (name) => name)})`;
}
const WORDS = {
	content: "other content",
	missing: "missing",
	mode: "other executable bit",
	type: "not the kind of file that the commit has",
	target: "leads elsewhere",
	lfs: "not the content that its Git LFS pointer names",
	encoding: "in an encoding that cannot be checked"
};
// src/recording/source/abilities.ts
/**
* Tries in the repository, where nothing is recorded and git itself does so; at the top of the work tree where `.git` is a
* file that leads elsewhere. Where nothing can be written the file system is taken to keep everything.
*/
function probeAbilities(top, platform = process.platform) {
	if (platform === "win32") return {
		executableBits: false,
		links: "sometimes"
	};
	let directory;
	try {
		const git = join(top, ".git");
		directory = mkdtempSync(join(lstatSync(git).isDirectory() ? git : top, ".in-toto-probe-"));
		return {
			executableBits: keepsBits(join(directory, "file")),
			links: keepsLinks(join(directory, "link"))
		};
	} catch {
		return {
			executableBits: true,
			links: "always"
		};
	} finally {
		if (directory !== void 0) rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
function keepsBits(file) {
	writeFileSync(file, "");
	chmodSync(file, 448);
	const set = (statSync(file).mode & 64) !== 0;
	chmodSync(file, 384);
	return set && (statSync(file).mode & 64) === 0;
}
function keepsLinks(link) {
	try {
		symlinkSync("target", link);
		return "always";
	} catch {
		return "never";
	}
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
	const points = Uint32Array.from(text, (letter) => letter.codePointAt(0));
	const bytes = Buffer.alloc(points.length * 4);
	points.forEach((point, index) => bytes.writeUInt32LE(point, index * 4));
	return bytes;
}
// src/recording/source/ident.ts
/**
* @param content of the blob
* @param id of the blob, in hexadecimal digits
*/
function withIdent(content, id, reads) {
	if (!content.includes("$Id")) return content;
	const text = content.toString("latin1");
	return Buffer.from(reads === "whole" ? replaceWhole(text, id) : replaceStreamed(text, id), "latin1");
}
/** A keyword with anything in it is replaced, but for one with a blank in the midst, which another system may have written. */
function replaceWhole(text, id) {
	let out = "";
	let at = 0;
	for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", at)) {
		out += text.slice(at, dollar + 1);
		at = dollar + 1;
		if (text.startsWith("Id$", at)) at += 3;
		else if (text.startsWith("Id:", at)) {
			const end = text.indexOf("$", at + 3);
			if (end < 0) break;
			if (text.slice(at + 3, end).includes("\n")) continue;
			const blank = text.indexOf(" ", at + 4);
			if (blank >= 0 && blank < end - 1) continue;
			at = end + 1;
		} else continue;
		out += `Id: ${id} $`;
	}
	return out + text.slice(at);
}
const HEAD = "$Id";
/** The zero byte that ends the text in git's own memory belongs to what it looks for. */
const MATCHED = `${HEAD}\0`;
/**
* The filter takes byte after byte and holds back what may belong to a keyword. Two habits show: after a `$` that begins
* no keyword, the byte that told so begins none either; and what is held before a keyword is lost with it.
*/
function replaceStreamed(text, id) {
	let out = "";
	let held = "";
	let matched = 0;
	let skipping = false;
	const drain = () => {
		out += held;
		held = "";
		matched = 0;
		skipping = false;
	};
	for (const letter of text) {
		if (skipping) {
			held += letter;
			if (letter !== "\n" && letter !== "$") continue;
			if (letter === "$" && !isForeign(held)) held = `${HEAD}: ${id} $`;
			drain();
			continue;
		}
		if (MATCHED[matched] === letter) {
			matched += 1;
			continue;
		}
		held += MATCHED.slice(0, matched);
		const isKeyword = matched === 3;
		if (isKeyword && letter === "$") held += `: ${id} $`;
		else held += letter;
		if (!isKeyword || letter === "$") drain();
		else if (letter === ":") skipping = true;
		else matched = 0;
	}
	return skipping ? out + held : out + held + MATCHED.slice(0, matched);
}
/** A blank anywhere but in front of the last `$`; a zero byte ends what git looks at. */
function isForeign(held) {
	const start = `${HEAD}: `;
	if (!held.startsWith(start)) return false;
	const [seen = ""] = held.slice(start.length).split("\0");
	return /[ \t\n\r](?!\$)/.test(seen);
}
// src/recording/source/line-ends.ts
/**
* How a machine is set: nothing but what attributes say (`core.autocrlf` is false or `input`); CR LF in what attributes
* call text (`core.eol=crlf`, and Windows' own way); CR LF in whatever looks like text (`core.autocrlf=true`).
*/
const SETTINGS = [
	"as-is",
	"text-crlf",
	"all-crlf"
];
/** What git does with a file on a machine that is set in that way. */
function lineEndAction(attributes, setting) {
	const text = textOf(attributes, "text") ?? textOf(attributes, "crlf");
	if (text === "binary") return {
		ends: "kept",
		reads: "streamed"
	};
	const eol = eolOf(attributes);
	if (text === "auto") {
		if (eol === "lf") return {
			ends: "kept",
			reads: "streamed"
		};
		return {
			ends: eol === "crlf" || setting !== "as-is" ? "crlf-if-text" : "kept",
			reads: "whole"
		};
	}
	if (eol !== void 0) return {
		ends: eol === "crlf" ? "crlf" : "kept",
		reads: "streamed"
	};
	switch (text) {
		case "text": return {
			ends: setting === "as-is" ? "kept" : "crlf",
			reads: "streamed"
		};
		case "text-lf": return {
			ends: "kept",
			reads: "streamed"
		};
		case void 0: return setting === "all-crlf" ? {
			ends: "crlf-if-text",
			reads: "whole"
		} : {
			ends: "kept",
			reads: "streamed"
		};
	}
}
function textOf(attributes, name) {
	const value = attributes.get(name);
	if (value === void 0) return void 0;
	if (typeof value === "boolean") return value ? "text" : "binary";
	return value.text === "input" ? "text-lf" : value.text === "auto" ? "auto" : void 0;
}
function eolOf(attributes) {
	const value = attributes.get("eol");
	if (value === void 0 || typeof value === "boolean") return void 0;
	return value.text === "lf" || value.text === "crlf" ? value.text : void 0;
}
const [LF, CR] = [10, 13];
/** What the ends of lines become. The same buffer where nothing changes. */
function withLineEnds(content, ends) {
	if (ends === "kept" || !content.includes(LF)) return content;
	if (ends === "crlf-if-text" && !isConvertedText(content)) return content;
	const lone = countLoneLineFeeds(content);
	if (lone === 0) return content;
	const converted = Buffer.allocUnsafe(content.length + lone);
	let to = 0;
	let from = 0;
	for (let at = content.indexOf(LF); at >= 0; at = content.indexOf(LF, at + 1)) {
		if (content[at - 1] === CR) continue;
		to += content.copy(converted, to, from, at);
		converted[to] = CR;
		to += 1;
		from = at;
	}
	content.copy(converted, to, from);
	return converted;
}
function countLoneLineFeeds(content) {
	let count = 0;
	for (let at = content.indexOf(LF); at >= 0; at = content.indexOf(LF, at + 1)) if (content[at - 1] !== CR) count += 1;
	return count;
}
/** Backspace, tab, form feed and escape count as text; so does every byte from the space on but for DEL. */
const [BACKSPACE, TAB, FORM_FEED, ESCAPE, SPACE, DELETE] = [
	8,
	9,
	12,
	27,
	32,
	127
];
const END_OF_FILE = 26;
/** Whether git takes a content for text that has no CR yet. */
function isConvertedText(content) {
	if (content.includes(CR) || content.includes(0)) return false;
	let unprintable = 0;
	let lineFeeds = 0;
	for (let at = 0; at < content.length; at += 1) {
		const byte = content[at];
		if (byte >= SPACE && byte !== DELETE) continue;
		if (byte === LF) lineFeeds += 1;
		else if (byte !== TAB && byte !== BACKSPACE && byte !== FORM_FEED && byte !== ESCAPE) unprintable += 1;
	}
	const printable = content.length - unprintable - lineFeeds;
	if (content.at(-1) === END_OF_FILE) unprintable -= 1;
	return printable >> 7 >= unprintable;
}
// src/recording/source/checkout-bytes.ts
/** How attributes have a file converted; undefined where its bytes are the same on every machine. */
function conversionOf(attributes) {
	const [asIs, textCrlf, allCrlf] = SETTINGS.map((setting) => lineEndAction(attributes, setting));
	const ident = attributes.get("ident") === true;
	const encoding = encodingOf(attributes);
	if (!ident && encoding === void 0 && [
		asIs,
		textCrlf,
		allCrlf
	].every(({ ends }) => ends === "kept")) return void 0;
	return {
		actions: {
			"as-is": asIs,
			"text-crlf": textCrlf,
			"all-crlf": allCrlf
		},
		ident,
		encoding
	};
}
/** Whether a machine that is set to convert nothing by itself converts the file. */
function isPinned({ actions, ident, encoding }) {
	return ident || encoding !== void 0 || actions["as-is"].ends !== "kept";
}
/** What machines differ in for a file, as a text that is the same for those that write the same. */
function wayOf({ actions, ident, encoding }, { setting, order }) {
	const { ends, reads } = actions[setting];
	const orders = typeof encoding === "object" && encoding.order === "own";
	return `${ends} ${ident ? reads : ""} ${orders ? order : ""}`;
}
/**
* The bytes that git writes. An unknown encoding is left out.
*
* @param content of the blob
* @param id of the blob
*/
function checkoutBytes(content, id, conversion, machine) {
	const { ends, reads } = conversion.actions[machine.setting];
	const way = conversion.encoding === void 0 ? reads : "whole";
	const withEnds = withLineEnds(conversion.ident ? withIdent(content, id, way) : content, ends);
	return typeof conversion.encoding === "object" ? encode(withEnds, conversion.encoding, machine.order) : withEnds;
}
// src/recording/source/lfs-pointer.ts
/** Longer ones are no pointers. */
const MOST_POINTER_BYTES = 1024;
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\d-[a-z0-9.-]+ sha256:[0-9a-f]{64}\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n?$/;
/** The pointer that a blob is; undefined for any other. */
function readLfsPointer(content) {
	if (content.length >= MOST_POINTER_BYTES) return void 0;
	const [, oid, size] = POINTER.exec(content.toString("latin1")) ?? [];
	return oid === void 0 ? void 0 : {
		oid,
		size: Number(size)
	};
}
// src/recording/source/machine.ts
/** Ways of a platform, its own first: among ways that explain as many files, the first one counts. */
function machinesOf(platform) {
	const settings = platform === "win32" ? [
		"all-crlf",
		"text-crlf",
		"as-is"
	] : [
		"as-is",
		"text-crlf",
		"all-crlf"
	];
	const orders = platform === "linux" ? ["little", "big"] : ["big", "little"];
	return settings.flatMap((setting) => orders.map((order) => ({
		setting,
		order
	})));
}
/** The machine that explains most files. */
function likeliestMachine(machines, files) {
	const explained = machines.map(() => 0);
	for (const { disk, expected } of files) for (const [index, machine] of machines.entries()) if (expected(machine) === disk) explained[index] = explained[index] + 1;
	return machines[explained.indexOf(Math.max(...explained))];
}
// src/recording/source/expected.ts
/**
* Reads the blobs that are needed, and finds out how the machine is set.
*
* @param files whose bytes on the disk are known
* @param glanced SHA-256 by git's id of other bytes that lie on the disk
* @param machines see `machinesOf`
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function readExpectations(checkouts, files, glanced, machines) {
	const reader = new ExpectationReader(checkouts, files, machines);
	reader.take(glanced);
	await reader.readNeeded();
	const machine = await reader.findMachine();
	return {
		digests: reader.digests,
		facts: reader.facts,
		machine
	};
}
var FileFacts = class {
	file;
	blob;
	pointer;
	/** Digests by the ways in which machines differ; undefined until the content was converted. */
	ways;
	constructor(file, blob) {
		this.file = file;
		this.blob = blob;
	}
	expected = (machine) => {
		const { conversion } = this.file;
		return (this.ways !== void 0 && conversion !== void 0 ? this.ways.get(wayOf(conversion, machine)) : void 0) ?? this.blob;
	};
	convert(content, machines) {
		const { conversion, id } = this.file;
		if (conversion === void 0) return;
		const ways = /* @__PURE__ */ new Map();
		for (const machine of machines) {
			const way = wayOf(conversion, machine);
			if (ways.has(way)) continue;
			const bytes = checkoutBytes(content, id, conversion, machine);
			ways.set(way, bytes === content ? this.blob : hash("sha256", bytes, "hex"));
		}
		this.ways = ways;
	}
};
var ExpectationReader = class {
	digests = /* @__PURE__ */ new Map();
	facts = [];
	#checkouts;
	#files;
	#machines;
	constructor(checkouts, files, machines) {
		this.#checkouts = checkouts;
		this.#files = files;
		this.#machines = machines;
	}
	/** Digests of blobs that need not be read for theirs. */
	take(known) {
		for (const { tree } of this.#checkouts) for (const { id } of filesOf(tree)) {
			const sha256 = known.get(id);
			if (sha256 !== void 0) this.digests.set(id, sha256);
		}
	}
	async readNeeded() {
		for (const { id, disk, diskId } of this.#files) if (id === diskId) this.digests.set(id, disk);
		const known = new Set(this.digests.keys());
		const needed = /* @__PURE__ */ new Map();
		for (const file of this.#files) {
			const { id, disk, conversion } = file;
			if (this.digests.get(id) === disk && (conversion === void 0 || !isPinned(conversion))) {
				this.facts.push(new FileFacts(file, disk));
				known.add(id);
			} else needed.set(id, [...needed.get(id) ?? [], file]);
		}
		const wants = (id) => !known.has(id) || needed.has(id);
		await this.#read(wants, ({ id, sha256, content }) => {
			this.digests.set(id, sha256);
			for (const file of needed.get(id) ?? []) {
				const facts = new FileFacts(file, sha256);
				this.facts.push(facts);
				facts.pointer = readLfsPointer(content);
				facts.convert(content, this.#machines);
			}
		}, (id) => needed.get(id)?.some(({ conversion }) => conversion !== void 0) === true);
	}
	/**
	* A file that is its blob speaks against machines that would convert it. That matters only where some file is not what a
	* machine without settings writes, and another machine explains it; then those files are read, too.
	*/
	async findMachine() {
		const plain = this.#machines.filter(({ setting }) => setting === "as-is");
		const read = this.facts.filter(({ ways }) => ways !== void 0);
		const explains = (machines, { file, expected }) => machines.some((machine) => expected(machine) === file.disk);
		if (!read.some((facts) => !explains(plain, facts) && explains(this.#machines, facts))) return likeliestMachine(plain, read.map(witness));
		const open = Map.groupBy(this.facts.filter(({ file, ways }) => file.conversion !== void 0 && ways === void 0), ({ file }) => file.id);
		const pending = new Set(open.keys());
		await this.#read((id) => pending.delete(id), ({ id, content }) => {
			for (const facts of open.get(id) ?? []) facts.convert(content, this.#machines);
		}, () => true);
		return likeliestMachine(this.#machines, this.facts.filter(({ ways }) => ways !== void 0).map(witness));
	}
	/** @param needsContent whether one that is too large to be kept beside others is read as a whole */
	async #read(wants, take, needsContent) {
		const seen = /* @__PURE__ */ new Set();
		for (const { repository, tree } of this.#checkouts) {
			const ids = [...new Set(filesOf(tree).map(({ id }) => id))].filter((id) => !seen.has(id) && wants(id));
			for (const id of ids) seen.add(id);
			const large = [];
			await readBlobs(repository, ids, LIMITS.sourceBytes, (blob) => {
				if (blob.content !== void 0) take({
					...blob,
					content: blob.content
				});
				else if (needsContent(blob.id)) large.push(blob);
				else take({
					...blob,
					content: NOTHING
				});
			});
			for (const blob of large) {
				const [content] = await readWhole(repository, [blob.id], "blob", LIMITS.convertedBytes);
				take({
					...blob,
					content
				});
			}
		}
	}
};
const NOTHING = Buffer.alloc(0);
const witness = ({ file, expected }) => ({
	disk: file.disk,
	expected
});
// src/recording/source/judge.ts
/** Judges a file whose bytes are known. */
function judge(facts, options) {
	const { file, blob } = facts;
	const { disk, look, kind } = file;
	if (look.kind === "link") {
		if (kind !== "link") return differs(facts, "type", "is a symbolic link, and the commit has a file there");
		if (disk === blob) return {
			recorded: blob,
			findings: []
		};
		return differs(facts, "target", "is a symbolic link that leads elsewhere than that of the commit");
	}
	if (kind === "link") {
		if (disk === blob && options.abilities.links !== "always") return {
			recorded: blob,
			findings: []
		};
		return differs(facts, "type", "is a file, and the commit has a symbolic link there");
	}
	const content = judgeContent(facts, options);
	const mode = options.abilities.executableBits ? modeFinding(file) : void 0;
	return mode === void 0 ? content : {
		...content,
		findings: [...content.findings, mode]
	};
}
function judgeContent(facts, { machine, machines, encodings }) {
	const { file, blob, pointer, expected } = facts;
	const { disk, look, conversion, lfs } = file;
	if (conversion?.encoding === "unknown") {
		const message = `${quoteUntrusted(file.name)} has an encoding in its attributes that only the library of the system knows, so it cannot be compared with the commit.`;
		if (encodings === "told") return {
			recorded: disk,
			findings: [],
			told: message
		};
		return {
			recorded: disk,
			findings: [{
				kind: "encoding",
				message
			}]
		};
	}
	if (expected(machine) === disk) return {
		recorded: blob,
		findings: []
	};
	if (lfs && pointer !== void 0 && look.kind === "file") {
		if (pointer.oid === disk && pointer.size === look.bytes) return {
			recorded: blob,
			findings: []
		};
		return differs(facts, "lfs", "is neither the pointer of Git LFS that the commit has nor what that stands for");
	}
	if (lfs) return differs(facts, "lfs", "is no pointer of Git LFS in the commit, and has other bytes than it has there");
	if (machines.some((other) => expected(other) === disk)) return differs(facts, "content", "has other ends of lines, or another order of bytes, than the rest of the checkout");
	return differs(facts, "content", "has other bytes than a clean checkout of the commit");
}
function modeFinding({ kind, look, name }) {
	if (look.kind !== "file" || look.executable === (kind === "executable")) return void 0;
	return {
		kind: "mode",
		message: look.executable ? `${quoteUntrusted(name)} may be executed, and may not in the commit.` : `${quoteUntrusted(name)} may not be executed, and may in the commit.`
	};
}
function differs({ file }, kind, what) {
	return {
		recorded: file.disk,
		findings: [{
			kind,
			message: `${quoteUntrusted(file.name)} ${what}.`
		}]
	};
}
/** What is wrong with a file that has no bytes to compare; undefined for one that has. */
function judgeLook({ path, name, look }) {
	const prefix = name.slice(0, name.length - path.length);
	switch (look.kind) {
		case "file":
		case "link": return;
		case "missing": return {
			path: name,
			kind: "missing",
			message: `${quoteUntrusted(name)} is in the commit, and is not there.`
		};
		case "behind": {
			const at = `${prefix}${look.at}`;
			return {
				path: at,
				kind: "type",
				message: `${quoteUntrusted(at)} is no directory, and the commit has files in it.`
			};
		}
		case "directory":
		case "other": return {
			path: name,
			kind: "type",
			message: `${quoteUntrusted(name)} is neither a file nor a symbolic link.`
		};
	}
}
// src/recording/source/source-recording.ts
const KEEPS_ALL = {
	executableBits: true,
	links: "always"
};
var SourceRecording = class {
	request;
	tracking;
	#source;
	#tree;
	/** By name, that is with the prefix. */
	#files = /* @__PURE__ */ new Map();
	#outcome;
	constructor(tree, request, source) {
		this.#tree = tree;
		this.#source = source;
		for (const file of trackedFiles(tree, source.prefix)) this.#files.set(file.name, file);
		this.request = source.tracked === "all" ? {
			...request,
			named: "by-listing",
			paths: this.#listed()
		} : request;
		this.tracking = {
			known: (path) => knownFile(this.#files.get(path)),
			beside: (recorded) => this.#beside(recorded),
			gitId: tree.gitId,
			settle: (found, gitIds) => this.#settle(found, gitIds)
		};
	}
	/** What the comparison found, once everything was recorded. */
	get outcome() {
		if (this.#outcome === void 0) throw new TypeError("nothing was recorded");
		return this.#outcome;
	}
	/** Files that can be recorded. A leading "./" keeps a file that is named like a scheme a file. */
	#listed() {
		return [...this.#files].filter(([, { look }]) => isComparable(look)).map(([name]) => `./${name}`);
	}
	/** Where all files of the commit are recorded, those that are excluded are compared all the same. */
	#beside(recorded) {
		return this.#source.tracked === "all" ? this.#others(recorded) : [];
	}
	#others(recorded) {
		return [...this.#files].filter(([name, { look }]) => look.kind === "file" && !recorded.has(name)).map(([name]) => ({
			name,
			path: join(this.request.baseDirectory, name)
		}));
	}
	/** Digests by git's ids of files that nobody asked for: they are read faster from the disk than from git, if they can be. */
	#glanceAtOthers(recorded) {
		const digests = /* @__PURE__ */ new Map();
		for (const { name, path } of this.#others(recorded)) try {
			const [sha256, id] = hashFile(path, name, {
				algorithms: ["sha256"],
				lineEndings: "as-is",
				gitId: this.#tree.gitId
			});
			if (sha256 !== void 0 && id !== void 0) digests.set(id, sha256);
		} catch (error) {
			if (!(error instanceof RecordingError)) throw error;
		}
		return digests;
	}
	async #settle(disk, gitIds = /* @__PURE__ */ new Map()) {
		const files = [...this.#files].flatMap(([name, file]) => {
			if (file.look.kind === "link") return [compared(file, file.look.target.sha256, file.look.target.gitId)];
			const sha256 = disk.get(name);
			return sha256 === void 0 ? [] : [compared(file, sha256, gitIds.get(name))];
		});
		const machines = machinesOf(process.platform);
		const isAsked = this.#isAsked();
		const expectations = await readExpectations(this.#tree.checkouts, files, this.#glanceAtOthers(disk), machines);
		const facts = expectations.facts.filter(({ file }) => isAsked(file.name));
		const judgements = this.#judgeAll({
			...expectations,
			facts
		}, machines);
		this.#outcome = {
			expectations,
			...this.#outcomeOf(judgements, isAsked)
		};
		const settled = /* @__PURE__ */ new Map();
		for (const { file } of facts) {
			const recorded = judgements.get(file.name)?.recorded;
			if (recorded !== void 0 && recorded !== file.disk) settled.set(file.name, recorded);
		}
		return this.#throughLinks(disk, settled);
	}
	#isAsked() {
		return this.#source.tracked === "all" ? () => true : askedFor(this.request);
	}
	/** What a file system cannot keep is tried out only where that matters, so that nothing is written on ordinary days. */
	#judgeAll({ facts, machine }, machines) {
		const all = (abilities) => {
			const options = {
				encodings: this.#source.encodings,
				machine,
				machines,
				abilities
			};
			return new Map(facts.map((each) => [each.file.name, judge(each, options)]));
		};
		const judgements = all(KEEPS_ALL);
		return [...judgements.values()].some(({ findings }) => findings.some(({ kind }) => kind === "mode" || kind === "type")) ? all(probeAbilities(this.#source.directory)) : judgements;
	}
	#outcomeOf(judgements, isAsked) {
		const differences = /* @__PURE__ */ new Map();
		const [told, ownBytes] = [[], []];
		for (const [path, { findings, told: what }] of judgements) {
			if (what !== void 0) {
				told.push(what);
				ownBytes.push(path);
			}
			for (const finding of findings) differences.set(`${path}\0${finding.kind}`, {
				path,
				...finding
			});
		}
		for (const difference of this.#unseen(isAsked)) differences.set(`${difference.path}\0${difference.kind}`, difference);
		return {
			differences: [...differences.values()],
			told,
			ownBytes
		};
	}
	/** Files that are not there, or no files, as far as they were to be recorded. */
	*#unseen(isAsked) {
		for (const [name, file] of this.#files) {
			const difference = judgeLook(file);
			if (difference !== void 0 && isAsked(name)) yield difference;
		}
	}
	/** A link that is not of the commit is recorded by what the file is recorded by that it leads to. */
	#throughLinks(disk, settled) {
		const convertedBytes = new Set([...settled.keys()].map((name) => disk.get(name)));
		if (convertedBytes.size === 0) return settled;
		const base = realpathSync.native(this.request.baseDirectory);
		for (const [name, sha256] of disk) {
			if (!convertedBytes.has(sha256) || settled.has(name)) continue;
			const target = relative(base, realpathSync.native(join(base, name))).replaceAll(sep, "/");
			const recorded = target === name ? void 0 : settled.get(target);
			if (recorded !== void 0) settled.set(name, recorded);
		}
		return settled;
	}
};
const isComparable = ({ kind }) => kind === "file" || kind === "link";
function compared(file, disk, diskId) {
	const { path, name, kind, id, look, conversion, lfs } = file;
	return {
		path,
		name,
		kind,
		id,
		look,
		conversion,
		lfs,
		disk,
		diskId
	};
}
function* trackedFiles({ checkouts, disk }, prefix) {
	for (const { above, tree, attributes } of checkouts) for (const { path: within, kind, id } of filesOf(tree)) {
		const path = `${above}${within}`;
		const of = kind === "link" ? void 0 : attributes.of(within);
		const filter = of?.get("filter");
		yield {
			path,
			name: `${prefix}${path}`,
			kind,
			id,
			look: disk.look(path),
			conversion: of && conversionOf(of),
			lfs: typeof filter === "object" && filter.text === "lfs"
		};
	}
}
function knownFile(file) {
	if (file === void 0) return void 0;
	const { look } = file;
	if (look.kind === "link") return {
		kind: "link",
		sha256: look.target.sha256
	};
	return look.kind === "file" ? {
		kind: "file",
		mode: look.executable ? "executable" : void 0
	} : void 0;
}
/** Whether a request names a path and does not exclude it. */
function askedFor({ paths, exclude }) {
	const roots = paths.map((path) => parseArtifactUri(path, sep).path);
	const excludes = compileExcludes(excludesOf(exclude));
	return (name) => roots.some((root) => root === "." || name === root || name.startsWith(`${root}/`)) && excludes.path(name, false) === void 0;
}
// src/recording/source/attribute-lines.ts
/** What git takes for an attribute file; a longer one says nothing, and neither does a longer line. */
const MOST_BYTES$1 = 104857600;
const MOST_LINE_BYTES = 2048;
const MACRO = "[attr]";
const VALID_NAME = /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/;
/** @param macros whether macros may be defined: at the top of a commit alone */
function readAttributeLines(content, macros) {
	const lines = [];
	const named = /* @__PURE__ */ new Map();
	if (content.length >= MOST_BYTES$1) return {
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
	return isUtf8(buffer) ? matcherOf(buffer.toString("utf8")) : void 0;
}
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
	/** @param path of a file, relative to the top of the commit */
	of(path) {
		if (this.#files.size === 0) return NONE;
		const slash = path.lastIndexOf("/") + 1;
		const name = path.slice(slash);
		const found = /* @__PURE__ */ new Map();
		for (const { above, lines } of this.#stackOf(path.slice(0, slash))) {
			const relative = path.slice(above.length);
			for (const { fits, attributes } of lines) if (fits(relative, name)) this.#take(attributes, found);
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
// src/recording/source/source-tree.ts
/**
* Reads the names of all commits.
*
* @throws GIT_FAILED, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
*/
async function readSourceTree({ directory, prefix, environment, commit, tracked, only: sparse }) {
	const repository = openWorkTree(directory, environment);
	const whole = await readCommitTree(repository, commit ?? await headOf(repository));
	const only = sparse && sparsePatterns(sparse);
	const tree = only === void 0 ? whole : sparseTree(whole, only);
	const gitId = tree.commit.length === 40 ? "sha1" : "sha256";
	const disk = new Disk(directory, gitId);
	const reader = new SubmoduleReader(directory, prefix, disk);
	const top = await checkoutOf(repository, "", whole, tree);
	await reader.readBelow(top);
	const leftOver = tracked === "all" && tree !== whole ? besideSparse(whole, tree, disk, prefix) : [];
	const differences = [...reader.differences, ...leftOver];
	return {
		checkouts: [top, ...reader.checkouts],
		disk,
		gitId,
		only,
		differences
	};
}
/** What a sparse checkout has to leave out, and lies there: nobody compares it, and whatever runs later may read it. */
function* besideSparse(whole, { entries }, disk, prefix) {
	const has = new Set(entries.map(({ path }) => path));
	for (const { path, kind } of whole.entries) {
		if (has.has(path)) continue;
		const look = disk.look(path);
		if (look.kind === "missing") continue;
		if (kind === "submodule" && look.kind === "directory" && disk.isEmpty(path)) continue;
		const name = `${prefix}${path}`;
		yield {
			path: name,
			kind: "content",
			message: `${quoteUntrusted(name)} lies there, and the patterns of the sparse checkout leave it out.`
		};
	}
}
/** Attributes come from the whole commit, as far as they say something of files that are there: a partial clone has no others. */
async function checkoutOf(repository, above, whole, tree) {
	const directories = /* @__PURE__ */ new Set();
	for (const { path } of tree.entries) for (let slash = path.lastIndexOf("/");; slash = path.lastIndexOf("/", slash - 1)) {
		const directory = path.slice(0, slash + 1);
		if (directories.has(directory)) break;
		directories.add(directory);
		if (slash < 0) break;
	}
	return {
		repository,
		above,
		tree,
		attributes: new Attributes(await readAttributeFiles(repository, whole.entries.filter(({ path, kind }) => kind !== "submodule" && (path === ".gitattributes" || path.endsWith(`/.gitattributes`)) && directories.has(path.slice(0, -14)))))
	};
}
async function readAttributeFiles(repository, files) {
	const ids = [...new Set(files.map(({ id }) => id))];
	const contents = await readWhole(repository, ids, "blob", LIMITS.sourceTreeBytes);
	const byId = new Map(ids.map((id, index) => [id, contents[index]]));
	return new Map(files.map(({ path, id }) => [path.slice(0, -14), byId.get(id)]));
}
var SubmoduleReader = class {
	checkouts = [];
	differences = [];
	#directory;
	#prefix;
	#disk;
	constructor(directory, prefix, disk) {
		this.#directory = directory;
		this.#prefix = prefix;
		this.#disk = disk;
	}
	async readBelow({ above, tree, repository }, depth = 0) {
		if (depth > LIMITS.pathDepth) throw tooLarge(`submodules within more than ${LIMITS.pathDepth} others`);
		for (const { path, kind, id } of tree.entries) if (kind === "submodule") await this.#read(`${above}${path}`, id, repository, depth);
	}
	async #read(path, commit, { environment }, depth) {
		const look = this.#disk.look(path);
		if (look.kind === "missing") return;
		if (look.kind !== "directory") {
			const at = look.kind === "behind" ? look.at : path;
			this.#differ(at, "type", `is no directory, and the commit has a submodule at ${quoteUntrusted(path)}`);
			return;
		}
		const place = join(this.#directory, path);
		if (!hasRepository(place)) {
			for (const name of readdirSync(place).slice(0, LIMITS.details)) this.#differ(`${path}/${name}`, "content", "lies in a submodule that is not checked out");
			return;
		}
		const repository = openWorkTree(place, environment);
		const head = await headOf(repository);
		if (head !== commit) {
			this.#differ(path, "content", `is a submodule at ${quoteUntrusted(head)}, and the commit wants ${quoteUntrusted(commit)}`);
			return;
		}
		const tree = await readCommitTree(repository, commit);
		const checkout = await checkoutOf(repository, `${path}/`, tree, tree);
		this.checkouts.push(checkout);
		await this.readBelow(checkout, depth + 1);
	}
	#differ(path, kind, what) {
		const name = `${this.#prefix}${path}`;
		this.differences.push({
			path: name,
			kind,
			message: `${quoteUntrusted(name)} ${what}.`
		});
	}
};
// src/recording/source/record-with-source.ts
/**
* Records, and compares every file of the commit that it comes by, byte for byte, with what a clean checkout of the commit
* writes on this machine. A file that is exactly that is recorded by the digest that the commit has of it, whatever ends
* of lines or encoding the checkout gave it; any other by its own bytes, and is a difference. Nothing of the repository
* is believed but its objects, and no program of it is run.
*
* @param request `paths` are not looked at where all tracked files are recorded; digests are SHA-256 of bytes as they are
* @throws GIT_FAILED, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, every RECORD_ code
*/
async function recordWithSource(recorder, request, source) {
	if (request.lineEndings !== "as-is" || (request.algorithms ?? ["sha256"]).join() !== "sha256") throw new TypeError("the files of a commit are recorded by SHA-256 of their bytes");
	const tree = await readSourceTree(source);
	const recording = new SourceRecording(tree, request, source);
	const recorded = await recorder.record(recording.request, recording.tracking);
	const { expectations, differences, told, ownBytes } = recording.outcome;
	const all = [...tree.differences, ...differences].map((difference) => withHint(difference, source));
	return {
		...recorded,
		claim: claimOf(tree, expectations, source.prefix),
		differences: all.sort((a, b) => compareCodePoints(a.path, b.path)),
		ownBytes,
		told
	};
}
/** What git itself would say: files that a sparse checkout leaves out are not missing, if it is one. */
function withHint(difference, { directory, only }) {
	const { kind, message } = difference;
	return kind === "missing" && only === void 0 && existsSync(join(directory, ".git/info/sparse-checkout")) ? {
		...difference,
		message: `${message} The checkout may be a sparse one; if so, say which patterns it has.`
	} : difference;
}
function claimOf({ checkouts, only }, { digests }, prefix) {
	const [own, ...submodules] = checkouts.map(({ tree, above }) => ({
		above,
		files: summary(tree, new Map(filesOf(tree).map(({ path, id }) => [path, digests.get(id)])))
	}));
	const { commit, tree, files, digest } = own.files;
	return {
		commit,
		tree,
		files,
		digest,
		...prefix === "" ? {} : { path: prefix.slice(0, -1) },
		...only === void 0 ? {} : { only },
		submodules: new Map(submodules.map(({ above, files: { commit, files, digest } }) => [above.slice(0, -1), {
			commit,
			files,
			digest
		}]))
	};
}
// src/stages/commit-recorder.ts
/**
* Records materials, and claims the commit that is checked out at the top of the workspace.
*
* @throws every RECORD_ code, from `record`
*/
function materialsRecorder(recording) {
	return recorderOf(recording, "warning", (recorded) => recorded);
}
/** Records products. The claim is that of the beginning, and the command may have changed everything since. */
function productsRecorder(recording) {
	return recorderOf(recording, "notice", ({ claim: _claim, ...recorded }) => recorded);
}
/** What the end of a stage knows of the commit's files: what it took over, and what it began with. */
function knownAtEnd({ converted, links }, { materials, environment }) {
	const begun = readConverted(environment, "materials");
	const known = new Map(converted);
	for (const [path, disk] of begun === "malformed" ? [] : begun) {
		const commit = materials.get(path)?.slice(7);
		if (commit !== void 0) known.set(path, {
			disk,
			commit
		});
	}
	return {
		converted: known,
		links
	};
}
function recorderOf(recording, unreadable, taken) {
	const { recorder, workspace, source } = recording;
	if (source === "none") return recorder;
	const known = knowing(recorder, recording.known, workspace);
	return { record: async (request) => {
		const top = hasRepository(workspace);
		if (top && request.paths.length === 0) return known.record(request);
		const { checkouts, some } = checkoutsBelow(workspace, request);
		const claims = /* @__PURE__ */ new Map();
		let all = known;
		if (recording.below !== void 0 && request.paths.length > 0) for (const path of checkouts) all = besideBelow({
			...recording,
			recorder: all
		}, recording.below, {
			path,
			unreadable,
			claims
		});
		const recorded = top ? await besideCommit({
			...recording,
			recorder: all
		}, request, unreadable) : void 0;
		if (recorded !== void 0) return taken(recorded);
		const own = await all.record(request);
		const claim = top ? void 0 : some ? claimBelow([...claims.values()], recording.below?.commit) : "no-repository";
		return taken({
			...own,
			claim
		});
	} };
}
/** Of several checkouts of one commit, none is that which the step works on. */
function claimBelow(claims, commit) {
	const [claim, ...others] = claims.filter((one) => one.commit === commit);
	return others.length > 0 ? void 0 : claim;
}
/** Records as another does, beside the commit that is checked out in a directory of the workspace. */
function besideBelow({ recorder: inner, workspace, runner }, { environment }, { path, unreadable, claims }) {
	const beside = besideDirectory({
		directory: join(workspace, path),
		prefix: `${path}/`
	}, environment);
	return { record: async (request, tracking) => {
		const recorded = await besideCommit({
			recorder: { record: (same, own) => inner.record(same, own === void 0 ? tracking : joined(tracking, own)) },
			runner,
			beside
		}, request, unreadable);
		if (recorded === void 0) return inner.record(request, tracking);
		claims.set(path, recorded.claim);
		return recorded;
	} };
}
/** Undefined where the commit cannot be read. */
async function besideCommit({ recorder, runner, beside }, request, unreadable) {
	try {
		const recorded = await beside(request, recorder);
		const { differences, claim } = recorded;
		if (claim.only !== void 0) runner.annotate(unreadable, "A part of the commit is compared", `Files of commit ${claim.commit} are missing from the repository, so ${count(claim.files, "file")} of it are compared and claimed: those that the patterns of \`.git/info/sparse-checkout\` name, which are ${listed(claim.only, MOST_PATTERNS, (line) => quoteUntrusted(line, 100))}. Others are recorded by their own bytes. If nobody asked for a sparse checkout, an earlier workflow step did this: check out again, into an empty workspace.`);
		if (differences.length > 0) runner.log(`Recorded as they are, since a clean checkout of ${claim.commit} writes others: ${differencesText(differences)}.`);
		return recorded;
	} catch (error) {
		if (!(error instanceof InTotoError) || !UNREADABLE.includes(error.code)) throw error;
		runner.annotate(unreadable, "The commit cannot be read", `Files are recorded by their own bytes, and nothing is claimed of a commit: ${escapeUntrusted(error.message)} In a partial clone, leave \`filter\` of the checkout away; where no commit matters, write \`source: none\`.`);
		return;
	}
}
/** Patterns that one message names. */
const MOST_PATTERNS = 10;
/** Git is not there, or there is nothing that it could read, or nothing that a claim could name. */
const UNREADABLE = [
	"SOURCE_UNREADABLE",
	"SOURCE_TOO_LARGE",
	"RECORD_NAME_CONTROL",
	"RECORD_NAME_NOT_UTF8",
	"GIT_FAILED"
];
/**
* Records beside the commit that is checked out at the top of a workspace, whatever that is. A sparse checkout often
* lacks what it left out; then the claim is about the patterns that it has, and names them.
*/
function besideWorkspace(workspace, environment) {
	return besideDirectory({
		directory: workspace,
		prefix: ""
	}, environment);
}
function besideDirectory(place, environment) {
	const source = {
		...place,
		environment,
		encodings: "told",
		tracked: "recorded"
	};
	return async (request, recorder) => {
		try {
			return await recordWithSource(recorder, request, source);
		} catch (error) {
			const patterns = error instanceof InTotoError && error.code === "SOURCE_UNREADABLE" ? sparseIn(place.directory) : [];
			if (patterns.length === 0) throw error;
			return recordWithSource(recorder, request, {
				...source,
				only: {
					patterns,
					cone: false
				}
			});
		}
	};
}
// src/stages/tracked-in.ts
/**
* Paths of the files of the commit that is checked out at the top of a workspace, whatever an index says; none where there
* is no commit that can be read. What lies there is looked at in any case; the commit only knows what was taken away.
*/
async function trackedIn(workspace, environment) {
	if (!hasRepository(workspace)) return [];
	try {
		const repository = openWorkTree(workspace, environment);
		const { entries } = await readCommitTree(repository, await headOf(repository));
		return entries.flatMap(({ path, kind }) => kind === "submodule" ? [] : [path]);
	} catch (error) {
		if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return [];
		throw error;
	}
}
// src/stages/working-directory.ts
const INPUT = "input working-directory";
const RECORDED = "environment.working_directory of the recording";
const INSIDE = "Name a directory of the workspace, relative to its top, or `.` for the top itself.";
/**
* The input in its shortest form: names with forward slashes between them, or `.` for the workspace itself.
*
* @param form how paths are written where the command runs; by default as on this machine. On Windows a backslash
* stands between names, too, and a name that Windows refuses is refused here.
* @param at where the text stands
* @throws INPUT_INVALID for what cannot be a path there, WORKING_DIRECTORY_OUTSIDE for one that does not stay in the
* workspace
*/
function parseWorkingDirectory(text, form = process.platform === "win32" ? "windows" : "posix", at = INPUT) {
	if (/\p{Cc}/u.test(text)) throw malformed(text, "holds a control character", at);
	if (form === "posix" && text.includes("\\")) throw malformed(text, "holds a backslash", at, "Write forward slashes, also where the command runs on Windows.");
	const path = form === "windows" ? text.replaceAll("\\", "/") : text;
	if (path.startsWith("/") || /^[a-z]:/i.test(path)) throw refused(text, "is absolute", at);
	const parts = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part === "..") {
			if (parts.pop() === void 0) throw refused(text, "leads out of the workspace", at);
			continue;
		}
		if (isGitName(part)) throw refused(text, "is inside `.git`", at);
		if (form === "windows" && isRefusedByWindows(part)) throw malformed(text, `holds ${quoteUntrusted(part, 100)}, which Windows does not take for a name as it stands`, at, "Name the directory as it is called on Windows.");
		parts.push(part);
	}
	return parts.length === 0 ? "." : parts.join("/");
}
/**
* Compares with the disk. What is not there yet is allowed, since the step may make it; all of it that is there must be
* directories of the workspace.
*
* @param directory as `parseWorkingDirectory` returns it
* @param at where it was named
* @throws WORKING_DIRECTORY_OUTSIDE
*/
function checkWorkingDirectory(workspace, directory, at = INPUT) {
	if (directory === ".") return "there";
	let place = workspace;
	try {
		const root = realpathSync(workspace);
		place = root;
		for (const part of directory.split("/")) {
			place = join(place, part);
			if (lstatSync(place, { throwIfNoEntry: false }) === void 0) return "missing";
			if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) throw refused(directory, `leads to ${quoteUntrusted(place)}, which is not a directory`, at, REPLACED);
			place = realpathSync(place);
			const where = PLACES[placeOf(root, place)];
			if (where !== void 0) throw refused(directory, `leads to ${quoteUntrusted(place)}, ${where}`, at, REPLACED);
		}
		return "there";
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code = "unknown" } = error;
		throw refused(directory, `cannot be followed at ${quoteUntrusted(place)}: ${code}`, at, REPLACED, error);
	}
}
/**
* The same for the place that a link names, once its command has run and may have put something else there.
*
* @param environment of the link that the step began with
* @throws INPUT_INVALID, WORKING_DIRECTORY_OUTSIDE
*/
function checkRecordedDirectory(workspace, environment) {
	const recorded = environment.get("working_directory");
	if (recorded === void 0) return;
	if (typeof recorded !== "string") throw malformed(describe(recorded), "is not recorded as text", RECORDED);
	checkWorkingDirectory(workspace, parseWorkingDirectory(recorded, void 0, RECORDED), RECORDED);
}
const PLACES = {
	inside: void 0,
	outside: "outside of the workspace",
	git: "inside `.git`"
};
const REPLACED = "Name a directory that really lies in the workspace. If it did, find out which command put something else in its place.";
function refused(value, what, at, hint = INSIDE, cause) {
	return new StagesError("WORKING_DIRECTORY_OUTSIDE", sentence(value, what), {
		at,
		cause,
		hint
	});
}
/** An error about a text that is no path at all, so it does not say whether anything lies outside. */
function malformed(value, what, at, hint = INSIDE) {
	return new BaseError("INPUT_INVALID", sentence(value, what), {
		at,
		hint
	});
}
function sentence(value, what) {
	return `The working directory ${quoteUntrusted(value)} ${what}.`;
}
// src/stages/secret-shapes.ts
const SHAPES = [
	["a private key", /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
	["a token of GitHub", /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
	["a token of npm", /\bnpm_[A-Za-z0-9]{30,}/],
	["a token of PyPI", /\bpypi-AgE[\w-]{30,}/],
	["a token of GitLab", /\bglpat-[\w-]{20,}/],
	["a key of AWS", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
	["a key of Google", /\bAIza[\w-]{35}\b/],
	["a token of Slack", /\bxox[abeoprs]-[\w-]{10,}/],
	["a key of Stripe", /\b[rs]k_live_[A-Za-z0-9]{16,}/],
	["an identity token", /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
	["a password in an address", /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@$%{]+:[^\s/@$%{]+@/i]
];
/** What kind of secret a text holds; undefined when none is recognised. */
function secretKindIn(text) {
	return SHAPES.find(([, shape]) => shape.test(text))?.[0];
}
// src/stages/inputs/stage-inputs.ts
/** How to write a pattern for what is called like the word for "off". */
const PATTERN_NONE = `A pattern for that name is \`/${NONE$1}\`.`;
/** The command goes into the link, which everybody can read; masks hide things in logs alone. @throws INPUT_INVALID */
function checkCommand(input, command) {
	const bytes = Buffer$1.byteLength(command);
	if (bytes > LIMITS.commandBytes) throw invalid(input, `it has ${bytes} bytes, and at most ${LIMITS.commandBytes} reach the shell`, "Put the script into a file of the repository, and run that.");
	const kind = secretKindIn(command);
	if (kind === void 0) return;
	throw invalid(input, `it holds what looks like ${kind}, and the command goes into a link that everybody can read`, "Give secrets through `env:` of the job, and name the variable in the command. Replace this one if it is real.");
}
/** Names of variables whose values may go into a link. @throws INPUT_INVALID */
function checkVariables(names, environment) {
	const secret = names.find((name) => !isRecordableVariable(name) || secretKindIn(environment[name] ?? "") !== void 0);
	if (secret === void 0) return;
	throw invalid("environment-variables", `${quoteUntrusted(secret)} may not go into a link, which everybody can read`, "Name variables that hold no secret; names that look like one are refused.");
}
/** Short and the same for the same leg; `0` without a matrix. */
function matrixKey(text) {
	if (text === "" || text === "null" || text === "{}") return "0";
	return createHash("sha256").update(text.replace(/\s+/g, " ")).digest("hex").slice(0, 8);
}
// src/stages/git-configuration.ts
/** Names of settings, `section.name` or `section.*.name` with any subsection, and the values of them that do no harm. */
const STEERING$1 = [
	[/^filter\..+\.(?:clean|smudge|process)$/],
	[/^core\.fsmonitor$/, /^(?:false|no|off|0|true|yes|on|1)$/i],
	[/^core\.(?:hookspath|attributesfile|excludesfile|sshcommand|gitproxy|askpass|editor|pager|worktree|alternaterefscommand)$/],
	[/^include(?:if\..+)?\.path$/],
	[/^alias\./, /^(?!\s*!)/],
	[/^credential(?:\..+)?\.helper$/, /^$/],
	[/^(?:diff|merge)\..+\.(?:command|textconv|driver)$/],
	[/^(?:diff\.external|sequence\.editor|interactive\.difffilter|uploadpack\.packobjectshook|init\.templatedir)$/],
	[/^(?:difftool|mergetool|browser|man|guitool)\..+\.cmd$/],
	[/^(?:gpg(?:\..+)?\.program|gpg\.ssh\.defaultkeycommand|sendemail\..*cmd|hook\..+\.command|trailer\..+\.(?:command|cmd)|pager\..+)$/],
	[/^url\..+\.(?:insteadof|pushinsteadof)$/],
	[/^remote\..+\.(?:uploadpack|receivepack|vcs|proxy)$/],
	[/^(?:http(?:\..+)?\.proxy|protocol\..+\.allow)$/],
	[/^submodule\..+\.update$/, /^(?!\s*!)/]
];
/** As `git lfs install` writes them. */
const OF_LFS = {
	"filter.lfs.clean": "git-lfs clean -- %f",
	"filter.lfs.smudge": "git-lfs smudge -- %f",
	"filter.lfs.process": "git-lfs filter-process"
};
/**
* The settings of a configuration that steer git, by their names, in order and each once. Subsections that may hold an
* address, and so a password, are not spelt out: names go into links and logs.
*/
function steersGit(text) {
	const names = settingsOf(text).flatMap(([name, value]) => {
		if (OF_LFS[name] === value) return [];
		return STEERING$1.some(([pattern, harmless]) => pattern.test(name) && harmless?.test(value) !== true) ? [withoutAddress(name)] : [];
	});
	return [...new Set(names)];
}
/** Who writes an address writes a host, with `//` before it or `@`; and tokens have shapes of their own. */
function withoutAddress(name) {
	const [first, last] = [name.indexOf("."), name.lastIndexOf(".")];
	const subsection = name.slice(first + 1, Math.max(first + 1, last));
	return /@|\/\/|%40/.test(subsection) || secretKindIn(subsection) !== void 0 ? `${name.slice(0, first)}.*${name.slice(last)}` : name;
}
/** Settings with their values, names in lower case but for subsections. */
function settingsOf(text) {
	const settings = [];
	let section = "";
	for (const line of text.replaceAll("\r\n", "\n").replaceAll("\\\n", "").split("\n")) {
		const trimmed = line.trim();
		const end = trimmed.startsWith("[") ? endOfHeading(trimmed) : 0;
		if (end > 0) section = sectionOf(trimmed.slice(1, end - 1));
		const setting = trimmed.slice(end).trim();
		const name = /^[A-Za-z][A-Za-z0-9-]*/.exec(setting)?.[0];
		if (name !== void 0) settings.push([`${section}.${name.toLowerCase()}`, valueOf(setting.slice(name.length))]);
	}
	return settings;
}
/** Where a line goes on behind the heading that it begins with; 0 for a heading that does not end. */
function endOfHeading(line) {
	let quoted = false;
	for (let at = 1; at < line.length; at += 1) if (quoted && line[at] === "\\") at += 1;
	else if (line[at] === "\"") quoted = !quoted;
	else if (line[at] === "]" && !quoted) return at + 1;
	return 0;
}
function sectionOf(heading) {
	const quote = heading.indexOf("\"");
	if (quote < 0) return heading.trim().toLowerCase();
	const subsection = heading.slice(quote + 1, heading.lastIndexOf("\"")).replace(/\\(.)/g, "$1");
	return `${heading.slice(0, quote).trim().toLowerCase()}.${subsection}`;
}
/** Behind the equals sign, without quotes and a comment. A setting without a value is true. */
function valueOf(text) {
	const given = text.trim();
	if (!given.startsWith("=")) return "true";
	let [value, quoted] = ["", false];
	for (let at = 1; at < given.length; at += 1) {
		const character = given[at];
		if (character === "\\") value += given[at += 1] ?? "";
		else if (character === "\"") quoted = !quoted;
		else if (!quoted && (character === "#" || character === ";")) break;
		else value += character;
	}
	return value.trim();
}
// src/stages/kept-in-git.ts
/** Names of one message. */
const MOST_NAMES = 10;
/** Names of one kind; a thousand hooks are as bad as one. */
const MOST_OF_A_KIND = 50;
/**
* What a `.git` holds that steers git or stands in for something else.
*
* @param directory the top of a work tree
* @param ref of the run: a fresh checkout of a tag has that tag
*/
function keptInGit(directory, ref) {
	const git = join(directory, ".git");
	const stats = lstatSync(git, { throwIfNoEntry: false });
	if (stats === void 0) return [];
	if (!stats.isDirectory()) return [kept(".git that leads elsewhere")];
	const packed = textOf$1(join(git, "packed-refs")).split("\n");
	return [
		...hooksIn(join(git, "hooks")),
		...configuredIn(git, "config"),
		...configuredIn(git, "config.worktree"),
		...[
			"info/attributes",
			"info/grafts",
			"objects/info/alternates",
			"objects/info/http-alternates"
		].filter((name) => hasContent(join(git, name))).map((name) => kept(name)),
		...refsIn(git, packed, "refs/replace").map((name) => kept(name)),
		...tagsIn(git, packed, ref)
	];
}
/** Tells of what was kept: loudly where a clean checkout was expected. */
function tellKept(all, runner, level) {
	const names = (found) => listed(found.map(({ name }) => name), MOST_NAMES, (name) => quoteUntrusted(name));
	const odd = all.filter(({ usual }) => level === "log" || !usual);
	const rest = all.filter((one) => !odd.includes(one));
	if (rest.length > 0) runner.log(`In \`.git\` there is more than the commit needs: ${names(rest)}.`);
	if (odd.length === 0) return;
	const text = `In \`.git\` there is what no fresh checkout leaves there, and git obeys it in this job: ${names(odd)}. Files of the commit were compared without it.`;
	if (level === "log") return runner.log(text);
	runner.annotate("warning", `${count(odd.length, "thing")} kept in .git`, `${text} A workspace that is kept from job to job, or an earlier workflow step, put it there. Empty the workspace before the checkout.`);
}
function kept(name, usual = false) {
	return {
		name,
		usual
	};
}
function hooksIn(directory) {
	return namesIn(directory).filter((name) => !name.endsWith(".sample") && !isHookOfLfs(join(directory, name), name)).slice(0, MOST_OF_A_KIND).map((name) => kept(`hooks/${name}`));
}
/** As `git lfs install` writes them: these lines and no others. */
function isHookOfLfs(path, name) {
	const [shell, demand, call, ...more] = textOf$1(path).trim().split("\n");
	return shell === "#!/bin/sh" && more.length === 0 && call === `git lfs ${name} "$@"` && /^command -v git-lfs >\/dev\/null 2>&1 \|\| \{ (?:printf|echo) >&2(?: "[^"$`]*"){1,2}; exit 2; \}$/.test(demand ?? "");
}
function configuredIn(git, name) {
	return steersGit(textOf$1(join(git, name))).slice(0, MOST_OF_A_KIND).map((key) => kept(`${name} ${key}`));
}
/** A checkout of some depth has no tags but the one that it is of; with all history come all tags. */
function tagsIn(git, packed, ref) {
	if (!hasContent(join(git, "shallow"))) return [];
	return refsIn(git, packed, "refs/tags").filter((name) => name !== ref).map((name) => kept(name, true));
}
/** Names of references below a prefix, loose and packed. */
function refsIn(git, packed, prefix) {
	const loose = [];
	const open = [prefix];
	for (let at = open.pop(); at !== void 0 && loose.length < MOST_OF_A_KIND; at = open.pop()) for (const name of namesIn(join(git, at))) {
		const path = `${at}/${name}`;
		if (statSync(join(git, path), { throwIfNoEntry: false })?.isDirectory() === true) open.push(path);
		else loose.push(path);
	}
	const below = packed.flatMap((line) => /^[0-9a-f]{40,64} (\S.*)$/.exec(line)?.[1] ?? []).filter((name) => name.startsWith(`${prefix}/`));
	return [.../* @__PURE__ */ new Set([...loose, ...below])].sort().slice(0, MOST_OF_A_KIND);
}
function namesIn(directory) {
	try {
		return readdirSync(directory).sort();
	} catch {
		return [];
	}
}
function hasContent(path) {
	return textOf$1(path).trim() !== "";
}
// src/stages/steering-table.ts
const code = (names, reason) => ({
	names,
	steers: "code",
	reason
});
const alone = (names, reason) => ({
	...code(names, reason),
	toldAlone: true
});
const command = (names, reason) => ({
	names,
	steers: "command",
	reason,
	toldAtBegin: true
});
const git = (names, reason) => ({
	names,
	steers: "git",
	reason
});
const services = (names, reason) => ({
	names,
	steers: "services",
	reason
});
const believed = (names, reason) => ({
	...services(names, reason),
	toldAlone: true
});
const run = (names, reason) => ({
	names,
	steers: "run",
	reason
});
const places = (names, reason) => ({
	names,
	steers: "places",
	reason,
	exact: true
});
const STEERING = [
	{
		...alone([
			"LD_PRELOAD",
			"LD_AUDIT",
			"DYLD_INSERT_LIBRARIES"
		], "names libraries that are loaded into every program first"),
		toldAtBegin: true
	},
	alone(["LD_*", "DYLD_*"], "decides which libraries the system loads into Node, and how"),
	code(["GLIBC_TUNABLES", "MALLOC_*"], "changes how the C library of Node works"),
	code([
		"GCONV_PATH",
		"LOCPATH",
		"NLSPATH",
		"ICU_DATA",
		"NODE_ICU_DATA"
	], "names data and modules of the C library and ICU"),
	alone(["NODE_OPTIONS"], "gives Node options, such as code to load first"),
	alone(["NODE_PATH", "NODE_PRESERVE_SYMLINKS*"], "decides which modules Node finds"),
	code(["NODE_COMPILE_CACHE*", "NODE_DISABLE_COMPILE_CACHE"], "names a cache of compiled code, which Node runs in place of the files"),
	code([
		"NODE_V8_COVERAGE",
		"NODE_REDIRECT_WARNINGS",
		"NODE_REPL_*"
	], "makes Node write files, or load a module, in a place that it names"),
	code(["NODE_DEBUG*"], "makes Node print what it sends, tokens included"),
	code([
		"NODE_CHANNEL_*",
		"NODE_UNIQUE_ID",
		"NODE_CLUSTER_*",
		"NODE_TEST_CONTEXT",
		"NODE_INSPECT_*",
		"NODE_PENDING_*",
		"NODE_SKIP_PLATFORM_CHECK",
		"NODE_NO_WARNINGS",
		"WATCH_REPORT_DEPENDENCIES",
		"UV_THREADPOOL_SIZE",
		"UV_USE_IO_URING"
	], "changes how Node runs, or whom it obeys"),
	code([
		"GRACEFUL_FS_PLATFORM",
		"JEST_WORKER_ID",
		"READABLE_STREAM",
		"TEST_GRACEFUL_FS_GLOBAL_PATCH",
		"UNDICI_NO_FG",
		"__MINIMATCH_TESTING_PLATFORM__"
	], "changes how libraries of these actions work"),
	code([
		"AZURE_LOG_LEVEL",
		"LOG_STREAM",
		"LOG_TOKENS",
		"TYPESPEC_RUNTIME_LOG_LEVEL"
	], "makes libraries print what they read and send"),
	alone([
		"OPENSSL_CONF*",
		"OPENSSL_MODULES",
		"OPENSSL_ENGINES"
	], "makes OpenSSL load a configuration or a module"),
	code([
		"OPENSSL_MALLOC_*",
		"OPENSSL_TRACE",
		"OPENSSL_IA32CAP",
		"OPENSSL_ARMCAP"
	], "changes how OpenSSL works"),
	believed([
		"NODE_EXTRA_CA_CERTS",
		"NODE_TLS_REJECT_UNAUTHORIZED",
		"SSL_CERT_FILE",
		"SSL_CERT_DIR"
	], "decides which servers are believed"),
	services(["NODE_USE_SYSTEM_CA", "SSL_*"], "decides which servers are believed"),
	services(["SSLKEYLOGFILE"], "names a file for the keys of connections"),
	believed(["NODE_USE_ENV_PROXY"], "makes Node use the proxies of the environment"),
	services([
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY"
	], "decides through whom requests go"),
	services([
		"HOSTALIASES",
		"LOCALDOMAIN",
		"RES_OPTIONS",
		"RESOLV_*"
	], "changes which server a name stands for"),
	services([
		"GITHUB_API_URL",
		"GITHUB_SERVER_URL",
		"GITHUB_GRAPHQL_URL"
	], "says where GitHub is"),
	{
		...services(["ACTIONS_RUNTIME_TOKEN"], "decides to which run workflow artifacts belong; only its times may differ"),
		by: "claims"
	},
	services(["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"], "decides where an identity token is requested, and as whom"),
	services(["ACTIONS_*"], "says where the services of the run are, and how they are used"),
	services([
		"SIGSTORE_ID_TOKEN",
		"BUILDKITE",
		"BUILDKITE_AGENT_*"
	], "names an identity that libraries would take"),
	command(["BASH_ENV"], "names a file that bash runs before the command"),
	{
		...command(["ENV"], "names a file that sh runs before the command"),
		exact: true
	},
	command(["BASH_FUNC_*"], "is a function that bash calls in place of a program"),
	command([
		"SHELLOPTS",
		"BASHOPTS",
		"POSIXLY_CORRECT",
		"BASH_COMPAT"
	], "sets options of the shell that runs the command"),
	{
		...command(["PS4", "CDPATH"], "is evaluated by the shell that runs the command"),
		exact: true
	},
	command([
		"PYTHONPATH",
		"PYTHONHOME",
		"PYTHONSTARTUP",
		"PYTHONUSERBASE"
	], "decides which modules Python loads"),
	command([
		"PERL5LIB",
		"PERL5OPT",
		"PERL5DB",
		"RUBYLIB",
		"RUBYOPT"
	], "makes an interpreter load code"),
	git([
		"GIT_DIR",
		"GIT_COMMON_DIR",
		"GIT_WORK_TREE",
		"GIT_IMPLICIT_WORK_TREE",
		"GIT_INDEX_FILE",
		"GIT_OBJECT_DIRECTORY",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES",
		"GIT_NAMESPACE",
		"GIT_PREFIX",
		"GIT_CEILING_DIRECTORIES",
		"GIT_DISCOVERY_ACROSS_FILESYSTEM",
		"GIT_INTERNAL_*",
		"GIT_QUARANTINE_PATH"
	], "decides which repository git reads"),
	git([
		"GIT_REPLACE_REF_BASE",
		"GIT_NO_REPLACE_OBJECTS",
		"GIT_GRAFT_FILE",
		"GIT_SHALLOW_FILE",
		"GIT_REF_PARANOIA",
		"GIT_DEFAULT_HASH",
		"GIT_DEFAULT_REF_FORMAT"
	], "decides what git takes for the content of a commit"),
	git(["GIT_CONFIG*", "GIT_ATTR_*"], "is configuration of git, which may name programs"),
	git([
		"GIT_EXEC_PATH",
		"GIT_TEMPLATE_DIR",
		"GIT_TEXTDOMAINDIR"
	], "decides where git finds programs and hooks"),
	git([
		"GIT_EXTERNAL_DIFF",
		"GIT_SSH",
		"GIT_SSH_*",
		"GIT_PROXY_COMMAND",
		"GIT_ASKPASS",
		"SSH_ASKPASS",
		"GIT_EXT_SERVICE*"
	], "names a program that git runs"),
	git([
		"GIT_ALLOW_PROTOCOL",
		"GIT_PROTOCOL*",
		"GIT_NO_LAZY_FETCH",
		"GIT_SSL_*",
		"GIT_HTTP_*",
		"GIT_CURL_*"
	], "decides from where git fetches, and whom it believes"),
	git([
		"GIT_LITERAL_PATHSPECS",
		"GIT_GLOB_PATHSPECS",
		"GIT_NOGLOB_PATHSPECS",
		"GIT_ICASE_PATHSPECS",
		"GIT_FORCE_UNTRACKED_CACHE",
		"GIT_TEST_*"
	], "changes which files git lists"),
	git(["GIT_TRACE*", "GIT_REDIRECT_*"], "makes git write to files or print more than its answer"),
	places([
		"HOME",
		"USERPROFILE",
		"HOMEDRIVE",
		"HOMEPATH"
	], "decides which configuration of a user is read"),
	places([
		"XDG_CONFIG_HOME",
		"XDG_CONFIG_DIRS",
		"APPDATA",
		"PROGRAMDATA"
	], "decides which configuration of a user or a system is read"),
	places([
		"TMPDIR",
		"TMP",
		"TEMP"
	], "decides where temporary files are written and read"),
	places(["GITHUB_WORKSPACE", "RUNNER_WORKSPACE"], "decides which files are recorded"),
	{
		names: [
			"SYSTEMROOT",
			"WINDIR",
			"COMSPEC",
			"PATHEXT"
		],
		steers: "places",
		reason: "decides which programs Windows finds"
	},
	run([
		"GITHUB_ACTOR",
		"GITHUB_ACTOR_ID",
		"GITHUB_EVENT_NAME",
		"GITHUB_JOB",
		"GITHUB_REF",
		"GITHUB_REPOSITORY",
		"GITHUB_REPOSITORY_ID",
		"GITHUB_RUN_ATTEMPT",
		"GITHUB_RUN_ID",
		"GITHUB_SHA",
		"GITHUB_WORKFLOW_REF",
		"RUNNER_ENVIRONMENT",
		"RUNNER_NAME"
	], "is a fact of the run, which the link tells")
];
/** Programs that PATH decides, and what they do for us. */
const FOUND_PROGRAMS = {
	git: "tells end which files are checked out",
	bash: "runs the command of a step"
};
const PASSING = [
	{
		names: ["PATH"],
		reason: `is compared by what it decides: which ${Object.keys(FOUND_PROGRAMS).join(" and which ")} is found, and their content`
	},
	{
		names: ["NODE_ENV", "NODE_AUTH_TOKEN"],
		reason: "is for programs that Node runs; our actions do not look at it"
	},
	{
		names: [
			"GIT_AUTHOR_*",
			"GIT_COMMITTER_*",
			"GIT_EDITOR",
			"GIT_PAGER",
			"GIT_TERMINAL_PROMPT"
		],
		reason: "is for commits and people; our calls of git make no commit and are given none of it"
	},
	{
		names: [
			"GITHUB_ENV",
			"GITHUB_EVENT_PATH",
			"GITHUB_OUTPUT",
			"GITHUB_PATH",
			"GITHUB_STATE",
			"GITHUB_STEP_SUMMARY",
			"INPUT_*",
			"RUNNER_TEMP",
			"STATE_*"
		],
		reason: "is set anew by the runner for every action, whatever a step says, and may differ from one to the next"
	},
	{
		names: [
			"GITHUB_ACTION",
			"GITHUB_RETENTION_DAYS",
			"GITHUB_RUN_NUMBER",
			"GITHUB_WORKFLOW"
		],
		reason: "is set anew by the runner for every action; a link does not tell it"
	},
	{
		names: [
			"DEBUG",
			"RUNNER_DEBUG",
			"IN_TOTO_DEBUG"
		],
		exact: true,
		reason: "makes programs print more; keys and tokens stay masked, and nothing of it is signed or sent"
	},
	{
		names: [
			"CI",
			"CI_NAME",
			"COLORTERM",
			"FORCE_COLOR",
			"GITHUB_ACTIONS",
			"NO_COLOR",
			"TEAMCITY_VERSION",
			"TERM",
			"TERM_PROGRAM",
			"TERM_PROGRAM_VERSION"
		],
		reason: "decides about colours in the log, and nothing else"
	},
	{
		names: [
			"IN_TOTO_KEY_PASSPHRASE",
			"IN_TOTO_PASSPHRASE",
			"LOCALAPPDATA",
			"XDG_CACHE_HOME"
		],
		reason: "is read by the command line alone, and by no action"
	},
	{
		names: [
			"LANG",
			"LANGUAGE",
			"LC_*",
			"TZ"
		],
		reason: "decides about words and times in messages; what is signed is sorted and written without it"
	}
];
// src/stages/steering-programs.ts
/** Bytes of the largest program that is read; git and bash have a few million. */
const MOST_BYTES = 67108864;
/**
* Facts about programs as pairs of what and a text that differs when it does: where each program of the table is found,
* and what it and our own are.
*/
function steeringPrograms(environment, executable = process.execPath) {
	return [...Object.keys(FOUND_PROGRAMS).flatMap((name) => {
		const path = findProgram(name, environment);
		return [[`PATH ${name}`, path ?? ""], [`program ${name}`, path === void 0 ? "" : contentOf(path)]];
	}), ["program node", `${executable} ${identityOf(executable)}`]];
}
function contentOf(path) {
	try {
		return statSync(path).size > MOST_BYTES ? identityOf(path) : sha256Digest(readFileSync(path));
	} catch (error) {
		return `${error.code ?? "unreadable"} ${identityOf(path)}`;
	}
}
function identityOf(path) {
	try {
		const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
		return [
			dev,
			ino,
			size,
			mtimeNs,
			ctimeNs
		].join(" ");
	} catch (error) {
		return error.code ?? "unreadable";
	}
}
// src/stages/steering-variables.ts
/** Whether an entry of the table is about a variable. */
function isNamed({ names, exact }, name, platform = process.platform) {
	const spelled = exact === true && platform !== "win32" ? name : name.toUpperCase();
	return names.some((known) => known.endsWith("*") ? spelled.startsWith(known.slice(0, -1)) : spelled === known);
}
/** What the table says of a variable; undefined for one that steers nothing. The first entry that names it counts. */
function steeringOf(name) {
	return PASSING.some((entry) => isNamed(entry, name)) ? void 0 : STEERING.find((entry) => isNamed(entry, name));
}
/** Names of variables that are set and whose entry has a property, in order. */
function namesWith(environment, property) {
	return Object.keys(environment).filter((name) => (environment[name] ?? "") !== "" && steeringOf(name)?.[property] === true).sort();
}
/** Names of those that are set to load code or to believe others, where nothing can be compared. */
function steeringNames(environment) {
	return namesWith(environment, "toldAlone");
}
/** Names of those that change what a command does that is recorded in plain words. */
function commandSteeringNames(environment) {
	return namesWith(environment, "toldAtBegin");
}
/** All that steers, as one text without values. */
function steeringVariables(environment) {
	const facts = [...Object.keys(environment).flatMap((name) => {
		const [entry, value] = [steeringOf(name), environment[name] ?? ""];
		return entry === void 0 || value === "" ? [] : [[name, entry.by === "claims" ? claimsOf(value) : value]];
	}), ...steeringPrograms(environment)].map(([what, fact]) => [what, digestOf(fact)]);
	return JSON.stringify(facts.sort(([a = ""], [b = ""]) => a < b ? -1 : 1));
}
/**
* What differs from what `steeringVariables` said before: names of variables, `PATH NAME` for a program that is found
* elsewhere, `program NAME` for one that is another.
*/
function changedSteering(before, environment) {
	const [then, now] = [before, steeringVariables(environment)].map((text) => new Map(text === "" ? [] : JSON.parse(text)));
	const changed = [.../* @__PURE__ */ new Set([...then.keys(), ...now.keys()])].filter((what) => then.get(what) !== now.get(what));
	return changed.filter((what) => !changed.includes(what.replace(/^program /, "PATH ")) || !what.startsWith("program ")).sort();
}
function digestOf(text) {
	return createHash("sha256").update(text).digest("hex");
}
/** A token without its times, which some runners set for every action; the value itself where it is no such token. */
function claimsOf(token) {
	try {
		const claims = JSON.parse(Buffer$1.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
		if (typeof claims !== "object" || claims === null) return token;
		const { iat: _iat, nbf: _nbf, exp: _exp, jti: _jti, ...rest } = claims;
		return JSON.stringify(rest);
	} catch {
		return token;
	}
}
export { commandWords as A, differencesText as C, installedPlaces as D, installedByRecord as E, stageExcludes as M, stageSettings as N, leavesOutTheSame as O, stagePorts as P, recordWithSource as S, dependenciesByLink as T, trackedIn as _, steeringVariables as a, materialsRecorder as b, tellKept as c, checkVariables as d, matrixKey as f, parseWorkingDirectory as g, checkWorkingDirectory as h, steeringOf as i, recordedVariables as j, signRefused as k, PATTERN_NONE as l, checkRecordedDirectory as m, commandSteeringNames as n, FOUND_PROGRAMS as o, secretKindIn as p, steeringNames as r, keptInGit as s, changedSteering as t, checkCommand as u, besideWorkspace as v, NOTHING_KNOWN as w, productsRecorder as x, knownAtEnd as y };
