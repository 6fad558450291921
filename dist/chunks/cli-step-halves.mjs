import { V as escapeUntrusted } from "./base.mjs";
import { Et as scratchNote, Ot as withScratchNote } from "./intoto.mjs";
import { p as readTreesOnce } from "./recording-commit-files.mjs";
import { a as holdsOne, c as endDirectories, i as beginPlannedDirectories, n as tellInstalledChanges, r as tellOtherDigests } from "./stages-installed-changes.mjs";
import { a as recordCheckout, n as endedWholeCheckout, o as checkedOutCommit } from "./stages-whole-checkout.mjs";
import { _ as NOTHING_KNOWN, a as wholeSettings, d as knownAtEnd, f as materialsRecorder, i as beginningRecorder, p as productsRecorder, r as WHOLE, u as besideWorkspace } from "./stages-recording-plan.mjs";
import { _ as homeIn, t as beginStep } from "./stages-step-recording.mjs";
import { n as endWhole, t as tellLeftBehind } from "./stages-left-behind.mjs";
import { n as note } from "./cli-console.mjs";
// src/cli/step-halves.ts
const DIRECTORY = "dir:";
/** Records the beginning of a step in intents. @throws SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_ and RECORD_ codes */
async function beginWholeStep(recorder, { step, planned: { plan }, base, console, onProgress }, run) {
	const { environment } = console;
	const isCheckout = plan.takes?.addsSource === true;
	const readTree = readTreesOnce();
	const { recorded } = await beginPlannedDirectories(recorder, {
		step,
		plan,
		workspace: base,
		environment,
		takenOver: [],
		readTree
	});
	const ofCommit = materialsRecorder({
		recorder,
		...recordingOf(base, console, readTree)
	});
	const whole = beginningRecorder(ofCommit, {
		step,
		plan
	});
	const link = await beginStep(told(whole, onProgress), {
		name: step,
		materials: isCheckout ? [] : WHOLE,
		settings: wholeSettings(base, plan, () => false),
		run,
		directories: recorded
	});
	return {
		...link,
		environment: withScratchNote(link.environment, scratchNote(isCheckout))
	};
}
/** Records its end. @throws INSTALLED_NOTHING, CHECKOUT_DIFFERS, DEPENDENCY_NOT_DIRECTORY, RECORD_ codes */
async function endWholeStep(recorder, begun, { planned, base, console, installed, onProgress }, rest) {
	const { environment } = console;
	const { plan, from } = planned;
	if (plan.takes?.addsSource === true) {
		const commit = await checkedOutCommit(base, environment);
		const place = {
			directory: base,
			name: "."
		};
		return endedWholeCheckout(told({ record: (request) => recordCheckout(recorder, request, {
			place,
			commit,
			environment,
			encodings: "demanded",
			sparse: void 0,
			tracked: "recorded"
		}) }, onProgress), begun, {
			workspace: base,
			request: rest
		});
	}
	const used = [...begun.materials.paths()].filter((path) => path.startsWith(DIRECTORY));
	const directories = await endDirectories(recorder, {
		installs: plan.installs,
		used: used.map((path) => path.slice(4)),
		home: homeIn(environment),
		scratch: ""
	}, {
		workspace: base,
		isCheckout: false,
		isTracked: holdsOne(begun.materials.paths())
	});
	const products = productsRecorder({
		recorder,
		...recordingOf(base, console),
		known: knownAtEnd(NOTHING_KNOWN, begun)
	});
	const request = {
		products: WHOLE,
		directories,
		...rest
	};
	const link = await endWhole(told(products, onProgress), begun, {
		plan,
		from,
		workspace: base,
		request
	});
	const { runner } = recordingOf(base, console);
	tellLeftBehind(link, plan, runner);
	const places = {
		workspace: base,
		home: homeIn(environment)
	};
	if (installed === void 0) await tellOtherDigests(recorder, begun, places, runner);
	else tellInstalledChanges(begun, installed, places, runner);
	return link;
}
function recordingOf(base, console, readTree) {
	const log = (text) => note(console, text);
	return {
		workspace: base,
		source: "auto",
		known: NOTHING_KNOWN,
		runner: {
			log,
			annotate: (_level, title, message) => log(`${escapeUntrusted(title)}: ${message}`)
		},
		beside: besideWorkspace(base, console.environment, readTree)
	};
}
function told(recorder, onProgress) {
	return { record: (request) => recorder.record({
		...request,
		onProgress
	}) };
}
export { endWholeStep as n, beginWholeStep as t };
