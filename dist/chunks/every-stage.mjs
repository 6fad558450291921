import { C as asBytes, E as UNCOUNTED_AT_TOP, F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS, Y as InTotoError, _ as BaseError, b as groupBy, c as NONE, k as beginsLikeDrive, l as invalid, w as compileWildmatch } from "./base.mjs";
import { An as isSafeName, Bn as unsignedLinkFileName, C as patternOfFile, Cn as readConverted, D as yamlTexts, E as yamlText, Et as flawOfLine, Ht as canClaimOnly, Jn as ArtifactTable, Kn as NO_ARTIFACTS, Kt as withSource, Lt as parseStatement, M as isWhole$1, N as placeInTaker, Nn as linkFileName, P as areSameBytes, Qn as sha256In, Qr as jsonObject, Sn as withModes, Un as parseBegunValue, Vn as asBegunValue, Wn as parseLink, Xr as compareCodePoints, Zr as isJsonObject, Zt as readDirectoryNotes, _n as encodeRunBinding, a as signLink, cn as takesSource, cr as writeJson, fr as describe, g as withMore, h as shellLine, lr as readJson, m as plainWords, o as writeWithLink, oi as CoreError, on as withOwnBytes, qt as withoutRepository, rn as withRecordedHalf, st as intentsOf, u as encodeLink, wn as withConverted, x as stepsAbove, y as LayoutFile } from "./intoto.mjs";
import { r as NODE_BYTES } from "./node-bytes.mjs";
import { $ as isGitName, A as readWhole, B as headOf, C as sha256Digest, D as targetDigest, E as Disk, F as malformed$1, G as tookTooLong, H as openWorkTree, I as workspaceSettings, J as excludesOf, K as findProgram, M as treeOf, N as readTree, O as readCommitTree, P as BatchReader, Q as placeOf$1, R as StagesError, T as sha256OfLines, W as streamGit, Y as compileExcludes, _ as encode, a as writeFileAtomically, at as makeDirectory, b as Attributes, d as filesOf, f as summary, g as readBlobs, h as sparseTree, i as readPlainFile, j as tooLarge$1, lt as FilesError, m as sparsePatterns, nt as parseArtifactUri, ut as readRunContext, v as encodingOf, w as sha256OfFile, x as digestOfHex, y as attributeFiles, z as hasRepository } from "./every-action.mjs";
import { f as hashFile, v as realPlace, x as RecordingError, y as unreadable } from "./hashing.mjs";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
const { createHash, hash } = process.getBuiltinModule("node:crypto");
import { Buffer as Buffer$1 } from "node:buffer";
const { chmodSync, closeSync, constants: constants$1, existsSync, fstatSync, lstatSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, renameSync, rmSync, rmdirSync, statSync, symlinkSync, writeFileSync } = process.getBuiltinModule("node:fs");
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
// src/stages/directory-lines.ts
const HOME = "~/";
const GLOB = /[*?[]/;
/** A line that leaves out all of a directory, whatever is in it. */
const WHOLE$1 = /^\/?\*+(?:\/\*+)*\/?$/;
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
function lineOf$1(lines) {
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
	if (posix.isAbsolute(path) || beginsLikeDrive(path)) return { flaw: "is absolute" };
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
	return WHOLE$1.test(line) ? "leaves out the whole directory" : void 0;
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
			lineOf: lineOf$1(inWorkspace),
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
/** Demands that what was found are directories that are reached by no link. @throws DEPENDENCY_NOT_DIRECTORY, RECORD_UNREADABLE */
function demandDirectories(found, places) {
	for (const { path, kind } of found) {
		const { base, below } = placeOfDirectory(path, places);
		if (kind === "directory" && realPlace(join(base, below), path) === join(realPlace(base, base), below)) continue;
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
	for (const entry of entriesOf$3(directory, options)) {
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
function entriesOf$3(directory, { workspace }) {
	try {
		return readdirSync(`${workspace}${sep}${directory}`, { withFileTypes: true });
	} catch (error) {
		throw unreadable(directory === "" ? "." : directory, error);
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
const NOTHING$1 = createHash("sha256").digest("hex");
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
	return withMore(artifacts, more);
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
		const { digest, hidden } = await digestOf$1(recorder, path, line, places);
		for (const [left, number] of hidden) leftOut.set(`${artifactNameOfDirectory(path)}/${left.replace(/^\//, "")}`, number);
		if (digest === `sha256:${NOTHING$1}` && nothing !== void 0) throw nothing(line, path);
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
async function digestOf$1(recorder, path, { leftOut }, places) {
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
/**
* A command as a link names it: the words of a line that holds nothing but plain words, so that a layout can expect them;
* else the script whole, since words would not tell what it runs.
*/
function commandWords(shell, script) {
	if (script.trim() === "") return [];
	const line = shellLine(script);
	return plainWords(line, shell) ?? [
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
		descriptor = openSync(path, constants$1.O_RDONLY | (constants$1.O_NONBLOCK ?? 0));
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
/** A workspace in which nothing is called like what git keeps for itself, but for the `.git` at its top. */
const NO_CHECKOUTS = {
	checkouts: [],
	some: false
};
/** The checkouts below a workspace, as far as a recording comes by; no link is followed. */
function checkoutsBelow(workspace, { exclude, apart }) {
	const excludes = compileExcludes(excludesOf(exclude));
	const found = [];
	let [some, oddAtTop] = [false, false];
	const open = [""];
	for (let at = open.pop(); at !== void 0; at = open.pop()) for (const entry of entriesOf$2(`${workspace}${sep}${at}`)) if (isGitName(entry.name)) {
		if (at === "") {
			oddAtTop ||= entry.name !== ".git";
			continue;
		}
		some = true;
		if (found.length < LIMITS.checkoutsBelow && isOfCheckout(join(workspace, at, entry.name))) found.push(at);
	} else if (entry.isDirectory()) {
		const path = at === "" ? entry.name : `${at}/${entry.name}`;
		if (apart?.has(path) !== true && excludes.entry(path, entry.name, true) === void 0) open.push(path);
	}
	if (!some && !oddAtTop) return NO_CHECKOUTS;
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
	const isNone = exclude.length === 0 && request.below === NO_CHECKOUTS;
	const excludes = compileExcludes(exclude);
	const scratch = trackedScratch(tracked, excludes, request) ?? (isNone ? void 0 : find("", {
		...request,
		excludes,
		known: new Set(tracked)
	}));
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
		return placeOf$1(realpathSync.native(workspace), realpathSync.native(place)) === "inside" ? void 0 : pattern;
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
		hint: "A cache that was restored, a workspace that was kept, an earlier stage of the job, or this step when it ran before put it there. Restore caches after the stage has begun. If an earlier stage installs packages there, write `installs-into` at that step of the layout and let this one take it; if it makes files that this one uses, write them as its `may-add`; else remove it before this stage."
	});
}
function present(step, { path, reason, isTracked }) {
	const message = reason.by === "installs" ? `${quoteUntrusted(path)} exists already, but step ${quoteUntrusted(step)} is to install it itself.` : `${quoteUntrusted(path)} already exists when step ${quoteUntrusted(step)} begins, but the exclude pattern ${quoteUntrusted(reason.pattern)} hides it from the recording.`;
	return new StagesError("SCRATCH_PRESENT", `${message}${isTracked ? " Git tracks it." : ""}`, {
		at: reason.by === "installs" ? AT[reason.asked] : reason.by,
		hint: hintFor$1(path, reason, isTracked)
	});
}
const AT = {
	input: "installs",
	flag: "--installs",
	layout: "installs-into"
};
function hintFor$1(path, reason, isTracked) {
	if (isTracked) return reason.by === "installs" ? `Take the directory out of \`${AT[reason.asked]}\`: what is committed is recorded as source. Or take the files out of the commit.` : "What the commit holds is recorded: take the pattern away, or make it narrower.";
	if (reason.by === "exclude" && path.endsWith("/.git")) return "It belongs to no checkout. Find out which step put it there, and remove it.";
	if (path.split("/").some(isGitName)) return "What lies in the directory of git is no package: keep it, and name the directory that the step fills, such as `node_modules`.";
	if (reason.by === "installs") {
		const removal = /^[\w.~][\w./~@+-]*$/.test(path) ? `: rm -rf ${path}` : ".";
		return reason.asked === "flag" ? `Delete it first${removal}` : `If a cache put it there, restore caches after the stage has begun, or in its command. Else delete it in a workflow step before the stage${removal}`;
	}
	return `A cache that was restored, a workspace that was kept, or an earlier step of the job put it there, and what is in it would go into the step unseen. If packages lie there: let a stage install them that names the directory in \`installs\`, and name it in \`dependencies\` here. Else remove it before the stage, or let it come only after the stage has begun: restore caches and install in the command.`;
}
// src/recording/source/object-channel.ts
/** Asks one repository for objects. What comes is for the taker to check; each question needs another one. */
var ObjectChannel = class {
	/** Git passes each object on by itself here, so for more of them a process of their own is faster. */
	mostObjects = 1e3;
	#repository;
	#silentMs;
	#running;
	/** @param silentMs how long git may say nothing while it is asked, in milliseconds */
	constructor(repository, silentMs = LIMITS.gitAskedMs) {
		this.#repository = repository;
		this.#silentMs = silentMs;
	}
	/**
	* Reads objects one after the other, at most `mostObjects`, once the answer before is there.
	*
	* @param names ids, or what git finds one by
	* @throws GIT_FAILED, SOURCE_UNREADABLE, and what the taker throws
	*/
	async read(names, taker) {
		const running = this.#running ??= this.#start();
		const { git } = running;
		const reader = new BatchReader(taker);
		let silence;
		try {
			await new Promise((resolve, reject) => {
				const { directory } = this.#repository;
				const late = () => reject(tookTooLong(directory, ["cat-file"], this.#silentMs));
				silence = setTimeout(late, this.#silentMs);
				running.take = (chunk) => {
					silence?.refresh();
					try {
						reader.push(chunk);
						if (reader.isWhole) resolve();
					} catch (error) {
						reject(error);
					}
				};
				git.ended.then(() => reject(malformed$1()), reject);
				git.stdin.write(`${names.join("\n")}\n`);
			});
		} catch (error) {
			this.close();
			throw error;
		} finally {
			clearTimeout(silence);
			running.take = void 0;
		}
	}
	/** Ends git, which may be started again. */
	close() {
		this.#running?.git.stop();
		this.#running = void 0;
	}
	#start() {
		const git = streamGit(this.#repository, ["cat-file", "--batch"], this.#repository.environment);
		const running = {
			git,
			take: void 0
		};
		git.stdout.on("data", (chunk) => {
			if (running.take === void 0) git.stop();
			else running.take(chunk);
		});
		return running;
	}
};
/** Does something with a repository that answers through one git. */
async function withChannel(repository, work) {
	const channel = new ObjectChannel(repository);
	try {
		return await work({
			...repository,
			channel
		});
	} finally {
		channel.close();
	}
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
const MOST_NAMES$3 = 10;
/** Files that differ from those of a commit, in words: `2 files ("a" (other content), "b" (missing))`. */
function differencesText(differences) {
	const names = differences.map(({ path, kind }) => `${quoteUntrusted(path)} (${WORDS[kind]})`);
	return `${count(names.length, "file")} (${listed(names, MOST_NAMES$3, (name) => name)})`;
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
* @param files whose bytes on the disk are known; facts of plain ones are only told where they decide about the machine
* @param glanced SHA-256 by git's id of other bytes that lie on the disk, plain files of the commit among them
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
	#plain;
	#machines;
	constructor(checkouts, { odd, plain }, machines) {
		this.#checkouts = checkouts;
		this.#files = odd;
		this.#plain = plain;
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
		const torn = /* @__PURE__ */ new Set();
		for (const { id, disk, diskId } of this.#files) {
			if (id !== diskId) continue;
			if ((this.digests.get(id) ?? disk) !== disk) torn.add(id);
			this.digests.set(id, disk);
		}
		for (const id of torn) this.digests.delete(id);
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
		for (const file of this.#plain()) this.facts.push(new FileFacts(file, file.disk));
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
// src/recording/source/plain-files.ts
/** Whether nothing but its bytes tells a file from what a machine without settings writes. */
function isTold({ kind, look, conversion }) {
	if (look.kind !== "file" || kind === "link" || look.executable !== (kind === "executable")) return false;
	return conversion === void 0 || !isPinned(conversion);
}
/** The files that are what a machine without settings checks out, as far as their bytes say it at once. */
var PlainFiles = class {
	/** Their SHA-256 by git's id of them. */
	digests = /* @__PURE__ */ new Map();
	#disk;
	#gitIds;
	/**
	* @param disk SHA-256 of what lies there, by the names of files
	* @param gitIds what git calls the same bytes
	*/
	constructor(files, disk, gitIds) {
		this.#disk = disk;
		this.#gitIds = gitIds;
		const torn = /* @__PURE__ */ new Set();
		for (const { name, id } of files) {
			const sha256 = disk.get(name);
			if (sha256 === void 0 || gitIds.get(name) !== id) continue;
			if ((this.digests.get(id) ?? sha256) !== sha256) torn.add(id);
			this.digests.set(id, sha256);
		}
		for (const id of torn) this.digests.delete(id);
	}
	has(file) {
		const { name, id } = file;
		const sha256 = this.#disk.get(name);
		return sha256 !== void 0 && this.#gitIds.get(name) === id && this.digests.get(id) === sha256 && isTold(file);
	}
};
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
		const plain = new PlainFiles(tracked.values(), disk, gitIds);
		const filesThat = (arePlain) => [...tracked].flatMap(([name, file]) => {
			if (plain.has(file) !== arePlain) return [];
			if (file.look.kind === "link") return [compared(file, file.look.target.sha256, file.look.target.gitId)];
			const sha256 = disk.get(name);
			return sha256 === void 0 ? [] : [compared(file, sha256, gitIds.get(name))];
		});
		const machines = machinesOf(process.platform);
		const isAsked = this.#isAsked();
		const known = new Map([...this.#glanceAtOthers(disk), ...plain.digests]);
		const files = {
			odd: filesThat(false),
			plain: () => filesThat(true)
		};
		const expectations = await readExpectations(this.#tree.checkouts, files, known, machines);
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
	if (look.kind !== "file") return void 0;
	return {
		kind: "file",
		mode: look.executable ? "executable" : void 0,
		bytes: look.bytes
	};
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
	const only = sparse && sparsePatterns(sparse);
	const repository = openWorkTree(directory, environment);
	const { whole, tree, attributes } = await withChannel(repository, async (opened) => {
		const all = await readTree(opened, commit ?? await headOf(opened));
		const part = only === void 0 ? all : sparseTree(all, only);
		return {
			whole: all,
			tree: part,
			attributes: await attributesOf(opened, all, part)
		};
	});
	const gitId = tree.commit.length === 40 ? "sha1" : "sha256";
	const disk = new Disk(directory, gitId);
	const reader = new SubmoduleReader(directory, prefix, disk);
	const top = {
		repository,
		above: "",
		tree,
		attributes
	};
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
async function attributesOf(repository, whole, tree) {
	return new Attributes(await attributeFiles(repository, whole, tree));
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
		if (depth > LIMITS.pathDepth) throw tooLarge$1(`submodules within more than ${LIMITS.pathDepth} others`, "Nest submodules less deeply.");
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
			for (const name of namesIn$1(place, path)) this.#differ(`${path}/${name}`, "content", "lies in a submodule that is not checked out");
			return;
		}
		const checkout = await withChannel(openWorkTree(place, environment), (repository) => this.#readCheckout(path, commit, repository));
		if (checkout !== void 0) await this.readBelow(checkout, depth + 1);
	}
	/** Undefined for one that has another commit checked out. */
	async #readCheckout(path, commit, opened) {
		const head = await headOf(opened);
		if (head !== commit) {
			this.#differ(path, "content", `is a submodule at ${quoteUntrusted(head)}, and the commit wants ${quoteUntrusted(commit)}`);
			return;
		}
		if (this.checkouts.length >= LIMITS.claimedSubmodules || path.length > LIMITS.nameLength) throw tooLarge$1(`more than ${LIMITS.claimedSubmodules} submodules, or one at a path of more than ${LIMITS.nameLength} characters`, "Commit fewer submodules, at shorter paths.");
		const tree = await readCommitTree(opened, commit);
		const attributes = await attributesOf(opened, tree, tree);
		const { channel: _channel, ...repository } = opened;
		const checkout = {
			repository,
			above: `${path}/`,
			tree,
			attributes
		};
		this.checkouts.push(checkout);
		return checkout;
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
function namesIn$1(place, path) {
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
		const path = /^\s*path\s*=(.*)$/.exec(line)?.[1]?.trim();
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
		const seen = recording.below?.seen;
		const { checkouts, some } = seen === NO_CHECKOUTS ? seen : checkoutsBelow(workspace, request);
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
		const { entries } = await withChannel(openWorkTree(workspace, environment), async (repository) => readTree(repository, await headOf(repository)));
		return entries.flatMap(({ path, kind }) => kind === "submodule" ? [] : [path]);
	} catch (error) {
		if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return [];
		throw error;
	}
}
// src/stages/begun-directories.ts
/**
* Looks at the directories of packages before anything else is recorded.
*
* @throws SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, INPUT_INVALID, RECORD_ codes
*/
async function beginDirectories(recorder, { step, exclude, mayCheckOut, workspace, environment, source, takenOver, below, ...lines }) {
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
		linksByName: source === "auto",
		below
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
// src/stages/portable-names.ts
/** Whether Windows refuses one part of a path as it stands: it reserves some characters, endings and names of devices. */
function isRefusedByWindows(part) {
	return /[<>:"|?*\\\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part);
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
	if (path.startsWith("/") || beginsLikeDrive(path)) throw refused$1(text, "is absolute", at);
	const parts = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part === "..") {
			if (parts.pop() === void 0) throw refused$1(text, "leads out of the workspace", at);
			continue;
		}
		if (isGitName(part)) throw refused$1(text, "is inside `.git`", at);
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
			if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) throw refused$1(directory, `leads to ${quoteUntrusted(place)}, which is not a directory`, at, REPLACED);
			place = realpathSync(place);
			const where = PLACES[placeOf$1(root, place)];
			if (where !== void 0) throw refused$1(directory, `leads to ${quoteUntrusted(place)}, ${where}`, at, REPLACED);
		}
		return "there";
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code = "unknown" } = error;
		throw refused$1(directory, `cannot be followed at ${quoteUntrusted(place)}: ${code}`, at, REPLACED, error);
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
function refused$1(value, what, at, hint = INSIDE, cause) {
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
// src/stages/demand-readable.ts
/** What a bundle holds beside the payload, with a margin: certificate, entries of logs, time stamps. */
const BESIDE_PAYLOAD = 262144;
/**
* Demands that a reader takes everything of a link but its artifacts, whose names are bounded when they are recorded: it is
* read back.
*
* @param memory bytes of memory, estimated, that a reader has for it
* @throws RECORDING_TOO_LARGE
*/
function demandReadable(link, memory = LIMITS.signedMemory) {
	const rest = Buffer.from(writeJson(encodeLink({
		...link,
		materials: NO_ARTIFACTS,
		products: NO_ARTIFACTS
	})));
	readBack(link.name, () => parseLink(readJson(rest, {
		...options(link.name),
		memory
	})));
}
/** Demands that a reader takes a link file of so many bytes. @throws RECORDING_TOO_LARGE */
function demandFileSize(name, bytes, most = LIMITS.linkBytes) {
	if (bytes > most) throw tooLarge(name, `The file would have ${bytes} bytes; at most ${most} are read.`, FEWER_FILES);
}
/**
* Demands that a reader takes the Statement of a link from a bundle, before anybody signs it.
*
* @throws RECORDING_TOO_LARGE
*/
function demandReadableStatement(name, payload, most = LIMITS.bundleBytes) {
	const bundleBytes = Math.ceil(payload.length / 3) * 4 + BESIDE_PAYLOAD;
	demandFileSize(name, bundleBytes, most);
	const memory = LIMITS.signedMemory - bundleBytes;
	readBack(name, () => parseStatement(readJson(payload, {
		...options(name),
		memory
	})));
}
const options = (name) => ({
	source: name,
	maxBytes: LIMITS.linkBytes,
	bytes: NODE_BYTES
});
function readBack(name, read) {
	try {
		read();
	} catch (error) {
		if (!(error instanceof CoreError)) throw error;
		throw tooLarge(name, error.message, hintFor(error.at ?? ""), error);
	}
}
const FEWER_FILES = "Record fewer files in one step: exclude what nobody needs, name a directory as one artifact (`dir:PATH`), or split the step.";
function hintFor(at) {
	if (at.endsWith("directories")) return "Each line that begins with `!` counts once for each directory. Give fewer of these lines, or name fewer directories: one that holds several of them.";
	if (/(exclude|left_out)$/.test(at)) return "Give fewer exclude patterns: one for a directory instead of one for each file.";
	return FEWER_FILES;
}
function tooLarge(name, why, hint, cause) {
	return new StagesError("RECORDING_TOO_LARGE", `The link of step ${quoteUntrusted(name)} would hold more than is ever read of one, so nothing is signed. ${why}`, {
		hint,
		cause
	});
}
// src/stages/write-link.ts
/** Signs and writes a link under the name that the specification gives it; returns its path. @throws STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
function writeLink({ link, directory, format, signing }) {
	checkStepName(link.name);
	demandReadable(link);
	const file = signLink({
		link,
		format,
		signers: signing === void 0 ? [] : [signing],
		bytes: NODE_BYTES
	});
	demandFileSize(link.name, file.size);
	const path = join(directory, fileNameOf(link.name, signing));
	writeFileAtomically(path, file);
	return path;
}
/** Step names become file names. @throws STEP_NAME_UNSAFE */
function checkStepName(name) {
	if (isSafeName(name)) return;
	throw new StagesError("STEP_NAME_UNSAFE", `The step name ${quoteUntrusted(name)} cannot be a file name on every system.`, { hint: "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot." });
}
function fileNameOf(name, signing) {
	return signing === void 0 ? unsignedLinkFileName(name) : linkFileName(name, signing.keyId);
}
// src/stages/inputs/layout-inputs.ts
/** The path of the signed layout in a repository. */
const LAYOUT_PATH = ".in-toto/root.layout";
/** The word for what the layout says. */
const BY_LAYOUT = "by-layout";
/** @throws INPUT_MISSING, INPUT_INVALID */
function readLayoutInputs(inputs) {
	return {
		layout: readLayoutPath(inputs.control("layout", ".in-toto/root.layout") ?? ".in-toto/root.layout"),
		layoutFile: inputs.control("layout-file", NONE),
		scratch: readScratch(inputs)
	};
}
function readLayoutPath(path) {
	if (path === "none") return void 0;
	const parts = path.split("/");
	if (!path.includes("\\") && parts.every((part) => part !== "" && part !== "." && part !== "..")) return path;
	throw invalid("layout", `${quoteUntrusted(path)} does not name a file in a repository`, "Write its path from the top of the repository with forward slashes, or `none`.");
}
function readScratch(inputs) {
	if (inputs.control("scratch", "by-layout") === void 0) return void 0;
	const lines = inputs.lines("scratch");
	if (lines.length === 1 && lines[0] === "none") return [];
	for (const line of lines) {
		const flaw = line === "none" || line === "by-layout" ? "stands among other lines" : flawOfLine(line);
		if (flaw !== void 0) throw invalid("scratch", `${quoteUntrusted(line)} ${flaw}`);
	}
	return lines;
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
// src/stages/intents/no-exclude.ts
const NO_EXCLUDE = "A step in intents excludes nothing but its `scratch`, and that leaves out nothing that fits `adds` or `may-add`: let the command remove what is named, or write a plain file in its place; what nothing of this fits, name under `scratch` and sign the layout again.";
/** Records as another does; what would say that something is to be excluded says what there is in its place. */
function withoutExclude(recorder) {
	return { record: async (request) => {
		try {
			return await recorder.record(request);
		} catch (error) {
			if (!(error instanceof RecordingError) || error.hint === void 0 || !/\bexclude\b/i.test(error.hint)) throw error;
			const { code, message, at, cause, hint } = error;
			const rest = hint.startsWith("Exclude") ? "" : `${hint} `;
			throw new RecordingError(code, message, {
				at,
				cause,
				hint: `${rest}${NO_EXCLUDE}`
			});
		}
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
	const whole = withoutExclude(ofItsKinds(materials, step, takes));
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
const MOST_NAMES$2 = 5;
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
		const names = files.length === 0 ? "" : `: ${listed(files, MOST_NAMES$2, (file) => quoteUntrusted(file))}`;
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
// src/stages/intents/known-folders.ts
/** Names of directories that package managers, builds and tests fill, and nobody ships. */
const KNOWN_FOLDERS = /* @__PURE__ */ new Set([
	"node_modules",
	".venv",
	"venv",
	"__pycache__",
	".pytest_cache",
	".mypy_cache",
	".ruff_cache",
	".tox",
	".nox",
	"target",
	".gradle",
	".m2",
	".cache",
	".npm",
	".pnpm-store",
	".yarn",
	"bower_components",
	"vendor",
	"Pods",
	".bundle",
	".nuget",
	".next",
	".nuxt",
	".turbo",
	".parcel-cache",
	"coverage"
]);
const MOST_FOLDERS = 10;
/** Directories of files that are called like such a folder; of those within each other, the outermost. */
function knownFolders(files) {
	const found = /* @__PURE__ */ new Set();
	for (const path of files) {
		const parts = path.split("/").slice(0, -1);
		const at = parts.findIndex((part) => KNOWN_FOLDERS.has(part));
		if (at >= 0) found.add(parts.slice(0, at + 1).join("/"));
	}
	return [...found].sort();
}
/** Tells of such folders among what was recorded without a layout. */
function tellKnownFolders(step, recorded, runner) {
	const folders = knownFolders(recorded.paths());
	if (folders.length === 0) return;
	const [first = ""] = folders;
	runner.log(`Step ${quoteUntrusted(step)}: no layout is at hand, so ${listed(folders, MOST_FOLDERS, (path) => quoteUntrusted(path))} ${folders.length === 1 ? "is" : "are"} recorded with all files. If the step only leaves that behind, write \`scratch: ${yamlText(`${first}/`)}\`, or name the signed layout in \`layout-file\`.`);
}
// src/stages/intents/signed-layout.ts
/** @throws JSON_, METADATA_ and KEY_ codes for what is no layout, INTENTS_INVALID, INTENT_PATTERN_INVALID */
function readSignedLayout(text, path, from) {
	const { layout } = new LayoutFile(Buffer$1.from(text), path, NODE_BYTES).parsed();
	return {
		text,
		from,
		intents: intentsOf(layout),
		steps: layout.steps.map(({ name }) => name)
	};
}
/**
* The layout of the commit that is checked out in a directory; undefined where there is none. What lies in the work tree
* is not asked: an earlier step could have written it.
*
* @throws INTENTS_INVALID, INTENT_PATTERN_INVALID for intents that this release cannot read
*/
async function layoutOfCommit(directory, path, environment, runner) {
	if (!hasRepository(directory)) return void 0;
	try {
		const { commit, bytes } = await withChannel(openWorkTree(directory, environment), async (repository) => {
			const head = await headOf(repository);
			return {
				commit: head,
				bytes: await readCommitFile(repository, head, path, LIMITS.layoutBytes)
			};
		});
		return bytes && readSignedLayout(bytes.toString("utf8"), path, `${escapeUntrusted(path)} of commit ${commit}`);
	} catch (error) {
		if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return void 0;
		if (!(error instanceof InTotoError) || !/^(?:JSON|METADATA|KEY|DSSE)_/.test(error.code)) throw error;
		runner.annotate("warning", "The layout cannot be read", `${escapeUntrusted(path)} of the commit that is checked out is not a signed layout, so the step is recorded as the inputs say: ${error.message}`);
		return;
	}
}
/** The layout in a file that the workflow names. @throws FILE_UNREADABLE, and what `readSignedLayout` throws */
function layoutOfFile(workspace, path) {
	const bytes = readPlainFile(isAbsolute(path) ? path : join(workspace, path), LIMITS.layoutBytes);
	if (bytes !== void 0) return readSignedLayout(Buffer$1.from(bytes).toString("utf8"), path, escapeUntrusted(path));
	throw new FilesError("FILE_UNREADABLE", "There is no such file.", {
		at: `input layout-file: ${escapeUntrusted(path)}`,
		hint: "Name a signed layout that lies there before the stage begins, relative to the workspace, or write `none`."
	});
}
// src/stages/intents/find-layout.ts
/**
* The signed layout by which a step is recorded: that of the commit, else the copy that travels with what was taken over,
* else the file that the workflow names.
*
* @throws FILE_UNREADABLE for a file that is not there; for what is in one, JSON_, METADATA_, KEY_ and INTENT codes
*/
async function findLayout({ layout, layoutFile }, { directory, workspace, environment, runner, copy }) {
	return (layout === void 0 ? void 0 : await layoutOfCommit(directory, layout, environment, runner)) ?? copy ?? (layoutFile === void 0 ? void 0 : layoutOfFile(workspace, layoutFile));
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
		added: [...step.adds, ...step.mayAdd].map(({ text }) => text),
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
		added: [],
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
// src/stages/named-links.ts
/** What systems say that let this user make no symbolic links. */
const NO_LINKS = [
	"EPERM",
	"EACCES",
	"ENOTSUP",
	"ENOSYS"
];
/** The name that a symbolic link holds, with forward slashes, as git keeps it; undefined for what is no symbolic link. */
function targetOf(path) {
	try {
		if (!lstatSync(path).isSymbolicLink()) return void 0;
		const target = readlinkSync(path);
		return sep === "\\" ? target.replaceAll("\\", "/") : target;
	} catch {
		return;
	}
}
/**
* Makes a symbolic link in a workspace, in whose place nothing lies.
*
* @param root the workspace, without any symbolic link on the way to it
* @param path of the link in there; the directory that it lies in is there
* @throws TAKE_OVER_UNSAFE for a target that may lie outside; what the system says
*/
function placeLink(root, path, target) {
	const place = join(root, path);
	if (!staysWithin(relative(root, realpathSync(dirname(place))).replaceAll(sep, "/"), target)) throw new StagesError("TAKE_OVER_UNSAFE", `${quoteUntrusted(path)} is a symbolic link to ${quoteUntrusted(target)}, which may lead out of the workspace.`, { hint: "Let the link lead to what is handed over beside it, by the shortest way, or hand its target over instead." });
	try {
		symlinkSync(target, place);
	} catch (error) {
		if (!NO_LINKS.includes(error.code)) throw error;
		writeFileSync(place, target, { flag: "wx" });
	}
}
/**
* Steps upwards come first, and no more than there are directories: behind a name, which may be a link itself, `..` could
* lead anywhere.
*/
function staysWithin(from, target) {
	if (target === "" || posix.isAbsolute(target) || /[\\:\0]/.test(target)) return false;
	const depth = from === "" ? 0 : from.split("/").length;
	const parts = target.split("/").filter((part) => part !== "." && part !== "");
	const names = parts.findIndex((part) => part !== "..");
	const upwards = names < 0 ? parts.length : names;
	const rest = parts.slice(upwards);
	return upwards <= depth && !rest.includes("..") && !rest.some(isGitName);
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
	[/^(?:http(?:\..+)?\.proxy|protocol(?:\..+)?\.allow)$/],
	[/^remote\..+\.(?:push)?url$/, /^(?!.*::)/],
	[/^tar\..+\.command$/],
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
/** Settings with their values, names in lower case but for subsections; read character by character, as git does. */
function settingsOf(written) {
	const text = written.replaceAll("\r\n", "\n");
	const settings = [];
	let section = "";
	let at = 0;
	while (at < text.length) {
		const rest = text.slice(at, at + LONGEST_WORD);
		const name = /^[A-Za-z][A-Za-z0-9-]*/.exec(rest)?.[0];
		const end = text[at] === "[" ? endOfHeading(text, at) : 0;
		if (end > 0) {
			section = sectionOf(text.slice(at + 1, end - 1));
			at = end;
		} else if (name !== void 0) {
			const { value, end: next } = valueAt(text, at + name.length);
			settings.push([`${section}.${name.toLowerCase()}`, value]);
			at = next;
		} else if (/^\s/.test(rest)) at += 1;
		else at = endOfLine(text, at);
	}
	return settings;
}
/** Characters of the longest name of a setting that is looked for. */
const LONGEST_WORD = 256;
function endOfLine(text, at) {
	const end = text.indexOf("\n", at);
	return end < 0 ? text.length : end;
}
/** Where the text goes on behind a heading that begins at a place; 0 for one that does not end on its line. */
function endOfHeading(text, start) {
	let quoted = false;
	for (let at = start + 1; at < text.length && text[at] !== "\n"; at += 1) if (quoted && text[at] === "\\") at += 1;
	else if (text[at] === "\"") quoted = !quoted;
	else if (text[at] === "]" && !quoted) return at + 1;
	return 0;
}
function sectionOf(heading) {
	const quote = heading.indexOf("\"");
	if (quote < 0) return heading.trim().toLowerCase();
	const subsection = heading.slice(quote + 1, heading.lastIndexOf("\"")).replace(/\\(.)/g, "$1");
	return `${heading.slice(0, quote).trim().toLowerCase()}.${subsection}`;
}
/**
* What stands behind the equals sign, without quotes and comment. A setting without a value is true. A backslash before
* the end of a line goes on in the next one; in a comment it does not.
*/
function valueAt(text, start) {
	let at = start;
	while (text[at] === " " || text[at] === "	") at += 1;
	if (text[at] !== "=") return {
		value: "true",
		end: endOfLine(text, at)
	};
	let [value, quoted] = ["", false];
	for (at += 1; at < text.length && text[at] !== "\n"; at += 1) {
		const character = text[at];
		if (character === "\\") {
			at += 1;
			if (text[at] !== "\n") value += text[at] ?? "";
		} else if (character === "\"") quoted = !quoted;
		else if (!quoted && (character === "#" || character === ";")) {
			at = endOfLine(text, at);
			break;
		} else value += character;
	}
	return {
		value: value.trim(),
		end: at
	};
}
// src/stages/kept-in-git.ts
/** Names of one message. */
const MOST_NAMES$1 = 10;
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
	const packed = textOf$2(join(git, "packed-refs"), LIMITS.packedRefsBytes).split("\n");
	return [
		...steeringIn(git, ""),
		...modulesIn(git),
		...isCut(join(git, "packed-refs"), LIMITS.packedRefsBytes) ? [kept("packed-refs that is too long to read")] : [],
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
/**
* The same of checkouts further down, with what git does not put into such a directory: nothing in there is recorded.
*
* @param below what lies there, as far as a recording comes by
*/
function keptBelow(workspace, { checkouts }) {
	return checkouts.flatMap((path) => {
		const odd = namesIn(join(workspace, path, ".git")).filter((name) => !OF_GIT.test(name));
		return [...keptInGit(join(workspace, path), void 0), ...odd.slice(0, MOST_OF_A_KIND).map((name) => kept(name))].filter(({ usual }) => !usual).map(({ name, usual }) => ({
			usual,
			name: `${path}/.git/${name}`
		}));
	});
}
/** What git itself puts into `.git`, of versions since 2.18. */
const OF_GIT = /^(?:(?:[A-Z]+_)?HEAD|AUTO_MERGE|COMMIT_EDITMSG|MERGE_(?:MODE|MSG|RR)|branches|common(?:dir)?|config(?:\.worktree)?|description|gc\.(?:log|pid)|gitdir|hooks|index|info|lfs|logs|modules|objects|packed-refs|refs|rr-cache|shallow|worktrees)$/;
/** Hooks and settings of one repository. @param prefix of their names */
function steeringIn(git, prefix) {
	const usual = prefix === "" ? [] : ["core.worktree"];
	return [
		...hooksIn(join(git, "hooks")),
		...configuredIn(git, "config", usual),
		...configuredIn(git, "config.worktree", usual)
	].map(({ name, ...rest }) => ({
		...rest,
		name: `${prefix}${name}`
	}));
}
/** What repositories of submodules hold; their names may have slashes, and each may have submodules of its own. */
function modulesIn(git) {
	const found = [];
	const open = ["modules"];
	let seen = 0;
	for (let at = open.pop(); at !== void 0 && found.length < MOST_OF_A_KIND; at = open.pop()) {
		seen += 1;
		if (seen > LIMITS.installedDirectories) return [...found, kept("modules that are too many to read")];
		const directory = join(git, at);
		if (textOf$2(join(directory, "HEAD")) !== "") {
			found.push(...steeringIn(directory, `${at}/`));
			open.push(`${at}/modules`);
		} else for (const name of namesIn(directory)) if (lstatSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true) open.push(`${at}/${name}`);
	}
	return found;
}
/** Tells of what was kept: loudly where a clean checkout was expected. */
function tellKept(all, runner, level) {
	const names = (found) => listed(found.map(({ name }) => name), MOST_NAMES$1, (name) => quoteUntrusted(name));
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
	const [shell, demand, call, ...more] = textOf$2(path).trim().split("\n");
	return !isCut(path) && shell === "#!/bin/sh" && more.length === 0 && call === `git lfs ${name} "$@"` && /^command -v git-lfs >\/dev\/null 2>&1 \|\| \{ (?:printf|echo) >&2(?: "[^"$`]*"){1,2}; exit 2; \}$/.test(demand ?? "");
}
function configuredIn(git, name, usual) {
	const path = join(git, name);
	return [...steersGit(textOf$2(path)).filter((key) => !usual.includes(key)).slice(0, MOST_OF_A_KIND).map((key) => kept(`${name} ${key}`)), ...isCut(path) ? [kept(`${name} that is too long to read`)] : []];
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
	return textOf$2(path).trim() !== "";
}
// src/stages/products-digest.ts
/**
* One digest for a set of artifacts, `sha256:<hex>`: the SHA-256 of one line `["<digests>","<path>"]` of JSON for each,
* in order of the paths' code points. JSON, because a file name may hold a line break, and two sets must not make one
* text.
*/
function artifactsDigest(artifacts) {
	return digestOfHex(sha256OfLines(linesOf(artifacts)));
}
function linesOf(artifacts) {
	return artifacts instanceof ArtifactTable ? linesOfTable(artifacts) : linesOfPairs(artifacts);
}
function* linesOfPairs(artifacts) {
	for (const [path, digests] of artifacts) yield `${JSON.stringify([digests, path])}\n`;
}
/** The same lines, without keeping a text for each digest. */
function* linesOfTable({ names, digests }) {
	const bytes = Buffer$1.from(digests.buffer, digests.byteOffset, digests.length);
	for (const [position, name] of names.entries()) {
		const start = position * 32;
		yield `["sha256:${bytes.toString("hex", start, start + 32)}",${JSON.stringify(name)}]\n`;
	}
}
// src/stages/commit-notes.ts
function encodeCommitNotes({ source, takenOver }) {
	const { converted, links } = takenOver;
	const files = new Map([...converted].map(([path, { disk, commit }]) => [path, jsonObject({
		disk,
		commit
	})]));
	return jsonObject({
		source,
		taken_over: files,
		links: new Map(links)
	});
}
/** Of a recording whose digest was compared, so that its values are those that were written. */
function readCommitNotes(at) {
	return {
		source: at.member("source").string() === "none" ? "none" : "auto",
		takenOver: {
			converted: new Map([...at.member("taken_over").members()].map(([path, file]) => [path, {
				disk: file.member("disk").string(),
				commit: file.member("commit").string()
			}])),
			links: new Map([...at.member("links").members()].map(([path, digest]) => [path, digest.string()]))
		}
	};
}
// src/stages/intents/begun-layout.ts
/** How a step that began is recorded; undefined for one that is recorded as inputs say. */
function planOfBegun(begun, step) {
	if (begun === void 0) return void 0;
	const { found, scratch } = begun;
	if (found !== void 0) {
		const { intents } = readSignedLayout(found.text, "layout", found.from);
		const plan = intents && recordingPlan(intents, step);
		if (plan !== void 0) return {
			plan,
			from: found.from
		};
	}
	return scratch && {
		plan: planWithoutLayout(scratch),
		from: "none"
	};
}
/** What a stage that began keeps of its layout until it ends, as JSON. */
function encodeBegunLayout({ found, scratch, path, file, installed = /* @__PURE__ */ new Map() }) {
	return jsonObject({
		installed,
		...found === void 0 ? {} : { found: jsonObject({
			text: found.text,
			from: found.from
		}) },
		...scratch === void 0 ? {} : { scratch },
		...path === void 0 ? {} : { path },
		...file === void 0 ? {} : { file }
	});
}
/** @throws METADATA_ codes */
function parseBegunLayout(at) {
	const found = at.optional("found");
	return {
		found: found && {
			text: found.member("text").string(),
			from: found.member("from").string()
		},
		scratch: at.optional("scratch")?.strings(),
		path: at.optional("path")?.string(),
		file: at.optional("file")?.string(),
		installed: new Map([...at.member("installed").members()].map(([directory, files]) => [directory, new Map([...files.members()].map(([name, facts]) => [name, facts.string()]))]))
	};
}
// src/stages/stage-recording.ts
/** Writes a recording; returns its digest, `sha256:<hex>`. @throws FILE_UNWRITABLE */
function writeStageRecording(path, { value, link, exclude, matrix, demandsOutcome, steering, commit, directories, layout }) {
	const rest = jsonObject({
		begun: value,
		exclude,
		matrix,
		demands_outcome: demandsOutcome ? 1 : 0,
		steering,
		commit: encodeCommitNotes(commit),
		directories: encodeBegunDirectories(directories),
		...layout === void 0 ? {} : { layout: encodeBegunLayout(layout) }
	});
	const { written } = writeWithLink(rest, link, 0).finish(() => /* @__PURE__ */ new Uint8Array());
	writeFileAtomically(path, written, "process");
	return sha256Digest(written);
}
/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED, FILE_UNREADABLE, JSON_TOO_LARGE */
function readStageRecording(path, digest) {
	const at = escapeUntrusted(path);
	const bytes = readPlainFile(path, LIMITS.linkBytes, "refuse");
	if (bytes === void 0) throw new StagesError("RECORDING_NOT_STARTED", "The recording that the step began with is not there.", {
		at,
		hint: "Call the begin action first and hand its outputs recording and recording-digest on. If it was called, the command of the step removed the file."
	});
	const found = sha256Digest(bytes);
	if (found !== digest) throw new StagesError("RECORDING_TAMPERED", `The recording of the materials was changed while the step ran, or is another step's: it has the digest ${found}; ${quoteUntrusted(digest, 100)} was recorded.`, {
		at,
		hint: "Take recording and recording-digest from the outputs of one begin. If they are, find out which command of the step writes there. Nothing was signed."
	});
	const document = readJson(bytes, {
		source: path,
		maxBytes: LIMITS.linkBytes,
		memory: LIMITS.artifactMemory,
		linkDepth: 2,
		bytes: NODE_BYTES
	});
	const layout = document.optional("layout");
	return {
		value: parseBegunValue(document.member("begun")),
		link: parseLink(document.member("link")).link,
		exclude: document.member("exclude").strings(),
		matrix: document.member("matrix").string(),
		demandsOutcome: document.member("demands_outcome").integer() === 1,
		steering: document.member("steering").string(),
		commit: readCommitNotes(document.member("commit")),
		directories: parseBegunDirectories(document.member("directories")),
		layout: layout && parseBegunLayout(layout)
	};
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
		return statSync(path).size > MOST_BYTES ? identityOf(path) : sha256OfFile(path);
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
// src/stages/open-stages.ts
const DIRECTORY = "in-toto-stages";
const OPEN = ".open.json";
const ENDED = ".ended.json";
const MOST_NAMES = 5;
/**
* Marks a stage as begun; returns the steps of the same workspace that have begun and not ended.
*
* @throws FILE_UNWRITABLE
*/
function markBegun({ step, value }, run) {
	const directory = join(run.temporary, DIRECTORY);
	if (!existsSync(directory)) makeDirectory(directory);
	const place = placeOf(run);
	const before = marksIn(directory, place).filter(({ isOpen }) => !isOpen);
	writeFileAtomically(join(directory, `${value}${OPEN}`), writeJson(jsonObject({
		step,
		place,
		before: before.map((mark) => mark.value)
	})), "process");
	return marksIn(directory, place).filter((mark) => mark.isOpen && mark.value !== value).map((mark) => mark.step);
}
/** Marks a stage as ended; returns the steps of the same workspace that were open at any time while it was. */
function markEnded({ value }, run) {
	const directory = join(run.temporary, DIRECTORY);
	const marks = marksIn(directory, placeOf(run));
	const before = marks.find((mark) => mark.value === value)?.before ?? [];
	const others = marks.filter((mark) => mark.value !== value);
	try {
		if (others.some(({ isOpen }) => isOpen)) renameSync(join(directory, `${value}${OPEN}`), join(directory, `${value}${ENDED}`));
		else removeMarks(directory, marks);
	} catch {}
	return others.filter((mark) => !before.includes(mark.value)).map((mark) => mark.step);
}
function removeMarks(directory, marks) {
	for (const { value, isOpen } of marks) rmSync(join(directory, `${value}${isOpen ? OPEN : ENDED}`), { force: true });
	rmdirSync(directory);
}
/** Says with whom a stage shares its workspace, in the log and, where that is wanted, in the summary of the job. */
async function tellOverlap(runner, step, others, { when, summary }) {
	if (others.length === 0) return;
	const text = overlapText(step, others, when);
	runner.annotate("warning", "Stages overlap", text);
	if (!summary) return;
	const { overlapSummary } = await import("./reporting-stage-summary.mjs");
	await runner.summary(overlapSummary(text));
}
function overlapText(step, others, when) {
	const distinct = [...new Set(others)];
	const names = listed(distinct, MOST_NAMES, (name) => quoteUntrusted(name, 100));
	return `${when === "begin" ? `Step ${quoteUntrusted(step)} begins, and ${names} of the same workspace did not end: it runs at the same time, or failed before its end.` : `While step ${quoteUntrusted(step)} ran, ${names} of the same workspace had begun and not ended.`} Each records the files of the other. Let one end before the next begins; around a \`parallel\` group, put one begin before it and one end after it.`;
}
function placeOf({ binding, job, attempt, workspace }) {
	return JSON.stringify([
		binding.repository ?? "",
		binding.id ?? "",
		attempt,
		job,
		workspace
	]);
}
/** The marks of one job, at most as many as a job has steps. What cannot be read is of nobody. */
function marksIn(directory, place) {
	let files;
	try {
		files = readdirSync(directory);
	} catch {
		return [];
	}
	return files.slice(0, LIMITS.stageMarks).map((file) => readMark(directory, file)).filter((mark) => mark !== void 0).filter((mark) => mark.place === place);
}
function readMark(directory, file) {
	const suffix = [OPEN, ENDED].find((end) => file.endsWith(end));
	const value = suffix === void 0 ? void 0 : asBegunValue(file.slice(0, -suffix.length));
	if (value === void 0) return void 0;
	try {
		const bytes = readPlainFile(join(directory, file), LIMITS.smallFileBytes, "refuse");
		if (bytes === void 0) return void 0;
		const mark = readJson(bytes, {
			source: file,
			maxBytes: LIMITS.smallFileBytes
		});
		return {
			value,
			isOpen: suffix === OPEN,
			step: mark.member("step").string(),
			place: mark.member("place").string(),
			before: mark.member("before").strings()
		};
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
export { materialsRecorder as $, beginningRecorder as A, isOfHome as At, writeLink as B, tellKnownFolders as C, recordDependencies as Ct, patternBelow as D, artifactNameOfDirectory as Dt, tellOtherDigests as E, findDirectories as Et, secretKindIn as F, checkWorkingDirectory as G, demandReadable as H, BY_LAYOUT as I, beginDirectories as J, parseWorkingDirectory as K, LAYOUT_PATH as L, withoutExclude as M, parseDirectory as Mt, beginPlannedDirectories as N, stagePorts as Nt, refuseInputs as O, flawOfLeftOut as Ot, holdsOne as P, knownAtEnd as Q, readLayoutInputs as R, readSignedLayout as S, artifactNamesOf as St, tellInstalledChanges as T, recordInstalled as Tt, demandReadableStatement as U, demandFileSize as V, checkRecordedDirectory as W, trackedIn as X, endDirectories as Y, besideWorkspace as Z, placeLink as _, isRecordableVariable as _t, commandSteeringNames as a, scratchPresent as at, recordingPlan as b, stageSettings as bt, steeringVariables as c, installedByRecord as ct, writeStageRecording as d, beginStep as dt, productsRecorder as et, planOfBegun as f, defaultSettings as ft, tellKept as g, commandWords as gt, keptInGit as h, recordedNothing as ht, changedSteering as i, installedBefore as it, wholeSettings as j, isPattern as jt, WHOLE as k, homeIn as kt, FOUND_PROGRAMS as l, installedPlaces as lt, keptBelow as m, endStep as mt, markEnded as n, differencesText as nt, steeringNames as o, checkoutsBelow as ot, artifactsDigest as p, demandFiles as pt, isRefusedByWindows as q, tellOverlap as r, NOTHING_KNOWN as rt, steeringOf as s, dependenciesByLink as st, markBegun as t, recordWithSource as tt, readStageRecording as u, signRefused as ut, targetOf as v, recordedVariables as vt, installedOf as w, recordDirectories as wt, findLayout as x, NO_DIRECTORIES as xt, planWithoutLayout as y, stageExcludes as yt, checkStepName as z };
