import { E as LIMITS, M as quoteUntrusted } from "./base.mjs";
import { o as placeOf, s as isGitName, t as compileExcludes } from "./recording-excludes.mjs";
import { i as readPlainFile } from "./files-read-file.mjs";
import { n as excludesOf } from "./recording-record-artifacts.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { d as findDirectories, m as compileDirectoryLine } from "./stages-step-recording.mjs";
import { dirname, join, resolve, sep } from "node:path";
import { Buffer } from "node:buffer";
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
// src/stages/checkouts-below.ts
const HEAD = /^(?:ref: refs\/[^\s]+|[0-9a-f]{40}|[0-9a-f]{64})\n?$/;
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
	const named = /^gitdir: ([^\n\r]+)\n?$/.exec(textOf(path))?.[1];
	return named === void 0 ? void 0 : resolve(dirname(path), named);
}
const isGitDirectory = (path) => isDirectory(path) && HEAD.test(textOf(join(path, "HEAD")));
const isDirectory = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
function textOf(path) {
	if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return "";
	const bytes = readPlainFile(path, LIMITS.smallFileBytes, "refuse");
	return bytes === void 0 ? "" : Buffer.from(bytes).toString("utf8");
}
/** The checkouts below a workspace, as far as a recording comes by; no link is followed. */
function checkoutsBelow(workspace, { exclude, apart }) {
	const excludes = compileExcludes(excludesOf(exclude));
	const found = [];
	let some = false;
	const open = [""];
	for (let at = open.pop(); at !== void 0; at = open.pop()) for (const entry of entriesOf$1(join(workspace, at))) {
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
function entriesOf$1(directory) {
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
function installedBefore({ step, installs, places, apart, asked = "input" }, tracked = []) {
	const [installed] = findDirectories(installs, places, apart);
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
	for (const entry of entriesOf(directory, search) ?? []) {
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
	const entries = entriesOf(directory, search);
	if (entries === void 0) return directory;
	for (const entry of entries) {
		const path = `${directory}/${entry.name}`;
		if (entry.isDirectory() && search.apart.has(path)) continue;
		const file = entry.isDirectory() ? fileIn(path, search) : path;
		if (file !== void 0) return file;
	}
}
function entriesOf(directory, { places }) {
	try {
		return readdirSync(join(places.workspace, directory), { withFileTypes: true });
	} catch {
		return;
	}
}
function present(step, { path, reason, isTracked }) {
	const message = reason.by === "installs" ? `${quoteUntrusted(path)} exists already, but step ${quoteUntrusted(step)} is to install it itself.` : `Step ${quoteUntrusted(step)} begins, and ${quoteUntrusted(path)} lies there already, which the exclude pattern ${quoteUntrusted(reason.pattern)} keeps out of what is recorded.`;
	return new StagesError("SCRATCH_PRESENT", `${message}${isTracked ? " Git tracks it." : ""}`, {
		at: reason.by === "installs" && reason.asked === "flag" ? "--installs" : reason.by,
		hint: hintFor(path, reason, isTracked)
	});
}
function hintFor(path, reason, isTracked) {
	if (isTracked) return reason.by === "installs" ? "Name directories that the commit does not hold, or take the files out of the commit." : "What the commit holds is recorded: take the pattern away, or make it narrower.";
	if (reason.by === "exclude" && path.endsWith("/.git")) return "It belongs to no checkout. Find out which step put it there, and remove it.";
	if (reason.by === "installs") {
		const removal = /^[\w.~][\w./~@+-]*$/.test(path) ? `: rm -rf ${path}` : ".";
		return reason.asked === "flag" ? `Delete it first${removal}` : `If a cache put it there, restore caches after the stage has begun, or in its command. Else delete it in a workflow step before the stage${removal}`;
	}
	return `A cache that was restored, a workspace that was kept, or an earlier step of the job put it there, and what is in it would go into the step unseen. If packages lie there: let a stage install them that names the directory in \`installs\`, and name it in \`dependencies\` here. Else remove it before the stage, or let it come only after the stage has begun: restore caches and install in the command.`;
}
export { scratchPresent as n, checkoutsBelow as r, installedBefore as t };
