import { c as stageSettings, n as readRunContext, r as runBindingOf, u as runAction } from "./chunks/run-context.mjs";
import { c as escapeUntrusted, l as quoteUntrusted, u as InTotoError } from "./chunks/base.mjs";
import { ct as writeWorkflowArtifactName, k as readRunBinding, rt as jsonObject } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/record-artifacts.mjs";
import { a as report, c as trackedFiles, i as linkOutputs, l as withCheckout, n as signAndWrite, o as asPlainPaths, t as readSigning, u as handOverProducts } from "./chunks/stage-signing.mjs";
import { l as changedSteering, o as checkRecordedDirectory } from "./chunks/stage-inputs.mjs";
import { t as readStageRecording } from "./chunks/stage-recording.mjs";
import { i as endStep, r as demandFiles } from "./chunks/step-recording.mjs";
import { t as Inputs } from "./chunks/inputs.mjs";
import { basename, join } from "node:path";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
// src/actions/end-stage.ts
/**
* @throws INPUT_, RUNNER_, RECORD_, RECORDING_, HAND_OVER_, FILE_, SIGNING_, KEY_, ARTIFACT_ codes, JOB_NOT_SUCCESSFUL,
* GIT_FAILED, WORKING_DIRECTORY_OUTSIDE
*/
async function endStage(runner, environment) {
	const context = readRunContext(environment);
	const inputs = readInputs(runner, context, environment);
	const recording = readStageRecording(inputs.recording, inputs.digest);
	checkRun(recording, context, inputs.recording);
	checkSteering(recording, environment);
	checkRecordedDirectory(context.workspace, recording.link.environment);
	checkOutcomes(recording, inputs.outcomes);
	const recorder = new Recorder();
	const directory = join(context.temporary, `in-toto-${randomUUID()}`);
	mkdirSync(directory);
	try {
		const ended = await completeLink(recording, inputs, context, environment, recorder);
		const { RunArtifacts } = await import("./chunks/run-artifacts.mjs");
		const place = {
			recording,
			inputs,
			context,
			directory,
			artifacts: new RunArtifacts(directory)
		};
		const { link, files } = await handOver(place, ended, recorder);
		const stored = await store(place, link, files, {
			context,
			environment,
			runner
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
		retentionDays: inputs.number("retention-days", 400),
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
	throw new InTotoError("ENVIRONMENT_CHANGED", `While the step ran, ${changed.join(", ")} changed for the actions after it; what is signed could be watched or led elsewhere.`, { hint: steeringHint(changed) });
}
function steeringHint(changed) {
	const ofRequest = changed.filter((name) => name.toUpperCase().startsWith("ACTIONS_ID_TOKEN_REQUEST_"));
	return [
		"Find out which command writes that to GITHUB_ENV.",
		...ofRequest.length < changed.length ? ["If it must be set, set it for the whole job."] : [],
		...ofRequest.length > 0 ? [`Only the runner may set ${ofRequest.join(" and ")}; it does so with \`permissions: id-token: write\`.`] : [],
		"Nothing was signed."
	].join(" ");
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
	demandFiles(ended);
	return checkout === void 0 ? ended : {
		...ended,
		environment: withCheckout(ended.environment, checkout.commit)
	};
}
/** The files that git tracks, relative to the workspace. */
async function checkedOut([directory = ".", ...more], { workspace }, environment) {
	if (more.length > 0) throw new InTotoError("INPUT_INVALID", "With product-source git, products names one directory.", {
		at: "input products",
		hint: "Name the directory of the checkout."
	});
	const { commit, paths } = await trackedFiles(join(workspace, directory), environment);
	return {
		commit,
		paths: asPlainPaths(paths, directory)
	};
}
function artifactName(kind, { recording, context }) {
	const { job, attempt } = context;
	return writeWorkflowArtifactName({
		kind,
		step: recording.link.name,
		job,
		matrix: recording.matrix,
		attempt
	});
}
async function handOver(place, link, recorder) {
	const { inputs, context, directory, artifacts } = place;
	if (inputs.handOver.length === 0) return {
		link,
		files: 0
	};
	return handOverProducts({
		link,
		patterns: inputs.handOver,
		workspace: context.workspace,
		directory: join(directory, "products"),
		recorder,
		artifacts,
		name: artifactName("products", place),
		retentionDays: inputs.retentionDays
	});
}
async function store(place, link, handedOver, surroundings) {
	const { inputs, directory, artifacts } = place;
	const { path, signedBy } = await signAndWrite(inputs.signing, link, directory, surroundings);
	const { id, digest } = await artifacts.upload({
		name: artifactName(inputs.signing.kind === "later" ? "unsigned" : "link", place),
		files: [path],
		root: directory,
		retentionDays: inputs.retentionDays
	});
	return {
		linkFile: basename(path),
		signedBy,
		handedOver,
		outputs: linkOutputs(link, path, {
			id,
			digest
		})
	};
}
// src/actions/end.ts
await runAction(endStage);
export {};
