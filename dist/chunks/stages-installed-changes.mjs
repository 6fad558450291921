import { B as LIMITS, H as quoteUntrusted, c as invalid, j as listed } from "./base.mjs";
import { B as areSameBytes, Ct as readDirectoryNotes, M as yamlTexts, j as yamlText, kr as jsonObject } from "./intoto.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { C as placeOfDirectory, S as parseDirectoryLines, _ as homeIn, c as recordDependencies, h as encodeDirectoryLines, l as recordDirectories, u as recordInstalled, v as isOfHome } from "./stages-step-recording.mjs";
import { E as leavesOutTheSame, c as trackedIn, v as installedBefore, y as scratchPresent } from "./stages-recording-plan.mjs";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
// src/stages/begun-directories.ts
/**
* Looks at the directories of packages before anything else is recorded.
*
* @throws SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, INPUT_INVALID, RECORD_ codes
*/
async function beginDirectories(recorder, { step, exclude, mayCheckOut, workspace, environment, source, takenOver, ...lines }) {
	const home = homeFor(lines, environment);
	const places = {
		workspace,
		home
	};
	const recorded = await recordDependencies(recorder, lines.dependencies, places);
	for (const link of takenOver) compareWithInstaller(link, recorded);
	const { installs } = lines;
	const tracked = () => trackedIn(workspace, environment);
	const { apart } = recorded;
	const scratch = await scratchPresent({
		step,
		exclude,
		installs,
		apart,
		places,
		tracked,
		linksByName: source === "auto"
	});
	if (scratch !== void 0 && !(mayCheckOut && installs.length === 0)) throw scratch;
	return {
		begun: {
			installs,
			used: [...recorded.apart],
			home,
			scratch: scratch?.message ?? ""
		},
		recorded
	};
}
/**
* The directories that the stage installed, and the paths that its walk does not enter.
*
* @throws SCRATCH_PRESENT, INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function endDirectories(recorder, { installs, used, home, scratch }, { workspace, isCheckout, isTracked }) {
	if (scratch !== "" && !isCheckout) throw new StagesError("SCRATCH_PRESENT", scratch, { hint: "Remove it before the stage begins, or take the pattern away." });
	const recorded = await recordInstalled(recorder, installs, {
		workspace,
		home
	}, new Set(used), isTracked);
	return {
		recorded,
		apart: /* @__PURE__ */ new Set([...used, ...recorded.apart]),
		unrecorded: used.map((path) => `dir:${path}`)
	};
}
function encodeBegunDirectories({ installs, used, home, scratch }) {
	return jsonObject({
		installs: encodeDirectoryLines(installs),
		used,
		home,
		scratch
	});
}
/** @throws METADATA_ codes */
function parseBegunDirectories(at) {
	return {
		installs: parseDirectoryLines(at.member("installs")),
		used: at.member("used").strings(),
		home: at.member("home").string(),
		scratch: at.member("scratch").string()
	};
}
/** @throws INPUT_INVALID */
function homeFor({ installs, dependencies }, environment) {
	const line = [...installs, ...dependencies].find(isOfHome);
	if (line === void 0) return "";
	const home = homeIn(environment);
	if (home !== "") return home;
	const input = installs.includes(line) ? "installs" : "dependencies";
	throw invalid(input, `${quoteUntrusted(line.text)} names the home of the user, and HOME is not set`);
}
/** Verification compares them by rules; told here, nobody works with the wrong packages first. */
function compareWithInstaller(link, { artifacts, notes }) {
	for (const [name, digest] of artifacts) {
		const installed = link.products.get(name);
		if (installed === void 0) continue;
		const isSame = leavesOutTheSame(link, name, notes.get(name) ?? []);
		if (installed === digest && isSame) continue;
		const what = isSame ? `it has ${digest}, and its link says ${installed}` : "other lines leave files out of it";
		throw new StagesError("TAKE_OVER_DIFFERS", `${quoteUntrusted(name)} is not what step ${quoteUntrusted(link.name)} installed: ${what}.`, { hint: "Write the same `!` lines in `installs` and `dependencies`. If they are, something changed the directory after it was installed; what a tool rewrites in there, like `.cache/`, is named by such a line. Where this job installs packages of its own, take over in the stage that installs them, not here." });
	}
}
// src/stages/intents/planned-directories.ts
/**
* Looks at installed directories before anything else is recorded.
*
* @throws SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, INPUT_INVALID, RECORD_ codes
*/
async function beginPlannedDirectories(recorder, { step, plan, workspace, environment, takenOver, readTree }) {
	const { installs, dependencies } = plan;
	const home = homeFor({
		installs,
		dependencies
	}, environment);
	const places = {
		workspace,
		home
	};
	const tracked = installs.length + dependencies.length === 0 ? [] : await trackedIn(workspace, environment, readTree);
	const isTracked = holdsOne(tracked);
	const recorded = await recordDependencies(recorder, dependencies, places, {
		isTracked,
		asked: "layout"
	});
	for (const link of takenOver) compareWithInstaller(link, recorded);
	const { apart } = recorded;
	const present = installedBefore({
		step,
		installs,
		places,
		apart,
		asked: "layout",
		isTracked
	}, tracked);
	if (present !== void 0) throw present;
	return {
		begun: {
			installs,
			used: [...apart],
			home,
			scratch: ""
		},
		recorded
	};
}
/** A test for directories that hold one of some files. */
function holdsOne(files) {
	const directories = /* @__PURE__ */ new Set();
	for (const path of files) for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
		const directory = path.slice(0, slash);
		if (directories.has(directory)) break;
		directories.add(directory);
	}
	return (directory) => directories.has(directory);
}
// src/stages/intents/may-change-lines.ts
/** Files of which each is named. */
const MOST_LINES = 5;
/** Of the files of a directory, the part that lines may cover: with more nothing is held against the installer. */
const MOST_COVERED = .5;
/**
* The narrowest lines that cover the files that changed; undefined where lines would cover too much of the directory, or
* there would be too many.
*
* @param changed paths in the directory, at least one
* @param all every file that lies or lay there
*/
function mayChangeLines(changed, all) {
	return withinBounds([...new Set(changed.map((file) => cacheLine(file) ?? fileLine(file)))], all) ?? withinBounds(changed.map(fileLine), all);
}
/** Whether Python wrote some of the files when it imported what lies beside them. */
function areOfPython(files) {
	return files.some((file) => file.endsWith(".pyc"));
}
function withinBounds(lines, all) {
	if (lines.length > MOST_LINES) return void 0;
	const excludes = compileExcludes(lines);
	const most = all.size * MOST_COVERED;
	let covered = 0;
	for (const file of all) if (excludes.path(file, false) !== void 0) covered += 1;
	return covered <= most ? lines : void 0;
}
/** The line for a file that tools keep beside or instead of what was installed. */
function cacheLine(file) {
	const directory = file.split("/").slice(0, -1).find(isCache);
	if (directory !== void 0) return `${asPattern(directory)}/`;
	return file.endsWith(".pyc") ? "*.pyc" : void 0;
}
const isCache = (name) => /^(?:__pycache__|\.[\w.-]*cache)$/.test(name);
/** With a slash in front, it is the file of this name at the top alone. */
const fileLine = (file) => file.includes("/") ? asPattern(file) : `/${asPattern(file)}`;
/** A line may hold no backslash, which would escape, and nothing that is read as an expression. */
function asPattern(path) {
	return path.replace(/[*?[]/g, "[$&]").replace(/^[!#]|[\\{}$]|^\s|\s$|\p{Cc}|\p{Cs}/gu, "?");
}
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
		const entries = entriesThere(join(top, at));
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
		if (files.length > 0) changed.set(directory, {
			files,
			all: /* @__PURE__ */ new Set([...then.keys(), ...now.keys()])
		});
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
		if (after !== void 0 && !areSameBytes(after[1], before)) tellChanged(begun.name, /* @__PURE__ */ new Map([[path, {
			files: [],
			all: /* @__PURE__ */ new Set()
		}]]), runner);
	}
}
/** Paths of files that came, went or changed. */
function changedFiles(before, after) {
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();
}
/** Tells which files of installed directories a step changed, and how to say that they may. */
function tellChanged(step, changed, runner) {
	for (const [directory, { files, all }] of changed) {
		const names = files.length === 0 ? "" : `: ${listed(files, MOST_NAMES, (file) => quoteUntrusted(file))}`;
		runner.annotate("warning", "Installed files changed", `Step ${quoteUntrusted(step)} changed files in ${quoteUntrusted(directory)}, which another step installed${names}. A step that takes the directory after this one begins with other bytes than its installer left, and the gate refuses that (TAKES_DIFFERS). ${cureOf(directory, files, all)}`);
	}
}
function cureOf(directory, files, all) {
	const python = areOfPython(files) ? "Python writes such files when it imports: set `PYTHONDONTWRITEBYTECODE=1` in the environment of this step, and install anew. " : "";
	const lines = files.length === 0 ? void 0 : mayChangeLines(files, all);
	if (lines === void 0) return `${python}Find out what wrote into it, and let that write elsewhere. Only files that a tool rewrites by itself, and that nothing loads, should be named with \`may-change\` at the step that installs them.`;
	return `${python}${python === "" ? "If tools rewrite these files" : "Or"}, say so at the step that installs them, and sign the layout: \`installs-into: { ${yamlText(directory)}: { may-change: ${yamlTexts(lines)} } }\`. Nobody checks any more what such a line covers.`;
}
/** Undefined for what cannot be read; of what is gone, nothing is there. */
function entriesThere(directory) {
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
export { holdsOne as a, endDirectories as c, beginPlannedDirectories as i, parseBegunDirectories as l, tellInstalledChanges as n, beginDirectories as o, tellOtherDigests as r, encodeBegunDirectories as s, installedOf as t };
