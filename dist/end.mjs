import { l as runAction, n as readRunContext, r as runBindingOf, s as stageSettings } from "./chunks/run-context.mjs";
import { dt as escapeUntrusted, ft as quoteUntrusted, j as readRunBinding, nt as jsonObject, pt as InTotoError, st as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/record-artifacts.mjs";
import { t as isOutside } from "./chunks/is-outside.mjs";
import { n as selectProducts, r as withHandOver } from "./chunks/hand-over.mjs";
import { r as changedSteering, t as readStageRecording } from "./chunks/stage-recording.mjs";
import { i as recordedNothing, r as endStep } from "./chunks/step-recording.mjs";
import { t as Inputs } from "./chunks/inputs.mjs";
import { a as report, i as linkOutputs, n as signAndWrite, t as readSigning } from "./chunks/stage-signing.mjs";
import { basename, join, posix, relative, sep } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdirSync, realpathSync, rmSync, statSync } from "node:fs";
// src/stages/hand-over-files.ts
/**
* Paths of the file system for products.
*
* @throws HAND_OVER_UNSAFE for what is no file of the workspace, and for names that cannot be taken over everywhere
*/
function filesToHandOver(workspace, products) {
	const root = realpathSync(workspace);
	const folded = /* @__PURE__ */ new Map();
	return [...products].map((path) => {
		if (/["<>|*?:\r\n]/.test(path)) throw unsafe(path, "has a character in its name that workflow artifacts cannot have");
		const key = path.normalize("NFC").toLowerCase();
		const other = folded.get(key);
		if (other !== void 0) throw unsafe(path, `differs from ${quoteUntrusted(other)} in letter case alone, so one would replace the other`);
		folded.set(key, path);
		const file = join(workspace, path);
		const real = realpathSync(file);
		if (isOutside(root, real)) throw unsafe(path, "leads out of the workspace");
		if (relative(root, real).split(sep).includes(".git")) throw unsafe(path, "leads to what git keeps for itself");
		if (!statSync(file).isFile()) throw unsafe(path, "is no file");
		return file;
	});
}
function unsafe(path, what) {
	return new InTotoError("HAND_OVER_UNSAFE", `The product ${quoteUntrusted(path)} cannot be handed over: it ${what}.`, { hint: "Narrow the input hand-over, or make the product a plain file of another name." });
}
// src/actions/end-stage.ts
const LONGEST_RETENTION_DAYS = 400;
/** @throws INPUT_, RUNNER_, RECORD_, RECORDING_, SIGNING_, KEY_, ARTIFACT_ codes, JOB_NOT_SUCCESSFUL, GIT_FAILED */
async function endStage(runner, environment) {
	const context = readRunContext(environment);
	const inputs = readInputs(runner, context, environment);
	const recording = readStageRecording(inputs.recording, inputs.digest);
	checkRun(recording, context, inputs.recording);
	checkSteering(recording, environment);
	checkOutcomes(recording, inputs.outcomes);
	const recorder = new Recorder();
	const directory = join(context.temporary, `in-toto-${randomUUID()}`);
	mkdirSync(directory);
	try {
		const link = await completeLink(recording, inputs, context, environment, recorder);
		const { RunArtifacts } = await import("./chunks/run-artifacts.mjs");
		const stored = await store({
			link,
			recording,
			inputs,
			surroundings: {
				context,
				environment,
				runner
			},
			directory,
			artifacts: new RunArtifacts(directory)
		});
		for (const [name, value] of Object.entries(stored.outputs)) runner.output(name, value);
		await report(runner, link, inputs, stored);
	} finally {
		await recorder.close();
		rmSync(directory, {
			recursive: true,
			force: true
		});
		rmSync(inputs.recording, { force: true });
	}
}
function readInputs(runner, context, environment) {
	const inputs = new Inputs(runner);
	const signing = readSigning(inputs, context, environment);
	const status = inputs.text("job-status");
	if (status !== "success") throw new InTotoError("JOB_NOT_SUCCESSFUL", `The job is ${quoteUntrusted(status)}, so no link is made.`, { hint: "Look at the workflow step that failed. Only what succeeded is signed." });
	return {
		recording: inputs.required("recording"),
		digest: inputs.required("recording-digest"),
		outcomes: inputs.text("outcomes").match(/\S+/g) ?? [],
		products: inputs.lines("products"),
		productSource: inputs.choice("product-source", ["paths", "git"]),
		signing,
		summary: inputs.choice("summary", [
			"auto",
			"always",
			"never"
		]),
		retentionDays: inputs.number("retention-days", LONGEST_RETENTION_DAYS),
		handOver: inputs.lines("hand-over")
	};
}
/** The run that the stage began in must be the one that it ends in. */
function checkRun({ link }, context, path) {
	const begun = readRunBinding(link.environment);
	const ended = runBindingOf(context);
	if (begun !== void 0 && begun !== "malformed" && [
		"id",
		"attempt",
		"repository",
		"commit",
		"job"
	].every((fact) => begun[fact] === ended[fact])) return;
	throw new InTotoError("RECORDING_TAMPERED", "The recording that the step began with belongs to another run or job.", {
		at: escapeUntrusted(path),
		hint: "Call begin and end in one job, and hand the outputs of begin to end."
	});
}
/** What an earlier workflow step puts into the environment through GITHUB_ENV reaches this action, too. */
function checkSteering({ steering }, environment) {
	const changed = changedSteering(steering, environment);
	if (changed.length === 0) return;
	throw new InTotoError("ENVIRONMENT_CHANGED", `While the step ran, ${changed.join(", ")} changed for the actions after it; what is signed could be watched or led elsewhere.`, { hint: "Find out which command writes that to GITHUB_ENV. Set it for the whole job if it must be set. Nothing was signed." });
}
/** Only what is seen to have succeeded may be said to have. */
function checkOutcomes({ demandsOutcome }, outcomes) {
	const odd = outcomes.find((outcome) => outcome !== "success" && outcome !== "skipped");
	const successes = outcomes.filter((outcome) => outcome === "success").length;
	const missing = demandsOutcome ? successes !== 1 : outcomes.length > 0 && successes === 0;
	if (odd === void 0 && !missing) return;
	throw new InTotoError("JOB_NOT_SUCCESSFUL", odd === void 0 ? `${successes} commands of the step succeeded where ${demandsOutcome ? "exactly one" : "one"} was expected, so no link is made.` : `A command of the step ended with ${quoteUntrusted(odd)}, so no link is made.`, { hint: "Look at the workflow steps before this one. Only what succeeded is signed." });
}
async function completeLink(recording, inputs, context, environment, recorder) {
	const settings = stageSettings(context.workspace, recording.exclude);
	const checkout = inputs.productSource === "git" ? await checkedOut(inputs.products, context, environment) : void 0;
	const ended = await endStep(recorder, recording.link, {
		products: checkout?.paths ?? inputs.products,
		settings,
		byproducts: jsonObject(inputs.outcomes.length > 0 ? { "return-value": 0 } : {})
	});
	if (recordedNothing(ended)) throw new InTotoError("RECORDING_NOTHING", `Step ${quoteUntrusted(ended.name)} recorded no file at all, so its link would say nothing.`, { hint: "Name files or directories in materials and products, and look at exclude." });
	const noted = checkout === void 0 ? ended.environment : new Map([...ended.environment, ["checkout", jsonObject({ commit: checkout.commit })]]);
	return {
		...ended,
		environment: inputs.handOver.length === 0 ? noted : withHandOver(noted, selectProducts(ended.products, inputs.handOver))
	};
}
/** The files that git tracks, relative to the workspace. */
async function checkedOut([directory = ".", ...more], { workspace }, environment) {
	if (more.length > 0) throw new InTotoError("INPUT_INVALID", "With product-source git, products names one directory.", {
		at: "input products",
		hint: "Name the directory of the checkout."
	});
	const { trackedFiles } = await import("./chunks/tracked-files.mjs");
	const { commit, paths } = await trackedFiles(join(workspace, directory), environment);
	return {
		commit,
		paths: paths.map((path) => `./${posix.join(directory.replaceAll("\\", "/"), path)}`)
	};
}
/** Stores products before the link, so that there is a link only for what is there. */
async function store({ link, recording, inputs, surroundings, directory, artifacts }) {
	const { retentionDays, handOver, signing } = inputs;
	const { context } = surroundings;
	const nameOf = (kind) => writeWorkflowArtifactName({
		kind,
		step: link.name,
		job: context.job,
		matrix: recording.matrix,
		attempt: context.attempt
	});
	const handed = handOver.length === 0 ? void 0 : selectProducts(link.products, handOver);
	if (handed !== void 0) await artifacts.upload({
		name: nameOf("products"),
		files: filesToHandOver(context.workspace, handed.keys()),
		root: context.workspace,
		retentionDays
	});
	const { path, signedBy } = await signAndWrite(signing, link, directory, surroundings);
	const { id, digest } = await artifacts.upload({
		name: nameOf(signing.kind === "later" ? "unsigned" : "link"),
		files: [path],
		root: directory,
		retentionDays
	});
	return {
		linkFile: basename(path),
		signedBy,
		handedOver: handed?.size ?? 0,
		outputs: linkOutputs(link, path, {
			id,
			digest
		})
	};
}
// src/actions/end.ts
await runAction(endStage);
export {};
