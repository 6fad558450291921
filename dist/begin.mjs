import { c as stageSettings, i as commandWords, n as readRunContext, o as recordedVariables, r as runBindingOf, u as runAction } from "./chunks/run-context.mjs";
import { l as quoteUntrusted } from "./chunks/base.mjs";
import { ct as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { t as Recorder } from "./chunks/record-artifacts.mjs";
import { n as loadPrivateKey } from "./chunks/key-signer.mjs";
import { n as takeOverProducts, r as beginEnvironment, t as readTakeOver } from "./chunks/take-over-products.mjs";
import { c as parseWorkingDirectory, d as steeringVariables, i as matrixKey, n as checkCommand, r as checkVariables, s as checkWorkingDirectory, t as SHELLS } from "./chunks/stage-inputs.mjs";
import { n as writeStageRecording } from "./chunks/stage-recording.mjs";
import { t as artifactsDigest } from "./chunks/products-digest.mjs";
import { t as beginStep } from "./chunks/step-recording.mjs";
import { t as checkStepName } from "./chunks/write-link.mjs";
import { t as Inputs } from "./chunks/inputs.mjs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
// src/actions/begin-stage.ts
/**
* @throws INPUT_, RUNNER_, RECORD_, TAKE_OVER_, ARTIFACT_, TRUSTED_ROOT_, BUNDLE_, JSON_, METADATA_, FILE_ and KEY_ codes,
* WORKING_DIRECTORY_OUTSIDE
*/
async function beginStage(runner, environment) {
	const context = readRunContext(environment);
	const inputs = readInputs(runner, context, environment);
	const recorder = new Recorder();
	try {
		if (inputs.takeOver !== void 0) await takeOverProducts(inputs.takeOver, context, recorder, runner);
		const { setup, workingDirectory } = inputs;
		const place = checkWorkingDirectory(context.workspace, workingDirectory);
		const begun = await beginStep(recorder, {
			name: inputs.step,
			materials: inputs.materials,
			settings: stageSettings(context.workspace, inputs.exclude),
			run: runBindingOf(context)
		});
		const variables = recordedVariables(inputs.variables, environment);
		const link = {
			...begun,
			command: inputs.command,
			environment: beginEnvironment({
				environment: begun.environment,
				setup,
				workingDirectory,
				variables
			})
		};
		const path = join(context.temporary, `in-toto-${randomUUID()}.json`);
		const digest = writeStageRecording(path, {
			link,
			exclude: inputs.exclude,
			matrix: inputs.matrix,
			demandsOutcome: inputs.demandsOutcome,
			steering: steeringVariables(environment)
		});
		runner.output("shell", inputs.shell);
		runner.output("working-directory", workingDirectory);
		runner.output("setup-directory", place === "there" ? workingDirectory : ".");
		runner.output("recording", path);
		runner.output("recording-digest", digest);
		runner.output("materials-digest", artifactsDigest(link.materials));
		runner.output("material-count", String(link.materials.size));
		if (startsFromNothing(inputs, link)) runner.annotate("warning", "No materials", `Step ${quoteUntrusted(inputs.step)} starts from nothing: no file lies in what it records, and it takes nothing over. Check out before it, or name a step in take-over.`);
		const where = workingDirectory === "." ? "" : `; its command runs in ${quoteUntrusted(`${workingDirectory}/`)}`;
		runner.log(`Step ${quoteUntrusted(inputs.step)}: ${link.materials.size} materials recorded${where}.`);
	} finally {
		await recorder.close();
	}
}
/** A rule that matches materials with those of an earlier step passes when there are none, so somebody must be told. */
function startsFromNothing({ demandsOutcome, takeOver, materials }, link) {
	return demandsOutcome && takeOver === void 0 && materials.length > 0 && link.materials.size === 0;
}
function readInputs(runner, { job, attempt }, environment) {
	const inputs = new Inputs(runner);
	const step = inputs.required("step-name");
	checkStepName(step);
	const matrix = matrixKey(inputs.text("matrix"));
	for (const kind of ["link", "products"]) writeWorkflowArtifactName({
		kind,
		step,
		job,
		matrix,
		attempt
	});
	const shell = inputs.choice("shell", SHELLS);
	const command = commandWords(shell, inputs.text("run"));
	const demandsOutcome = inputs.choice("command", ["required", "optional"]) === "required";
	if (demandsOutcome && command.length === 0) inputs.required("run");
	checkCommand("run", inputs.text("run"));
	checkCommand("setup", inputs.text("setup"));
	const variables = inputs.lines("environment-variables");
	checkVariables(variables, environment);
	const from = inputs.text("take-over");
	const ownKey = readOwnKey(inputs);
	return {
		step,
		shell,
		setup: inputs.text("setup"),
		workingDirectory: parseWorkingDirectory(inputs.text("working-directory")),
		command,
		demandsOutcome,
		materials: inputs.lines("materials"),
		exclude: inputs.lines("exclude"),
		variables,
		matrix,
		takeOver: from === "" ? void 0 : readTakeOver(inputs, from, ownKey, environment)
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
// src/actions/begin.ts
await runAction(beginStage);
export {};
