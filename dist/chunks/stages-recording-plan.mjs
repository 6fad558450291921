import { B as LIMITS, G as InTotoError, H as quoteUntrusted, M as count, T as UNCOUNTED_AT_TOP, V as escapeUntrusted, c as invalid, j as listed, y as groupBy } from "./base.mjs";
import { Ct as readDirectoryNotes, M as yamlTexts, O as stepsAbove, R as isWhole$1, Un as sha256In, Wt as readConverted, _t as canClaimOnly, j as yamlText, jt as takesSource, k as patternOfFile, z as placeInTaker, zn as compareCodePoints } from "./intoto.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { n as excludesOf, s as parseArtifactUri } from "./recording-record-artifacts.mjs";
import { c as unreadable, r as hashFile, s as realPlace } from "./recording-hash-segment.mjs";
import { n as isGitName, t as placeOf } from "./recording-place-of.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { _ as readTree, a as sparsePatterns, c as encode, d as Attributes, f as readCommitTree, g as treeOf, h as tooLarge, l as encodingOf, m as readWhole, n as filesOf, o as sparseTree, r as summary, s as readBlobs, u as attributeFiles, v as hasRepository, x as openWorkTree, y as headOf } from "./recording-commit-files.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { C as placeOfDirectory, b as lineOf$1, d as findDirectories, f as unmet, m as compileDirectoryLine, o as NO_DIRECTORIES, p as artifactNameOfDirectory, y as isPattern } from "./stages-step-recording.mjs";
import { t as workspaceSettings } from "./recording-workspace-settings.mjs";
import { n as targetDigest, t as Disk } from "./recording-disk.mjs";
import { Buffer as Buffer$1 } from "node:buffer";
import { chmodSync, closeSync, constants, existsSync, fstatSync, lstatSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { hash } from "node:crypto";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
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
	const named = lineOf$1(lines);
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
/**
* The digests of directories that a stage uses, as the link of their installer has them.
*
* @param links of the steps that it takes over from
* @throws SIGN_REFUSED
*/
function dependenciesByLink({ step, dependencies }, links) {
	if (dependencies.length === 0) return NO_DIRECTORIES;
	const installer = links.find(({ products }) => directoriesIn(products, dependencies).length > 0) ?? links[0];
	const hint = "Take over from the step that installs them, with the same lines; or let this stage install its own by `installs`.";
	if (installer === void 0) throw signRefused(step, "it uses installed directories, and takes over from no step that installed them", { hint });
	const paths = directoriesIn(installer.products, dependencies);
	demandEach(dependencies, paths, (line) => signRefused(step, `step ${quoteUntrusted(installer.name)}, from which it takes over, installed nothing in ${quoteUntrusted(line.text)}`, { hint }));
	const notes = notesOf(paths, dependencies);
	const other = [...notes].find(([name, lines]) => !leavesOutTheSame(installer, name, lines));
	if (other !== void 0) throw signRefused(step, `it leaves other files out of ${quoteUntrusted(other[0])} than step ${quoteUntrusted(installer.name)}, which installed it`, { hint: "Write the same `!` lines in `installs` and `dependencies`." });
	const artifacts = paths.map((path) => {
		const name = artifactNameOfDirectory(path);
		return [name, installer.products.get(name)];
	});
	return {
		...NO_DIRECTORIES,
		artifacts,
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
	const named = lineOf$1(lines);
	return new Map(paths.map((path) => [artifactNameOfDirectory(path), named(path)?.leftOut ?? []]));
}
// src/stages/text-in-git.ts
/** The beginning of a file, without waiting for a pipe; empty where there is none. @param maxBytes of it that are read */
function textOf$2(path, maxBytes = LIMITS.smallFileBytes) {
	let descriptor;
	try {
		descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) return "";
		const bytes = Buffer$1.alloc(Math.min(stats.size, maxBytes));
		return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, bytes.length, 0));
	} catch {
		return "";
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
/** Whether a file has more than is read of it. */
function isCut(path, maxBytes = LIMITS.smallFileBytes) {
	const stats = statSync(path, { throwIfNoEntry: false });
	return stats?.isFile() === true && stats.size > maxBytes;
}
/** The patterns of a sparse checkout; none where it is a whole one, nobody can tell, or there are more than a claim may name. */
function sparseIn(directory) {
	const patterns = textOf$2(join(directory, ".git/info/sparse-checkout")).split("\n").map((line) => line.replace(/\r$/, "")).filter((line) => line !== "" && !line.startsWith("#"));
	return canClaimOnly(patterns) ? patterns : [];
}
// src/stages/checkouts-below.ts
const HEAD$1 = /^(?:ref: refs\/[^\s]+|[0-9a-f]{40}|[0-9a-f]{64})\n?$/;
/** Whether a `.git` further down is what git makes of a submodule, or of a checkout into a directory. @param path of the file system */
function isOfCheckout(path) {
	const stats = lstatSync(path, { throwIfNoEntry: false });
	if (stats?.isDirectory() === true) return isGitDirectory(path) && isDirectory(join(path, "objects"));
	if (stats?.isFile() !== true) return false;
	const target = gitDirectoryOf(path);
	return target !== void 0 && isGitDirectory(target);
}
/** Where a file `.git` leads to; undefined where it is not one line, as git writes it. */
function gitDirectoryOf(path) {
	const named = /^gitdir: ([^\n\r]+)\n?$/.exec(textOf$1(path))?.[1];
	return named === void 0 ? void 0 : resolve(dirname(path), named);
}
const isGitDirectory = (path) => isDirectory(path) && HEAD$1.test(textOf$1(join(path, "HEAD")));
const isDirectory = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
/** Of a file itself, not of what a link leads to. */
function textOf$1(path) {
	return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? textOf$2(path) : "";
}
/** The checkouts below a workspace, as far as a recording comes by; no link is followed. */
function checkoutsBelow(workspace, { exclude, apart }) {
	const excludes = compileExcludes(excludesOf(exclude));
	const found = [];
	let some = false;
	const open = [""];
	for (let at = open.pop(); at !== void 0; at = open.pop()) for (const entry of entriesOf$2(join(workspace, at))) {
		const path = at === "" ? entry.name : `${at}/${entry.name}`;
		if (isGitName(entry.name)) {
			if (at === "") continue;
			some = true;
			if (found.length < LIMITS.checkoutsBelow && isOfCheckout(join(workspace, path))) found.push(at);
		} else if (entry.isDirectory() && apart?.has(path) !== true) {
			if (excludes.entry(path, entry.name, true) === void 0) open.push(path);
		}
	}
	found.sort();
	return {
		checkouts: found.filter((path) => !isSubmodule(workspace, path, found)),
		some
	};
}
/** Git keeps a submodule in the repository that it belongs to. */
function isSubmodule(workspace, path, others) {
	const file = join(workspace, path, ".git");
	if (!lstatSync(file).isFile()) return false;
	const target = gitDirectoryOf(file);
	return ["", ...others].some((outer) => (outer === "" || path.startsWith(`${outer}/`)) && target?.startsWith(`${join(workspace, outer, ".git", "modules")}${sep}`) === true);
}
/** What cannot be read is for the recording to tell. */
function entriesOf$2(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true });
	} catch {
		return [];
	}
}
// src/stages/scratch-present.ts
/**
* An error about the first thing that lies there and that the stage would not record; undefined where there is none.
*
* @throws RECORD_UNREADABLE
*/
async function scratchPresent(request) {
	const { exclude, installs } = request;
	const tracked = exclude.length + installs.length === 0 ? [] : await request.tracked();
	const installed = installedBefore(request, tracked);
	if (installed !== void 0) return installed;
	const excludes = compileExcludes(exclude);
	const scratch = trackedScratch(tracked, excludes, request) ?? find("", {
		...request,
		excludes,
		known: new Set(tracked)
	});
	return scratch === void 0 ? void 0 : present(request.step, scratch);
}
/** An error about the first thing that lies where a step is to install. @param tracked files that git tracks */
function installedBefore({ step, installs, places, apart, asked = "input", isTracked: fitsNone }, tracked = []) {
	const [installed] = findDirectories(installs, places, apart, fitsNone).filter((found) => !isEmpty(found, places));
	if (installed === void 0) return void 0;
	const { path } = installed;
	const isTracked = tracked.some((file) => file.startsWith(`${path}/`));
	return present(step, {
		path,
		reason: {
			by: "installs",
			asked
		},
		isTracked
	});
}
/** An empty directory hides nothing. */
function isEmpty({ path, kind }, places) {
	const { base, below } = placeOfDirectory(path, places);
	try {
		return kind === "directory" && readdirSync(join(base, below)).length === 0;
	} catch {
		return false;
	}
}
/** Tracked files are named also where somebody took them away. */
function trackedScratch(tracked, excludes, { installs, apart }) {
	const fits = installs.map(compileDirectoryLine);
	for (const path of tracked) {
		const directories = directoriesAbove(path);
		if (directories.some((directory) => apart.has(directory))) continue;
		if (directories.some((directory) => fits.some((fit) => fit(directory)))) return {
			path,
			reason: {
				by: "installs",
				asked: "input"
			},
			isTracked: true
		};
		const pattern = excludes.path(path, false);
		if (pattern !== void 0) return {
			path,
			reason: {
				by: "exclude",
				pattern
			},
			isTracked: true
		};
	}
}
function directoriesAbove(path) {
	const parts = path.split("/").slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
function find(directory, search) {
	for (const entry of entriesOf$1(directory, search) ?? []) {
		const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
		const isDirectory = entry.isDirectory();
		if (isDirectory && search.apart.has(path)) continue;
		if (entry.name === ".git") {
			if (directory === "" || isOfCheckout(join(search.places.workspace, path))) continue;
			return {
				path,
				reason: {
					by: "exclude",
					pattern: ".git"
				},
				isTracked: false
			};
		}
		const pattern = search.excludes.entry(path, entry.name, isDirectory) ?? (entry.isSymbolicLink() ? patternOfLink(path, entry.name, search) : void 0);
		const example = pattern === void 0 ? void 0 : isDirectory ? fileIn(path, search) : path;
		if (pattern !== void 0 && example !== void 0) return {
			path: example,
			reason: {
				by: "exclude",
				pattern
			},
			isTracked: search.known.has(example)
		};
		const inside = isDirectory && pattern === void 0 ? find(path, search) : void 0;
		if (inside !== void 0) return inside;
	}
}
/**
* Git takes no link for a directory. The recording does where a link leads to one, so patterns for directories leave it
* out there. What leads nowhere yet may lead to one when somebody looks.
*/
function patternOfLink(path, name, { excludes, known, linksByName, places }) {
	const pattern = excludes.entry(path, name, true);
	if (pattern === void 0) return void 0;
	const { workspace } = places;
	const place = join(workspace, path);
	try {
		if (statSync(place).isFile()) return void 0;
		if (!linksByName || !known.has(path)) return pattern;
		return placeOf(realpathSync.native(workspace), realpathSync.native(place)) === "inside" ? void 0 : pattern;
	} catch {
		return linksByName && known.has(path) ? void 0 : pattern;
	}
}
/** What cannot be read may hold anything. */
function fileIn(directory, search) {
	const entries = entriesOf$1(directory, search);
	if (entries === void 0) return directory;
	for (const entry of entries) {
		const path = `${directory}/${entry.name}`;
		if (entry.isDirectory() && search.apart.has(path)) continue;
		const file = entry.isDirectory() ? fileIn(path, search) : path;
		if (file !== void 0) return file;
	}
}
function entriesOf$1(directory, { places }) {
	try {
		return readdirSync(join(places.workspace, directory), { withFileTypes: true });
	} catch {
		return;
	}
}
/**
* An error about what lies there when a step in intents begins.
*
* @param line of scratch, which would keep it out of the recording
*/
function unrecordedScratch(step, path, line) {
	return new StagesError("SCRATCH_PRESENT", `Step ${quoteUntrusted(step)} begins, and ${quoteUntrusted(path)} lies there already, which the line ${quoteUntrusted(line)} of scratch keeps out of what is recorded.`, {
		at: `scratch of step ${quoteUntrusted(step)}`,
		hint: "A cache that was restored, a workspace that was kept, or an earlier stage of the job put it there. Restore caches after the stage has begun. If an earlier stage installs packages there, write `installs-into` at that step of the layout and let this one take it; if it makes files that this one uses, write them as its `may-add`; else remove it before this stage."
	});
}
function present(step, { path, reason, isTracked }) {
	const message = reason.by === "installs" ? `${quoteUntrusted(path)} exists already, but step ${quoteUntrusted(step)} is to install it itself.` : `${quoteUntrusted(path)} already exists when step ${quoteUntrusted(step)} begins, but the exclude pattern ${quoteUntrusted(reason.pattern)} hides it from the recording.`;
	return new StagesError("SCRATCH_PRESENT", `${message}${isTracked ? " Git tracks it." : ""}`, {
		at: reason.by === "installs" ? AT[reason.asked] : reason.by,
		hint: hintFor(path, reason, isTracked)
	});
}
const AT = {
	input: "installs",
	flag: "--installs",
	layout: "installs-into"
};
function hintFor(path, reason, isTracked) {
	if (isTracked) return reason.by === "installs" ? `Take the directory out of \`${AT[reason.asked]}\`: what is committed is recorded as source. Or take the files out of the commit.` : "What the commit holds is recorded: take the pattern away, or make it narrower.";
	if (reason.by === "exclude" && path.endsWith("/.git")) return "It belongs to no checkout. Find out which step put it there, and remove it.";
	if (path.split("/").some(isGitName)) return "What lies in the directory of git is no package: keep it, and name the directory that the step fills, such as `node_modules`.";
	if (reason.by === "installs") {
		const removal = /^[\w.~][\w./~@+-]*$/.test(path) ? `: rm -rf ${path}` : ".";
		return reason.asked === "flag" ? `Delete it first${removal}` : `If a cache put it there, restore caches after the stage has begun, or in its command. Else delete it in a workflow step before the stage${removal}`;
	}
	return `A cache that was restored, a workspace that was kept, or an earlier step of the job put it there, and what is in it would go into the step unseen. If packages lie there: let a stage install them that names the directory in \`installs\`, and name it in \`dependencies\` here. Else remove it before the stage, or let it come only after the stage has begun: restore caches and install in the command.`;
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
			const others = [...await second.settle(disk, idsFor(second))].filter(([path]) => first.known(path) === void 0);
			return new Map([...others, ...await first.settle(disk, idsFor(first))]);
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
const MOST_NAMES = 10;
/** Files that differ from those of a commit, in words: `2 files ("a" (other content), "b" (missing))`. */
function differencesText(differences) {
	const names = differences.map(({ path, kind }) => `${quoteUntrusted(path)} (${WORDS[kind]})`);
	return `${count(names.length, "file")} (${listed(names, MOST_NAMES, (name) => name)})`;
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
	for (let at = 0; at < text.length;) {
		if (skipping) {
			const end = endOfSkipped(text, at);
			held += text.slice(at, end + 1);
			at = end + 1;
			if (end === text.length) break;
			if (text[end] === "$" && !isForeign(held)) held = `${HEAD}: ${id} $`;
			drain();
			continue;
		}
		if (matched === 0 && held === "" && text[at] !== "$") {
			const next = text.indexOf("$", at);
			const end = next < 0 ? text.length : next;
			out += text.slice(at, end);
			at = end;
			continue;
		}
		const letter = text[at];
		at += 1;
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
const SKIPPED_TO = /[\n$]/g;
/** Where what is skipped ends: at the next dollar or line feed, or with the text. */
function endOfSkipped(text, at) {
	SKIPPED_TO.lastIndex = at;
	return SKIPPED_TO.exec(text)?.index ?? text.length;
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
		const open = groupBy(this.facts.filter(({ file, ways }) => file.conversion !== void 0 && ways === void 0), ({ file }) => file.id);
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
	if (lfs) return differs(facts, "lfs", "is not a Git LFS pointer in the commit, and its contents differ");
	if (machines.some((other) => expected(other) === disk)) return differs(facts, "content", "has other ends of lines, or another order of bytes, than the rest of the checkout");
	return differs(facts, "content", "has other bytes than a clean checkout of the commit");
}
function modeFinding({ kind, look, name }) {
	if (look.kind !== "file" || look.executable === (kind === "executable")) return void 0;
	return {
		kind: "mode",
		message: look.executable ? `${quoteUntrusted(name)} is executable, but not in the commit.` : `${quoteUntrusted(name)} is not executable, but is in the commit.`
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
			message: `${quoteUntrusted(name)} is in the commit, but missing from the work tree.`
		};
		case "behind": {
			const at = `${prefix}${look.at}`;
			return {
				path: at,
				kind: "type",
				message: `${quoteUntrusted(at)} is not a directory, but the commit has files below it.`
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
/** Differences that other attributes may explain. */
const OF_ATTRIBUTES = /* @__PURE__ */ new Set([
	"content",
	"lfs",
	"encoding"
]);
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
			known: (path) => knownFile(this.#files.get(path), source.tracked),
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
		const told = await this.#compare(this.#files, disk, gitIds);
		const folded = told.outcome.differences.some(({ kind }) => OF_ATTRIBUTES.has(kind)) ? this.#ignoringCase() : void 0;
		const other = folded && await this.#compare(folded, disk, gitIds);
		const { outcome, settled } = other !== void 0 && other.outcome.differences.length < told.outcome.differences.length ? other : told;
		this.#outcome = outcome;
		return this.#throughLinks(disk, settled);
	}
	/** The files with the attributes that they have where patterns ignore the case of letters; undefined where these are the same. */
	#ignoringCase() {
		const files = /* @__PURE__ */ new Map();
		let differ = false;
		for (const file of trackedFiles(this.#tree, this.#source.prefix, "ignored")) {
			const told = this.#files.get(file.name);
			differ ||= told.lfs !== file.lfs || JSON.stringify(told.conversion) !== JSON.stringify(file.conversion);
			files.set(file.name, {
				...file,
				look: told.look
			});
		}
		return differ ? files : void 0;
	}
	async #compare(tracked, disk, gitIds) {
		const files = [...tracked].flatMap(([name, file]) => {
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
		const outcome = {
			expectations,
			...this.#outcomeOf(judgements, isAsked)
		};
		const settled = /* @__PURE__ */ new Map();
		for (const { file } of facts) {
			const recorded = judgements.get(file.name)?.recorded;
			if (recorded !== void 0 && recorded !== file.disk) settled.set(file.name, recorded);
		}
		return {
			outcome,
			settled
		};
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
		const base = realPlace(this.request.baseDirectory, this.request.baseDirectory);
		for (const [name, sha256] of disk) {
			if (!convertedBytes.has(sha256) || settled.has(name)) continue;
			const target = relative(base, realPlace(join(base, name), name)).replaceAll(sep, "/");
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
function* trackedFiles({ checkouts, disk }, prefix, letterCase = "told-apart") {
	for (const { above, tree, attributes } of checkouts) for (const { path: within, kind, id } of filesOf(tree)) {
		const path = `${above}${within}`;
		const of = kind === "link" ? void 0 : attributes.of(within, letterCase);
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
/**
* A link in the place of a file is one that nobody knows: the digest of its target's name could be that of the file. Where
* all must be as in the commit it is refused anyway, and nothing that it leads to is looked at.
*/
function knownFile(file, tracked) {
	if (file === void 0) return void 0;
	const { look, kind } = file;
	if (look.kind === "link") return kind === "link" || tracked === "all" ? {
		kind: "link",
		sha256: look.target.sha256
	} : void 0;
	return look.kind === "file" ? {
		kind: "file",
		mode: look.executable ? "executable" : void 0
	} : void 0;
}
/** Whether a request names a path and does not exclude it. */
function askedFor({ paths, exclude, also }) {
	const roots = paths.map((path) => parseArtifactUri(path, sep).path);
	const excludes = compileExcludes(also === void 0 ? excludesOf(exclude) : []);
	return (name) => roots.some((root) => root === "." || name === root || name.startsWith(`${root}/`)) && excludes.path(name, false) === void 0;
}
// src/recording/source/source-tree.ts
/**
* Reads the names of all commits.
*
* @throws GIT_FAILED, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
*/
async function readSourceTree({ directory, prefix, environment, commit, tracked, only: sparse, readTree = readCommitTree }) {
	const repository = openWorkTree(directory, environment);
	const whole = await readTree(repository, commit ?? await headOf(repository));
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
async function checkoutOf(repository, above, whole, tree) {
	return {
		repository,
		above,
		tree,
		attributes: new Attributes(await attributeFiles(repository, whole, tree))
	};
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
		if (depth > LIMITS.pathDepth) throw tooLarge(`submodules within more than ${LIMITS.pathDepth} others`, "Nest submodules less deeply.");
		for (const { path, kind, id } of tree.entries) if (kind === "submodule") await this.#read(`${above}${path}`, id, repository, depth);
	}
	async #read(path, commit, { environment }, depth) {
		const look = this.#disk.look(path);
		if (look.kind === "missing") return;
		if (look.kind !== "directory") {
			const at = look.kind === "behind" ? look.at : path;
			this.#differ(at, "type", `is not a directory, but the commit has a submodule at ${quoteUntrusted(path)}`);
			return;
		}
		const place = join(this.#directory, path);
		if (!hasRepository(place)) {
			for (const name of namesIn(place, path)) this.#differ(`${path}/${name}`, "content", "lies in a submodule that is not checked out");
			return;
		}
		const repository = openWorkTree(place, environment);
		const head = await headOf(repository);
		if (head !== commit) {
			this.#differ(path, "content", `is a submodule at ${quoteUntrusted(head)}, and the commit wants ${quoteUntrusted(commit)}`);
			return;
		}
		if (this.checkouts.length >= LIMITS.claimedSubmodules || path.length > LIMITS.nameLength) throw tooLarge(`more than ${LIMITS.claimedSubmodules} submodules, or one at a path of more than ${LIMITS.nameLength} characters`, "Commit fewer submodules, at shorter paths.");
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
/** The first names in a directory. @throws RECORD_UNREADABLE */
function namesIn(place, path) {
	try {
		return readdirSync(place).slice(0, LIMITS.details);
	} catch (error) {
		throw unreadable(path, error);
	}
}
// src/recording/source/commit-file.ts
/**
* The bytes of a file as a commit has it; undefined where the commit has no file there: nothing, a directory, a symbolic
* link, a submodule.
*
* @param commit 40 or 64 hexadecimal digits
* @param path relative to the top of the commit, with forward slashes
* @param most bytes of the file
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE, RECORD_NAME_NOT_UTF8, RECORD_NAME_CONTROL
*/
async function readCommitFile(repository, commit, path, most, { sourceTreeBytes } = LIMITS) {
	const parts = path.split("/");
	const name = parts.pop();
	let [id, above] = [await treeOf(repository, commit, { sourceTreeBytes }), ""];
	for (const part of parts) {
		const entry = (await entriesOf(repository, {
			id,
			above,
			commit
		}, sourceTreeBytes)).find((one) => one.name === part);
		if (entry?.kind !== "directory") return void 0;
		[id, above] = [entry.id, `${above}${part}/`];
	}
	const file = (await entriesOf(repository, {
		id,
		above,
		commit
	}, sourceTreeBytes)).find((one) => one.name === name);
	if (file?.kind !== "file" && file?.kind !== "executable") return void 0;
	const [content] = await readWhole(repository, [file.id], "blob", most);
	return content;
}
async function entriesOf(repository, { id, above, commit }, most) {
	const [content] = await readWhole(repository, [id], "tree", most);
	return readTree(content, above, commit.length / 2);
}
// src/recording/source/submodule-files.ts
/**
* The files `.git` of submodules that the commit names, each with exactly the line that git writes there.
*
* @param directory the top of the work tree
* @returns paths relative to it
* @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
*/
async function submoduleFiles(directory, { checkouts }) {
	const found = [];
	const kept = /* @__PURE__ */ new Map([["", ".git"]]);
	for (const { above, tree, repository } of checkouts) {
		const own = kept.get(above);
		const places = tree.entries.filter(({ path, kind }) => kind === "submodule" && isFile(join(directory, above, path, ".git")));
		if (own === void 0 || places.length === 0) continue;
		const names = await namesOf({
			tree,
			repository
		});
		for (const { path } of places) {
			const place = `${above}${path}`;
			const at = (names.get(path) ?? []).map((name) => `${own}/modules/${name}`).find((one) => isLine(join(directory, place, ".git"), lineOf(place, one)));
			if (at === void 0) continue;
			kept.set(`${place}/`, at);
			found.push(`${place}/.git`);
		}
	}
	return found;
}
const lineOf = (place, at) => `gitdir: ${"../".repeat(place.split("/").length)}${at}\n`;
/** Names of submodules by their paths, as `.gitmodules` of the commit has them. */
async function namesOf({ tree, repository }) {
	const names = /* @__PURE__ */ new Map();
	const file = await readCommitFile(repository, tree.commit, ".gitmodules", LIMITS.sourceTreeBytes);
	let name;
	for (const line of file?.toString("utf8").split(/\r?\n/) ?? []) {
		if (/^\s*\[/.test(line)) name = unescaped(/^\s*\[submodule "((?:[^"\\]|\\.)*)"\]\s*$/.exec(line)?.[1]);
		const path = /^\s*path\s*=\s*(.*?)\s*$/.exec(line)?.[1];
		const meant = path?.startsWith("\"") === true ? unescaped(/^"((?:[^"\\]|\\.)*)"$/.exec(path)?.[1]) : path;
		if (name !== void 0 && meant !== void 0) names.set(meant, [...names.get(meant) ?? [], name]);
	}
	return names;
}
const unescaped = (text) => text?.replace(/\\(.)/g, "$1");
function isFile(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
	} catch {
		return false;
	}
}
/** Whether a file holds exactly a text. */
function isLine(path, line) {
	try {
		const bytes = Buffer.byteLength(line);
		return lstatSync(path).size === bytes && readFileSync(path, "utf8") === line;
	} catch {
		return false;
	}
}
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
	const recording = new SourceRecording(tree, await besideSubmodules(request, tree, source), source);
	const recorded = await recorder.record(recording.request, recording.tracking);
	const { expectations, differences, told, ownBytes } = recording.outcome;
	const known = withDigests(differences, tree, expectations, {
		recorded,
		prefix: source.prefix
	});
	const all = [...tree.differences, ...known].map((difference) => withHint(difference, source));
	return {
		...recorded,
		claim: claimOf(tree, expectations, source.prefix),
		differences: all.sort((a, b) => compareCodePoints(a.path, b.path)),
		ownBytes,
		told
	};
}
/** The request without what ties submodules to their repository, where it is to be passed over. */
async function besideSubmodules(request, tree, { directory, prefix }) {
	if (request.submoduleFiles !== "passed-over") return request;
	const files = (await submoduleFiles(directory, tree)).map((path) => `${prefix}${path}`);
	return files.length === 0 ? request : {
		...request,
		apart: /* @__PURE__ */ new Set([...request.apart ?? [], ...files])
	};
}
/** Says of files and links in each other's place whether their digests tell it. */
function withDigests(differences, { checkouts }, { digests }, { recorded: { artifacts }, prefix }) {
	const ids = /* @__PURE__ */ new Map();
	if (differences.some(({ kind }) => kind === "type")) for (const { above, tree } of checkouts) for (const { path, id } of filesOf(tree)) ids.set(`${prefix}${above}${path}`, id);
	return differences.map((difference) => {
		const digest = difference.kind === "type" ? digests.get(ids.get(difference.path) ?? "") : void 0;
		const lies = digest === void 0 ? void 0 : artifacts.get(difference.path);
		return lies !== void 0 && sha256In(lies) === digest ? {
			...difference,
			hasDigest: true
		} : difference;
	});
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
	let isReadable = true;
	return { record: async (request, tracking) => {
		if (!isReadable) return inner.record(request, tracking);
		const recorded = await besideCommit({
			recorder: { record: (same, own) => inner.record(same, own === void 0 ? tracking : joined(tracking, own)) },
			runner,
			beside
		}, request, unreadable);
		isReadable = recorded !== void 0;
		if (recorded === void 0) return inner.record(request, tracking);
		claims.set(path, recorded.claim);
		return recorded;
	} };
}
/** Undefined where the commit cannot be read. */
async function besideCommit({ recorder, runner, beside }, request, unreadable) {
	try {
		const recorded = await beside(request, withOwnErrors(recorder));
		const { differences, claim } = recorded;
		if (claim.only !== void 0) runner.annotate(unreadable, "A part of the commit is compared", `Files of commit ${claim.commit} are missing from the repository, so ${count(claim.files, "file")} of it are compared and claimed: those that the patterns of \`.git/info/sparse-checkout\` name, which are ${listed(claim.only, MOST_PATTERNS, (line) => quoteUntrusted(line, 100))}. Others are recorded by their own bytes. If nobody asked for a sparse checkout, an earlier workflow step did this: check out again, into an empty workspace.`);
		if (differences.length > 0) runner.log(`Recorded as they are, since a clean checkout of ${claim.commit} writes others: ${differencesText(differences)}.`);
		return recorded;
	} catch (error) {
		if (!(error instanceof InTotoError) || !UNREADABLE.includes(error.code)) throw error;
		runner.annotate(unreadable, "The commit cannot be read", `Files are recorded by their own bytes, and nothing is claimed of a commit: ${escapeUntrusted(error.message)} ${unreadableHint(error)}`);
		return;
	}
}
/** A name that cannot be claimed stays so, however the commit is checked out. */
function unreadableHint({ code }) {
	return code === "RECORD_NAME_CONTROL" || code === "RECORD_NAME_NOT_UTF8" ? "Rename the file, and commit it." : "In a partial clone, leave `filter` of the checkout away; where no commit matters to a step in rules, write `source: none`.";
}
/** What the files of one commit threw while they were compared, until whoever compares them has it. */
var ComparisonError = class extends Error {
	of;
	constructor(of, cause) {
		super("", { cause });
		this.of = of;
	}
};
/** Recorders lie within each other, and each starts over when its own commit cannot be read: not when another's cannot. */
function withOwnErrors(recorder) {
	return { record: async (request, tracking) => {
		if (tracking === void 0) return recorder.record(request);
		const own = {
			...tracking,
			settle: async (disk, gitIds) => {
				try {
					return await tracking.settle(disk, gitIds);
				} catch (cause) {
					throw new ComparisonError(own, cause);
				}
			}
		};
		try {
			return await recorder.record(request, own);
		} catch (error) {
			throw error instanceof ComparisonError && error.of === own ? error.cause : error;
		}
	} };
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
function besideWorkspace(workspace, environment, readTree) {
	return besideDirectory({
		directory: workspace,
		prefix: "",
		readTree
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
async function trackedIn(workspace, environment, readTree = readCommitTree) {
	if (!hasRepository(workspace)) return [];
	try {
		const repository = openWorkTree(workspace, environment);
		const { entries } = await readTree(repository, await headOf(repository));
		return entries.flatMap(({ path, kind }) => kind === "submodule" ? [] : [path]);
	} catch (error) {
		if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return [];
		throw error;
	}
}
// src/stages/intents/refuse-inputs.ts
/** @throws INPUT_INVALID for the first input that says what the layout is to say */
function refuseInputs(of, given) {
	const { materials = [], products = [], exclude = [], installs = [], dependencies = [], source = "auto" } = given;
	if (!isWhole(materials)) throw refused(of, "materials", takesLine(of, materials));
	if (!isWhole(products)) throw refused(of, "products", `adds: ${yamlTexts(products.map(patternBelow))}`);
	if (exclude.length > 0) throw refused(of, "exclude", `scratch: ${yamlTexts(exclude)}`);
	if (of.takes !== void 0 && installs.length > 0) throw refused(of, "installs", `installs-into: ${installsText(installs)}`);
	if (of.takes !== void 0 && dependencies.length > 0) throw refused(of, "dependencies", "takes: STEP", `, where STEP is the one with \`installs-into: ${installsText(dependencies)}\``);
	if (source === "none") throw refused(of, "source", of.takes?.source === true ? "takes: source" : "takes: STEP");
}
/** The defaults of begin and end, and of step: nothing, and all. */
const isWhole = (paths) => paths.every((path) => path === ".");
function refused({ step, takes, from }, input, line, which = "") {
	const what = takes === void 0 ? `step ${quoteUntrusted(step)} is recorded whole, since \`scratch\` is given` : `step ${quoteUntrusted(step)} is in intents (${from}), and is recorded whole, as the layout says`;
	return invalid(input, what, `Remove the input \`${input}\`. What it is to say stands at the step in layout.yml: \`${line}\`${which}. Sign the layout anew if you change it.`);
}
function takesLine({ takes }, materials) {
	const [step] = takes?.steps ?? [];
	if (step === void 0) return "takes: source";
	return `takes: { ${yamlText(step.step)}: ${yamlTexts(materials.map(patternBelow))} }`;
}
/** A path as a pattern; what has no ending is most often a directory. */
function patternBelow(path) {
	const text = posix.normalize(path).replace(/\/$/, "");
	if (text === ".") return "**";
	return /[^/]\.[A-Za-z0-9]+$/.test(text) ? patternOfFile(text) : `${patternOfFile(text)}/**`;
}
function installsText(lines) {
	const texts = lines.map(({ text, leftOut }) => leftOut.length === 0 ? yamlText(text) : `{ ${yamlText(text)}: { may-change: ${yamlTexts(leftOut)} } }`);
	return texts.length === 1 ? texts.join("") : `[${texts.join(", ")}]`;
}
// src/stages/intents/kinds-of-source.ts
/**
* Records the beginning of a step, which has files and links where the commit has them if it takes source. It throws
* CHECKOUT_DIFFERS where one is the other on a machine that keeps links.
*/
function ofItsKinds(recorder, step, takes) {
	if (takes?.source !== true) return recorder;
	return { record: async (request) => {
		const recorded = await recorder.record(request);
		const unseen = (recorded.differences ?? []).filter((difference) => difference.hasDigest === true);
		const [first] = unseen;
		if (first === void 0) return recorded;
		throw new StagesError("CHECKOUT_DIFFERS", `Step ${quoteUntrusted(step)} begins with source, and finds what no clean checkout of the commit writes, under the digest of the commit: ${differencesText(unseen)}. ${first.message}`, {
			at: quoteUntrusted(first.path),
			hint: "Find out what changed it: a workflow step before this one, or `core.symlinks` of git, which must not be false where the system keeps links. Then check out again, into an empty workspace."
		});
	} };
}
// src/stages/intents/whole-recording.ts
/** What a step in intents records. */
const WHOLE = ["."];
/**
* How a step in intents records.
*
* @param isKept what is recorded in any case, beside what the step may add and what the commit has
*/
function wholeSettings(workspace, { scratch, isAdded }, isKept) {
	return {
		...workspaceSettings(workspace),
		named: "by-listing",
		exclude: [...scratch, UNCOUNTED_AT_TOP],
		also: (path) => isAdded(path) || isKept(path),
		submoduleFiles: "passed-over"
	};
}
/**
* How the materials of a step in intents are recorded.
*
* @param materials records beside the commit that is checked out, and claims it
*/
function beginningRecorder(materials, { step, plan: { takes } }) {
	const whole = ofItsKinds(materials, step, takes);
	return withoutScratch(takes === void 0 || takes.source ? whole : withoutClaim(whole), step);
}
/** Only a step that takes source says which commit it saw; where no layout tells, whoever sees one does. */
function withoutClaim(recorder) {
	return { record: async (request) => {
		const { claim: _claim, ownBytes: _ownBytes, ...recorded } = await recorder.record(request);
		return recorded;
	} };
}
/** Records a beginning, which nothing may be left out of. */
function withoutScratch(recorder, step) {
	return { record: async (request) => {
		const recorded = await recorder.record(request);
		const [first] = recorded.examples ?? [];
		if (first !== void 0) throw unrecordedScratch(step, first[1], first[0]);
		return recorded;
	} };
}
// src/stages/intents/recording-plan.ts
/** The plan of a step; undefined for one that the intents do not speak of. */
function recordingPlan(intents, name) {
	const step = intents.steps.get(name);
	if (step === void 0) return void 0;
	const steps = step.takes.filter((take) => take.of === "step");
	const later = [...intents.steps.values()].flatMap(({ takes }) => takes.filter((take) => take.of === "step" && take.step === name));
	const own = [
		...step.adds,
		...step.mayAdd,
		...step.changes
	];
	return {
		scratch: step.scratch,
		installs: step.installs.map(lineOfInstalls),
		dependencies: dependenciesOf(intents, step),
		isAdded: fitsOne([...step.adds, ...step.mayAdd]),
		takes: {
			source: takesSource(step),
			steps,
			addsSource: step.addsSource,
			commit: intents.sourceCommit,
			above: stepsAbove(name, (other) => intents.steps.get(other)?.takes ?? []),
			isExact: steps.every((take) => intents.steps.has(take.step))
		},
		isHandedOver: (path) => !step.addsSource && fitsOne(own)(path) && later.some((take) => placeInTaker(take, path) !== void 0),
		isLast: [...intents.steps.keys()].at(-1) === name
	};
}
/** The plan of a step of which no layout is at hand: all is recorded but these lines, and nobody knows what it takes. */
function planWithoutLayout(scratch) {
	return {
		scratch,
		installs: [],
		dependencies: [],
		isAdded: () => false,
		takes: void 0,
		isHandedOver: () => false,
		isLast: false
	};
}
const fitsOne = (patterns) => (path) => patterns.some((pattern) => pattern.matches(path));
const lineOfInstalls = ({ directory, mayChange }) => ({
	text: directory,
	leftOut: mayChange
});
/**
* Whoever takes the whole of a step takes what it installed, too, and what it began with itself. What a step installs
* itself, or may leave behind as scratch, it does not take.
*/
function dependenciesOf(intents, step) {
	const begins = /* @__PURE__ */ new Map();
	for (const other of intents.steps.values()) {
		begins.set(other.name, taken(other, intents, begins));
		if (other.name === step.name) break;
	}
	return [...begins.get(step.name) ?? []];
}
function taken({ takes, installs, scratch }, { steps }, begins) {
	const lines = /* @__PURE__ */ new Map();
	for (const take of takes) {
		if (take.of !== "step" || !isWhole$1(take)) continue;
		const installed = (steps.get(take.step)?.installs ?? []).map(lineOfInstalls);
		for (const line of [...installed, ...begins.get(take.step) ?? []]) if (!lines.has(line.text)) lines.set(line.text, line);
	}
	const own = installs.map((one) => compileDirectoryLine(lineOfInstalls(one)));
	const ownTexts = new Set(installs.map(({ directory }) => directory));
	const excludes = compileExcludes(scratch);
	return [...lines.values()].filter((line) => !ownTexts.has(line.text) && !own.some((fits) => !isPattern(line) && fits(line.text)) && !examples(line).every((path) => excludes.path(path, true) !== void 0));
}
/** Directories that fit a line: that which it names, or at the top and further down what a pattern of directories fits. */
function examples(line) {
	if (!isPattern(line)) return [line.text];
	const filled = line.text.replace(/\[!?(.)[^\]]*\]/g, "$1").replaceAll("?", "x");
	const fill = (any) => filled.replaceAll("**/", any).replaceAll("/**", "/x").replaceAll("*", "x");
	return [
		fill(""),
		fill("x/"),
		fill("x/y/")
	];
}
export { dependenciesByLink as C, signRefused as D, leavesOutTheSame as E, textOf$2 as S, installedPlaces as T, NOTHING_KNOWN as _, wholeSettings as a, checkoutsBelow as b, trackedIn as c, knownAtEnd as d, materialsRecorder as f, differencesText as g, readCommitFile as h, beginningRecorder as i, UNREADABLE as l, recordWithSource as m, recordingPlan as n, patternBelow as o, productsRecorder as p, WHOLE as r, refuseInputs as s, planWithoutLayout as t, besideWorkspace as u, installedBefore as v, installedByRecord as w, isCut as x, scratchPresent as y };
