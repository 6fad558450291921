import { G as escapeUntrusted, K as quoteUntrusted, N as withoutEnd, P as listed, U as nearestName, V as LIMITS, Y as InTotoError } from "./base.mjs";
import { i as usage, o as note, s as pathFrom } from "./command-line.mjs";
import { D as yamlTexts, E as yamlText, Yr as canonicalJson, ri as KEY_ID_FORMS, st as intentsOf, t as encodeLayout, w as takesText, y as LayoutFile } from "./intoto.mjs";
import { r as NODE_BYTES } from "./node-bytes.mjs";
import { i as readPlainFile, t as readFile, tt as isNamedWithin } from "./every-action.mjs";
import { D as patternBelow, L as LAYOUT_PATH, S as readSignedLayout, b as recordingPlan } from "./every-stage.mjs";
import { n as readPublicKeyFile } from "./files-write-new-file.mjs";
import { t as shellWord } from "./cli-shell-word.mjs";
import { t as submodulesAround } from "./layouts-read-gitmodules.mjs";
import { basename, dirname, join, relative, resolve } from "node:path";
const { existsSync, lstatSync, realpathSync } = process.getBuiltinModule("node:fs");
// src/cli/changed-source.ts
const DAY_MS = 864e5;
/** Where the source of a layout lies, as the layout was named. */
function sourceBeside(layout) {
	return join(dirname(layout), "layout.yml");
}
/** Notes that the source beside a signed layout makes another layout, or none. @param layout as it was named */
async function tellChangedSource(layout, repository, console) {
	const source = sourceBeside(layout);
	if (await isUnchanged({
		layout,
		source,
		repository
	}, console)) return;
	note(console, `note: ${shown(source)} is not what ${shown(layout)} was signed from; what was signed decides.\n${signingHint(source, layout)}`);
}
/** @param source as it was named */
function signingHint(source, layout) {
	const [from, to] = [source, layout].map((path) => escapeUntrusted(shellWord(path)));
	return `  fix: If ${shown(source)} is right, let an owner of the layout sign it: in-toto-actions layout sign ${from} -o ${to} --signing-key OWNER-KEY`;
}
const shown = (path) => quoteUntrusted(path, 200).slice(1, -1);
/** Also where it cannot be told: keys may be named from another directory, and a source is none before it is finished. */
async function isUnchanged({ layout, source, repository }, console) {
	const [path, signedPath] = [source, layout].map((one) => pathFrom(console, one));
	try {
		const bytes = readPlainFile(path, LIMITS.layoutBytes);
		const signedBytes = bytes && readPlainFile(signedPath, LIMITS.layoutBytes);
		if (signedBytes === void 0) return true;
		const signed = new LayoutFile(signedBytes, layout, NODE_BYTES).parsed().layout;
		const text = new TextDecoder("utf-8").decode(bytes);
		const { buildLayout } = await import("./load-layouts-build-layout.mjs");
		const build = (now, keyIdForm, withoutRules) => buildLayout({
			text,
			source,
			readKey: (key) => readPublicKeyFile(resolve(console.directory, key)),
			repository: repository ?? console.environment["GITHUB_REPOSITORY"],
			now,
			keyIdForm,
			submodules: submodulesAround(path),
			withoutRules
		}).layout;
		const now = console.now();
		const carriesCheck = intentsOf(signed) !== void 0;
		return KEY_ID_FORMS.some((form) => {
			const built = build(now, form, carriesCheck);
			const expires = built.expires === build(now + DAY_MS, form, true).expires ? built.expires : signed.expires;
			return comparable({
				...built,
				expires
			}) === comparable(signed);
		});
	} catch (error) {
		if (error instanceof InTotoError) return true;
		throw error;
	}
}
/** What was written: other releases may make other rules of the same intents. */
function comparable(layout) {
	const intents = intentsOf(layout);
	const steps = layout.steps.map((step) => intents?.steps.has(step.name) === true ? {
		...step,
		expectedMaterials: [],
		expectedProducts: []
	} : step);
	return Buffer.from(canonicalJson(encodeLayout({
		...layout,
		steps
	}))).toString("latin1");
}
// src/cli/unknown-step.ts
const MOST_NAMES = 5;
/**
* What is wrong with a name that a layout does not have; its hint names the step that is probably meant.
*
* @param source beside the layout, where that names the step: it was changed since
*/
function unknownStep(step, { from, steps }, source) {
	const legs = steps.filter((name) => name.startsWith(`${step}-`));
	const names = legs.length > 0 ? legs : steps;
	const meant = legs[0] ?? nearestName(step, steps);
	const message = `The layout ${from} has no step ${quoteUntrusted(step)}; its ${legs.length > 0 ? "legs" : "steps"} are ${listed(names, MOST_NAMES, plain)}.`;
	if (source !== void 0) return usage(`${message} ${quoteUntrusted(source)} has it, and is not what ${from} was signed from: what was signed decides.`, `Let an owner of the layout sign it again: \`in-toto-actions layout sign ${escapeUntrusted(shellWord(source))} -o ${from} --signing-key OWNER-KEY\`.`);
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
	["lstrip-paths", (values) => `takes: { STEP: { from: ${yamlText(withoutEnd(values[0] ?? "", "/"))} } }`],
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
		const flaw = unknownStep(step, layout, sourceNaming(step, named ?? ".in-toto/root.layout", console));
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
/** The source beside a signed layout, where it names a step; undefined else. @param layout as it was named */
function sourceNaming(step, layout, console) {
	const source = sourceBeside(layout);
	const bytes = readPlainFile(pathFrom(console, source), LIMITS.layoutBytes);
	if (bytes === void 0) return void 0;
	return [...Buffer.from(bytes).toString("utf8").matchAll(/(?:^|[\s{,-])name: *(["']?)([\w.-]+)\1/g)].some(([, , name]) => name === step) ? source : void 0;
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
// src/cli/progress.ts
const PATIENCE_MS = 1e3;
const INTERVAL_MS = 100;
/** A line that shows progress on a terminal when work takes longer than a second, and leaves nothing behind. */
var Progress = class {
	#console;
	#shown;
	#start;
	#last = 0;
	#visible = false;
	constructor(console, quiet) {
		this.#console = console;
		this.#shown = !quiet && console.stderr.isTTY === true;
		this.#start = console.now();
	}
	show(text) {
		if (!this.#shown) return;
		const now = this.#console.now();
		if (now - this.#start < PATIENCE_MS || now - this.#last < INTERVAL_MS) return;
		this.#last = now;
		this.#visible = true;
		this.#console.stderr.write(`\r\u001b[K${text}`);
	}
	end() {
		if (this.#visible) this.#console.stderr.write("\r\x1B[K");
		this.#visible = false;
	}
};
export { stepInIntents as a, tellChangedSource as c, linksOutside as i, LAYOUT_FLAG as n, signingHint as o, checkPlaces as r, sourceBeside as s, Progress as t };
