import { F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS, Y as InTotoError, j as isServerId, l as invalid } from "./base.mjs";
import { $ as isOpenAddress, D as yamlTexts, M as isWhole, N as placeInTaker, Qr as jsonObject, Vt as withTookOver, Wr as isTooWide, Zr as isJsonObject, Zt as readDirectoryNotes, d as readWorkflowArtifactName, w as takesText, xn as readModes } from "./intoto.mjs";
import { $ as isGitName, Q as placeOf, R as StagesError, at as makeDirectory, it as withScratch, ot as fileUnwritable } from "./every-action.mjs";
import { F as secretKindIn, Mt as parseDirectory, Ot as flawOfLeftOut, S as readSignedLayout, X as trackedIn, _ as placeLink, _t as isRecordableVariable, a as commandSteeringNames, b as recordingPlan, bt as stageSettings, dt as beginStep, jt as isPattern, o as steeringNames, rt as NOTHING_KNOWN, x as findLayout, xt as NO_DIRECTORIES, y as planWithoutLayout } from "./every-stage.mjs";
import { t as readPublicKeys } from "./signing-keys-in-input.mjs";
import { dirname, join } from "node:path";
const { createHash } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
const { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } = process.getBuiltinModule("node:fs");
// src/stages/begin-environment.ts
/** The environment of a link as a stage begins it. What is as usual is not written. */
function beginEnvironment({ environment, setup, workingDirectory, variables }) {
	return new Map([
		...environment,
		...setup === "" ? [] : [["setup", setup]],
		...workingDirectory === "." ? [] : [["working_directory", workingDirectory]],
		...variables.size === 0 ? [] : [["variables", variables]]
	]);
}
// src/stages/begin-work.ts
/**
* The beginning of a step: its materials, its command and where it runs. The job that works and the one that signs for it
* come to the same.
*
* @throws RECORD_ codes
*/
async function beginWork(recorder, workspace, work) {
	const { step: name, command, materials, exclude, run, taken, directories = NO_DIRECTORIES } = work;
	const settings = work.settings ?? stageSettings(workspace, exclude);
	const begun = await beginStep(recorder, {
		name,
		materials,
		settings,
		run,
		directories
	});
	const known = beginEnvironment({
		...work,
		environment: begun.environment
	});
	return {
		...begun,
		command,
		environment: taken.length === 0 ? known : withTookOver(known, taken)
	};
}
// src/stages/cache-mode.ts
/** The words of `cache-mode`. */
const MODES = [
	"none",
	"read",
	"write",
	"write-only"
];
/** The mode that the environment tells; undefined where it tells none, or none that there is. */
function cacheMode(environment) {
	return asCacheMode(environment["ACTIONS_CACHE_MODE"]);
}
/** An environment of a link with the mode. */
function withCacheMode(environment, mode) {
	return mode === void 0 ? environment : new Map([...environment, ["caches", jsonObject({ mode })]]);
}
/** The mode that a link claims; `malformed` for a claim that is not written as we write it. */
function readCacheMode(environment) {
	const caches = environment.get("caches");
	if (caches === void 0) return void 0;
	if (!isJsonObject(caches) || caches.size !== 1) return "malformed";
	return asCacheMode(caches.get("mode")) ?? "malformed";
}
function asCacheMode(text) {
	return MODES.find((mode) => mode === text);
}
// src/stages/parse-directory-texts.ts
/**
* Directories, one a line, and below each what its digest leaves out, with `!` in front.
*
* @param refuse makes an error that is thrown
*/
function parseDirectoryTexts(lines, refuse) {
	const parsed = [];
	for (const line of lines) {
		const above = parsed.at(-1);
		if (line.startsWith("!")) addLeftOut(line, above, refuse);
		else parsed.push({
			text: parseLine(line, refuse),
			leftOut: []
		});
	}
	if (parsed.length > LIMITS.directoryLines) throw refuse(`it has ${parsed.length} directories, and at most ${LIMITS.directoryLines} are taken`);
	refuseNested(parsed, refuse);
	return parsed;
}
function parseLine(line, refuse) {
	const read = parseDirectory(line);
	if ("text" in read) return read.text;
	throw refuse(`${quoteUntrusted(line)} ${read.flaw}`, "Name directories of the workspace, relative to its top and with forward slashes, patterns of those, or directories of the home as `~/\u2026`.");
}
function addLeftOut(line, above, refuse) {
	const pattern = line.slice(1).trim();
	if (above === void 0) throw refuse(`${quoteUntrusted(line)} stands above every directory`, "Write it below its directory.");
	const flaw = flawOfLeftOut(pattern);
	if (flaw !== void 0) throw refuse(`${quoteUntrusted(line)} ${flaw}`, `Below ${quoteUntrusted(above.text)}, name what tools rewrite in there, relative to it: \`!.cache/\`.`);
	above.leftOut.push(pattern);
}
/** What lies in a directory that is one artifact is part of that. */
function refuseNested(lines, refuse) {
	const plain = lines.filter((line) => !isPattern(line));
	for (const [index, line] of lines.entries()) {
		if (lines.findIndex(({ text }) => text === line.text) < index) throw refuse(`${quoteUntrusted(line.text)} stands there twice`);
		const outer = plain.find(({ text }) => line.text.startsWith(`${text}/`));
		if (outer === void 0) continue;
		throw refuse(`${quoteUntrusted(line.text)} lies in ${quoteUntrusted(outer.text)}, which is recorded as a whole`, "Leave out the inner one.");
	}
}
// src/stages/inputs/dependency-inputs.ts
/** How to write a directory that is called like the word for "off". */
const DIRECTORY_NONE = "A directory of that name is `./none`.";
/** @throws INPUT_MISSING, INPUT_INVALID */
function readDependencies(inputs) {
	const installs = parse("installs", inputs.controlLines("installs", { itself: DIRECTORY_NONE }));
	const dependencies = parse("dependencies", inputs.controlLines("dependencies", { itself: DIRECTORY_NONE }));
	const both = installs.find(({ text }) => dependencies.some((line) => line.text === text));
	if (both === void 0) return {
		installs,
		dependencies
	};
	throw invalid("dependencies", `${quoteUntrusted(both.text)} stands in installs, too`, "A stage installs a directory, or uses one that an earlier stage installed. Name it in one of the two.");
}
function parse(name, lines) {
	return parseDirectoryTexts(lines, (what, hint) => invalid(name, what, hint));
}
// src/stages/inputs/job-inputs.ts
/** The run with the job's id. Servers and runners that give jobs no id leave the input empty. @throws INPUT_INVALID */
function withCheckRunId(inputs, run) {
	const id = inputs.text("check-run-id");
	if (id === "") return run;
	if (isServerId(id)) return {
		...run,
		check_run_id: id
	};
	throw invalid("check-run-id", `${quoteUntrusted(id, 100)} is not an id of a job`, "Leave it away: its default is the id of the job that the stage runs in.");
}
// src/stages/inputs/shell-inputs.ts
const SHELLS = [
	"bash",
	"sh",
	"pwsh",
	"powershell",
	"python"
];
/** The shell that runs the command. @throws INPUT_INVALID */
function readShell(inputs) {
	return inputs.choice("shell", SHELLS);
}
// src/stages/inputs/stage-inputs.ts
/** The command goes into the link, which everybody can read; masks hide things in logs alone. @throws INPUT_INVALID */
function checkCommand(input, command) {
	const bytes = Buffer.byteLength(command);
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
// src/stages/inputs/take-over-inputs.ts
/** The word for the public half of the signing key. */
const OWN_KEY = "own-key";
/** The word for the workflow that the job belongs to. */
const OWN_WORKFLOW = "own-workflow";
/**
* The inputs about a step to take over from. They are read where nothing is taken over, too: one that is empty tells of
* a fault that would show as soon as something is.
*
* @param step names of steps, one a line; undefined where nothing is taken over
* @throws INPUT_MISSING, INPUT_INVALID, KEY_ codes
*/
function readTakeOver(inputs, step, { ownKey, canIdentify }) {
	const given = inputs.control("take-over-keys", OWN_KEY);
	const keys = given === void 0 ? ownKey === void 0 ? [] : [ownKey] : readPublicKeys("take-over-keys", given);
	const identities = readIdentities(inputs);
	const trustedRoot = inputs.control("trusted-root", "carried") ?? "";
	const jobWorkflowRef = inputs.text("job-workflow-ref");
	if (step === void 0) return void 0;
	return {
		steps: [...new Set(step.split("\n").map((line) => line.trim()))].filter((line) => line !== ""),
		keys,
		canSign: ownKey !== void 0 || canIdentify,
		trustedRoot,
		identities,
		jobWorkflowRef
	};
}
/** Runs have addresses for identities; a reference as in `uses:` would fit none of them. */
function readIdentities(inputs) {
	const identities = inputs.controlLines("take-over-identities", { word: OWN_WORKFLOW });
	const odd = identities.find((identity) => !identity.startsWith("https://"));
	const atGitHub = /^https:\/\/(?:github\.com\/|[^/]*\*)/;
	const wide = identities.find((text) => isTooWide(text) || atGitHub.test(text) && isOpenAddress(text));
	if (wide !== void 0) throw invalid("take-over-identities", `${quoteUntrusted(wide)} may be the workflow of any repository: "**" before the "@" crosses every "/", and "*" for the owner is anybody`, "Name owner, repository and workflow before the \"@\", where \"*\" stops at \"/\".");
	if (odd === void 0) return identities;
	throw invalid("take-over-identities", `${quoteUntrusted(odd)} does not start with https://`, "Write identities as certificates have them, like https://github.com/OWNER/REPO/.github/workflows/FILE.yml@refs/heads/main.");
}
// src/stages/expected-signers.ts
/**
* The identities that were named, as patterns; where none were, the one by which the workflow of this job would sign,
* letter by letter.
*
* @param named the input take-over-identities
* @param jobWorkflowRef the input job-workflow-ref. Some runners leave it empty; then the workflow that was started
* stands for it.
*/
function expectedSigners(named, jobWorkflowRef, { serverUrl, workflowRef }) {
	if (named.length > 0) return {
		kind: "patterns",
		patterns: named
	};
	const ref = jobWorkflowRef === "" ? workflowRef : jobWorkflowRef;
	return ref === "" ? { kind: "unknown" } : {
		kind: "exact",
		identity: `${serverUrl}/${ref}`
	};
}
// src/stages/take-over-products.ts
/**
* Fetches products of steps, puts them into the workspace, and tells what the step that takes them knows of them.
*
* @param place how they are put there; each by its name, unless it says otherwise
* @throws TRUSTED_ROOT_, INPUT_ and FILE_ codes for a trusted root; what `takeOver` throws: TAKE_OVER_, ARTIFACT_, RECORD_,
* BUNDLE_, JSON_ and METADATA_ codes
*/
async function takeOverProducts({ steps, keys, canSign, trustedRoot, identities, jobWorkflowRef }, recorder, { runner, run, artifacts, get }, place) {
	const [{ fetchProducts, listHandedOver }, { BundleVerifier }, { fetchByTuf, trustedRoots }] = await Promise.all([
		import("./stages-take-over.mjs"),
		import("./load-sigstore-bundle-verifier.mjs"),
		import("./sigstore-roots-of-input.mjs")
	]);
	const roots = await trustedRoots(trustedRoot, void 0, fetchByTuf(get));
	return withScratch(run.temporary, async (temporary) => {
		const request = {
			artifacts: await artifacts(temporary),
			keys,
			unsigned: run.origin === "own" || canSign ? "refuse" : "accept",
			run: run.binding,
			signers: expectedSigners(identities, jobWorkflowRef, run),
			keyless: new BundleVerifier(roots),
			serverUrl: run.serverUrl,
			workspace: run.workspace,
			recorder
		};
		const listed = await listHandedOver(request);
		const fetched = [];
		for (const [index, step] of namedSteps(steps, listed).entries()) {
			runner.group(`Take over the products of step ${quoteUntrusted(step)}`);
			try {
				const own = join(temporary, String(index));
				makeDirectory(own);
				const one = await fetchProducts({
					...request,
					step,
					temporary: own
				}, listed);
				if (!one.signed) runner.annotate("warning", "Products of an unsigned step", `The link of step ${quoteUntrusted(step)} is not signed, since this run has no identity; its products were compared with it all the same.`);
				runner.log(`Step ${quoteUntrusted(step)}: ${count(one.found.size, "file")} taken over, as its link says.`);
				fetched.push(one);
			} finally {
				runner.endGroup();
			}
		}
		return place === void 0 ? allAsNamed(run.workspace, fetched) : place(fetched);
	});
}
/** Puts all products where they lay in the steps that made them; of two of one name, the later one stays. */
async function allAsNamed(workspace, fetched) {
	const { placeAsNamed } = await import("./stages-take-over.mjs");
	const taken = fetched.map((one) => placeAsNamed(workspace, one));
	return {
		links: taken.map(({ link }) => link),
		tookOver: taken.map(({ tookOver }) => tookOver),
		known: {
			converted: new Map(taken.flatMap(({ known }) => [...known.converted])),
			links: new Map(taken.flatMap(({ known }) => [...known.links]))
		},
		placed: new Set(fetched.flatMap(({ found }) => [...found.paths()]))
	};
}
/** Steps by their names; a `*` stands for any part of the name of a step that stored a link. @throws TAKE_OVER_NOT_FOUND */
function namedSteps(names, listed) {
	const stored = listed.flatMap(({ name }) => {
		const of = readWorkflowArtifactName(name);
		return of?.kind === "link" ? [of.step] : [];
	});
	return [...new Set(names.flatMap((name) => {
		if (!name.includes("*")) return [name];
		const parts = name.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
		const fits = new RegExp(`^${parts.join(".*")}$`, "u");
		const found = stored.filter((step) => fits.test(step)).sort();
		if (found.length > 0) return found;
		throw new StagesError("TAKE_OVER_NOT_FOUND", `This run has stored no link of a step whose name fits ${quoteUntrusted(name)}.`, { hint: "Let this job need the jobs of those steps, and check the name." });
	}))];
}
// src/stages/taken-products.ts
const NOTHING_TAKEN = {
	links: [],
	tookOver: [],
	known: NOTHING_KNOWN,
	placed: /* @__PURE__ */ new Set()
};
// src/stages/intents/how-recorded.ts
/** @throws INPUT_INVALID for lines of scratch beside a layout that knows the step */
function howRecorded({ step, layout, scratch }) {
	const plan = layout?.intents && recordingPlan(layout.intents, step);
	const isInRules = plan === void 0 && layout?.steps.includes(step) === true;
	if (scratch !== void 0 && (plan !== void 0 || isInRules)) throw scratchRefused(step, isInRules, scratch, layout);
	if (plan !== void 0 || isInRules) return {
		plan,
		told: void 0
	};
	const told = layout?.intents === void 0 ? void 0 : `The layout (${layout.from}) has no step ${quoteUntrusted(step)}. The name of a leg holds the values of its matrix, like build-linux.`;
	return {
		plan: scratch && planWithoutLayout(scratch),
		told
	};
}
function scratchRefused(step, isInRules, scratch, layout) {
	return isInRules ? invalid("scratch", `step ${quoteUntrusted(step)} is written in rules (${layout?.from ?? ""}), which know no scratch`, "Write the lines into `exclude`, or write the step in intents.") : invalid("scratch", `the layout (${layout?.from ?? ""}) says what step ${quoteUntrusted(step)} leaves behind`, `Remove the input. If a line is missing there, write it into layout.yml and sign that: \`scratch: ${yamlTexts(scratch)}\`.`);
}
// src/stages/place-file.ts
/** No stage records what git keeps for itself, and git runs what its configuration says. @throws TAKE_OVER_UNSAFE */
function refuseGit(paths) {
	for (const path of paths) if (path.split("/").some(isGitName)) throw new StagesError("TAKE_OVER_UNSAFE", `The product ${quoteUntrusted(path)} cannot be taken over: it would steer git.`, { hint: "Hand over products only; nothing of .git is one." });
}
/**
* Puts a copy of a file into the workspace, wherever symbolic links of the workspace may point.
*
* @param path where it is put, relative to the workspace
* @returns where it is, without any symbolic link
* @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeCopy(workspace, path, file, executable) {
	return put(workspace, path, (_root, target) => {
		copyFileSync(file, target);
		if (executable) chmodSync(target, 493);
		return realpathSync(target);
	});
}
/**
* Puts a symbolic link into the workspace, which leads to something in there.
*
* @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeNamedLink(workspace, path, name) {
	put(workspace, path, (root) => placeLink(root, path, name));
}
/** Removes a file of the workspace, if it is there. @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
function removeTaken(workspace, path) {
	const stats = lstatSync(join(workspace, path), { throwIfNoEntry: false });
	if (stats === void 0 || stats.isDirectory()) return false;
	put(workspace, path, () => void 0);
	return true;
}
/** Makes room for what is put at a path. @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
function put(workspace, path, make) {
	const root = realpathSync(workspace);
	const target = join(root, path);
	try {
		checkPlace(root, target, path);
		mkdirSync(dirname(target), { recursive: true });
		rmSync(target, { force: true });
		return make(root, target);
	} catch (cause) {
		throw fileUnwritable(`${quoteUntrusted(path)} cannot be put into the workspace`, cause, {
			at: escapeUntrusted(target),
			room: "Free as much space in the workspace as the products take.",
			access: "See that the runner may write there, and that nothing else changes the workspace at the same time."
		});
	}
}
function checkPlace(root, target, path) {
	let existing = dirname(target);
	while (!isThere(existing)) existing = dirname(existing);
	const real = realDirectory(existing);
	const place = real === void 0 ? "outside" : placeOf(root, real);
	if (place === "outside") throw unsafe(path, "would land outside the workspace", existing);
	if (place === "git") throw unsafe(path, "would land in what steers git", existing);
	if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true) throw unsafe(path, "would take the place of a directory", target);
}
/** Undefined for what leads to no directory, be it to nothing or to itself. */
function realDirectory(path) {
	try {
		return statSync(path).isDirectory() ? realpathSync(path) : void 0;
	} catch {
		return;
	}
}
/** Below a file there is nothing, and the system says so in words of its own. */
function isThere(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) !== void 0;
	} catch (error) {
		if (error.code === "ENOTDIR") return false;
		throw error;
	}
}
/** An error about a file that cannot be where its link says. */
function unsafe(path, what, at) {
	return new StagesError("TAKE_OVER_UNSAFE", `The product ${quoteUntrusted(path)} cannot be taken over: it ${what}.`, {
		at: escapeUntrusted(at),
		hint: "Remove what stands in its way before this step, or take over into an empty workspace."
	});
}
// src/stages/place-products.ts
/** A name of a file that systems take has at most so many bytes. */
const LONGEST_TARGET = 4096;
/** See `placeEach`, for products that keep their names. */
function placeProducts(workspace, { directory, found, modes, links }) {
	const isLink = new Set(links);
	return placeEach(workspace, [...found].map(([path, digests]) => ({
		path,
		file: join(directory, path),
		digests,
		mode: modes?.get(path),
		isLink: isLink.has(path)
	})));
}
/**
* Puts products into a workspace. Symbolic links of the workspace can lead two names to one file; then it must be the
* same for both. Links of the products come last, so that no file is put through one.
*
* @returns the links, each with the SHA-256 of its target's name
* @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeEach(workspace, products) {
	const placed = /* @__PURE__ */ new Map();
	for (const { path, file, digests, mode, isLink } of products) {
		if (isLink) continue;
		const real = placeCopy(workspace, path, file, isExecutable(mode));
		if ((placed.get(real) ?? digests) !== digests) throw unsafe(path, "would replace another file that is taken over, since a symbolic link leads there", real);
		placed.set(real, digests);
	}
	const known = /* @__PURE__ */ new Map();
	for (const { path, file, digests, isLink } of products) {
		if (!isLink) continue;
		const target = readFileSync(file);
		if (target.length > LONGEST_TARGET) throw unsafe(path, "is a symbolic link to a name that no file has", path);
		placeNamedLink(workspace, path, target.toString("utf8"));
		known.set(path, digests.slice(7));
	}
	return known;
}
function isExecutable(mode) {
	return mode === "executable" || mode === "executable symlink";
}
// src/stages/intents/taken-tree.ts
/**
* @param tracked files of the commit that is checked out
*/
function takenTree(came, takes, tracked) {
	const byStep = new Map(came.map((one) => [one.link.name, one]));
	const byDigest = indexByDigest(came);
	const expected = /* @__PURE__ */ new Map();
	const conflicts = /* @__PURE__ */ new Set();
	for (const take of takes.steps) {
		const from = byStep.get(take.step);
		if (from === void 0) continue;
		for (const [name, digests] of filesOf(from.link)) {
			const path = placeInTaker(take, name);
			if (path === void 0) continue;
			const other = expected.get(path);
			if (other !== void 0 && other.digests !== digests) conflicts.add(path);
			if (other === void 0) expected.set(path, {
				path,
				digests,
				taken: {
					step: take.step,
					name
				}
			});
		}
	}
	const files = [];
	const others = [];
	for (const one of expected.values()) {
		const bytes = (byStep.get(one.taken.step)?.files.has(one.taken.name) === true ? one.taken : void 0) ?? byDigest.get(one.digests);
		if (bytes === void 0) others.push(one.path);
		else files.push({
			...one,
			came: bytes
		});
	}
	const isExpected = (path) => expected.has(path);
	return {
		files,
		others,
		removed: removedFor(byStep, takes, tracked, isExpected),
		conflicts: [...conflicts].sort()
	};
}
/** Files of a link; installed directories are none, and what git keeps for itself is never handed over. */
function filesOf({ products, environment }) {
	const directories = readDirectoryNotes(environment, "products");
	return [...products].filter(([path]) => directories?.has(path) !== true && !path.startsWith("dir:") && !path.split("/").some(isGitName));
}
function indexByDigest(came) {
	const found = /* @__PURE__ */ new Map();
	for (const { link, files } of came) for (const [name, digests] of link.products) if (files.has(name)) found.set(digests, {
		step: link.name,
		name
	});
	return found;
}
function removedFor(byStep, takes, tracked, isExpected) {
	const removed = /* @__PURE__ */ new Set();
	const isOfSource = new Set(takes.source ? tracked : []);
	for (const take of takes.steps) {
		const { link } = byStep.get(take.step) ?? {};
		for (const name of link?.materials.paths() ?? []) {
			const path = link?.products.has(name) === true ? void 0 : placeInTaker(take, name);
			if (path !== void 0 && !name.startsWith("dir:")) removed.add(path);
		}
	}
	if (takes.isExact && !takes.source && takes.steps.every(({ step }) => byStep.has(step)) && takes.steps.some(isWhole)) for (const path of tracked) removed.add(path);
	const isGone = (path) => !isExpected(path) && !isOfSource.has(path) && !path.split("/").some(isGitName);
	return [...removed].filter(isGone).sort();
}
// src/stages/intents/place-taken.ts
const MOST_NAMES$1 = 5;
/**
* Puts products where a step in intents takes them, and removes what the steps removed that it takes.
*
* @throws TAKE_OVER_NOT_FOUND for a file that did not come and does not lie there, TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeTaken(fetched, { step, workspace, takes, tracked, runner }) {
	const byStep = new Map(fetched.map((one) => [one.link.name, one]));
	const of = (name) => byStep.get(name);
	const { files, others, removed, conflicts } = takenTree(fetched.map(({ link, found }) => ({
		link,
		files: new Set(found.paths())
	})), takes, tracked);
	const names = (paths) => listed(paths, MOST_NAMES$1, (path) => quoteUntrusted(path));
	if (conflicts.length > 0) runner.annotate("warning", "Steps have other bytes under one name", `Step ${quoteUntrusted(step)} takes ${names(conflicts)} from two steps, with other bytes in each. The gate refuses that (TAKES_CONFLICT): write \`only\` at one of the takes.`);
	refuseGit(files.map(({ path }) => path));
	const gone = removed.filter((path) => removeTaken(workspace, path));
	demandThere(others, {
		step,
		workspace,
		names
	});
	const links = placeEach(workspace, files.map(({ path, digests, taken, came: { step: maker, name } }) => ({
		path,
		digests,
		file: join(of(maker).directory, name),
		mode: readModes(of(taken.step).link.environment, "products")?.get(taken.name),
		isLink: of(maker).links.includes(name)
	})));
	const converted = /* @__PURE__ */ new Map();
	for (const { path, came: { step: maker, name } } of files) {
		const file = of(maker).converted.get(name);
		if (file !== void 0) converted.set(path, file);
	}
	const away = gone.length === 0 ? "" : ` ${count(gone.length, "file")} removed: ${names(gone)}.`;
	runner.log(`Step ${quoteUntrusted(step)}: ${count(files.length, "file")} put where the layout says.${away}`);
	return {
		links: fetched.map(({ link }) => link),
		tookOver: fetched.map(({ tookOver }) => tookOver),
		known: {
			converted,
			links
		},
		placed: new Set(files.map(({ path }) => path))
	};
}
function demandThere(paths, { step, workspace, names }) {
	const missing = paths.filter((path) => lstatSync(join(workspace, path), { throwIfNoEntry: false }) === void 0);
	if (missing.length === 0) return;
	throw new StagesError("TAKE_OVER_NOT_FOUND", `Step ${quoteUntrusted(step)} begins with ${names(missing)}, by the layout; nobody handed that over, and it does not lie there.`, { hint: "For files of the commit, check out before this stage. For others, name in `take-over` the steps that made them, too, and see that none of these says `hand-over: none`." });
}
// src/stages/intents/take-over-by-layout.ts
/**
* Finds the layout, takes over, and says how the step is recorded.
*
* @throws what `findLayout`, `howRecorded` and `takeOverProducts` throw; INPUT_INVALID for a step that is not taken
*/
async function takeOverByLayout(inputs, recorder, ports) {
	const { step, takeOver, scratch } = inputs;
	const { workspace } = ports.run;
	const find = (copy) => findLayout(inputs, {
		directory: workspace,
		workspace,
		environment: ports.environment,
		runner: ports.runner,
		copy
	});
	if (takeOver === void 0) {
		const layout = await find();
		return {
			taken: NOTHING_TAKEN,
			layout,
			...howRecorded({
				step,
				layout,
				scratch
			})
		};
	}
	let found;
	return {
		taken: await takeOverProducts(takeOver, recorder, ports, async (fetched) => {
			const layout = await find(copyOf(step, fetched));
			const how = howRecorded({
				step,
				layout,
				scratch
			});
			found = {
				layout,
				...how
			};
			const takes = how.plan?.takes;
			if (takes === void 0) return allAsNamed(workspace, fetched);
			refuseNotTaken(step, takes, fetched, layout);
			const tracked = await trackedIn(workspace, ports.environment);
			return placeTaken(fetched, {
				step,
				workspace,
				takes,
				tracked,
				runner: ports.runner
			});
		}),
		...found
	};
}
/** The same, for the job that signs for another one. */
async function takenByLayout(inputs, recorder, ports) {
	const { taken, layout, plan, told } = await takeOverByLayout(inputs, recorder, ports);
	if (told !== void 0) ports.runner.log(told);
	const planned = plan && {
		plan,
		from: layout?.from ?? "none"
	};
	return {
		...taken,
		planned,
		layout: layout?.intents && layout.text
	};
}
/** The first copy of a layout that speaks of the step, else the first that can be read. */
function copyOf(step, fetched) {
	const copies = fetched.flatMap(({ link, layout }) => {
		if (layout === void 0) return [];
		try {
			const from = `the copy that came from step ${quoteUntrusted(link.name)}`;
			return [readSignedLayout(layout, "layout", from)];
		} catch (error) {
			if (error instanceof InTotoError) return [];
			throw error;
		}
	});
	return copies.find(({ steps }) => steps.includes(step)) ?? copies[0];
}
function refuseNotTaken(step, { above, source, steps }, fetched, layout) {
	const odd = fetched.find(({ link }) => !above.has(link.name));
	if (odd === void 0) return;
	const name = odd.link.name;
	const more = {
		of: "step",
		step: name,
		only: [],
		from: void 0,
		into: void 0
	};
	const line = takesText([
		...source ? [{ of: "source" }] : [],
		...steps,
		more
	]);
	throw invalid("take-over", `by the layout (${layout?.from ?? ""}) step ${quoteUntrusted(step)} does not take step ${quoteUntrusted(name)}, directly or through others`, `Remove the name, or write it at the step in layout.yml and sign that: \`takes: ${line}\`.`);
}
// src/stages/warn-of-environment.ts
const MOST_NAMES = 10;
/** What an earlier workflow step can put into the environment of this one to make it talk to somebody else. */
function warnOfEnvironment(runner, environment) {
	const names = steeringNames(environment);
	if (names.length === 0) return;
	runner.annotate("warning", "Unusual environment", `${shown(names)} is set for this action. If an earlier workflow step set it through GITHUB_ENV, that step could watch what is signed.`);
}
/** What makes the command of a step do something else than its words say. */
function warnOfCommandEnvironment(runner, environment) {
	const names = commandSteeringNames(environment);
	if (names.length === 0) return;
	runner.annotate("warning", "Unusual environment", `${shown(names)} is set where the step begins, and makes shells or interpreters load code of somebody. The command may do other things than the link says. If no workflow step of yours sets it, find out which one does, through GITHUB_ENV.`);
}
function shown(names) {
	return listed(names, MOST_NAMES, (name) => escapeUntrusted(name, 100));
}
export { readCacheMode as _, placeProducts as a, beginEnvironment as b, readTakeOver as c, matrixKey as d, readShell as f, cacheMode as g, parseDirectoryTexts as h, takenByLayout as i, checkCommand as l, readDependencies as m, warnOfEnvironment as n, refuseGit as o, withCheckRunId as p, takeOverByLayout as r, NOTHING_TAKEN as s, warnOfCommandEnvironment as t, checkVariables as u, withCacheMode as v, beginWork as y };
