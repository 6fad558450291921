import { H as quoteUntrusted, V as escapeUntrusted, c as invalid, g as BaseError } from "./base.mjs";
import { Et as scratchNote, Ot as withScratchNote, kr as jsonObject, sn as NO_ARTIFACTS } from "./intoto.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { t as placeOf } from "./recording-place-of.mjs";
import { x as openWorkTree, y as headOf } from "./recording-commit-files.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { i as endStep, t as beginStep } from "./stages-step-recording.mjs";
import { a as wholeSettings, g as differencesText, m as recordWithSource, n as recordingPlan, r as WHOLE } from "./stages-recording-plan.mjs";
import { realpathSync } from "node:fs";
import { join, posix } from "node:path";
// src/stages/checked-out-commit.ts
/** The commit that is checked out in a directory, by its own repository and none above it. @throws GIT_FAILED */
async function checkedOutCommit(directory, environment) {
	return headOf(openWorkTree(directory, environment));
}
// src/stages/checkout-recording.ts
/**
* Where a checkout lies, which names one directory of the workspace.
*
* @throws INPUT_INVALID, RECORD_OUTSIDE
*/
function placeOfCheckout(workspace, [named = ".", ...more]) {
	if (more.length > 0) throw new BaseError("INPUT_INVALID", "With product-source git, products names one directory.", {
		at: "input products",
		hint: "Name the directory of the checkout."
	});
	const path = process.platform === "win32" ? named.replaceAll("\\", "/") : named;
	const name = posix.normalize(path).replace(/(?<=.)\/$/, "");
	const directory = join(workspace, name);
	if (!posix.isAbsolute(name) && name.split("/")[0] !== ".." && isWithin(workspace, directory)) return {
		directory,
		name
	};
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(named)} does not lie in the workspace.`, {
		at: "input products",
		hint: "Name the directory of the checkout relative to the top of the workspace."
	});
}
/** What is not there lies nowhere, and whoever looks for a repository there says so. */
function isWithin(workspace, directory) {
	try {
		return placeOf(realpathSync(workspace), realpathSync(directory)) === "inside";
	} catch {
		return true;
	}
}
/**
* Records the files of a commit, each of which must be what a clean checkout writes.
*
* @throws CHECKOUT_DIFFERS, SOURCE_ and RECORD_ codes, GIT_FAILED
*/
async function recordCheckout(recorder, request, { place, commit, environment, encodings, sparse, tracked = "all" }) {
	const source = {
		directory: place.directory,
		prefix: place.name === "." ? "" : `${place.name}/`,
		environment,
		commit,
		encodings,
		tracked,
		...sparse === void 0 ? {} : { only: sparse }
	};
	const recorded = await recordWithSource(recorder, request, source);
	demandClean(recorded, place.directory);
	return recorded;
}
/** @throws CHECKOUT_DIFFERS */
function demandClean({ differences, claim }, directory) {
	const [first] = differences;
	if (first === void 0) return;
	const encodings = differences.every(({ kind }) => kind === "encoding");
	throw new StagesError("CHECKOUT_DIFFERS", `What is checked out is not what a clean checkout of commit ${claim.commit} writes: ${differencesText(differences)}. ${first.message}`, {
		at: escapeUntrusted(directory),
		hint: `${encodings ? ENCODINGS : CAUSES} Nothing was signed.`
	});
}
const ENCODINGS = "Name a form of UTF-16 or UTF-32 in `.gitattributes`, or say `encodings: told`: then these files are recorded by their own bytes, and the log names them.";
/** An attack looks like any of the others, so all are told. */
const CAUSES = "Find out what changed it: a workflow step before this one, or one that still runs; what a kept workspace or a cache left there; filters, line ends or attributes of this machine (`.git/config`, `.git/info/attributes`, `~/.gitconfig`); or `STATE_isPost` in GITHUB_ENV, with which actions/checkout checks nothing out. Put this stage first in a job with an empty workspace.";
// src/stages/intents/whole-checkout.ts
/**
* Whether a stage that checks out is that of a step in intents, which then must add source.
*
* @throws INPUT_INVALID for another step in intents, and for a checkout that is not the whole commit at the top
*/
function addsSource(step, layout, { place, isOwn, sparse }) {
	const takes = layout?.intents && recordingPlan(layout.intents, step)?.takes;
	if (layout === void 0 || takes === void 0) return false;
	const by = `by the layout (${layout.from}) step ${quoteUntrusted(step)} adds source`;
	if (!takes.addsSource) throw invalid("product-source", `the stage checks out, and the layout (${layout.from}) does not say that step ${quoteUntrusted(step)} adds source`, "Write `takes: nothing` and `adds: source` at the step in layout.yml, or name the step that does.");
	if (sparse !== void 0) throw invalid("sparse-checkout", `${by}, which is all of the commit`, "Leave `sparse-checkout` away, or write the step in rules.");
	if (place.name !== ".") throw invalid("products", `${by}, whose files lie at the top of the workspace`, "Leave `path` of the checkout away.");
	if (!isOwn) throw invalid("repository", `${by}, which is that of the repository of the run`, "Check the other repository out in a step of its own, which says its files as `adds`.");
	return true;
}
/** The link of a checkout, whatever was recorded when its stage began. @throws RECORD_ codes */
async function endedWholeCheckout(recorder, begun, { workspace, request }) {
	const settings = wholeSettings(workspace, {
		scratch: [],
		isAdded: () => false
	}, () => false);
	const nothing = async ({ exclude }) => ({
		artifacts: NO_ARTIFACTS,
		excluded: exclude === "default" ? [] : exclude,
		leftOut: /* @__PURE__ */ new Map(),
		modes: /* @__PURE__ */ new Map(),
		converted: /* @__PURE__ */ new Map()
	});
	const { environment } = await beginStep({ record: nothing }, {
		name: begun.name,
		materials: [],
		settings
	});
	const own = new Map([...begun.environment, ...environment]);
	own.delete("source");
	own.delete("converted");
	const fresh = {
		...begun,
		materials: NO_ARTIFACTS,
		environment: withScratchNote(own, scratchNote(true))
	};
	const whole = {
		products: WHOLE,
		listed: WHOLE,
		settings
	};
	return endStep(recorder, fresh, {
		byproducts: jsonObject({}),
		...request,
		...whole
	});
}
export { recordCheckout as a, placeOfCheckout as i, endedWholeCheckout as n, checkedOutCommit as o, demandClean as r, addsSource as t };
