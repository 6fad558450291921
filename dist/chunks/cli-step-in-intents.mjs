import { G as InTotoError, H as quoteUntrusted, I as LIMITS, V as escapeUntrusted, j as listed, z as nearestName } from "./base.mjs";
import { i as readPlainFile, t as readFile, tt as isNamedWithin } from "./every-action.mjs";
import { C as yamlTexts, S as yamlText, b as takesText } from "./intoto.mjs";
import { D as patternBelow, I as LAYOUT_PATH, S as readSignedLayout, b as recordingPlan } from "./every-stage.mjs";
import { i as usage, o as note, s as pathFrom } from "./command-line.mjs";
import { t as shellWord } from "./cli-shell-word.mjs";
import { basename, dirname, join, relative, resolve } from "node:path";
const { existsSync, lstatSync, realpathSync } = process.getBuiltinModule("node:fs");
// src/cli/unknown-step.ts
const MOST_NAMES = 5;
/** What is wrong with a name that a layout does not have; its hint names the step that is probably meant. */
function unknownStep(step, { from, steps }) {
	const legs = steps.filter((name) => name.startsWith(`${step}-`));
	const names = legs.length > 0 ? legs : steps;
	const meant = legs[0] ?? nearestName(step, steps);
	const message = `The layout ${from} has no step ${quoteUntrusted(step)}; its ${legs.length > 0 ? "legs" : "steps"} are ${listed(names, MOST_NAMES, plain)}.`;
	const write = meant === void 0 ? "Name one of them" : `Write \`-n ${plain(meant)}\``;
	return usage(message, `${write}, or the layout that has the step: \`--layout FILE\`.`);
}
/**
* Refuses to record a step in a directory of a repository whose layout, at the top, has the step in intents: there it is
* recorded whole, and here it would be empty.
*
* @param directory in which there is no layout
* @throws USAGE
*/
function refuseBelowTop(step, directory) {
	for (let at = directory; !existsSync(join(at, ".git")); at = dirname(at)) {
		const above = dirname(at);
		if (above === at) return;
		if (layoutIn(above)?.intents?.steps.has(step) !== true) continue;
		const top = quoteUntrusted(relative(directory, above)).slice(1, -1);
		throw usage(`Step ${quoteUntrusted(step)} is in intents and recorded whole, at the top of the repository: the layout lies at ${top}/${LAYOUT_PATH}.`, `Run it at the top, \`cd ${top}\`; let its command enter the directory itself.`);
	}
}
function layoutIn(directory) {
	try {
		const bytes = readPlainFile(join(directory, LAYOUT_PATH), LIMITS.layoutBytes);
		return bytes && readSignedLayout(Buffer.from(bytes).toString("utf8"), ".in-toto/root.layout", ".in-toto/root.layout");
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
const plain = (name) => quoteUntrusted(name, 100).slice(1, -1);
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
	["products", (values) => `adds: ${yamlTexts(values.map(patternBelow))}`],
	["exclude", (values) => `scratch: ${yamlTexts(values)}`],
	["installs", (values) => `installs-into: ${yamlTexts(values)}`],
	["dependencies", (_values, takes) => `takes: ${takes}`],
	["lstrip-paths", (values) => `takes: { STEP: { from: ${yamlText((values[0] ?? "").replace(/\/+$/, ""))} } }`],
	["normalize-line-endings", (_values, takes) => `takes: ${takes}`]
];
/**
* How a step is recorded, by the layout that is named or that lies here; undefined for a step that flags speak of.
*
* @throws USAGE where the layout is named or wholly in intents and has no such step, or where a layout at the top of the
* repository has it, or a flag says what it is to say; FILE_, JSON_, METADATA_
* and INTENT codes for a file that cannot be read
*/
function stepInIntents(step, parsed, console) {
	const named = parsed.one("layout");
	const path = pathFrom(console, named ?? ".in-toto/root.layout");
	const bytes = named === void 0 ? readPlainFile(path, LIMITS.layoutBytes) : readFile(path, LIMITS.layoutBytes);
	if (bytes === void 0) {
		refuseBelowTop(step, console.directory);
		return;
	}
	const text = Buffer.from(bytes).toString("utf8");
	const from = escapeUntrusted(named ?? ".in-toto/root.layout", 200);
	const layout = named === void 0 ? foundLayout(text, from, console) : readSignedLayout(text, named, from);
	if (layout === void 0) return void 0;
	const { intents, steps } = layout;
	if (!steps.includes(step)) {
		const flaw = unknownStep(step, layout);
		if (named !== void 0 || isWhollyIn(intents, steps)) throw flaw;
		if (intents !== void 0) note(console, `warning: ${flaw.message} The step is recorded as flags say.`);
	}
	const plan = intents && recordingPlan(intents, step);
	if (plan === void 0) return void 0;
	refuseFlags(step, from, takesOf(plan), parsed);
	return {
		plan,
		from
	};
}
/** Whether each step of a layout is in intents. A layout that has steps in rules may leave others to whoever reads it. */
function isWhollyIn(intents, steps) {
	return intents !== void 0 && steps.every((name) => intents.steps.has(name));
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
function takesOf({ takes }) {
	const all = [...takes?.source === true ? [{ of: "source" }] : [], ...takes?.steps ?? []];
	return all.length === 0 ? "nothing" : takesText(all);
}
function refuseFlags(step, from, takes, parsed) {
	for (const [flag, line] of SAID_BY_LAYOUT) {
		if (!parsed.has(flag)) continue;
		throw usage(`--${flag} cannot be used: step ${quoteUntrusted(step)} is in intents (${from}), and is recorded whole, as the layout says.`, `Leave the flag out. What it is to say stands at the step in layout.yml: \`${line(parsed.many(flag), takes)}\`.`);
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
		if (path !== void 0) demandOutside(flag, {
			given: path,
			path: pathFrom(console, path),
			from: console.directory
		}, base);
	}
}
function demandOutside(flag, place, base) {
	const { path } = place;
	const [real, top] = [realPath(path), realPath(base)];
	if (!isNamedWithin(real, top) || isNamedWithin(real, join(top, ".git"))) return;
	throw usage(`--${flag} lies in the work tree, all of which is recorded of a step in intents: ${flag === "signing-key" ? "a key must not lie in there" : "the next step would begin with links that lie in there, which nothing takes"}.`, flag === "signing-key" ? moveOut(place, base) : `Name a directory outside, or leave the flag out: links go to ${quoteUntrusted(linksOutside(base))} then.`);
}
/** The command that moves a key out of the work tree, and how it is named then. */
function moveOut({ given, path, from }, base) {
	const outside = join(relative(from, dirname(resolve(base))), ".");
	const [key, there, moved] = [
		given,
		`${outside}/`,
		join(outside, basename(path))
	].map((text) => escapeUntrusted(shellWord(text)));
	return `Move it out, \`mv ${key} ${there}\`, and name it there: \`--signing-key ${moved}\`.`;
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
