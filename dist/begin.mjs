import { dt as runAction, o as loadPrivateKey, q as Recorder, rt as newScratchName, z as hasRepository } from "./chunks/every-action.mjs";
import { $ as materialsRecorder, C as tellKnownFolders, G as checkWorkingDirectory, J as beginDirectories, K as parseWorkingDirectory, Nt as stagePorts, O as refuseInputs, R as readLayoutInputs, Z as besideWorkspace, c as steeringVariables, d as writeStageRecording, g as tellKept, gt as commandWords, h as keptInGit, m as keptBelow, ot as checkoutsBelow, p as artifactsDigest, r as tellOverlap, t as markBegun, vt as recordedVariables, w as installedOf, z as checkStepName } from "./chunks/every-stage.mjs";
import { F as count, K as quoteUntrusted, c as NONE, o as FILE_NONE, s as Inputs } from "./chunks/base.mjs";
import { c as readTakeOver, d as matrixKey, f as readShell, g as cacheMode, l as checkCommand, m as readDependencies, p as withCheckRunId, r as takeOverByLayout, t as warnOfCommandEnvironment, u as checkVariables, v as withCacheMode, y as beginWork } from "./chunks/begin-and-sign.mjs";
import { p as writeWorkflowArtifactName } from "./chunks/intoto.mjs";
import { t as beginPlanned } from "./chunks/stages-planned-beginning.mjs";
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
		...readLayoutInputs(inputs),
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
// src/stages/intents/begin-whole.ts
/**
* The beginning of a step in intents: all that lies in the workspace, and nothing that it may leave behind as scratch.
*
* @throws INPUT_INVALID, SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, RECORD_ codes
*/
async function beginWhole(recorder, { inputs, plan, from, work, takenOver, known, isPlaced }, { runner, run, environment }) {
	const { workspace } = run;
	const { step } = inputs;
	const { takes } = plan;
	refuseInputs({
		step,
		takes,
		from
	}, inputs);
	const seeing = (ofCommit) => takes?.source === true ? tellingSource(ofCommit, {
		step,
		commit: commitOf(takes, run),
		runner
	}) : ofCommit;
	return beginPlanned(recorder, {
		step,
		plan,
		workspace,
		environment,
		runner,
		takenOver,
		known,
		isPlaced,
		seeing
	}, (whole, planned) => beginWork(whole, workspace, {
		...inputs,
		...work,
		...planned
	}));
}
/** What the gate refuses of a step that takes source; whoever forgot the checkout, or has another commit, learns here. */
function tellingSource(recorder, { step, commit, runner }) {
	const tell = (title, what) => runner.annotate("warning", title, `Step ${quoteUntrusted(step)} takes source by the layout, and ${what}`);
	return { record: async (request) => {
		const recorded = await recorder.record(request);
		const { claim } = recorded;
		if (claim === "no-repository") tell("No commit is checked out", "no commit is checked out at the top of the workspace. The gate refuses that (SOURCE_UNKNOWN): let actions/checkout run in this job before the stage begins.");
		else if (claim !== void 0 && commit !== void 0 && claim.commit !== commit) tell("Another commit is checked out", `commit ${claim.commit} is checked out, where that of the run is ${quoteUntrusted(commit, 80)}. The gate refuses that (SOURCE_OTHER_COMMIT): remove \`ref\` from the checkout, or let the layout say \`source: { commit: head }\` or \`named\`.`);
		return recorded;
	} };
}
function commitOf({ commit }, { binding, headCommit }) {
	if (commit === "named") return void 0;
	return commit === "head" && headCommit !== "" ? headCommit : binding.commit;
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
		const taking = takeOverByLayout(inputs, recorder, ports);
		const early = inputs.takeOver === void 0 ? steeringVariables(environment) : void 0;
		const { taken, layout, plan, told } = await taking;
		const steering = early ?? steeringVariables(environment);
		if (told !== void 0) runner.log(told);
		const place = checkWorkingDirectory(run.workspace, inputs.workingDirectory);
		const beginning = {
			inputs,
			taken,
			variables: recordedVariables(inputs.variables, environment)
		};
		const { recorded, directories } = plan === void 0 ? await beginByInputs(recorder, beginning, ports) : await beginByPlan(recorder, beginning, {
			plan,
			from: layout?.from ?? "none"
		}, ports);
		const link = {
			...recorded,
			environment: withCacheMode(recorded.environment, cacheMode(environment))
		};
		if (layout === void 0) tellKnownFolders(link.name, link.materials, runner);
		const path = newScratchName(run.temporary);
		const { exclude, matrix, demandsOutcome, source } = inputs;
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
				takenOver: taken.known
			},
			directories,
			layout: {
				found: layout?.intents === void 0 ? void 0 : layout,
				scratch: inputs.scratch,
				path: inputs.layout,
				file: inputs.layoutFile,
				installed: plan === void 0 ? /* @__PURE__ */ new Map() : installedOf(link, {
					workspace: run.workspace,
					...directories
				})
			}
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
		const takesNothing = plan?.takes !== void 0 && plan.takes.steps.length === 0 && !plan.takes.source;
		tell(ports, inputs, link, {
			path: `${path}.json`,
			digest,
			place,
			takesNothing
		});
	} finally {
		await recorder.close();
	}
}
async function beginByInputs(recorder, { inputs, taken, variables }, { runner, run, environment }) {
	const { source } = inputs;
	const { workspace } = run;
	const below = checkoutsBelow(workspace, inputs);
	const directories = await beginDirectories(recorder, {
		...inputs,
		below,
		mayCheckOut: inputs.materials.length === 0 && inputs.command.length === 0,
		workspace,
		environment,
		takenOver: taken.links
	});
	const beside = besideWorkspace(workspace, environment);
	const further = {
		environment,
		commit: run.binding.commit,
		seen: below
	};
	const { known } = taken;
	const materials = materialsRecorder({
		recorder,
		workspace,
		source,
		known,
		runner,
		beside,
		below: further
	});
	tellAllKept({
		runner,
		run
	}, below);
	const work = {
		...inputs,
		variables,
		taken: taken.tookOver,
		directories: directories.recorded
	};
	return {
		recorded: await beginWork(materials, workspace, work),
		directories: directories.begun
	};
}
async function beginByPlan(recorder, { inputs, taken, variables }, { plan, from }, ports) {
	tellAllKept(ports, checkoutsBelow(ports.run.workspace, { exclude: [] }));
	const { link, directories } = await beginWhole(recorder, {
		inputs,
		plan: plan.takes === void 0 ? {
			...plan,
			installs: inputs.installs,
			dependencies: inputs.dependencies
		} : plan,
		from,
		work: {
			variables,
			taken: taken.tookOver
		},
		takenOver: taken.links,
		known: taken.known,
		isPlaced: (path) => taken.placed.has(path)
	}, ports);
	return {
		recorded: link,
		directories
	};
}
/** What steers git at the top, which is expected where somebody works, and further down. */
function tellAllKept({ runner, run }, below) {
	const { workspace } = run;
	if (hasRepository(workspace)) tellKept(keptInGit(workspace, run.binding.ref), runner, "log");
	tellKept(keptBelow(workspace, below), runner, "warning");
}
function tell({ runner }, inputs, link, { path, digest, place, takesNothing }) {
	const { step, shell, workingDirectory } = inputs;
	runner.output("shell", shell);
	runner.output("working-directory", workingDirectory);
	runner.output("setup-directory", place === "there" ? workingDirectory : ".");
	runner.output("recording", path);
	runner.output("recording-digest", digest);
	runner.output("materials-digest", artifactsDigest(link.materials));
	runner.output("material-count", String(link.materials.size));
	if (!takesNothing && startsFromNothing(inputs, link)) runner.annotate("warning", "No materials", `Step ${quoteUntrusted(step)} starts from nothing: no file lies in what it records, and it takes nothing over. Check out before it, or name a step in take-over.`);
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
