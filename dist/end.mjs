import { a as runAction, r as withScratch } from "./chunks/github-run-context.mjs";
import { d as stageSettings, f as stagePorts, i as checkRecordedDirectory, t as changedSteering } from "./chunks/stages-steering-variables.mjs";
import { d as BaseError, i as Inputs, v as escapeUntrusted, y as quoteUntrusted } from "./chunks/base.mjs";
import { Et as jsonObject, X as readRunBinding, f as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/recording-record-artifacts.mjs";
import { n as StagesError } from "./chunks/stages-codes.mjs";
import { a as storeLink, c as handOverProducts, i as withCheckout, o as readStoring, r as trackedFiles, s as readSigning, t as asPlainPaths } from "./chunks/stages-tracked-files.mjs";
import { t as readStageRecording } from "./chunks/stages-stage-recording.mjs";
import { i as endStep, r as demandFiles } from "./chunks/stages-step-recording.mjs";
import { join } from "node:path";
import { rmSync } from "node:fs";
// src/stages/check-end.ts
/** The run that the stage began in must be the one that it ends in. @throws RECORDING_TAMPERED */
function checkSameRun({ link }, ended, path) {
	const begun = readRunBinding(link.environment);
	if (begun !== void 0 && begun !== "malformed" && [
		"id",
		"attempt",
		"repository",
		"commit",
		"job"
	].every((fact) => begun[fact] === ended[fact])) return;
	throw new StagesError("RECORDING_TAMPERED", "The recording that the step began with belongs to another run or job.", {
		at: escapeUntrusted(path),
		hint: "Call begin and end in one job, and hand the outputs of begin to end."
	});
}
/**
* What an earlier workflow step puts into the environment through GITHUB_ENV reaches this action, too.
*
* @throws ENVIRONMENT_CHANGED
*/
function checkSteering({ steering }, environment) {
	const changed = changedSteering(steering, environment);
	if (changed.length === 0) return;
	throw new StagesError("ENVIRONMENT_CHANGED", `While the step ran, ${changed.join(", ")} changed for the actions after it; what is signed could be watched or led elsewhere.`, { hint: steeringHint(changed) });
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
/** Only what is seen to have succeeded may be said to have. @throws JOB_NOT_SUCCESSFUL */
function checkOutcomes({ demandsOutcome }, outcomes) {
	const odd = outcomes.find((outcome) => outcome !== "success" && outcome !== "skipped");
	const successes = outcomes.filter((outcome) => outcome === "success").length;
	const missing = demandsOutcome ? successes !== 1 : outcomes.length > 0 && successes === 0;
	if (odd === void 0 && !missing) return;
	throw new StagesError("JOB_NOT_SUCCESSFUL", odd === void 0 ? `${successes} commands of the step succeeded where ${demandsOutcome ? "exactly one" : "one"} was expected, so no link is made.` : `A command of the step ended with ${quoteUntrusted(odd)}, so no link is made.`, { hint: "Look at the workflow steps before this one. Only what succeeded is signed." });
}
// src/stages/inputs/end-inputs.ts
/** @throws INPUT_, KEY_ and SIGNING_ codes, JOB_NOT_SUCCESSFUL */
function readEndInputs(source, facts) {
	const inputs = new Inputs(source);
	const signing = readSigning(inputs, facts);
	const status = inputs.text("job-status");
	if (status !== "success") throw new StagesError("JOB_NOT_SUCCESSFUL", `The job is ${quoteUntrusted(status)}, so no link is made.`, { hint: "Look at the workflow step that failed. Only what succeeded is signed." });
	return {
		recording: inputs.required("recording"),
		digest: inputs.required("recording-digest"),
		outcomes: inputs.text("outcomes").match(/\S+/g) ?? [],
		products: inputs.lines("products"),
		productSource: inputs.choice("product-source", ["paths", "git"]),
		signing,
		...readStoring(inputs),
		handOver: inputs.lines("hand-over")
	};
}
// src/stages/end-stage.ts
/**
* @throws INPUT_, RECORD_, RECORDING_, HAND_OVER_, FILE_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, TRUSTED_ROOT_ and ARTIFACT_
* codes, JOB_NOT_SUCCESSFUL, ENVIRONMENT_CHANGED, GIT_FAILED, WORKING_DIRECTORY_OUTSIDE
*/
async function endStage(ports) {
	const { runner, run, environment, identity } = ports;
	const inputs = readEndInputs(runner, {
		run,
		canIdentify: identity.isAvailable
	});
	const recording = readStageRecording(inputs.recording, inputs.digest);
	checkSameRun(recording, run.binding, inputs.recording);
	checkSteering(recording, environment);
	checkRecordedDirectory(run.workspace, recording.link.environment);
	checkOutcomes(recording, inputs.outcomes);
	const recorder = new Recorder();
	try {
		await withScratch(run.temporary, async (directory) => {
			const ended = await completeLink(recording, inputs, ports, recorder);
			const artifacts = await ports.artifacts(directory);
			const place = {
				recording,
				inputs,
				run,
				directory,
				artifacts
			};
			const { link, files } = await handOver(place, ended, recorder);
			const { signing, retentionDays, summary } = inputs;
			const name = artifactName(signing.kind === "later" ? "unsigned" : "link", place);
			await storeLink({
				link,
				handedOver: files,
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
		rmSync(inputs.recording, { force: true });
	}
}
async function completeLink(recording, inputs, { run, environment }, recorder) {
	const settings = stageSettings(run.workspace, recording.exclude);
	const checkout = inputs.productSource === "git" ? await checkedOut(inputs.products, run, environment) : void 0;
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
	if (more.length > 0) throw new BaseError("INPUT_INVALID", "With product-source git, products names one directory.", {
		at: "input products",
		hint: "Name the directory of the checkout."
	});
	const { commit, paths } = await trackedFiles(join(workspace, directory), environment);
	return {
		commit,
		paths: asPlainPaths(paths, directory)
	};
}
function artifactName(kind, { recording, run }) {
	const { job, attempt } = run;
	return writeWorkflowArtifactName({
		kind,
		step: recording.link.name,
		job,
		matrix: recording.matrix,
		attempt
	});
}
async function handOver(place, link, recorder) {
	const { inputs, run, directory, artifacts } = place;
	if (inputs.handOver.length === 0) return {
		link,
		files: 0
	};
	return handOverProducts({
		link,
		patterns: inputs.handOver,
		workspace: run.workspace,
		directory: join(directory, "products"),
		recorder,
		artifacts,
		name: artifactName("products", place),
		retentionDays: inputs.retentionDays
	});
}
// src/actions/end.ts
await runAction((runner, environment) => endStage(stagePorts(runner, environment)));
export {};
