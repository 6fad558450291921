import { G as escapeUntrusted } from "./base.mjs";
import { E as tellOtherDigests, P as holdsOne, Q as knownAtEnd, T as tellInstalledChanges, Y as endDirectories, Z as besideWorkspace, dt as beginStep, et as productsRecorder, k as WHOLE, kt as homeIn, rt as NOTHING_KNOWN } from "./every-stage.mjs";
import { T as checkedOutCommit, w as recordCheckout, x as endedWholeCheckout } from "./end-and-sign.mjs";
import { n as endWhole, t as tellLeftBehind } from "./stages-left-behind.mjs";
import { t as beginPlanned } from "./stages-planned-beginning.mjs";
import { o as note } from "./command-line.mjs";
// src/cli/step-halves.ts
const DIRECTORY = "dir:";
/** Records the beginning of a step in intents. @throws SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_ and RECORD_ codes */
async function beginWholeStep(recorder, { step, planned: { plan }, base, console, onProgress }, run) {
	const { environment } = console;
	const beginning = {
		step,
		plan,
		workspace: base,
		environment,
		runner: runnerOf(console),
		known: NOTHING_KNOWN,
		takenOver: [],
		isPlaced: () => false
	};
	const { link } = await beginPlanned(recorder, beginning, (whole, planned) => beginStep(told(whole, onProgress), {
		name: step,
		run,
		...planned
	}));
	return link;
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
	const runner = runnerOf(console);
	const products = productsRecorder({
		recorder,
		workspace: base,
		source: "auto",
		runner,
		known: knownAtEnd(NOTHING_KNOWN, begun),
		beside: besideWorkspace(base, environment)
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
	tellLeftBehind(link, plan, runner);
	const places = {
		workspace: base,
		home: homeIn(environment)
	};
	if (installed === void 0) await tellOtherDigests(recorder, begun, places, runner);
	else tellInstalledChanges(begun, installed, places, runner);
	return link;
}
function runnerOf(console) {
	const log = (text) => note(console, text);
	return {
		log,
		annotate: (_level, title, message) => log(`${escapeUntrusted(title)}: ${message}`)
	};
}
function told(recorder, onProgress) {
	return { record: (request) => recorder.record({
		...request,
		onProgress
	}) };
}
export { endWholeStep as n, beginWholeStep as t };
