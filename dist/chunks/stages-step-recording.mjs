import { Dt as withRecordedHalf, Gt as withConverted, Lt as encodeRunBinding, Or as isJsonObject, Ut as withModes, _n as writeJson, bt as withSource, cn as artifactsOf, kr as jsonObject, kt as withOwnBytes, sn as NO_ARTIFACTS, xt as withoutRepository, zn as compareCodePoints } from "./intoto.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { B as LIMITS, C as compileWildmatch, H as quoteUntrusted, S as asBytes } from "./base.mjs";
import { n as excludesOf } from "./recording-record-artifacts.mjs";
import { n as isGitName } from "./recording-place-of.mjs";
import { c as unreadable } from "./recording-hash-segment.mjs";
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, posix, sep } from "node:path";
// src/stages/directory-lines.ts
const HOME = "~/";
const GLOB = /[*?[]/;
/** A line that leaves out all of a directory, whatever is in it. */
const WHOLE = /^\/?\*+(?:\/\*+)*\/?$/;
/** The home of the user; empty where the environment does not tell. */
function homeIn(environment) {
	return environment["HOME"] ?? environment["USERPROFILE"] ?? "";
}
/** What the artifact of a directory is called. */
const artifactNameOfDirectory = (path) => `dir:${path}`;
const isOfHome = ({ text }) => text.startsWith(HOME);
const isPattern = (line) => !isOfHome(line) && GLOB.test(line.text);
/** The path of a directory in the file system. @param path as a line without a pattern has it */
function placeOfDirectory(path, { workspace, home }) {
	return path.startsWith(HOME) ? {
		base: home,
		below: path.slice(2)
	} : {
		base: workspace,
		below: path
	};
}
/** A test for paths of directories, as names of artifacts have them. */
function compileDirectoryLine(line) {
	if (!isPattern(line)) return (path) => path === line.text;
	const fits = compileWildmatch(asBytes(line.text), "apart");
	return (path) => !path.startsWith(HOME) && fits(asBytes(path));
}
/** The first of some lines that a directory fits. */
function lineOf(lines) {
	const compiled = lines.map((line) => ({
		line,
		fits: compileDirectoryLine(line)
	}));
	return (path) => compiled.find(({ fits }) => fits(path))?.line;
}
/** What makes a text no name of a directory, or the name in its shortest form. */
function parseDirectory(line) {
	if (/[\p{Cc}\\]/u.test(line)) return { flaw: "holds a backslash or a control character" };
	const isHome = line.startsWith(HOME);
	if (line.startsWith("~") && !isHome) return { flaw: "names the home of another user" };
	const path = isHome ? line.slice(2) : line;
	if (posix.isAbsolute(path) || /^[a-z]:/i.test(path)) return { flaw: "is absolute" };
	const text = posix.normalize(path).replace(/\/$/, "");
	if (text === "." || text === ".." || text.startsWith("../")) return { flaw: "names no directory in there" };
	if (text.split("/").some(isGitName)) return { flaw: "names what git keeps for itself" };
	if (isHome && GLOB.test(text)) return { flaw: "is a pattern, and the home of a user is not searched" };
	if (text.startsWith(HOME)) return { flaw: "would be taken for one of the home of the user" };
	return { text: isHome ? `${HOME}${text}` : text };
}
/** What makes a line of what to leave out unfit. @param line without the exclamation mark */
function flawOfLeftOut(line) {
	if (line === "" || line.startsWith("!") || line.startsWith("#")) return "names nothing to leave out";
	if (line.includes("\\")) return "holds a backslash";
	return WHOLE.test(line) ? "leaves out the whole directory" : void 0;
}
function encodeDirectoryLines(lines) {
	return lines.map(({ text, leftOut }) => jsonObject({
		directory: text,
		left_out: leftOut
	}));
}
/** @throws METADATA_ codes */
function parseDirectoryLines(at) {
	return at.list(LIMITS.directoryLines).map((item) => ({
		text: item.member("directory").string(),
		leftOut: item.member("left_out").strings()
	}));
}
// src/stages/find-directories.ts
/**
* What lies where the lines name directories. Of directories within each other, the outermost counts; symbolic links are
* not followed, and what is no directory counts only where it is named itself, or is a link that fits a pattern.
*
* @param apart directories that something else stands for; they are not searched
* @param isTracked which directories fit no pattern, since the commit has files in them
* @throws RECORD_UNREADABLE, DEPENDENCY_NOT_DIRECTORY for too many
*/
function findDirectories(lines, places, apart = /* @__PURE__ */ new Set(), isTracked = () => false) {
	const found = lines.filter((line) => isOfHome(line) || !lines.some(isPattern)).flatMap((line) => findLiteral(line, places));
	if (lines.some(isPattern)) {
		const inWorkspace = lines.filter((line) => !isOfHome(line));
		search("", {
			workspace: places.workspace,
			lineOf: lineOf(inWorkspace),
			apart,
			isTracked
		}, found);
		for (const line of inWorkspace.filter((one) => !isPattern(one))) if (!found.some(({ path }) => isWithin(line.text, path))) found.push(...findLiteral(line, places));
	}
	if (found.length <= LIMITS.installedDirectories) return found;
	throw new StagesError("DEPENDENCY_NOT_DIRECTORY", `${found.length} directories fit what is named, and at most ${LIMITS.installedDirectories} are recorded.`, { hint: "Name directories further up." });
}
/** Lines of which nothing was found, neither by itself nor in a directory further up. */
function unmet(lines, found) {
	return lines.find((line) => {
		const fits = compileDirectoryLine(line);
		return !found.some(({ path }) => fits(path) || !isPattern(line) && isWithin(line.text, path));
	});
}
/** Demands that what was found are directories that are reached by no link. @throws DEPENDENCY_NOT_DIRECTORY */
function demandDirectories(found, places) {
	for (const { path, kind } of found) {
		const { base, below } = placeOfDirectory(path, places);
		if (kind === "directory" && realpathSync.native(join(base, below)) === join(realpathSync.native(base), below)) continue;
		throw new StagesError("DEPENDENCY_NOT_DIRECTORY", `${quoteUntrusted(path)} is not a directory, or a symbolic link leads there.`, { hint: "Packages are recorded where they lie, so that nothing is put in their place later. Install into a plain directory, or name the one that the link leads to." });
	}
}
const isWithin = (path, outer) => path === outer || path.startsWith(`${outer}/`);
function findLiteral(line, places) {
	const { base, below } = placeOfDirectory(line.text, places);
	try {
		const stats = lstatSync(join(base, below));
		return [{
			path: line.text,
			line,
			kind: stats.isDirectory() ? "directory" : "link or file"
		}];
	} catch (error) {
		const { code } = error;
		if (code === "ENOENT" || code === "ENOTDIR") return [];
		throw unreadable(line.text, error);
	}
}
function search(directory, options, found) {
	for (const entry of entriesOf(directory, options)) {
		const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
		const isLink = entry.isSymbolicLink();
		if (!entry.isDirectory() && !isLink || isGitName(entry.name) || options.apart.has(path)) continue;
		const line = options.lineOf(path);
		if (line !== void 0 && !(isPattern(line) && options.isTracked(path))) found.push({
			path,
			line,
			kind: isLink ? "link or file" : "directory"
		});
		else if (!isLink) search(path, options, found);
	}
}
function entriesOf(directory, { workspace }) {
	try {
		return readdirSync(`${workspace}${sep}${directory}`, { withFileTypes: true });
	} catch (error) {
		throw unreadable(directory, error);
	}
}
// src/stages/installed-directories.ts
const NO_DIRECTORIES = {
	artifacts: [],
	notes: /* @__PURE__ */ new Map(),
	apart: /* @__PURE__ */ new Set(),
	leftOut: /* @__PURE__ */ new Map()
};
/** The names of their artifacts. */
function artifactNamesOf({ artifacts }) {
	return artifacts.map(([name]) => name);
}
const NOTHING = createHash("sha256").digest("hex");
/**
* The directories that an earlier stage installed and this one uses, as they are when it begins.
*
* @throws DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function recordDependencies(recorder, lines, places, { isTracked, asked = "inputs" } = {}) {
	const found = findDirectories(lines, places, void 0, isTracked);
	const missing = unmet(lines, found);
	if (missing !== void 0 && asked === "layout") throw notInstalled(missing);
	if (missing !== void 0) throw new StagesError("DEPENDENCY_MISSING", `${quoteUntrusted(missing.text)} is listed in dependencies, but does not exist when the step begins.`, {
		at: "dependencies",
		hint: "Install it in an earlier stage of this job, with the same line in `installs`. Another job runs on another machine: install it again there."
	});
	return recordDirectories(recorder, found, places, (line, path) => nothingIn(line, "DEPENDENCY_MISSING", "is listed in dependencies, but holds no file that counts", path));
}
/**
* The directories that a stage has filled, as they are when it ends.
*
* @param before directories that it began with
* @throws INSTALLED_NOTHING, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function recordInstalled(recorder, lines, places, before, isTracked) {
	const found = findDirectories(lines, places, before, isTracked);
	const missing = unmet(lines, found);
	if (missing !== void 0) throw nothingIn(missing, "INSTALLED_NOTHING", "is listed in installs, but nothing is there");
	return recordDirectories(recorder, found, places, (line, path) => nothingIn(line, "INSTALLED_NOTHING", "is listed in installs, but holds no file that counts", path));
}
/** Artifacts with those of directories. */
function withDirectories(artifacts, { artifacts: more }) {
	if (more.length === 0) return artifacts;
	return artifactsOf([...artifacts, ...more].sort(([a], [b]) => compareCodePoints(a, b)));
}
function notInstalled({ text }) {
	const own = JSON.stringify(text);
	const scratch = JSON.stringify(`${text.replace(/^\*\*\//, "")}/`);
	return new StagesError("DEPENDENCY_MISSING", `By the layout this step begins with ${quoteUntrusted(text)}, which a step that it takes installed, and nothing lies there.`, {
		at: "takes",
		hint: `What is installed stays in its job. Where this step runs in another one, let it install its own: write \`installs-into: ${own}\` at this step of layout.yml, or \`scratch: ${scratch}\` if nobody takes it from here. Sign the layout anew.`
	});
}
function nothingIn({ text }, code, what, path = text) {
	if (path !== text) return new StagesError(code, `${quoteUntrusted(path)} holds no file that counts, and fits the line ${quoteUntrusted(text)}.`, { hint: `Delete ${quoteUntrusted(path)} if it is empty, see what installs there, or write the line so that it does not fit. A line below it with \`!\` may leave out all that lies there.` });
	return new StagesError(code, `${quoteUntrusted(text)} ${what}.`, { hint: `See that ${code === "INSTALLED_NOTHING" ? "the command" : "the earlier stage"} installs there (npm writes no node_modules for a project without dependencies), and that no line below it with \`!\` leaves out all of it. Else take the line away.` });
}
/**
* Records directories that were found.
*
* @param nothing makes an error of a line of which a directory holds no file that counts; without it, that is recorded
* @throws DEPENDENCY_NOT_DIRECTORY, RECORD_ codes
*/
async function recordDirectories(recorder, found, places, nothing) {
	demandDirectories(found, places);
	const artifacts = [];
	const leftOut = /* @__PURE__ */ new Map();
	for (const { path, line } of found) {
		const { digest, hidden } = await digestOf(recorder, path, line, places);
		for (const [left, number] of hidden) leftOut.set(`${artifactNameOfDirectory(path)}/${left.replace(/^\//, "")}`, number);
		if (digest === `sha256:${NOTHING}` && nothing !== void 0) throw nothing(line, path);
		artifacts.push([artifactNameOfDirectory(path), digest]);
	}
	return {
		artifacts,
		notes: new Map(found.map(({ path, line }) => [artifactNameOfDirectory(path), line.leftOut])),
		apart: new Set(found.map(({ path }) => path)),
		leftOut
	};
}
/** Nothing is left out but what the line says: what is called `.git` in there can be loaded like any file. */
async function digestOf(recorder, path, { leftOut }, places) {
	const { base, below } = placeOfDirectory(path, places);
	const { artifacts, leftOut: hidden } = await recorder.record({
		paths: [artifactNameOfDirectory(below)],
		baseDirectory: base,
		exclude: leftOut,
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "skip",
		linkedDirectoriesIn: places.workspace,
		named: "by-listing"
	});
	const [recorded] = artifacts;
	if (recorded !== void 0) return {
		digest: recorded[1],
		hidden
	};
	throw new TypeError(`nothing was recorded of ${path}`);
}
// src/stages/step-recorder.ts
/** An environment with what one half says of the commit. */
function withCommit(environment, kind, { claim, converted, ownBytes = [] }) {
	const told = withConverted(environment, kind, converted);
	if (claim === void 0) return told;
	if (claim === "no-repository") return withoutRepository(told);
	return withSource(kind === "products" ? withOwnBytes(told, ownBytes) : told, claim);
}
// src/stages/step-recording.ts
/** Settings of a recording of everything in a directory with the reference's defaults. */
function defaultSettings(baseDirectory) {
	return {
		baseDirectory,
		exclude: "default",
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "follow"
	};
}
/** Records materials; the link returned has no products yet. @throws every RECORD_ code */
async function beginStep(recorder, request) {
	const { settings, materials: paths, directories = NO_DIRECTORIES } = request;
	const recorded = await recorder.record({
		...settings,
		paths,
		apart: directories.apart
	});
	const { artifacts, leftOut } = recorded;
	const half = {
		paths,
		leftOut,
		directories: directories.notes
	};
	const environment = withRecordedHalf(environmentOf(request), "materials", half);
	return {
		name: request.name,
		command: [],
		materials: withDirectories(artifacts, directories),
		products: NO_ARTIFACTS,
		byproducts: /* @__PURE__ */ new Map(),
		environment: withFacts(environment, "materials", recorded)
	};
}
/** Records products and completes the link that `beginStep` returned. @throws every RECORD_ code */
async function endStep(recorder, begun, request) {
	const { products: paths, listed, settings, directories } = request;
	const recorded = await recorder.record({
		...settings,
		...directories === void 0 ? {} : { apart: directories.apart },
		...listed === void 0 ? { paths } : {
			paths: listed,
			named: "by-listing"
		}
	});
	const { artifacts, leftOut } = recorded;
	const { recorded: installed = NO_DIRECTORIES, unrecorded = [] } = directories ?? {};
	const half = {
		paths,
		leftOut,
		directories: installed.notes,
		unrecorded
	};
	const environment = withRecordedHalf(withProductSettings(begun.environment, settings), "products", half);
	return {
		...begun,
		products: withDirectories(artifacts, installed),
		command: request.command ?? begun.command,
		byproducts: request.byproducts ?? begun.byproducts,
		environment: withFacts(environment, "products", recorded)
	};
}
/** What a recording says of its files beside their digests. */
function withFacts(environment, kind, recorded) {
	const { modes } = recorded;
	return withCommit(modes === void 0 ? environment : withModes(environment, kind, modes), kind, recorded);
}
/** The halves of a step may be told to leave out different files; then the link says both. */
function withProductSettings(environment, settings) {
	const mine = settingsValue(settings);
	const recording = environment.get("recording") ?? jsonObject({});
	if (!isJsonObject(recording)) return environment;
	const ofMaterials = new Map(recording);
	ofMaterials.delete("materials");
	ofMaterials.delete("scratch");
	if (writeJson(ofMaterials) === writeJson(mine)) return environment;
	return new Map([...environment, ["recording", new Map([...recording, ["products", mine]])]]);
}
/** True when a link says nothing about any file. */
function recordedNothing({ materials, products }) {
	return materials.size === 0 && products.size === 0;
}
/** @throws RECORDING_NOTHING for a link that says nothing about any file */
function demandFiles(link) {
	if (!recordedNothing(link)) return;
	throw new StagesError("RECORDING_NOTHING", `Step ${quoteUntrusted(link.name)} recorded no file at all, so its link would say nothing.`, { hint: "Name files or directories in materials and products, and look at exclude." });
}
/**
* What was left out of a recording decides what rules can see, so it stands in the link; so does the run that the link
* belongs to.
*/
function environmentOf({ settings, run }) {
	return jsonObject({
		recording: settingsValue(settings),
		...run !== void 0 && Object.keys(run).length > 0 ? { run: encodeRunBinding(run) } : {}
	});
}
function settingsValue({ exclude, lstripPaths, lineEndings }) {
	return jsonObject({
		exclude: excludesOf(exclude),
		...lstripPaths.length > 0 ? { lstrip_paths: lstripPaths } : {},
		...lineEndings === "normalise" ? { line_endings: "normalised" } : {}
	});
}
export { placeOfDirectory as C, parseDirectoryLines as S, homeIn as _, recordedNothing as a, lineOf as b, recordDependencies as c, findDirectories as d, unmet as f, flawOfLeftOut as g, encodeDirectoryLines as h, endStep as i, recordDirectories as l, compileDirectoryLine as m, defaultSettings as n, NO_DIRECTORIES as o, artifactNameOfDirectory as p, demandFiles as r, artifactNamesOf as s, beginStep as t, recordInstalled as u, isOfHome as v, parseDirectory as x, isPattern as y };
