import { c as stageSettings, i as commandWords, n as readRunContext, o as recordedVariables, r as runBindingOf, s as stageExcludes, u as runAction } from "./chunks/run-context.mjs";
import { F as withModes, M as readRunBinding, N as FILE_MODES, O as readSignedMetadata, R as parseLink, X as writeJson, _ as withRecordedBy, at as jsonObject, ct as readWorkflowArtifactName, dt as LIMITS, g as checkLink, gt as InTotoError, ht as quoteUntrusted, lt as workflowArtifactPrefix, mt as escapeUntrusted, ut as writeWorkflowArtifactName, w as unsignedLinkFileName } from "./chunks/intoto.mjs";
import { a as parseArtifactUri, t as Recorder } from "./chunks/record-artifacts.mjs";
import { n as takeOverProducts, r as beginEnvironment, t as readTakeOver } from "./chunks/take-over-products.mjs";
import { a as report, i as linkOutputs, n as signAndWrite, o as handOverProducts, r as warnOfEnvironment, t as readSigning } from "./chunks/stage-signing.mjs";
import { t as artifactsDigest } from "./chunks/products-digest.mjs";
import { n as selectProducts, r as withHandOver, t as readHandOver } from "./chunks/hand-over.mjs";
import { i as recordedNothing, r as endStep, t as beginStep } from "./chunks/step-recording.mjs";
import { t as compileExcludes } from "./chunks/excludes.mjs";
import { a as secretKindIn, c as parseWorkingDirectory, i as matrixKey, n as checkCommand, r as checkVariables, t as SHELLS } from "./chunks/stage-inputs.mjs";
import { n as trackedFiles, t as checkedOutCommit } from "./chunks/tracked-files.mjs";
import { t as checkStepName } from "./chunks/write-link.mjs";
import { n as invalid, t as Inputs } from "./chunks/inputs.mjs";
import { basename, join, posix } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { Buffer } from "node:buffer";
// src/stages/unholdable-names.ts
/** What Windows refuses in a name, or reserves for devices. */
const WINDOWS_REFUSES = /[<>:"|?*\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;
/**
* A sentence about why another machine may lack a file, when its name tells: two names that differ in letter case or in
* Unicode form alone are one on macOS and Windows, and Windows refuses some names. Undefined when no name tells.
*
* @param missing what the other machine lacks
* @param all every name on this machine
*/
function unholdable(missing, all) {
	if (missing.length === 0) return void 0;
	const refused = missing.find((path) => path.split("/").some((part) => WINDOWS_REFUSES.test(part)));
	if (refused !== void 0) return `Windows cannot hold a file called ${quoteUntrusted(refused)}.`;
	const names = /* @__PURE__ */ new Map();
	for (const path of all) {
		const folded = fold(path);
		names.set(folded, [...names.get(folded) ?? [], path]);
	}
	for (const path of missing) {
		const twin = names.get(fold(path))?.find((other) => other !== path);
		if (twin !== void 0) return `${quoteUntrusted(path)} and ${quoteUntrusted(twin)} are one name on macOS and on Windows.`;
	}
}
function fold(path) {
	return path.normalize("NFC").toLowerCase();
}
// src/stages/sign-refused.ts
const HINT = "Find out what the job that recorded it did. Nothing is signed.";
/** The error of a signing job that is not handed what it was told to sign. */
function signRefused(step, what, hint = HINT) {
	return new InTotoError("SIGN_REFUSED", `Step ${quoteUntrusted(step)} is not signed: ${what}.`, { hint });
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
/** Members of the environment that both know before the command runs. */
const SHARED_MEMBERS = [
	"recording",
	"setup",
	"working_directory"
];
const MOST_NAMES = 5;
/**
* Compares what was known before the command ran, of one step. `mine` has no products yet.
*
* @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER
*/
function compareBeginning(mine, claimed) {
	const { name: step } = mine;
	if (!sameWords(mine.command, claimed.command)) throw signRefused(step, "its record names another command than the one that this job was told");
	compareRuns(mine, claimed);
	for (const member of SHARED_MEMBERS) if (textOf(mine.environment, member) !== textOf(claimed.environment, member)) throw signRefused(step, `its record names another ${member.replace("_", " ")} than this job was told`);
	compareMaterials(mine, claimed);
}
function sameWords(mine, claimed) {
	return mine.length === claimed.length && mine.every((word, index) => word === claimed[index]);
}
function textOf(environment, member) {
	const value = environment.get(member);
	return value === void 0 ? void 0 : writeJson(value);
}
function compareRuns(mine, claimed) {
	const [own, other] = [factsOf(mine), factsOf(claimed)];
	const differs = SHARED_FACTS.filter((fact) => own[fact] !== other[fact]);
	if (differs.length > 0) throw signRefused(mine.name, `its record is of another run (${differs.join(", ")})`);
	if (Number(other.attempt) > Number(own.attempt)) throw signRefused(mine.name, `its record claims attempt ${quoteUntrusted(other.attempt ?? "", 20)}, which is to come`);
}
function factsOf({ environment }) {
	const run = readRunBinding(environment);
	return run === void 0 || run === "malformed" ? {} : run;
}
function differencesOf(mine, claimed) {
	const names = [...mine.keys()];
	return {
		missing: names.filter((name) => !claimed.has(name)),
		added: [...claimed.keys()].filter((name) => !mine.has(name)),
		changed: names.filter((name) => claimed.has(name) && claimed.get(name) !== mine.get(name))
	};
}
function compareMaterials(mine, claimed) {
	const { missing, added, changed } = differencesOf(mine.materials, claimed.materials);
	if (missing.length + added.length + changed.length === 0) return;
	const parts = [
		said(missing, "this job finds and that one did not record"),
		said(added, "that one recorded and this job does not find"),
		said(changed, "with another digest")
	].filter((part) => part !== "");
	throw new InTotoError("SIGN_MATERIALS_DIFFER", `Step ${quoteUntrusted(mine.name)} is not signed: the job that ran its command recorded other materials than this job finds: ${parts.join("; ")}.`, { hint: hintFor(mine, claimed, missing) });
}
function said(names, what) {
	if (names.length === 0) return "";
	const shown = names.slice(0, MOST_NAMES).map((name) => quoteUntrusted(name));
	const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
	return `${names.length} ${what} (${shown.join(", ")}${more})`;
}
function hintFor(mine, claimed, missing) {
	const cause = unholdable(missing, mine.materials.keys());
	if (cause !== void 0) return `${cause} Rename it, exclude it, or run the stage on a runner whose file system can hold it. Nothing is signed.`;
	if (factsOf(mine).attempt !== factsOf(claimed).attempt) return "This job ran again alone, and what it starts from has changed since. Run the stage's jobs again, all of them. Nothing is signed.";
	return "The job that ran the command did not start from the commit and the products that it should have started from, or its record was changed. Find out what ran in it before the command, and what the command did. Nothing is signed.";
}
// src/stages/hand-over-archive.ts
/**
* Compares what is stored with the products, and returns the note that a signed link has of it: id and digest of the one
* workflow artifact that was looked at.
*
* @throws SIGN_REFUSED, SIGN_TIME_LIMIT, ARTIFACT_ codes
*/
async function checkHandOverArchive(request) {
	const { step, selected, note, storedBy, artifacts, now } = request;
	const stored = (await artifacts.list(workflowArtifactPrefix("products"))).find(({ id }) => id === note.artifact.id);
	if (stored === void 0) throw signRefused(step, `the run has no workflow artifact ${quoteUntrusted(note.artifact.id, 40)} with products`, "Something removed what the stage handed over. Run the stage again, all of its jobs. Nothing is signed.");
	const name = readWorkflowArtifactName(stored.name);
	if (name?.kind !== "products" || name.step !== step || name.job !== storedBy.job || String(name.attempt) !== storedBy.attempt) throw signRefused(step, `${quoteUntrusted(stored.name)} is not what its job hands over`);
	if (stored.digest !== note.artifact.digest) throw signRefused(step, `${quoteUntrusted(stored.name)} has another digest than its job told`);
	const deadline = now() + LIMITS.handOverReadMs;
	compare(step, selected, await artifacts.hash(stored, {
		packedBytes: LIMITS.productArtifactBytes,
		bytes: LIMITS.productBytes,
		files: LIMITS.productFiles
	}, () => {
		if (now() > deadline) throw timeIsUp(stored.name);
	}));
	const handOver = {
		files: selected.size,
		digest: artifactsDigest(selected),
		artifact: {
			id: stored.id,
			digest: note.artifact.digest
		}
	};
	if (note.files !== handOver.files || note.digest !== handOver.digest) throw signRefused(step, "its record says something else of what it hands over than its products do");
	return handOver;
}
function compare(step, selected, found) {
	for (const [path, digests] of found) {
		const product = selected.get(path);
		if (product === digests) continue;
		throw signRefused(step, product === void 0 ? `its hand-over holds ${quoteUntrusted(path)}, which is not among the products to hand over` : `${quoteUntrusted(path)} in its hand-over is not the product of that name`);
	}
	for (const path of selected.keys()) if (!found.has(path)) throw signRefused(step, `its hand-over lacks the product ${quoteUntrusted(path)}`);
}
function timeIsUp(name) {
	return new InTotoError("SIGN_TIME_LIMIT", `${quoteUntrusted(name)} could not be read in ${LIMITS.handOverReadMs / 6e4} minutes.`, { hint: "Hand over less. Nothing is signed." });
}
// src/stages/recorded-places.ts
/**
* A test for names of artifacts, as a recording of `paths` in POSIX form gives them.
*
* @param paths plain, or as `file:` and `dir:` URIs (ITE-4)
* @param exclude gitignore patterns
*/
function recordedPlaces(paths, exclude) {
	const roots = paths.map((path) => parseArtifactUri(path, posix.sep));
	const excludes = compileExcludes(exclude);
	const isExcluded = (path) => {
		const parts = path.split("/");
		return parts.some((part, index) => excludes.entry(parts.slice(0, index + 1).join("/"), part, index < parts.length - 1));
	};
	return (name) => roots.some(({ scheme, path: root }) => {
		if (!name.startsWith(scheme)) return false;
		const path = name.slice(scheme.length);
		if (scheme === "dir:") return path === root;
		return (root === "." || path === root || path.startsWith(`${root}/`)) && !isExcluded(path);
	});
}
// src/stages/work-record.ts
const ENVIRONMENT_MEMBERS = [
	"recording",
	"run",
	"modes",
	"setup",
	"working_directory",
	"variables",
	"hand_over"
];
const SHA256 = /^sha256:[0-9a-f]{64}$/;
/**
* Reads an unsigned record.
*
* @throws SIGN_REFUSED, JSON_ and METADATA_ codes
*/
function readWorkRecord(bytes, file, expected) {
	const { step } = expected;
	const metadata = readSignedMetadata(bytes, {
		source: file,
		maxBytes: LIMITS.linkBytes
	});
	if (metadata.signatures.length > 0) throw signRefused(step, "its record is signed already");
	const parsed = parseLink(metadata.payload);
	const [flaw] = checkLink(parsed, step, escapeUntrusted(file));
	if (flaw !== void 0) throw signRefused(step, flaw.message.replace(/\.$/, ""));
	const { link } = parsed;
	const at = metadata.payload.optional("environment");
	if (at === void 0) throw signRefused(step, "its record names no run");
	for (const [name, member] of at.members()) if (!ENVIRONMENT_MEMBERS.includes(name)) throw member.invalid(`No stage records the member ${quoteUntrusted(name, 80)}.`);
	checkProducts(link.products, expected);
	checkByproducts(link, expected);
	return {
		byproducts: link.byproducts,
		products: link.products,
		modes: readProductModes(at.optional("modes"), link.products),
		variables: readVariables(at.optional("variables"), expected),
		recordedBy: readRecorder(link, step),
		handOver: readNote(link, step),
		claimed: link
	};
}
function checkProducts(products, { step, products: paths, exclude }) {
	const isRecorded = recordedPlaces(paths, stageExcludes(exclude));
	for (const [name, digests] of products) {
		if (name.length > LIMITS.nameLength) throw signRefused(step, `a product has a name of ${name.length} characters`);
		if (!SHA256.test(digests)) throw signRefused(step, `the product ${quoteUntrusted(name)} has no digest of SHA-256`);
		if (!isRecorded(name)) throw signRefused(step, `its record names the product ${quoteUntrusted(name)}, which does not lie in what it was told to record`);
	}
}
/** The one thing that a stage says of how its command went. */
function checkByproducts({ byproducts }, { step, command }) {
	const more = [...byproducts.keys()].find((name) => name !== "return-value");
	if (more !== void 0) throw signRefused(step, `its record has the by-product ${quoteUntrusted(more, 80)}`);
	if (command.length > 0 && byproducts.get("return-value") !== 0) throw signRefused(step, "its record does not say that its command succeeded");
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
function readVariables(at, { step, variables }) {
	const values = {};
	for (const [name, value] of at?.members() ?? []) {
		if (!variables.includes(name)) throw signRefused(step, `its record holds the variable ${quoteUntrusted(name, 80)}, which was not asked for`);
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
	const { job = "", attempt = "", runner } = run;
	if (job === "" || job.length > LIMITS.nameLength || !/^[1-9]\d{0,8}$/.test(attempt)) throw signRefused(step, "its record does not say which job and attempt made it");
	if (runner !== void 0 && !/^[\w-]{1,64}$/.test(runner)) throw signRefused(step, `its record names the runner ${quoteUntrusted(runner, 80)}`);
	return {
		job,
		attempt,
		runner
	};
}
function readNote({ environment }, step) {
	const note = readHandOver(environment);
	if (note === "malformed") throw signRefused(step, "its record does not say in a readable way what it handed over");
	return note;
}
// src/stages/sign-stage.ts
/**
* The link of an isolated stage. Whatever the job that ran the caller's code says, the link has the step, command,
* materials, run and settings that this job knows, or there is none.
*
* @throws SIGN_REFUSED, SIGN_MATERIALS_DIFFER, SIGN_TIME_LIMIT, SIGN_WORKSPACE_NOT_EMPTY, SIGN_COMMIT_DIFFERS,
* RECORDING_NOTHING, RECORD_, TAKE_OVER_, HAND_OVER_, ARTIFACT_, JSON_ and METADATA_ codes, GIT_FAILED
*/
async function linkToSign(stage, ports) {
	await checkSource(stage, ports);
	if (ports.takeOver !== void 0) await ports.takeOver();
	return stage.record === void 0 ? linkOfCheckout(stage, ports) : linkOfWork(stage, stage.record, ports);
}
/** Nothing but the commit of the run may lie where materials are recorded. */
async function checkSource({ source, run }, { checkout, workspace }) {
	if (source === "nothing") {
		const [entry] = readdirSync(workspace);
		if (entry === void 0) return;
		throw new InTotoError("SIGN_WORKSPACE_NOT_EMPTY", `The workspace of the job that signs holds ${quoteUntrusted(entry)} before anything was put into it.`, { hint: "Use a fresh runner for it. If the job checks out the commit on purpose, say `checkout: true`." });
	}
	const commit = await checkout.commit();
	if (commit === run.commit) return;
	throw new InTotoError("SIGN_COMMIT_DIFFERS", `The job that signs has commit ${quoteUntrusted(commit, 80)} checked out; the run is of commit ${quoteUntrusted(run.commit ?? "", 80)}.`, { hint: "Check out the commit of the run there, with no other ref. Nothing is signed." });
}
/** The beginning of the step, as this job sees it. */
async function begin(stage, { recorder, workspace }, variables) {
	const begun = await beginStep(recorder, {
		name: stage.step,
		materials: stage.materials,
		settings: stageSettings(workspace, stage.exclude),
		run: stage.run
	});
	const { command, setup, workingDirectory } = stage;
	const { environment } = begun;
	return {
		...begun,
		command,
		environment: beginEnvironment({
			environment,
			setup,
			workingDirectory,
			variables
		})
	};
}
async function linkOfWork(stage, place, ports) {
	const record = await fetchRecord(stage, place, ports);
	const begun = await begin(stage, ports, record.variables);
	compareBeginning(begun, record.claimed);
	const link = completed(begun, record);
	checkNotEmpty(link);
	if (stage.handOver.length === 0) {
		if (record.handOver !== void 0) throw signRefused(stage.step, "its record hands products over, and this job was told of none");
		return {
			link,
			handedOver: 0
		};
	}
	const selected = selectProducts(record.products, stage.handOver);
	if (record.handOver === void 0) throw signRefused(stage.step, "its record hands no products over");
	const { artifacts, now } = ports;
	const handOver = await checkHandOverArchive({
		step: stage.step,
		selected,
		note: record.handOver,
		storedBy: record.recordedBy,
		artifacts,
		now
	});
	return {
		link: {
			...link,
			environment: withHandOver(link.environment, selected, handOver.artifact)
		},
		handedOver: selected.size
	};
}
/** The beginning that this job found, and of the rest what only the other one knows. */
function completed(begun, { products, modes, byproducts, recordedBy }) {
	const environment = withRecordedBy(withModes(begun.environment, "products", modes), recordedBy);
	return {
		...begun,
		products,
		byproducts,
		environment
	};
}
/** The one workflow artifact that the working job names, by its id, and as its digest says. */
async function fetchRecord(stage, { artifactId, artifactDigest }, { artifacts, temporary }) {
	const { step } = stage;
	const stored = (await artifacts.list(workflowArtifactPrefix("unsigned"))).find(({ id }) => id === artifactId);
	const name = stored === void 0 ? void 0 : readWorkflowArtifactName(stored.name);
	if (stored === void 0 || name === void 0) throw signRefused(step, `the run has no workflow artifact ${quoteUntrusted(artifactId, 40)} with an unsigned record`);
	if (stored.digest !== artifactDigest) throw signRefused(step, "its workflow artifact has another digest than the job that recorded it told");
	const bounds = {
		packedBytes: LIMITS.linkArtifactBytes,
		bytes: LIMITS.linkBytes,
		files: 1
	};
	const directory = join(temporary, "unsigned");
	mkdirSync(directory);
	const [file] = await artifacts.unpack(stored, directory, bounds);
	if (file !== unsignedLinkFileName(step)) throw signRefused(step, `its workflow artifact holds ${quoteUntrusted(file ?? "nothing")} and not its record`);
	const record = readWorkRecord(readFileSync(join(directory, file)), file, stage);
	const { job, attempt } = record.recordedBy;
	if (name.kind !== "unsigned" || name.step !== step || name.job !== job || String(name.attempt) !== attempt) throw signRefused(step, `its workflow artifact is named ${quoteUntrusted(stored.name)}, which its record is not`);
	return record;
}
/** A stage that runs nothing: its products are the files of the commit, and no other job has a say. */
async function linkOfCheckout(stage, ports) {
	const { recorder, workspace, checkout, artifacts, temporary, variables } = ports;
	const begun = await begin({
		...stage,
		materials: []
	}, ports, variables);
	const { commit, paths } = await checkout.tracked();
	const ended = await endStep(recorder, begun, {
		products: paths.map((path) => `./${posix.normalize(path)}`),
		settings: stageSettings(workspace, stage.exclude)
	});
	checkNotEmpty(ended);
	const link = {
		...ended,
		environment: new Map([...ended.environment, ["checkout", jsonObject({ commit })]])
	};
	if (stage.handOver.length === 0) return {
		link,
		handedOver: 0
	};
	const handedOver = await handOverProducts({
		link,
		patterns: stage.handOver,
		workspace,
		directory: join(temporary, "products"),
		recorder,
		artifacts,
		name: artifactNameOf(stage, "products"),
		retentionDays: stage.retentionDays
	});
	return {
		link: handedOver.link,
		handedOver: handedOver.files
	};
}
/** The name of a workflow artifact of the job that signs. @throws ARTIFACT_NAME */
function artifactNameOf({ step, matrix, run }, kind) {
	return writeWorkflowArtifactName({
		kind,
		step,
		job: run.job ?? "",
		matrix,
		attempt: Number(run.attempt)
	});
}
function checkNotEmpty(link) {
	if (!recordedNothing(link)) return;
	throw new InTotoError("RECORDING_NOTHING", `Step ${quoteUntrusted(link.name)} recorded no file at all, so its link would say nothing.`, { hint: "Name files or directories in materials and products, and look at exclude." });
}
// src/actions/sign-stage.ts
/**
* @throws INPUT_, RUNNER_, SIGN_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, RECORD_, TAKE_OVER_, HAND_OVER_ and ARTIFACT_ codes
*/
async function signStage(runner, environment) {
	const context = readRunContext(environment);
	const reader = new Inputs(runner);
	const signing = readSigning(reader, context, environment);
	if (signing.kind === "later") throw new InTotoError("INPUT_INVALID", "The input sign cannot be used: this action is the one that signs.", {
		at: "input sign",
		hint: "Say keyless, key or auto."
	});
	const { stage, takeOver, summary } = readInputs(reader, context, environment, signing.kind === "key" ? signing.signer.publicKey : void 0);
	warnOfEnvironment(runner, environment);
	const { workspace } = context;
	const directory = join(context.temporary, `in-toto-${randomUUID()}`);
	const temporary = join(directory, "work");
	mkdirSync(temporary, { recursive: true });
	const recorder = new Recorder();
	try {
		const { RunArtifacts } = await import("./chunks/run-artifacts.mjs");
		const artifacts = new RunArtifacts(directory);
		const { link, handedOver } = await linkToSign(stage, {
			workspace,
			temporary,
			recorder,
			artifacts,
			checkout: {
				commit: () => checkedOutCommit(workspace, environment),
				tracked: () => trackedFiles(workspace, environment)
			},
			takeOver: takeOver === void 0 ? void 0 : () => takeOverProducts(takeOver, context, recorder, runner),
			variables: stage.record === void 0 ? recordedVariables(stage.variables, environment) : jsonObject({}),
			now: Date.now
		});
		runner.log(`Step ${quoteUntrusted(stage.step)}: ${link.materials.size} materials worked out by this job.`);
		const { path, signedBy } = await signAndWrite(signing, link, directory, {
			context,
			environment,
			runner
		});
		const stored = await artifacts.upload({
			name: artifactNameOf(stage, "link"),
			files: [path],
			root: directory,
			retentionDays: stage.retentionDays
		});
		const outputs = linkOutputs(link, path, stored);
		for (const [output, value] of Object.entries(outputs)) runner.output(output, value);
		await report(runner, link, {
			signing,
			summary
		}, {
			linkFile: basename(path),
			signedBy,
			handedOver,
			outputs
		});
	} finally {
		await recorder.close();
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
const NONE = "none";
function readInputs(inputs, context, environment, ownKey) {
	const step = inputs.required("step-name");
	checkStepName(step);
	const run = inputs.text("run");
	const setup = inputs.required("setup");
	checkCommand("run", run);
	checkCommand("setup", setup);
	const shell = inputs.choice("shell", SHELLS);
	const handOver = inputs.lines("hand-over");
	if (handOver.length === 0) inputs.required("hand-over");
	const variables = inputs.lines("environment-variables");
	checkVariables(variables, environment);
	const stage = {
		step,
		command: run === NONE ? [] : commandWords(shell, run),
		setup: setup === NONE ? "" : setup,
		workingDirectory: readPlace(inputs.text("working-directory")),
		materials: inputs.lines("materials"),
		products: inputs.lines("products"),
		exclude: inputs.lines("exclude"),
		variables,
		handOver: handOver.length === 1 && handOver[0] === NONE ? [] : handOver,
		source: inputs.choice("checkout", ["true", "false"]) === "true" ? "commit" : "nothing",
		record: readRecord(inputs, run),
		matrix: matrixKey(inputs.text("matrix")),
		run: runBindingOf(context),
		retentionDays: inputs.number("retention-days", 400)
	};
	for (const kind of ["link", "products"]) artifactNameOf(stage, kind);
	const from = inputs.required("take-over");
	const takeOver = readTakeOver(inputs, from === NONE ? "" : from, ownKey, environment);
	if (run === NONE) checkRunsNothing(stage, takeOver);
	return {
		stage,
		takeOver,
		summary: inputs.choice("summary", [
			"auto",
			"always",
			"never"
		])
	};
}
/** As the other job read it, which may run Windows; there are no backslashes elsewhere. */
function readPlace(text) {
	return parseWorkingDirectory(text, text.includes("\\") ? "windows" : "posix");
}
/** Both halves or neither, and neither only where nothing ran. */
function readRecord(inputs, run) {
	const [artifactId, artifactDigest] = [fromOutput(inputs, "link-artifact-id"), fromOutput(inputs, "link-artifact-digest")];
	if (run === NONE) {
		if (artifactId === NONE && artifactDigest === NONE) return void 0;
		throw invalid("link-artifact-id", "with `run: none` there is no other job that could have recorded anything");
	}
	if (artifactId !== NONE) return {
		artifactId,
		artifactDigest
	};
	throw invalid("link-artifact-id", "the step ran a command, so another job must have recorded it", "Hand on the outputs of that job. A stage that only checks out says `run: none`, in these very letters.");
}
function fromOutput(inputs, name) {
	const value = inputs.text(name);
	if (value !== "") return value;
	throw new InTotoError("INPUT_MISSING", `The input ${name} is empty.`, {
		at: `input ${name}`,
		hint: "It comes from the outputs of the job that recorded the step. See that this job needs that one, and that its outputs are handed on. GitHub drops an output that contains a secret of that job: give that job no secret of a few characters."
	});
}
/** What has no meaning where nothing runs is refused, so that nobody takes it for done. */
function checkRunsNothing(stage, takeOver) {
	const whole = (paths) => paths.every((path) => path === ".");
	const odd = stage.setup !== "" ? "setup" : takeOver !== void 0 ? "take-over" : stage.workingDirectory !== "." ? "working-directory" : !whole(stage.materials) ? "materials" : !whole(stage.products) ? "products" : void 0;
	if (odd !== void 0) throw invalid(odd, "with `run: none` the stage checks out and does nothing else", "Leave it out, or say what to run.");
	if (stage.source === "commit") return;
	throw invalid("checkout", "with `run: none` there is nothing to record but a checkout", "Say `checkout: true`.");
}
// src/actions/sign.ts
await runAction(signStage);
export {};
