import { a as runAction, r as withScratch } from "./chunks/github-run-context.mjs";
import { f as checkRecordedDirectory, i as steeringOf, o as FOUND_PROGRAMS, s as PATTERN_NONE, t as changedSteering, v as stageSettings, y as stagePorts } from "./chunks/stages-steering-variables.mjs";
import { D as quoteUntrusted, E as escapeUntrusted, a as FILE_NONE, c as invalid, h as BaseError, o as Inputs, s as NONE, u as oneOf, y as listed } from "./chunks/base.mjs";
import { Q as readRunBinding, Yt as jsonObject, p as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/recording-record-artifacts.mjs";
import { n as StagesError } from "./chunks/stages-codes.mjs";
import { a as storeLink, c as handOverProducts, i as withCheckout, o as readStoring, r as trackedFiles, s as readSigning, t as asPlainPaths } from "./chunks/stages-tracked-files.mjs";
import { i as readStageRecording, n as markEnded, r as tellOverlap } from "./chunks/stages-open-stages.mjs";
import { i as endStep, r as demandFiles } from "./chunks/stages-step-recording.mjs";
import { join } from "node:path";
import { rmSync } from "node:fs";
// src/stages/inputs/outcome-inputs.ts
const OUTCOMES = [
	"success",
	"failure",
	"cancelled",
	"skipped"
];
/** What to do where no outcome came. */
const TELL_OUTCOME = "Give end the outcome of the workflow step that runs the command: `outcomes: ${{ steps.ID.outcome }}`, where ID is the `id:` of that workflow step. Take outcome, not conclusion, which says success after a failure under continue-on-error.";
/** None where nobody tells of any. @throws INPUT_MISSING, INPUT_INVALID */
function readOutcomes(inputs) {
	return (inputs.control("outcomes", "none", `Give end the outcome of the workflow step that runs the command: \`outcomes: \${{ steps.ID.outcome }}\`, where ID is the \`id:\` of that workflow step. Take outcome, not conclusion, which says success after a failure under continue-on-error. Only where begin names no command, \`none\` will do.`)?.match(/\S+/g) ?? []).map(outcomeOf);
}
function outcomeOf(word) {
	const outcome = OUTCOMES.find((candidate) => candidate === word);
	if (outcome !== void 0) return outcome;
	throw invalid("outcomes", `a workflow step ends with ${oneOf(OUTCOMES)}, not with ${quoteUntrusted(word, 100)}`, TELL_OUTCOME);
}
// src/stages/environment-changed.ts
/** How many names and reasons are told. */
const MOST_NAMES = 10;
const MOST_REASONS = 3;
const BY = "Likely cause: the command, or a workflow step between begin and end,";
const EARLIER = "Put that before begin, in a workflow step of its own, or set it within the command alone.";
const ALONE = "Set it by `env:` of that workflow step alone, or before begin.";
/** Who usually sets what steers this, and what to do then. */
const REMEDIES = {
	libraries: `${BY} sets tools up, as setup-python does with LD_LIBRARY_PATH. ${EARLIER}`,
	code: `${BY} writes it to GITHUB_ENV for programs of its own. ${ALONE}`,
	command: `${BY} sets up a shell or an interpreter. ${EARLIER}`,
	git: `${BY} writes it to GITHUB_ENV for calls of git of its own. ${ALONE}`,
	services: `${BY} sets up a proxy, certificates or a service. Set it for the whole job, or in a workflow step before begin.`,
	places: `${BY} writes it to GITHUB_ENV for programs of its own. ${ALONE}`,
	run: "Only the runner may set it. Find out which command writes it to GITHUB_ENV.",
	program: `${BY} installs a program, or adds its directory to GITHUB_PATH. Put that before begin, in a workflow step of its own.`
};
const OF_REQUEST = "Only the runner may set it; it does so with `permissions: id-token: write`. Find out which command writes it to GITHUB_ENV.";
/** The error for what `changedSteering` found. */
function environmentChanged(changed) {
	const names = listed(changed, MOST_NAMES, shown);
	const reasons = changed.slice(0, MOST_REASONS).map(reasonOf);
	const remedies = new Set(changed.map(remedyOf));
	return new StagesError("ENVIRONMENT_CHANGED", `While the step ran, ${names} changed for the actions after it; what is signed could be watched or led elsewhere.`, { hint: [
		...reasons,
		...remedies,
		"Nothing was signed."
	].join(" ") });
}
function shown(what) {
	const [kind, name = ""] = what.split(" ");
	if (kind === "PATH" && name !== "") return `PATH (another ${name} is found)`;
	return kind === "program" ? `the program ${name}` : escapeUntrusted(what, 100);
}
function reasonOf(what) {
	const [kind, name = ""] = what.split(" ");
	if (kind === "PATH" || kind === "program") return `The program ${name} ${FOUND_PROGRAMS[name] ?? "runs these actions"}.`;
	return `${escapeUntrusted(what, 100)} ${steeringOf(what)?.reason ?? "steers these actions"}.`;
}
function remedyOf(what) {
	if (/^ACTIONS_ID_TOKEN_REQUEST_/i.test(what)) return OF_REQUEST;
	if (/^(LD|DYLD)_/i.test(what)) return REMEDIES.libraries;
	return REMEDIES[steeringOf(what)?.steers ?? "program"];
}
// src/stages/check-end.ts
/** The run that the stage began in must be the one that it ends in. @throws RECORDING_OTHER */
function checkSameRun({ link }, ended, path) {
	const begun = readRunBinding(link.environment);
	if (begun !== void 0 && begun !== "malformed" && [
		"id",
		"attempt",
		"repository",
		"commit",
		"job"
	].every((fact) => begun[fact] === ended[fact])) return;
	throw new StagesError("RECORDING_OTHER", "The recording that the step began with belongs to another run or job.", {
		at: escapeUntrusted(path),
		hint: "Call begin and end in one job, and hand the outputs of begin to end."
	});
}
/** An end that is told which step it ends takes no other one. @throws RECORDING_OTHER */
function checkSameStep({ link }, step, path) {
	if (step === void 0 || step === link.name) return;
	throw new StagesError("RECORDING_OTHER", `The recording is the beginning of step ${quoteUntrusted(link.name)}, and step ${quoteUntrusted(step)} was to end.`, {
		at: escapeUntrusted(path),
		hint: `Take recording and recording-digest from the begin of step ${quoteUntrusted(step)}. Nothing was signed.`
	});
}
/**
* What an earlier workflow step puts into the environment through GITHUB_ENV reaches this action, too.
*
* @throws ENVIRONMENT_CHANGED
*/
function checkSteering({ steering }, environment) {
	const changed = changedSteering(steering, environment);
	if (changed.length > 0) throw environmentChanged(changed);
}
/**
* Only what is seen to have succeeded may be said to have. A step that names its command is believed to have run it only
* when its outcome is told.
*
* @throws JOB_NOT_SUCCESSFUL
*/
function checkOutcomes({ demandsOutcome, link }, outcomes) {
	const odd = outcomes.find((outcome) => outcome !== "success" && outcome !== "skipped");
	const successes = outcomes.filter((outcome) => outcome === "success").length;
	const isNamed = link.command.length > 0;
	const missing = demandsOutcome ? successes !== 1 : (isNamed || outcomes.length > 0) && successes === 0;
	if (odd === void 0 && !missing) return;
	if (odd === void 0 && outcomes.length === 0) throw outcomesMissing(link);
	throw new StagesError("JOB_NOT_SUCCESSFUL", odd === void 0 ? `${successes} commands of the step succeeded where ${demandsOutcome ? "exactly one" : "one"} was expected, so no link is made.` : `A command of the step ended with ${quoteUntrusted(odd)}, so no link is made.`, { hint: "Look at the workflow steps before this one. Only what succeeded is signed." });
}
function outcomesMissing({ name, command }) {
	return new StagesError("JOB_NOT_SUCCESSFUL", `Step ${quoteUntrusted(name)} names the command ${quoteUntrusted(command.join(" "))}, and end was not told whether it succeeded, so no link is made.`, {
		at: "input outcomes",
		hint: `${TELL_OUTCOME} Where nothing runs, leave \`run\` of begin empty.`
	});
}
// src/stages/inputs/end-inputs.ts
/** @throws INPUT_, KEY_ and SIGNING_ codes, JOB_NOT_SUCCESSFUL */
function readEndInputs(source, facts) {
	const inputs = new Inputs(source);
	const signing = readSigning(inputs, facts);
	checkJobStatus(inputs.text("job-status"));
	return {
		step: inputs.control("step-name", NONE),
		recording: inputs.required("recording", NOT_BEGUN),
		digest: inputs.required("recording-digest", NOT_BEGUN),
		outcomes: readOutcomes(inputs),
		products: inputs.controlLines("products", { itself: FILE_NONE }),
		productSource: inputs.choice("product-source", ["paths", "git"]),
		signing,
		...readStoring(inputs),
		handOver: readHandOver(inputs)
	};
}
function checkJobStatus(status) {
	if (status === "success") return;
	if (status === "") throw new StagesError("JOB_NOT_SUCCESSFUL", "The input job-status is empty, which does not say that the job is a success, so no link is made.", {
		at: "input job-status",
		hint: "Leave job-status away: its default is the status of the job."
	});
	throw new StagesError("JOB_NOT_SUCCESSFUL", `The job is ${quoteUntrusted(status)}, so no link is made.`, { hint: "Look at the workflow step that failed. Only what succeeded is signed." });
}
const NOT_BEGUN = "Call the begin action first, give it an `id:`, and check that `steps.ID.outputs` names this id: `recording: ${{ steps.begin.outputs.recording }}`. A begin that was skipped gives nothing, either.";
/** An empty input hands nothing over, which a later job that takes over finds out: it is no control. */
function readHandOver(inputs) {
	return inputs.lines("hand-over").length === 0 ? [] : inputs.controlLines("hand-over", { itself: PATTERN_NONE });
}
// src/stages/end-stage.ts
/**
* @throws INPUT_, RECORD_, RECORDING_, HAND_OVER_, FILE_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, TRUSTED_ROOT_ and ARTIFACT_
* codes, JOB_NOT_SUCCESSFUL, ENVIRONMENT_CHANGED, GIT_FAILED, WORKING_DIRECTORY_OUTSIDE
*/
async function endStage(ports) {
	const { runner, run, identity } = ports;
	const inputs = readEndInputs(runner, {
		run,
		canIdentify: identity.isAvailable
	});
	const recording = readStageRecording(inputs.recording, inputs.digest);
	try {
		checkEnd(recording, inputs, ports);
		await endRecording(recording, inputs, ports);
	} finally {
		markEnded(recording, run);
	}
}
function checkEnd(recording, inputs, { run, environment }) {
	checkSameRun(recording, run.binding, inputs.recording);
	checkSameStep(recording, inputs.step, inputs.recording);
	checkSteering(recording, environment);
	checkRecordedDirectory(run.workspace, recording.link.environment);
	checkOutcomes(recording, inputs.outcomes);
}
async function endRecording(recording, inputs, ports) {
	const { runner, run } = ports;
	const recorder = new Recorder();
	try {
		await withScratch(run.temporary, async (directory) => {
			const ended = await completeLink(recording, inputs, ports, recorder);
			const { signing, retentionDays, summary } = inputs;
			const others = markEnded(recording, run);
			await tellOverlap(runner, ended.name, others, {
				when: "end",
				summary: summary !== "never"
			});
			const artifacts = await ports.artifacts(directory);
			const place = {
				recording,
				inputs,
				run,
				directory,
				artifacts
			};
			const { link, files } = await handOver(place, ended, recorder);
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
		products: inputs.products,
		...checkout === void 0 ? {} : { listed: checkout.paths },
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
