import { A as listed, V as quoteUntrusted, z as LIMITS } from "./base.mjs";
import { I as areSameBytes, O as yamlText, bt as readDirectoryNotes } from "./intoto.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { C as placeOfDirectory, l as recordDirectories } from "./stages-step-recording.mjs";
import { join } from "node:path";
import { lstatSync, readdirSync } from "node:fs";
// src/stages/intents/installed-changes.ts
const MOST_NAMES = 5;
/**
* What lies in an installed directory, but for what its lines leave out; undefined where that is not known: there are more
* files than are counted, or a directory cannot be read.
*
* @param path as the name of its artifact has it
*/
function installedFiles(path, leftOut, places, most = LIMITS.countedLeftOut) {
	const { base, below } = placeOfDirectory(path, places);
	const top = join(base, below);
	const excludes = compileExcludes(leftOut);
	const found = /* @__PURE__ */ new Map();
	const open = [""];
	for (let at = open.pop(); at !== void 0; at = open.pop()) {
		const entries = entriesOf(join(top, at));
		if (entries === void 0) return void 0;
		for (const entry of entries) {
			const name = at === "" ? entry.name : `${at}/${entry.name}`;
			if (excludes.entry(name, entry.name, entry.isDirectory()) !== void 0) continue;
			if (entry.isDirectory()) open.push(name);
			else found.set(name, factsOf(join(top, name)));
			if (found.size > most) return void 0;
		}
	}
	return found;
}
/** What lies in the installed directories that a link began with, by the names of their artifacts, where it is known. */
function installedOf(link, places) {
	const found = /* @__PURE__ */ new Map();
	for (const [name, lines] of directoriesOf(link)) {
		const files = installedFiles(name.slice(4), lines, places);
		if (files !== void 0) found.set(name, files);
	}
	return found;
}
function directoriesOf({ environment }) {
	return readDirectoryNotes(environment, "materials") ?? /* @__PURE__ */ new Map();
}
/** Tells what changed since in the installed directories that a link began with. */
function tellInstalledChanges(begun, before, places, runner) {
	const changed = /* @__PURE__ */ new Map();
	const after = installedOf(begun, places);
	for (const name of directoriesOf(begun).keys()) {
		const directory = name.slice(4);
		const [then, now] = [before.get(name), after.get(name)];
		if (then === void 0 || now === void 0) {
			runner.log(`Step ${quoteUntrusted(begun.name)}: what it changed in ${quoteUntrusted(directory)} is not listed, since there are too many files to compare, or not all of it can be read.`);
			continue;
		}
		const files = changedFiles(then, now);
		if (files.length > 0) changed.set(directory, files);
	}
	tellChanged(begun.name, changed, runner);
}
/**
* Tells in which installed directories something changed where nobody knows what lay there when the step began: by their
* digests, which the link has.
*
* @throws DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function tellOtherDigests(recorder, begun, places, runner) {
	const notes = readDirectoryNotes(begun.environment, "materials") ?? /* @__PURE__ */ new Map();
	for (const [name, leftOut] of notes) {
		const path = name.slice(4);
		const { base, below } = placeOfDirectory(path, places);
		const before = begun.materials.get(name);
		if (before === void 0 || lstatSync(join(base, below), { throwIfNoEntry: false })?.isDirectory() !== true) continue;
		const [after] = (await recordDirectories(recorder, [{
			path,
			line: {
				text: path,
				leftOut
			},
			kind: "directory"
		}], places)).artifacts;
		if (after !== void 0 && !areSameBytes(after[1], before)) tellChanged(begun.name, /* @__PURE__ */ new Map([[path, []]]), runner);
	}
}
/** Paths of files that came, went or changed. */
function changedFiles(before, after) {
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();
}
/**
* Tells which files of installed directories a step changed, and how to say that they may.
*
* @param changed by directory; no files where nobody knows them
*/
function tellChanged(step, changed, runner) {
	for (const [directory, files] of changed) {
		const [first = "PATH/"] = files;
		const names = files.length === 0 ? "" : `: ${listed(files, MOST_NAMES, (file) => quoteUntrusted(file))}`;
		const top = first.includes("/") ? `${first.split("/")[0] ?? ""}/` : first;
		runner.annotate("warning", "Installed files changed", `Step ${quoteUntrusted(step)} changed files in ${quoteUntrusted(directory)}, which another step installed${names}. A step that takes the directory after this one begins with other bytes than its installer left, and the gate refuses that (TAKES_DIFFERS). If tools rewrite these files, say so at the step that installs them, and sign the layout: \`installs-into: { ${yamlText(directory)}: { may-change: ${yamlText(top)} } }\`.`);
	}
}
/** Undefined for what cannot be read; of what is gone, nothing is there. */
function entriesOf(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true });
	} catch (error) {
		const { code } = error;
		return code === "ENOENT" || code === "ENOTDIR" ? [] : void 0;
	}
}
function factsOf(path) {
	const stats = lstatSync(path, { throwIfNoEntry: false });
	return stats === void 0 ? "gone" : `${stats.size} ${stats.mtimeMs} ${stats.mode}`;
}
export { tellInstalledChanges as n, tellOtherDigests as r, installedOf as t };
