import { in as withScratchNote, nn as scratchNote } from "./intoto.mjs";
import { k as readTreesOnce } from "./every-action.mjs";
import { $ as materialsRecorder, A as beginningRecorder, N as beginPlannedDirectories, X as trackedIn, Z as besideWorkspace, j as wholeSettings, k as WHOLE } from "./every-stage.mjs";
import { F as count, K as quoteUntrusted, P as listed } from "./base.mjs";
// src/stages/intents/uncommitted.ts
/** Files that one message names. */
const MOST_NAMES = 10;
/** Records as another does, and tells which files are not those of the commit, where nothing else is taken. */
function tellingUncommitted(recorder, told) {
	if (told.takes?.source !== true || told.takes.steps.length > 0) return recorder;
	return { record: async (request) => {
		const recorded = await recorder.record(request);
		const names = await uncommitted(recorded, told);
		if (names.length > 0) told.runner.annotate("warning", "Not committed", `${count(names.length, "file")} ${names.length === 1 ? "differs" : "differ"} from the commit: ${listed(names, MOST_NAMES, (name) => name)}. Step ${quoteUntrusted(told.step)} takes source and nothing else, so verification will refuse it (TAKES_EXTRA, TAKES_MISSING, TAKES_DIFFERS): commit them, or remove them and put back what was changed, before the step begins.`);
		return recorded;
	} };
}
/** In words, in order of their paths; none where nothing is claimed. */
async function uncommitted({ artifacts, claim, differences = [] }, { workspace, environment, readTree }) {
	if (claim === void 0 || claim === "no-repository") return [];
	const changed = differences.map(({ path, kind }) => ({
		path,
		what: kind === "missing" ? "missing" : "changed"
	}));
	let files = changed.filter(({ what }) => what === "missing").length;
	for (const [path] of artifacts) if (!path.startsWith("dir:")) files += 1;
	const claimed = [...claim.submodules.values()].reduce((sum, one) => sum + one.files, claim.files);
	if (changed.length === 0 && files === claimed) return [];
	const known = new Set(await trackedIn(workspace, environment, readTree));
	const submodules = [...claim.submodules.keys()].map((path) => `${path}/`);
	const isCommitted = (path) => known.has(path) || submodules.some((submodule) => path.startsWith(submodule));
	const extra = [];
	for (const [path] of known.size === 0 ? [] : artifacts) if (!path.startsWith("dir:") && !isCommitted(path)) extra.push({
		path,
		what: "not committed"
	});
	return [...changed, ...extra].map(({ path, what }) => `${quoteUntrusted(path)} (${what})`);
}
// src/stages/intents/planned-beginning.ts
/**
* Records the beginning of a step in intents.
*
* @param begin makes the link
* @throws SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, RECORD_ codes
*/
async function beginPlanned(recorder, beginning, begin) {
	const { step, plan, workspace, environment, runner, takenOver, known, isPlaced } = beginning;
	const isCheckout = plan.takes?.addsSource === true;
	const readTree = readTreesOnce();
	const directories = await beginPlannedDirectories(recorder, {
		step,
		plan,
		workspace,
		environment,
		takenOver,
		readTree
	});
	const beside = besideWorkspace(workspace, environment, readTree);
	const ofCommit = materialsRecorder({
		recorder,
		workspace,
		source: "auto",
		known,
		runner,
		beside
	});
	const telling = tellingUncommitted(beginning.seeing?.(ofCommit) ?? ofCommit, {
		step,
		takes: plan.takes,
		workspace,
		environment,
		readTree,
		runner
	});
	const begun = await begin(beginningRecorder(telling, {
		step,
		plan
	}), {
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
export { beginPlanned as t };
