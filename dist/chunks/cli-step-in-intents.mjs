import { B as quoteUntrusted, R as LIMITS, V as InTotoError, z as escapeUntrusted } from "./base.mjs";
import { i as readPlainFile, t as readFile } from "./files-read-file.mjs";
import { o as isNamedWithin } from "./recording-record-artifacts.mjs";
import { a as LAYOUT_PATH, r as readSignedLayout } from "./stages-signed-layout.mjs";
import { n as recordingPlan } from "./stages-recording-plan.mjs";
import { r as usage } from "./cli-arguments.mjs";
import { n as note, r as pathFrom } from "./cli-console.mjs";
import { basename, dirname, join, resolve } from "node:path";
import { lstatSync, realpathSync } from "node:fs";
// src/cli/step-in-intents.ts
const LAYOUT_FLAG = {
	long: "layout",
	takes: "one",
	value: "FILE",
	help: `signed layout that says what is recorded of a step in intents (default: ${LAYOUT_PATH}, where it has the step)`
};
/** Flags that say what a layout in intents says. */
const SAID_BY_LAYOUT = [
	["materials", (_values, takes) => `takes: ${takes}`],
	["products", (values) => `adds: ${values}`],
	["exclude", (values) => `scratch: ${values}`],
	["installs", (values) => `installs-into: ${values}`],
	["dependencies", (_values, takes) => `takes: ${takes}`],
	["lstrip-paths", (values) => `takes: { STEP: { from: ${values} } }`],
	["normalize-line-endings", (_values, takes) => `takes: ${takes}`]
];
/**
* How a step is recorded, by the layout that is named or that lies here; undefined for a step that flags speak of.
*
* @throws USAGE where the layout that is named has no such step, or a flag says what it is to say; FILE_, JSON_, METADATA_
* and INTENT codes for a file that cannot be read
*/
function stepInIntents(step, parsed, console) {
	const named = parsed.one("layout");
	const path = pathFrom(console, named ?? ".in-toto/root.layout");
	const bytes = named === void 0 ? readPlainFile(path, LIMITS.layoutBytes) : readFile(path, LIMITS.layoutBytes);
	if (bytes === void 0) return void 0;
	const text = Buffer.from(bytes).toString("utf8");
	const from = quoteUntrusted(named ?? ".in-toto/root.layout", 200).slice(1, -1);
	const layout = named === void 0 ? foundLayout(text, from, console) : readSignedLayout(text, named, from);
	if (layout === void 0) return void 0;
	const { intents, steps } = layout;
	if (named !== void 0 && !steps.includes(step)) throw usage(`The layout ${from} has no step ${quoteUntrusted(step)}.`, "The name of a leg holds the values of its matrix, like build-linux.");
	const plan = intents && recordingPlan(intents, step);
	if (plan === void 0) return void 0;
	refuseFlags(step, from, takesText(plan), parsed);
	return {
		plan,
		from,
		layout: text
	};
}
/** One that nobody named is told where it is none, and passed over. */
function foundLayout(text, from, console) {
	try {
		return readSignedLayout(text, LAYOUT_PATH, from);
	} catch (error) {
		if (!(error instanceof InTotoError) || !/^(?:JSON|METADATA|KEY|DSSE)_/.test(error.code)) throw error;
		note(console, `warning: ${from} is not a signed layout, so the step is recorded as flags say: ${escapeUntrusted(error.message)}`);
		return;
	}
}
function takesText({ takes }) {
	const names = [...takes?.source === true ? ["source"] : [], ...(takes?.steps ?? []).map((take) => take.step)];
	const [only, second] = names.map((name) => quoteUntrusted(name, 100).slice(1, -1));
	if (only === void 0) return "nothing";
	return second === void 0 ? only : `[${names.map((name) => quoteUntrusted(name, 100).slice(1, -1)).join(", ")}]`;
}
function refuseFlags(step, from, takes, parsed) {
	for (const [flag, line] of SAID_BY_LAYOUT) {
		if (!parsed.has(flag)) continue;
		const values = parsed.many(flag).map((value) => `'${quoteUntrusted(value, 100).slice(1, -1)}'`);
		throw usage(`--${flag} cannot be used: step ${quoteUntrusted(step)} is in intents (${from}), and is recorded whole, as the layout says.`, `Leave the flag out. What it is to say stands at the step in layout.yml: \`${line(values.length === 1 ? values[0] ?? "" : `[${values.join(", ")}]`, takes)}\`.`);
	}
}
/**
* Where links of a step in intents go, unless a flag says otherwise: outside of the work tree, all of which is recorded.
*
* @param base the top of what is recorded
*/
function linksOutside(base) {
	const git = join(base, ".git");
	if (lstatSync(git, { throwIfNoEntry: false })?.isDirectory() === true) return join(git, "in-toto");
	const top = resolve(base);
	return join(dirname(top), `${basename(top)}.in-toto`);
}
/** Keys and links must not lie where they would be recorded themselves. @throws USAGE */
function checkPlaces(parsed, console, base) {
	for (const flag of ["signing-key", "metadata-directory"]) {
		const path = parsed.one(flag);
		if (path !== void 0) demandOutside(flag, pathFrom(console, path), base);
	}
}
function demandOutside(flag, path, base) {
	const [real, top] = [realPath(path), realPath(base)];
	if (!isNamedWithin(real, top) || isNamedWithin(real, join(top, ".git"))) return;
	throw usage(`--${flag} lies in the work tree, all of which is recorded of a step in intents: ${flag === "signing-key" ? "a key must not lie in there" : "the next step would begin with links that lie in there, which nothing takes"}.`, flag === "signing-key" ? "Move it out: `mv KEY ../`, and name it there." : `Name a directory outside, or leave the flag out: links go to ${quoteUntrusted(linksOutside(base))} then.`);
}
/** Of what is not there yet, the real path of the directory above that is. */
function realPath(path) {
	const whole = resolve(path);
	try {
		return realpathSync.native(whole);
	} catch {
		const above = dirname(whole);
		return above === whole ? whole : join(realPath(above), basename(whole));
	}
}
export { stepInIntents as i, checkPlaces as n, linksOutside as r, LAYOUT_FLAG as t };
