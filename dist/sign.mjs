import { R as StagesError, S as isSha256Digest, Y as compileExcludes, Z as COVERAGES, at as makeDirectory, dt as runAction, it as withScratch, nt as parseArtifactUri, q as Recorder } from "./chunks/every-action.mjs";
import { $ as materialsRecorder, A as beginningRecorder, F as secretKindIn, G as checkWorkingDirectory, K as parseWorkingDirectory, Nt as stagePorts, O as refuseInputs, R as readLayoutInputs, X as trackedIn, at as scratchPresent, bt as stageSettings, ct as installedByRecord, dt as beginStep, g as tellKept, gt as commandWords, h as keptInGit, j as wholeSettings, k as WHOLE, lt as installedPlaces, mt as endStep, p as artifactsDigest, pt as demandFiles, q as isRefusedByWindows, st as dependenciesByLink, tt as recordWithSource, ut as signRefused, vt as recordedVariables, yt as stageExcludes, z as checkStepName } from "./chunks/every-stage.mjs";
import { A as isAttempt, E as UNCOUNTED_AT_TOP, F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS, Y as InTotoError, c as NONE, i as foldName, j as isServerId, l as invalid, o as FILE_NONE, s as Inputs } from "./chunks/base.mjs";
import { S as demandClean, T as checkedOutCommit, _ as onDisk, a as readHandOverLines, c as handOverProducts, i as readStoring, l as layoutCopyOf, m as withHandOver, n as productsToHandOver, o as readSigning, p as readHandOver, r as tellHandedOver, t as storeLink, x as endedWholeCheckout, y as withCheckout } from "./chunks/end-and-sign.mjs";
import { $t as readLeftOut, Bn as unsignedLinkFileName, Cn as readConverted, Qr as jsonObject, Sn as withModes, Ut as readSource, Wn as parseLink, Xt as comparableRecording, bn as isLinkMode, cr as writeJson, f as workflowArtifactPrefix, in as withScratchNote, ln as checkLink, mn as schemeOf, nn as scratchNote, p as writeWorkflowArtifactName, pn as coverageOf, qn as artifactsOf, r as differencesOf, rn as withRecordedHalf, tr as readSignedMetadata, vn as readRunBinding, wn as withConverted, xn as readModes, yn as FILE_MODES, zt as withRecordedBy } from "./chunks/intoto.mjs";
import { _ as readCacheMode, b as beginEnvironment, c as readTakeOver, d as matrixKey, f as readShell, i as takenByLayout, l as checkCommand, m as readDependencies, n as warnOfEnvironment, p as withCheckRunId, s as NOTHING_TAKEN, u as checkVariables, v as withCacheMode, y as beginWork } from "./chunks/begin-and-sign.mjs";
import { t as findArtifact } from "./chunks/stages-find-artifact.mjs";
import { r as NODE_BYTES } from "./chunks/node-bytes.mjs";
import { join, posix } from "node:path";
import { Buffer } from "node:buffer";
const { readFileSync, readdirSync } = process.getBuiltinModule("node:fs");
// src/stages/stage-to-sign.ts
/** The name of a workflow artifact of the signing job. @throws ARTIFACT_NAME */
function artifactNameOf({ step, matrix, run }, kind) {
	return writeWorkflowArtifactName({
		kind,
		step,
		job: run.job ?? "",
		matrix,
		attempt: Number(run.attempt)
	});
}
// src/stages/inputs/sign-inputs.ts
/** @throws INPUT_MISSING, INPUT_INVALID, STEP_NAME_UNSAFE, ARTIFACT_NAME, WORKING_DIRECTORY_OUTSIDE, KEY_ codes */
function readSignInputs(inputs, facts) {
	const { environment } = facts;
	const step = inputs.required("step-name");
	checkStepName(step);
	const run = readRun(inputs);
	const shell = readShell(inputs);
	const { summary, retentionDays } = readStoring(inputs);
	const names = inputs.lines("environment-variables");
	checkVariables(names, environment);
	const takenOver = inputs.control("take-over", NONE);
	const handOver = readHandOverLines(inputs);
	const common = {
		step,
		exclude: inputs.lines("exclude"),
		handOver,
		matrix: matrixKey(inputs.text("matrix")),
		run: withCheckRunId(inputs, facts.run.binding),
		retentionDays
	};
	const worked = {
		command: commandWords(shell, run),
		setup: inputs.control("setup", "none") ?? "",
		workingDirectory: readWorkingDirectory(inputs.control("working-directory", ".") ?? "."),
		materials: readPaths(inputs, "materials"),
		products: readPaths(inputs, "products"),
		...readDependencies(inputs),
		source: inputs.choice("checkout", ["true", "false"]) === "true" ? "commit" : "nothing",
		claims: inputs.choice("source", ["auto", "none"], "auto")
	};
	const reference = {
		id: fromOutput(inputs, "link-artifact-id"),
		digest: fromOutput(inputs, "link-artifact-digest")
	};
	checkCommand("run", run);
	checkCommand("setup", worked.setup);
	const takeOver = readTakeOver(inputs, takenOver, facts);
	const layout = readLayoutInputs(inputs);
	const stage = run === "none" ? {
		kind: "checkout",
		...common,
		variables: recordedVariables(names, environment)
	} : {
		kind: "worked",
		...common,
		...worked,
		variables: names,
		record: existing(reference)
	};
	if (run === "none") checkRunsNothing({
		...worked,
		...reference,
		takeOver: takenOver
	});
	for (const kind of ["link", "products"]) artifactNameOf(stage, kind);
	return {
		stage,
		takeOver,
		layout,
		summary
	};
}
/** Expressions of workflows compare without regard to letter case, so another spelling would start no working job. */
function readRun(inputs) {
	const run = inputs.text("run");
	if (run === "none" || run.toLowerCase() !== "none") return run;
	throw invalid("run", `it is ${quoteUntrusted(run)}`, "Write `none` in these very letters for a stage that only checks out.");
}
/** As the working job reads it, which may run Windows; there are no backslashes elsewhere. */
function readWorkingDirectory(text) {
	return parseWorkingDirectory(text, text.includes("\\") ? "windows" : "posix");
}
function readPaths(inputs, name) {
	const paths = inputs.controlLines(name, { itself: FILE_NONE });
	if (!paths.some((path) => path.includes("\\"))) return paths;
	throw invalid(name, "it holds a backslash", "Use forward slashes, also for a working job on Windows.");
}
const OUTPUTS$1 = "Let this job need the working job, and pass on the outputs link-artifact-id and link-artifact-digest of the latter. The runner drops an output since it may contain a secret, and a short secret is contained in many: look for \"Skip output\" in the log of the working job, and give that job no short secret.";
function fromOutput(inputs, name) {
	return inputs.required(name, OUTPUTS$1);
}
/** The place of a record, which every command has. `stage.yml` says `none` for an output that did not come. */
function existing(reference) {
	for (const [input, value] of [["link-artifact-id", reference.id], ["link-artifact-digest", reference.digest]]) if (value === "none") throw invalid(input, "the step ran a command, and no output of its working job came", OUTPUTS$1);
	return reference;
}
/** What has no meaning where nothing runs is refused, so that nobody takes it for done. */
function checkRunsNothing(given) {
	const isWhole = (paths) => paths.every((path) => path === ".");
	const [odd] = [
		["link-artifact-id", given.id === "none"],
		["link-artifact-digest", given.digest === "none"],
		["setup", given.setup === ""],
		["take-over", given.takeOver === void 0],
		["working-directory", given.workingDirectory === "."],
		["materials", isWhole(given.materials)],
		["products", isWhole(given.products)],
		["installs", given.installs.length === 0],
		["dependencies", given.dependencies.length === 0],
		["source", given.claims === "auto"]
	].find(([, usual]) => !usual) ?? [];
	if (odd !== void 0) throw invalid(odd, "with `run: none` the stage checks out and does nothing else", "Leave it out, or say what to run.");
	if (given.source === "commit") return;
	throw invalid("checkout", "with `run: none` there is nothing to record but a checkout", "Say `checkout: true`.");
}
// src/stages/checkout-link.ts
/**
* @param taken says how a step in intents is recorded, which must add source
* @throws CHECKOUT_DIFFERS, RECORDING_NOTHING, INPUT_INVALID, RECORD_, SOURCE_, HAND_OVER_, FILE_ and ARTIFACT_ codes, GIT_FAILED
*/
async function linkOfCheckout(stage, { workspace, temporary }, { recorder, checkout, artifacts, runner }, { planned, layout } = {}) {
	const { step, exclude } = stage;
	if (planned !== void 0) demandAddsSource(step, exclude, planned);
	const settings = stageSettings(workspace, exclude);
	const begun = await beginStep(recorder, {
		name: step,
		materials: [],
		settings,
		run: stage.run
	});
	const commit = await checkout.commit();
	const kept = checkout.kept();
	tellKept(kept, runner, "warning");
	const record = async (request) => {
		const recorded = await checkout.record(request, planned === void 0 ? "all" : "recorded", recorder);
		demandClean(recorded, workspace);
		for (const news of recorded.told) runner.log(news);
		return recorded;
	};
	const ended = planned === void 0 ? await endStep({ record }, begun, {
		products: ["."],
		settings
	}) : await endedWholeCheckout({ record }, begun, {
		workspace,
		request: {}
	});
	demandFiles(ended);
	const environment = beginEnvironment({
		environment: withCheckout(ended.environment, {
			commit,
			kept: kept.map(({ name }) => name)
		}),
		setup: "",
		workingDirectory: ".",
		variables: stage.variables
	});
	const link = {
		...ended,
		environment
	};
	const selected = productsToHandOver(link, stage.handOver, planned?.plan);
	if (selected === void 0) return {
		link,
		handedOver: 0
	};
	const handedOver = await handOverProducts({
		link,
		patterns: selected,
		layout,
		workspace,
		directory: join(temporary, "products"),
		recorder,
		artifacts,
		name: artifactNameOf(stage, "products"),
		retentionDays: stage.retentionDays
	});
	tellHandedOver(step, handedOver, stage.handOver, runner);
	return {
		link: handedOver.link,
		handedOver: handedOver.files
	};
}
/** @throws INPUT_INVALID */
function demandAddsSource(step, exclude, { plan, from }) {
	if (plan.takes?.addsSource !== true) throw invalid("run", `with \`run: none\` the stage checks out, and the layout (${from}) does not say that step ${quoteUntrusted(step)} adds source`, "Write `takes: nothing` and `adds: source` at the step in layout.yml, or say what to run.");
	refuseInputs({
		step,
		takes: plan.takes,
		from
	}, { exclude });
}
// src/stages/claimed-products.ts
/**
* Files that were left out of the products by the word of the working job; which paths and patterns there are is this
* job's own.
*
* @throws SIGN_REFUSED
*/
function claimedLeftOut({ name, environment }, { exclude }) {
	const leftOut = readLeftOut(environment, "products");
	if (leftOut !== void 0 && [...leftOut.keys()].every((pattern) => exclude.includes(pattern))) return leftOut;
	throw signRefused(name, "its record does not say as a stage says it which products were recorded and left out", { hint: "Give both jobs the same `products` and `exclude`, and the same version of this action. If they have them, the working job changed its record. Nothing is signed." });
}
// src/stages/unholdable-names.ts
/**
* A sentence about why another machine may lack a file, when its name tells: two names that differ in letter case or in
* Unicode form alone are one on macOS and Windows, and Windows refuses some names. Undefined when no name tells.
*
* @param missing what the other machine lacks
* @param all every name on this machine
*/
function unholdable(missing, all) {
	if (missing.length === 0) return void 0;
	const refused = missing.find((path) => path.split("/").some(isRefusedByWindows));
	if (refused !== void 0) return `Windows cannot hold a file called ${quoteUntrusted(refused)}.`;
	const names = /* @__PURE__ */ new Map();
	for (const path of all) {
		const folded = foldName(path);
		names.set(folded, [...names.get(folded) ?? [], path]);
	}
	for (const path of missing) {
		const twin = names.get(foldName(path))?.find((other) => other !== path);
		if (twin !== void 0) return `${quoteUntrusted(path)} and ${quoteUntrusted(twin)} are one name on macOS and on Windows.`;
	}
}
// src/stages/compare-beginning.ts
/** Facts that both jobs of one run share; job, attempt and runner are each one's own. */
const SHARED_FACTS = [
	"id",
	"repository",
	"repository_id",
	"commit",
	"ref",
	"workflow",
	"event",
	"actor_id"
];
/** Members of the environment that both know before the command runs, and the inputs that they come from. */
const SHARED_MEMBERS = [["setup", "setup"], ["working_directory", "working-directory"]];
const MOST_NAMES = 5;
/**
* Compares what was known before the command ran, of one step. `mine` has no products yet.
*
* @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER
*/
function compareBeginning(mine, claimed) {
	compareInput(mine.name, "run", JSON.stringify(claimed.command), JSON.stringify(mine.command));
	compareRuns(mine, claimed);
	compareRecordings(mine, claimed);
	for (const [member, input] of SHARED_MEMBERS) compareInput(mine.name, input, valueOf(claimed, member), valueOf(mine, member));
	compareSources(mine, claimed);
	compareMaterials(mine, claimed);
}
/** An input that both jobs are given; the caller's command can change what the working job says of it. */
function compareInput(step, input, worked, told) {
	if (worked === told) return;
	throw signRefused(step, `the working job recorded ${quoteUntrusted(worked)} for \`${input}\`, and the signing job was told ${quoteUntrusted(told)}`, { hint: `Give both jobs the same \`${input}\`${input === "run" ? " and `shell`" : ""}. If they have it, the working job changed its record. Nothing is signed.` });
}
function valueOf({ environment }, member) {
	const value = environment.get(member);
	return value === void 0 ? "nothing" : writeJson(value);
}
/** What is left out is counted by each for itself: installed packages lie in the working job alone, say. */
function compareRecordings(mine, claimed) {
	const [own, other] = [new Map(comparableRecording(mine.environment)), new Map(comparableRecording(claimed.environment))];
	const materialsOf = (recording) => writeJson(recording.get("materials") ?? null);
	const [told, worked] = [materialsOf(own), materialsOf(other)];
	own.delete("materials");
	other.delete("materials");
	compareInput(mine.name, "exclude", writeJson(other), writeJson(own));
	compareInput(mine.name, "materials", worked, told);
}
function compareRuns(mine, claimed) {
	const [own, other] = [factsOf(mine), factsOf(claimed)];
	const differs = SHARED_FACTS.filter((fact) => own[fact] !== other[fact]);
	const shown = (value) => value === void 0 ? "nothing" : quoteUntrusted(value);
	if (differs.length > 0) throw signRefused(mine.name, `its record is of another run: ${differs.map((fact) => `${fact} ${shown(other[fact])} instead of ${shown(own[fact])}`).join(", ")}`);
	if (Number(other.attempt) > Number(own.attempt)) throw signRefused(mine.name, `its record claims attempt ${shown(other.attempt)}, and this is attempt ${shown(own.attempt)}`);
}
function factsOf({ environment }) {
	const run = readRunBinding(environment);
	return run === void 0 || run === "malformed" ? {} : run;
}
/** The signing job claims what it finds itself; where the working job could read the commit, it found the same. */
function compareSources(mine, claimed) {
	const [own, other] = [readSource(mine.environment), readSource(claimed.environment)];
	if (other === void 0) return;
	if (other === "malformed") throw signRefused(mine.name, "what its record says of the commit is not written as a stage writes it");
	if (own === void 0 || own === "malformed") return;
	const [found, worked] = [valueOf(mine, "source"), valueOf(claimed, "source")];
	if (found === worked) return;
	throw signRefused(mine.name, `its record claims the source ${quoteUntrusted(worked)}, and the signing job found ${quoteUntrusted(found)}`, { hint: "Let both jobs check out the same commit in the same way. If they do, the working job changed its record. Nothing is signed." });
}
function compareMaterials(mine, claimed) {
	const differences = differencesOf(mine.materials, claimed.materials);
	if (differences === void 0) return;
	const parts = [
		countAndNames(differences.missing, "missing from its record"),
		countAndNames(differences.added, "only in its record"),
		countAndNames(differences.changed, "with a different digest")
	].filter((part) => part !== "");
	throw new StagesError("SIGN_MATERIALS_DIFFER", `Step ${quoteUntrusted(mine.name)} is not signed: the working job recorded other materials than the signing job: ${parts.join("; ")}.`, { hint: hintFor(mine, claimed, differences.missing) });
}
function countAndNames(names, what) {
	if (names.length === 0) return "";
	return `${names.length} ${what} (${listed(names, MOST_NAMES, (name) => quoteUntrusted(name))})`;
}
function hintFor(mine, claimed, missing) {
	const [attempt, recordedIn] = [factsOf(mine).attempt ?? "", factsOf(claimed).attempt ?? ""];
	const cause = unholdable(missing, mine.materials.paths());
	return [
		"The working job started from other files, or changed its record: find out what ran in it before the command, and what the command did.",
		...mine.materials.size > 0 ? [] : ["The signing job found nothing at all: give it the `checkout`, `take-over` and `materials` of the working job."],
		...attempt === recordedIn ? [] : [`Perhaps what it starts from changed since attempt ${quoteUntrusted(recordedIn, 20)}: run the stage's jobs again, all of them.`],
		...mine.environment.has("source") && !claimed.environment.has("source") ? ["The working job could not read the commit, so it recorded files of it by their own bytes: install git there, or write `source: none` for both jobs."] : [],
		...cause === void 0 ? [] : [`Perhaps its runner could not hold a file. ${cause}`],
		"Nothing is signed."
	].join(" ");
}
// src/stages/recorded-places.ts
/**
* A test for names of artifacts, as a recording of `paths` in POSIX form gives them.
*
* @param paths plain, or as URIs with a scheme (ITE-4)
* @param exclude gitignore patterns
*/
function recordedPlaces(paths, exclude) {
	const excludes = compileExcludes(exclude);
	const roots = paths.map((path) => parseArtifactUri(path, posix.sep)).filter(({ scheme, path }) => COVERAGES[coverageOf(scheme)].excludedRoot === "recorded" || excludes.path(path, false) === void 0);
	const isExcluded = (path) => {
		if (path.split("/").length > LIMITS.pathDepth) return true;
		return excludes.path(path, false) !== void 0;
	};
	return (name) => {
		const scheme = schemeOf(name);
		const path = name.slice(scheme.length);
		if (posix.normalize(path) !== path || path.includes("\0")) return false;
		if (posix.isAbsolute(path) || path.split("/")[0] === "..") return false;
		const { couldName } = COVERAGES[coverageOf(scheme)];
		return roots.some((root) => root.scheme === scheme && couldName(root.path, path, isExcluded));
	};
}
// src/stages/intents/planned-work.ts
/**
* The stage with what the layout says of it in the place of inputs.
*
* @throws INPUT_INVALID for inputs that say what the layout is to say
*/
function plannedWork(stage, { plan, from }) {
	const { step, claims } = stage;
	refuseInputs({
		step,
		takes: plan.takes,
		from
	}, {
		...stage,
		source: claims
	});
	if (plan.takes?.addsSource === true) throw invalid("run", `by the layout (${from}) step ${quoteUntrusted(step)} adds source, which no command does`, "Write `run: none`, so that the signing job checks out itself.");
	return {
		...stage,
		materials: WHOLE,
		products: WHOLE,
		exclude: [...plan.scratch, UNCOUNTED_AT_TOP],
		...plan.takes === void 0 ? {} : {
			installs: plan.installs,
			dependencies: plan.dependencies
		},
		isRecorded: recordedPlaces(WHOLE, [UNCOUNTED_AT_TOP])
	};
}
/** The beginning of the step, as this job sees it. @throws SCRATCH_PRESENT, CHECKOUT_DIFFERS, RECORD_ codes */
async function beginPlannedWork(materials, workspace, { work, planned: { plan }, placed }) {
	const whole = beginningRecorder(materials, {
		step: work.step,
		plan
	});
	const settings = wholeSettings(workspace, plan, (path) => placed.has(path));
	const link = await beginWork(whole, workspace, {
		...work,
		settings
	});
	return {
		...link,
		environment: withScratchNote(link.environment, scratchNote(false))
	};
}
// src/stages/forms-of-work.ts
/**
* The environment of a beginning, with the forms that the materials had in the working job: converted files, and whether
* symbolic links were links.
*
* @param mine the beginning as the signing job found it
* @param claimed the record of the working job, with the same materials
*/
function withFormsOfWork(mine, claimed) {
	const environment = new Map(mine.environment);
	environment.delete("converted");
	const converted = readConverted(claimed.environment, "materials");
	const own = [...converted === "malformed" ? [] : converted].filter(([path]) => mine.materials.has(path));
	return withLinksOfWork(withConverted(environment, "materials", new Map(own)), claimed);
}
/** Which files may be executed is what the signing job sees. */
function withLinksOfWork(environment, claimed) {
	const [seen, worked] = [readModes(environment, "materials"), readModes(claimed.environment, "materials")];
	if (seen === void 0 || worked === void 0) return environment;
	const modes = /* @__PURE__ */ new Map();
	for (const path of claimed.materials.paths()) {
		const [own, other] = [seen.get(path), worked.get(path)];
		const mode = FILE_MODES.find((one) => one === (isLinkMode(own) === isLinkMode(other) ? own : other));
		if (mode !== void 0) modes.set(path, mode);
	}
	return withModes(environment, "materials", modes);
}
// src/stages/work-record.ts
const ENVIRONMENT_MEMBERS = [
	"recording",
	"run",
	"modes",
	"setup",
	"working_directory",
	"variables",
	"hand_over",
	"source",
	"converted",
	"took_over",
	"caches"
];
/** Ids of jobs as GitHub takes them: these characters, fewer than 100. */
const JOB_ID = /^[\w-]{1,100}$/;
/**
* Reads a record. What is wrong with its form is the working job's doing, too, so all of that is one refusal.
*
* @param file the name of the file that it came in
* @throws SIGN_REFUSED
*/
function readWorkRecord(bytes, file, expected) {
	try {
		return parse(bytes, file, expected);
	} catch (error) {
		if (!(error instanceof InTotoError) || error.code === "SIGN_REFUSED") throw error;
		throw signRefused(expected.step, `its record cannot be taken: ${error.message}`, {
			at: error.at,
			cause: error
		});
	}
}
function parse(bytes, file, expected) {
	const { step } = expected;
	const metadata = readSignedMetadata(bytes, {
		source: file,
		maxBytes: LIMITS.linkBytes,
		artifactMemory: LIMITS.artifactMemory,
		bytes: NODE_BYTES
	});
	if (metadata.signatures.length > 0) throw signRefused(step, "its record is signed already");
	const parsed = parseLink(metadata.payload);
	const [flaw] = checkLink(parsed, step, escapeUntrusted(file));
	if (flaw !== void 0) throw signRefused(step, `its record does not hold. ${flaw.message}`);
	const { link } = parsed;
	const at = metadata.payload.member("environment");
	for (const [name, member] of at.members()) if (!ENVIRONMENT_MEMBERS.some((known) => known === name)) throw member.invalid(`No stage records the member ${quoteUntrusted(name, 80)}.`);
	checkProducts(link.products, expected);
	checkByproducts(link, expected);
	return {
		products: link.products,
		modes: readProductModes(at.optional("modes"), link.products),
		converted: readConvertedProducts(at.optional("converted"), link),
		variables: readVariables(at.optional("variables"), expected),
		byproducts: link.byproducts,
		recordedBy: readRecorder(link, step),
		handOver: readNote(link, step),
		caches: readCaches(link, step),
		claimed: link
	};
}
function checkProducts(products, expected) {
	const { step, products: paths, exclude, installs } = expected;
	const isRecorded = expected.isRecorded ?? recordedPlaces(paths, stageExcludes(exclude));
	const isInstalled = installedPlaces(installs);
	for (const [name, digests] of products) {
		if (name.length > LIMITS.nameLength) throw signRefused(step, `a product has a name of ${name.length} characters`);
		if (!isSha256Digest(digests)) throw signRefused(step, `the product ${quoteUntrusted(name)} has no digest of SHA-256`);
		if (!isRecorded(name) && !isInstalled(name)) throw signRefused(step, `its record names the product ${quoteUntrusted(name)}, which is not among the paths to record, or is excluded`, { hint: "Give both jobs the same `products` and `exclude`. If they have them, the working job changed its record. Nothing is signed." });
	}
}
/** The one thing that a stage says of how its command went. */
function checkByproducts({ byproducts }, { step, command }) {
	const more = [...byproducts.keys()].find((name) => name !== "return-value");
	if (more !== void 0) throw signRefused(step, `its record has the by-product ${quoteUntrusted(more, 80)}`);
	if (command.length > 0 && byproducts.get("return-value") !== 0) throw signRefused(step, "its record does not say that its command succeeded", { hint: "Tell `end` in the working job the outcomes of the command. Nothing is signed." });
}
function readProductModes(at, products) {
	const modes = /* @__PURE__ */ new Map();
	for (const [half, list] of at?.members() ?? []) {
		if (half !== "materials" && half !== "products") throw list.invalid("Modes are those of materials and products.");
		for (const [path, mode] of list.members()) {
			const known = FILE_MODES.find((candidate) => candidate === mode.string());
			if (known === void 0) throw mode.invalid(`A mode is one of ${FILE_MODES.join(", ")}.`);
			if (half === "materials") continue;
			if (!products.has(path)) throw mode.invalid("There is a mode for something that is not a product.");
			modes.set(path, known);
		}
	}
	return modes;
}
function readConvertedProducts(at, { environment, products }) {
	const [materials, converted] = [readConverted(environment, "materials"), readConverted(environment, "products")];
	for (const [half, list] of at?.members() ?? []) if (half !== "materials" && half !== "products") throw list.invalid("Converted files are those of materials and products.");
	if (at !== void 0 && (materials === "malformed" || converted === "malformed")) throw at.invalid("A converted file has a SHA-256 of 64 digits.");
	if (converted === "malformed") return /* @__PURE__ */ new Map();
	const odd = [...converted.keys()].find((path) => !products.has(path));
	if (odd === void 0 || at === void 0) return converted;
	throw at.invalid(`The converted file ${quoteUntrusted(odd)} is not a product.`);
}
function readVariables(at, { step, variables }) {
	const values = {};
	for (const [name, value] of at?.members() ?? []) {
		if (!variables.includes(name)) throw signRefused(step, `its record holds the variable ${quoteUntrusted(name, 80)}, which was not asked for`, { hint: "Give both jobs the same `environment-variables`. Nothing is signed." });
		const text = value.string();
		if (Buffer.byteLength(text) > LIMITS.variableBytes) throw value.invalid(`The value has more than ${LIMITS.variableBytes} bytes.`);
		const kind = secretKindIn(text);
		if (kind !== void 0) throw value.invalid(`The value looks like ${kind}, and everybody can read a link.`);
		values[name] = text;
	}
	return jsonObject(values);
}
function readRecorder({ environment }, step) {
	const run = readRunBinding(environment);
	if (run === void 0 || run === "malformed") throw signRefused(step, "its record names no run");
	const { job = "", attempt = "", runner, check_run_id: checkRunId } = run;
	if (!JOB_ID.test(job) || !isAttempt(attempt)) throw signRefused(step, "its record does not say which job and attempt made it");
	if (runner !== void 0 && !/^[\w-]{1,64}$/.test(runner)) throw signRefused(step, `its record names the runner ${quoteUntrusted(runner, 80)}`);
	if (checkRunId !== void 0 && !isServerId(checkRunId)) throw signRefused(step, `its record names the job ${quoteUntrusted(checkRunId, 80)}`);
	return {
		job,
		attempt,
		runner,
		...checkRunId === void 0 ? {} : { checkRunId }
	};
}
function readCaches({ environment }, step) {
	const mode = readCacheMode(environment);
	if (mode === "malformed") throw signRefused(step, "its record does not say in a readable way which caches it had");
	return mode;
}
function readNote({ environment }, step) {
	const note = readHandOver(environment);
	if (note === "malformed") throw signRefused(step, "its record does not say in a readable way what it handed over");
	return note;
}
// src/stages/fetch-record.ts
const OUTPUTS = { hint: "Pass on the outputs link-artifact-id and link-artifact-digest of the very job that recorded the step. If you do, the working job changed them, or its workflow artifact expired or was deleted: run all jobs of the stage again. Nothing is signed." };
/** @throws SIGN_REFUSED, ARTIFACT_ codes */
async function fetchRecord(stage, { temporary }, { artifacts }) {
	const { step, record: reference } = stage;
	const listed = await artifacts.list(workflowArtifactPrefix("unsigned"));
	const found = findArtifact(listed, reference, {
		kind: "unsigned",
		step
	});
	if (found.kind === "missing") throw signRefused(step, `the run has no workflow artifact ${quoteUntrusted(reference.id, 40)} with a record`, OUTPUTS);
	if (found.kind === "other name") throw signRefused(step, `${quoteUntrusted(found.stored.name)} is not the record of this step`, OUTPUTS);
	if (found.kind === "other digest") throw signRefused(step, `${quoteUntrusted(found.stored.name)} has the digest ${quoteUntrusted(found.stored.digest ?? "none", 100)}, and the working job told ${quoteUntrusted(reference.digest, 100)}`, OUTPUTS);
	const directory = join(temporary, "record");
	makeDirectory(directory);
	const bounds = {
		packedBytes: LIMITS.linkArtifactBytes,
		bytes: LIMITS.linkBytes,
		files: 1
	};
	const [file = ""] = await artifacts.unpack(found.stored, directory, bounds);
	if (file !== unsignedLinkFileName(step)) throw signRefused(step, `${quoteUntrusted(found.stored.name)} holds ${quoteUntrusted(file)}, which is not its record`);
	const record = readWorkRecord(readFileSync(join(directory, file)), file, stage);
	const { job, attempt } = record.recordedBy;
	if (found.name.job === job && String(found.name.attempt) === attempt) return record;
	throw signRefused(step, `its record says job ${quoteUntrusted(job)}, attempt ${attempt}, and is stored as ${quoteUntrusted(found.stored.name)}`);
}
// src/stages/hand-over-archive.ts
/**
* Compares what is stored with the products that are to be handed over, and with what the working job notes of them.
*
* @throws SIGN_REFUSED, SIGN_TIME_LIMIT, ARTIFACT_ codes
*/
async function checkHandOverArchive(request) {
	const { step, selected, converted, note, storedBy, beside, artifacts, now } = request;
	if (note.files !== selected.size || note.digest !== artifactsDigest(selected)) throw signRefused(step, `the working job handed ${count(note.files, "file")} over, and the signing job's hand-over takes ${count(selected.size, "product")}`, { hint: "Give both jobs the same `hand-over`. If they have it, the working job changed its record. Nothing is signed." });
	const stored = await findProducts(request);
	const deadline = now() + LIMITS.handOverReadMs;
	const found = await artifacts.hash(stored, {
		packedBytes: LIMITS.productArtifactBytes,
		bytes: LIMITS.productBytes,
		files: LIMITS.productFiles
	}, () => {
		if (now() > deadline) throw timeIsUp(stored.name);
	});
	const [name, digests] = beside ?? [];
	const products = artifactsOf([...found].filter(([path, its]) => path !== name || its !== digests));
	const differences = differencesOf(onDisk(selected, converted), products);
	if (differences === void 0) return;
	const [what, [path = ""]] = differences.missing.length > 0 ? ["lacks", differences.missing] : differences.added.length > 0 ? ["also holds", differences.added] : ["has other bytes for", differences.changed];
	throw signRefused(step, `${quoteUntrusted(stored.name)}, stored by job ${quoteUntrusted(storedBy.job)}, ${what} ${quoteUntrusted(path)}`);
}
async function findProducts({ step, note, storedBy, artifacts }) {
	const { job, attempt } = storedBy;
	const listed = await artifacts.list(workflowArtifactPrefix("products"));
	const expected = {
		kind: "products",
		step,
		job,
		attempt: Number(attempt)
	};
	const found = findArtifact(listed, note.artifact, expected);
	if (found.kind === "found") return found.stored;
	if (found.kind === "missing") throw signRefused(step, `the run has no workflow artifact ${quoteUntrusted(note.artifact.id, 40)} with products`, { hint: "Something removed what the stage handed over. Run all jobs of the stage again. Nothing is signed." });
	throw signRefused(step, found.kind === "other name" ? `${quoteUntrusted(found.stored.name)} is not what job ${quoteUntrusted(job)} hands over in attempt ${attempt}` : `${quoteUntrusted(found.stored.name)} has the digest ${quoteUntrusted(found.stored.digest ?? "none", 100)}, and its job told ${quoteUntrusted(note.artifact.digest, 100)}`);
}
function timeIsUp(name) {
	return new StagesError("SIGN_TIME_LIMIT", `The workflow artifact ${quoteUntrusted(name)} could not be read in ${LIMITS.handOverReadMs / 6e4} minutes.`, { hint: "Let `hand-over` name fewer or smaller files, in both jobs. Nothing is signed." });
}
// src/stages/worked-link.ts
/**
* @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, RECORDING_NOTHING, HAND_OVER_NOTHING,
* WORKING_DIRECTORY_OUTSIDE, SCRATCH_PRESENT, RECORD_, SOURCE_ and ARTIFACT_ codes
*/
async function linkOfWork(told, taken, places, ports) {
	const stage = taken.planned === void 0 ? told : plannedWork(told, taken.planned);
	const record = await fetchRecord(stage, places, ports);
	const directories = dependenciesByLink(stage, taken.links);
	const begun = await begin({
		...stage,
		directories
	}, {
		record,
		taken
	}, places, ports);
	compareBeginning(begun, record.claimed);
	const link = completed(begun, record, {
		paths: stage.products,
		leftOut: claimedLeftOut(record.claimed, stage),
		directories: installedByRecord(stage, record.claimed),
		unrecorded: [...directories.notes.keys()]
	});
	demandFiles(link);
	return withProductsHandedOver(stage, {
		link,
		record,
		taken
	}, ports);
}
/** The beginning of the step, as this job sees it; values of variables are the working job's. */
async function begin(stage, { record, taken }, { workspace }, { recorder, runner, checkout }) {
	const { step, exclude } = stage;
	const { planned } = taken;
	if (planned === void 0) {
		const tracked = async () => stage.source === "commit" ? checkout.tracked() : [];
		const places = {
			workspace,
			home: ""
		};
		const linksByName = stage.claims === "auto";
		const scratch = await scratchPresent({
			step,
			exclude,
			installs: [],
			apart: /* @__PURE__ */ new Set(),
			places,
			tracked,
			linksByName
		});
		if (scratch !== void 0) throw scratch;
	}
	checkWorkingDirectory(workspace, stage.workingDirectory);
	const materials = materialsRecorder({
		recorder,
		workspace,
		source: stage.claims,
		known: taken.known,
		runner,
		beside: (request, beside) => checkout.record(request, "recorded", beside)
	});
	const work = {
		...stage,
		variables: record.variables,
		taken: taken.tookOver
	};
	if (planned === void 0) return beginWork(materials, workspace, work);
	return beginPlannedWork(materials, workspace, {
		work,
		planned,
		placed: taken.placed
	});
}
function completed(begun, record, half) {
	const { products, modes, converted, byproducts, recordedBy, caches } = record;
	const recorded = withRecordedHalf(withFormsOfWork(begun, record.claimed), "products", half);
	const files = withConverted(withModes(recorded, "products", modes), "products", converted);
	const environment = withCacheMode(withRecordedBy(files, recordedBy), caches);
	return {
		...begun,
		products,
		byproducts,
		environment
	};
}
const isLink = (modes, path) => modes.get(path) === "symlink";
/** What is handed over is decided by this job, and read from the archive that the working job stored. */
async function withProductsHandedOver({ step, handOver }, { link, record, taken: { planned, layout } }, { artifacts, now }) {
	const sameInput = { hint: "Give both jobs the same `hand-over`. Nothing is signed." };
	const selected = productsToHandOver(link, handOver, planned?.plan);
	if (selected === void 0) {
		if (record.handOver === void 0) return {
			link,
			handedOver: 0
		};
		throw signRefused(step, "the working job handed products over, and the signing job was told of none", sameInput);
	}
	if (record.handOver === void 0) throw signRefused(step, "the working job handed no products over, and the signing job was told of some", sameInput);
	await checkHandOverArchive({
		step,
		selected,
		converted: record.converted,
		note: record.handOver,
		storedBy: record.recordedBy,
		beside: layoutCopyOf(link, layout),
		artifacts,
		now
	});
	const { artifact, links } = record.handOver;
	const odd = links.find((path) => !selected.has(path) || !isLink(record.modes, path));
	if (odd !== void 0) throw signRefused(step, `its record calls ${quoteUntrusted(odd)} a symbolic link, and it is no product that is one`);
	const environment = withHandOver(link.environment, selected, artifact, links);
	return {
		link: {
			...link,
			environment
		},
		handedOver: selected.size
	};
}
// src/stages/link-to-sign.ts
/**
* The link of an isolated stage. Whatever the working job says, the link has the step, command, materials, run and
* settings that this job knows, or there is none.
*
* @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, SIGN_WORKSPACE_NOT_EMPTY, SIGN_COMMIT_DIFFERS,
* CHECKOUT_DIFFERS, RECORDING_NOTHING, RECORD_, SOURCE_, TAKE_OVER_, HAND_OVER_, FILE_, ARTIFACT_, JSON_ and METADATA_ codes, GIT_FAILED
*/
async function linkToSign(stage, places, ports) {
	await checkSource(stage, places, ports);
	const taken = await ports.takeOver?.();
	return stage.kind === "checkout" ? linkOfCheckout(stage, places, ports, taken) : linkOfWork(stage, taken ?? NOTHING_TAKEN, places, ports);
}
/**
* HEAD must be the commit of the run, or the workspace must be empty. Files beside a checkout are not looked for: they
* become materials, and the working job must have them, too.
*/
async function checkSource(stage, { workspace }, { checkout }) {
	if (stage.kind === "worked" && stage.source === "nothing") {
		const [entry] = readdirSync(workspace);
		if (entry === void 0) return;
		throw new StagesError("SIGN_WORKSPACE_NOT_EMPTY", `The workspace of the signing job is not empty: it holds ${quoteUntrusted(entry)}.`, {
			at: escapeUntrusted(workspace),
			hint: "Use a fresh runner. If this job checks out the commit, set `checkout: true`."
		});
	}
	const [commit, expected = ""] = [await checkout.commit(), stage.run.commit];
	if (commit === expected) return;
	throw new StagesError("SIGN_COMMIT_DIFFERS", `The signing job has commit ${quoteUntrusted(commit, 80)} checked out, and the run is of commit ${quoteUntrusted(expected, 80)}.`, {
		at: escapeUntrusted(workspace),
		hint: "Use `actions/source` in the signing job, and let nothing move HEAD before `sign`."
	});
}
// src/stages/sign-stage.ts
/**
* @throws INPUT_, SIGN_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, TRUSTED_ROOT_, RECORD_, TAKE_OVER_, HAND_OVER_, FILE_, JSON_,
* METADATA_ and ARTIFACT_ codes, GIT_FAILED, RECORDING_NOTHING, WORKING_DIRECTORY_OUTSIDE, STEP_NAME_UNSAFE
*/
async function signStage(ports) {
	const { runner, environment, run } = ports;
	const { signing, inputs } = readInputs(ports);
	const { stage, summary } = inputs;
	warnOfEnvironment(runner, environment);
	const recorder = new Recorder();
	try {
		await withScratch(run.temporary, async (directory) => {
			const artifacts = await ports.artifacts(directory);
			const { link, handedOver } = await toSign(inputs, {
				directory,
				artifacts,
				recorder
			}, ports);
			runner.log(`Step ${quoteUntrusted(stage.step)}: ${count(link.materials.size, "material")} recorded by this job.`);
			const { retentionDays } = stage;
			const name = artifactNameOf(stage, "link");
			await storeLink({
				link,
				handedOver,
				signing,
				name,
				retentionDays,
				summary,
				directory,
				artifacts
			}, ports);
		});
	} finally {
		await recorder.close();
	}
}
function readInputs({ runner, environment, run, identity }) {
	const reader = new Inputs(runner);
	const canIdentify = identity.isAvailable;
	const signing = readSigning(reader, {
		run,
		canIdentify
	});
	if (signing.kind === "later") throw invalid("sign", "\"later\" leaves signing to another job, and this is that job", "Say keyless, key or auto.");
	return {
		signing,
		inputs: readSignInputs(reader, {
			run,
			environment,
			ownKey: signing.kind === "key" ? signing.signer.publicKey : void 0,
			canIdentify
		})
	};
}
function toSign({ stage, takeOver, layout }, { directory, artifacts, recorder }, ports) {
	const { environment, runner, now } = ports;
	const { workspace } = ports.run;
	const temporary = join(directory, "work");
	makeDirectory(temporary);
	return linkToSign(stage, {
		workspace,
		temporary
	}, {
		recorder,
		artifacts,
		checkout: {
			commit: () => checkedOutCommit(workspace, environment),
			record: (request, tracked, by) => recordWithSource(by, request, {
				directory: workspace,
				prefix: "",
				environment,
				encodings: tracked === "all" ? "demanded" : "told",
				tracked
			}),
			tracked: () => trackedIn(workspace, environment),
			kept: () => keptInGit(workspace, ports.run.binding.ref)
		},
		takeOver: () => takenByLayout({
			step: stage.step,
			takeOver,
			...layout
		}, recorder, ports),
		runner,
		now
	});
}
// src/actions/sign.ts
await runAction((runner, environment) => signStage(stagePorts(runner, environment)));
export {};
