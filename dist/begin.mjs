import { a as runAction, n as newScratchName } from "./chunks/github-run-context.mjs";
import { A as commandWords, P as stagePorts, a as steeringVariables, b as materialsRecorder, c as tellKept, d as checkVariables, f as matrixKey, g as parseWorkingDirectory, h as checkWorkingDirectory, j as recordedVariables, s as keptInGit, u as checkCommand, v as besideWorkspace, w as NOTHING_KNOWN } from "./chunks/stages-steering-variables.mjs";
import { M as quoteUntrusted, S as count, a as Inputs, i as FILE_NONE, o as NONE } from "./chunks/base.mjs";
import { t as Recorder } from "./chunks/recording-record-artifacts.mjs";
import { d as hasRepository } from "./chunks/recording-commit-files.mjs";
import { a as readTakeOver, c as readDependencies, d as withCacheMode, f as beginWork, i as linksTaken, l as cacheMode, o as readShell, r as takeOverProducts, s as withCheckRunId, t as warnOfCommandEnvironment } from "./chunks/stages-warn-of-environment.mjs";
import { a as writeStageRecording, o as beginDirectories, r as tellOverlap, t as markBegun } from "./chunks/stages-open-stages.mjs";
import { p as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { n as loadPrivateKey } from "./chunks/signing-key-signer.mjs";
import { t as checkStepName } from "./chunks/stages-write-link.mjs";
import { t as artifactsDigest } from "./chunks/stages-products-digest.mjs";
import { t as newBegunValue } from "./chunks/stages-new-begun-value.mjs";
// src/stages/inputs/begin-inputs.ts
/** @throws INPUT_ and KEY_ codes, STEP_NAME_UNSAFE, ARTIFACT_NAME, WORKING_DIRECTORY_OUTSIDE */
function readBeginInputs(source, { run, environment, canIdentify }) {
	const inputs = new Inputs(source);
	const step = inputs.required("step-name");
	checkStepName(step);
	const matrix = matrixKey(inputs.text("matrix"));
	const { job, attempt } = run;
	for (const kind of ["link", "products"]) writeWorkflowArtifactName({
		kind,
		step,
		job,
		matrix,
		attempt
	});
	const shell = readShell(inputs);
	const command = commandWords(shell, inputs.text("run"));
	const demandsOutcome = inputs.choice("command", ["required", "optional"]) === "required";
	if (demandsOutcome && command.length === 0) inputs.required("run");
	checkCommand("run", inputs.text("run"));
	const setup = inputs.control("setup", "none") ?? "";
	checkCommand("setup", setup);
	const variables = inputs.lines("environment-variables");
	checkVariables(variables, environment);
	const from = inputs.control("take-over", NONE);
	const ownKey = readOwnKey(inputs);
	return {
		step,
		shell,
		setup,
		workingDirectory: parseWorkingDirectory(inputs.control("working-directory", ".") ?? "."),
		command,
		demandsOutcome,
		materials: inputs.controlLines("materials", { itself: FILE_NONE }),
		exclude: inputs.lines("exclude"),
		...readDependencies(inputs),
		variables,
		matrix,
		source: inputs.choice("source", ["auto", "none"], "auto"),
		takeOver: readTakeOver(inputs, from, {
			ownKey,
			canIdentify
		}),
		run: withCheckRunId(inputs, run.binding)
	};
}
/** The public half of the signing key, which a stage that takes over is given at its beginning. */
function readOwnKey(inputs) {
	const pem = inputs.secret("signing-key");
	const passphrase = inputs.secret("signing-key-passphrase");
	return pem === "" ? void 0 : loadPrivateKey({
		pem,
		passphrase,
		source: "input signing-key"
	}).publicKey;
}
// src/stages/begin-stage.ts
/**
* @throws INPUT_, RECORD_, TAKE_OVER_, ARTIFACT_, TRUSTED_ROOT_, BUNDLE_, JSON_, METADATA_, FILE_ and KEY_ codes,
* STEP_NAME_UNSAFE, WORKING_DIRECTORY_OUTSIDE, SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY
*/
async function beginStage(ports) {
	const { runner, run, environment, identity } = ports;
	const inputs = readBeginInputs(runner, {
		run,
		environment,
		canIdentify: identity.isAvailable
	});
	if (inputs.command.length > 0) warnOfCommandEnvironment(runner, environment);
	const recorder = new Recorder();
	try {
		const taken = inputs.takeOver === void 0 ? void 0 : await takeOverProducts(inputs.takeOver, recorder, ports);
		const place = checkWorkingDirectory(run.workspace, inputs.workingDirectory);
		const variables = recordedVariables(inputs.variables, environment);
		const { source } = inputs;
		const { workspace } = run;
		const directories = await beginDirectories(recorder, {
			...inputs,
			mayCheckOut: inputs.materials.length === 0 && inputs.command.length === 0,
			workspace,
			environment,
			takenOver: taken?.link
		});
		const beside = besideWorkspace(workspace, environment);
		const below = {
			environment,
			commit: run.binding.commit
		};
		const known = taken?.known ?? NOTHING_KNOWN;
		const materials = materialsRecorder({
			recorder,
			workspace,
			source,
			known,
			runner,
			beside,
			below
		});
		if (hasRepository(workspace)) tellKept(keptInGit(workspace, run.binding.ref), runner, "log");
		const work = {
			...inputs,
			variables,
			taken: linksTaken(taken),
			directories: directories.recorded
		};
		const recorded = await beginWork(materials, workspace, work);
		const link = {
			...recorded,
			environment: withCacheMode(recorded.environment, cacheMode(environment))
		};
		const path = newScratchName(run.temporary);
		const { exclude, matrix, demandsOutcome } = inputs;
		const steering = steeringVariables(environment);
		const value = newBegunValue();
		const begun = {
			value,
			link,
			exclude,
			matrix,
			demandsOutcome,
			steering,
			commit: {
				source,
				takenOver: known
			},
			directories: directories.begun
		};
		const digest = writeStageRecording(`${path}.json`, begun);
		const others = markBegun({
			step: link.name,
			value
		}, run);
		await tellOverlap(runner, link.name, others, {
			when: "begin",
			summary: false
		});
		tell(ports, inputs, link, {
			path: `${path}.json`,
			digest,
			place
		});
	} finally {
		await recorder.close();
	}
}
function tell({ runner }, inputs, link, { path, digest, place }) {
	const { step, shell, workingDirectory } = inputs;
	runner.output("shell", shell);
	runner.output("working-directory", workingDirectory);
	runner.output("setup-directory", place === "there" ? workingDirectory : ".");
	runner.output("recording", path);
	runner.output("recording-digest", digest);
	runner.output("materials-digest", artifactsDigest(link.materials));
	runner.output("material-count", String(link.materials.size));
	if (startsFromNothing(inputs, link)) runner.annotate("warning", "No materials", `Step ${quoteUntrusted(step)} starts from nothing: no file lies in what it records, and it takes nothing over. Check out before it, or name a step in take-over.`);
	const where = workingDirectory === "." ? "" : `; its command runs in ${quoteUntrusted(`${workingDirectory}/`)}`;
	runner.log(`Step ${quoteUntrusted(step)}: ${count(link.materials.size, "material")} recorded${where}.`);
}
/** A rule that matches materials with those of an earlier step passes when there are none, so somebody must be told. */
function startsFromNothing({ demandsOutcome, takeOver, materials }, link) {
	return demandsOutcome && takeOver === void 0 && materials.length > 0 && link.materials.size === 0;
}
// src/actions/begin.ts
await runAction((runner, environment) => beginStage(stagePorts(runner, environment)));
export {};
