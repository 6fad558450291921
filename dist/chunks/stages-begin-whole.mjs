import { V as quoteUntrusted } from "./base.mjs";
import { Ct as scratchNote, Tt as withScratchNote, pt as withTookOver } from "./intoto.mjs";
import { o as NO_DIRECTORIES, t as beginStep } from "./stages-step-recording.mjs";
import { L as stageSettings, _ as besideWorkspace, a as wholeSettings, c as refuseInputs, i as besideSubmodules, l as beginPlannedDirectories, o as withoutScratch, r as WHOLE, y as materialsRecorder } from "./stages-recording-plan.mjs";
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
// src/stages/intents/begin-whole.ts
/**
* The beginning of a step in intents: all that lies in the workspace, and nothing that it may leave behind as scratch.
*
* @throws INPUT_INVALID, SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, RECORD_ codes
*/
async function beginWhole(recorder, { inputs, plan, from, work, takenOver, known, isPlaced }, { runner, run, environment }) {
	const { workspace } = run;
	const { step } = inputs;
	refuseInputs({
		step,
		takes: plan.takes,
		from
	}, inputs);
	const isCheckout = plan.takes?.addsSource === true;
	const directories = await beginPlannedDirectories(recorder, {
		step,
		plan,
		workspace,
		environment,
		takenOver
	});
	const beside = besideWorkspace(workspace, environment);
	const ofCommit = materialsRecorder({
		recorder,
		workspace,
		source: "auto",
		known,
		runner,
		beside
	});
	const { takes } = plan;
	const seen = takes?.source === true ? tellingSource(ofCommit, {
		step,
		commit: commitOf(takes, run),
		runner
	}) : ofCommit;
	const begun = await beginWork(besideSubmodules(withoutScratch(claiming(seen, plan.takes), step), workspace), workspace, {
		...inputs,
		...work,
		materials: isCheckout ? [] : WHOLE,
		settings: wholeSettings(workspace, plan, isPlaced),
		directories: directories.recorded
	});
	return {
		link: {
			...begun,
			environment: withScratchNote(begun.environment, scratchNote(isCheckout))
		},
		directories: directories.begun
	};
}
/** Only a step that takes source says which commit it saw; where no layout tells, whoever sees one does. */
function claiming(recorder, takes) {
	if (takes === void 0 || takes.source) return recorder;
	return { record: async (request) => {
		const { claim: _claim, ownBytes: _ownBytes, ...recorded } = await recorder.record(request);
		return recorded;
	} };
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
export { beginEnvironment as i, claiming as n, beginWork as r, beginWhole as t };
