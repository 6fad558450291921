import { Et as writeJson, G as withRecordedHalf, Jt as isJsonObject, Yt as jsonObject, Z as encodeRunBinding, _t as NO_ARTIFACTS, tt as withModes } from "./intoto.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { D as quoteUntrusted } from "./base.mjs";
import { n as excludesOf } from "./recording-record-artifacts.mjs";
// src/stages/step-recording.ts
/** Settings of a recording of everything in a directory with the reference's defaults. */
function defaultSettings(baseDirectory) {
	return {
		baseDirectory,
		exclude: "default",
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "follow"
	};
}
/** Records materials; the link returned has no products yet. @throws every RECORD_ code */
async function beginStep(recorder, request) {
	const { artifacts, leftOut, modes } = await recorder.record({
		...request.settings,
		paths: request.materials
	});
	const environment = withRecordedHalf(environmentOf(request), "materials", {
		paths: request.materials,
		leftOut
	});
	return {
		name: request.name,
		command: [],
		materials: artifacts,
		products: NO_ARTIFACTS,
		byproducts: /* @__PURE__ */ new Map(),
		environment: modes === void 0 ? environment : withModes(environment, "materials", modes)
	};
}
/** Records products and completes the link that `beginStep` returned. @throws every RECORD_ code */
async function endStep(recorder, begun, request) {
	const { products: paths, listed, settings } = request;
	const { artifacts, leftOut, modes } = await recorder.record({
		...settings,
		...listed === void 0 ? { paths } : {
			paths: listed,
			named: "by-listing"
		}
	});
	const environment = withRecordedHalf(withProductSettings(begun.environment, settings), "products", {
		paths,
		leftOut
	});
	return {
		...begun,
		products: artifacts,
		command: request.command ?? begun.command,
		byproducts: request.byproducts ?? begun.byproducts,
		environment: modes === void 0 ? environment : withModes(environment, "products", modes)
	};
}
/** The halves of a step may be told to leave out different files; then the link says both. */
function withProductSettings(environment, settings) {
	const mine = settingsValue(settings);
	const recording = environment.get("recording") ?? jsonObject({});
	if (!isJsonObject(recording)) return environment;
	const ofMaterials = new Map(recording);
	ofMaterials.delete("materials");
	if (writeJson(ofMaterials) === writeJson(mine)) return environment;
	return new Map([...environment, ["recording", new Map([...recording, ["products", mine]])]]);
}
/** True when a link says nothing about any file. */
function recordedNothing({ materials, products }) {
	return materials.size === 0 && products.size === 0;
}
/** @throws RECORDING_NOTHING for a link that says nothing about any file */
function demandFiles(link) {
	if (!recordedNothing(link)) return;
	throw new StagesError("RECORDING_NOTHING", `Step ${quoteUntrusted(link.name)} recorded no file at all, so its link would say nothing.`, { hint: "Name files or directories in materials and products, and look at exclude." });
}
/**
* What was left out of a recording decides what rules can see, so it stands in the link; so does the run that the link
* belongs to.
*/
function environmentOf({ settings, run }) {
	return jsonObject({
		recording: settingsValue(settings),
		...run !== void 0 && Object.keys(run).length > 0 ? { run: encodeRunBinding(run) } : {}
	});
}
function settingsValue({ exclude, lstripPaths, lineEndings }) {
	return jsonObject({
		exclude: excludesOf(exclude),
		...lstripPaths.length > 0 ? { lstrip_paths: lstripPaths } : {},
		...lineEndings === "normalise" ? { line_endings: "normalised" } : {}
	});
}
export { recordedNothing as a, endStep as i, defaultSettings as n, demandFiles as r, beginStep as t };
