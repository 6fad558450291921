import { _ as LayoutsError, i as failureLines, p as shortKeyIds } from "./every-verification.mjs";
import { F as count, G as escapeUntrusted, K as quoteUntrusted, P as listed, V as LIMITS, W as linesBelow, Y as InTotoError } from "./base.mjs";
import { Gt as sourceLines, Kt as withSource, Qr as jsonObject, Ut as readSource, Zn as digestSet, br as formatUtcSeconds, c as signMetadata, ct as isIntentsInspection, jt as isLiteral, nn as scratchNote, nr as WRAPPERS, qn as artifactsOf, rn as withRecordedHalf, rr as WRAPPER_NAMES, sn as seesSource, st as intentsOf, t as encodeLayout, ti as sha256HexOfTexts, tt as joinWords, y as LayoutFile } from "./intoto.mjs";
import { d as applyRules, f as checkIntents, g as lineHides, h as isOneDirectory, m as installsOf, t as layoutRefusals } from "./intoto-verification.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { a as RelationBudget, c as back, i as ClassReader, o as Pipeline, r as doingOf, s as along, t as buildLayout } from "./layouts-build-layout.mjs";
import { a as witnessesOf, n as LayoutSourceError, o as witnessesOfText } from "./layouts-yaml-source.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { n as readPublicKeyFile } from "./files-write-new-file.mjs";
import { a as writeFileAtomically, t as readFile } from "./every-action.mjs";
import { c as print, i as usage, o as note, r as parseArguments, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { b as basePath, d as keyIdForms, g as signers, n as LAYOUT_KEYID_FLAG, r as LAYOUT_SIGNING_FLAGS, t as FORMAT_FLAG, y as wrapperFormat } from "./cli-signing-flags.mjs";
import { t as shellWord } from "./cli-shell-word.mjs";
import { t as submodulesAround } from "./layouts-read-gitmodules.mjs";
import { dirname, join, relative, resolve } from "node:path";
const { existsSync } = process.getBuiltinModule("node:fs");
// src/layouts/compile/explained-rules.ts
/** Columns that a rule may take before what it comes from stands below it. */
const MOST_COLUMNS = 64;
/** The rules of all steps as lines, escaped. */
function explainedRules(compiled) {
	return ["Rules, and beside each what it comes from. Where one compares with a later step, nothing may be missing there.", ...[...compiled].flatMap(([step, { materials, products }]) => [
		"",
		escapeUntrusted(step),
		...listLines("materials", materials),
		...listLines("products", products)
	])];
}
function listLines(kind, rules) {
	const texts = rules.map(({ words }) => escapeUntrusted(joinWords(words)));
	const width = Math.max(0, ...texts.map(({ length }) => length).filter((length) => length <= MOST_COLUMNS));
	const lines = rules.flatMap((rule, index) => {
		const text = texts[index];
		const reason = reasonOf(rule, rules[index - 1]);
		if (reason === "") return [`    ${text}`];
		return text.length > width ? [`    ${text}`, `    ${" ".repeat(width)}  ${reason}`] : [`    ${text.padEnd(width)}  ${reason}`];
	});
	return [`  ${kind}`, ...lines];
}
/** Empty where it is that of the rule before, or none. */
function reasonOf({ words, statements }, before) {
	const [keyword, pattern] = words;
	if (pattern === ".git/*") return "nothing in .git is ever recorded";
	if (keyword === "DISALLOW" && before !== void 0 && before.words[0] !== "DISALLOW") return "";
	const reason = statements.join("; ");
	return reason === before?.statements.join("; ") ? "" : escapeUntrusted(reason);
}
// src/layouts/self-test/run-files.ts
const NO_WORK = {
	adds: /* @__PURE__ */ new Set(),
	installs: /* @__PURE__ */ new Set()
};
const SOURCE_CONTENT = "source ";
/** The files of the commit. */
function sourceFiles({ source }) {
	return new Map([...source].map((name) => [name, `${SOURCE_CONTENT}${name}`]));
}
/** A run of a plan. */
function runOf(pipeline, intents, plan, wrong) {
	const steps = stepsOfRun(pipeline, intents, plan, wrong);
	for (;;) {
		const next = steps.next();
		if (next.done === true) return next.value;
	}
}
/** The same, step by step: each is told with what it begins with, before the plan is asked what it does. */
function* stepsOfRun(pipeline, intents, plan, wrong) {
	const { tampering, honest } = wrong ?? {
		tampering: void 0,
		honest: void 0
	};
	const files = /* @__PURE__ */ new Map();
	const left = /* @__PURE__ */ new Map([[-1, honest?.left.get(-1) ?? sourceFiles(plan)]]);
	const installed = /* @__PURE__ */ new Map();
	const tampered = (name, place, set) => {
		if (tampering?.step === name && tampering.place === place) tampering.change(set);
		return set;
	};
	for (const name of pipeline.steps) {
		const step = intents.steps.get(name);
		const products = pipeline.set(name, "products");
		if (honest !== void 0 && tampering?.step !== name && findsTheSame(pipeline, name, {
			left,
			installed
		}, honest)) {
			files.set(name, honest.files.get(name));
			left.set(products, honest.left.get(products));
			installed.set(name, honest.installed.get(name));
			continue;
		}
		const directories = step === void 0 ? /* @__PURE__ */ new Map() : directoriesTaken(step, installed);
		const begin = tampered(name, "before", new Map([...filesTaken(pipeline, name, left), ...directories]));
		yield {
			name,
			begin,
			before: files
		};
		const work = plan.work.get(name) ?? NO_WORK;
		const end = tampered(name, "inside", ended(step, work, plan, begin));
		files.set(name, {
			materials: begin,
			products: end
		});
		left.set(products, tampered(name, "after", new Map(end)));
		const own = [...work.installs].map((directory) => [directory, `installed ${directory}`]);
		installed.set(name, new Map([...directories, ...own]));
	}
	return {
		files,
		left,
		installed
	};
}
/**
* Files of the commit that come to a step under the name of another one: nobody could take both, since each has bytes of its
* own.
*/
function clashingSource(pipeline, intents, source) {
	const { left } = runOf(pipeline, intents, {
		source,
		work: /* @__PURE__ */ new Map(),
		changes: false,
		mayRemove: false
	});
	const clashing = /* @__PURE__ */ new Set();
	for (const step of intents.steps.keys()) {
		const taken = /* @__PURE__ */ new Map();
		for (const way of pipeline.waysTo(pipeline.set(step, "materials"))) for (const [name, content] of left.get(way.taken) ?? []) {
			const there = along(way, name);
			if (there === void 0) continue;
			const origin = content.slice(7);
			if ((taken.get(there) ?? content) !== content) clashing.add(origin);
			else if (!clashing.has(origin)) taken.set(there, content);
		}
	}
	return clashing;
}
/** Whether all that a step takes is that of another run. */
function findsTheSame(pipeline, name, { left, installed }, other) {
	return pipeline.waysTo(pipeline.set(name, "materials")).every(({ taken, take }) => {
		if (left.get(taken) !== other.left.get(taken)) return false;
		return take.of === "source" || installed.get(take.step) === other.installed.get(take.step);
	});
}
function filesTaken(pipeline, step, left) {
	const taken = /* @__PURE__ */ new Map();
	for (const way of pipeline.waysTo(pipeline.set(step, "materials"))) for (const [name, content] of left.get(way.taken) ?? []) {
		const there = name.startsWith("dir:") ? void 0 : along(way, name);
		if (there !== void 0) taken.set(there, content);
	}
	return taken;
}
function directoriesTaken(step, installed) {
	const own = installsOf(step);
	const hidden = step.scratch.map(lineHides);
	const taken = /* @__PURE__ */ new Map();
	for (const take of step.takes) {
		if (take.of === "source" || take.only.length > 0 || (take.from ?? take.into) !== void 0) continue;
		for (const [name, content] of installed.get(take.step) ?? []) {
			const directory = name.slice(4);
			if (own(name).length === 0 && !hidden.some((hides) => hides(directory, "directory"))) taken.set(name, content);
		}
	}
	return taken;
}
/** What a step ends with. One in rules adds and keeps what it likes. */
function ended(step, work, plan, begin) {
	const end = new Map(step?.addsSource === true ? sourceFiles(plan) : []);
	for (const [name, content] of begin) {
		if (name.startsWith("dir:")) continue;
		const { changes, removes, mayRemove } = step === void 0 ? NOTHING_DONE : doingOf(step, name);
		if (removes || mayRemove && plan.mayRemove) continue;
		end.set(name, changes && plan.changes ? `changed ${name}` : content);
	}
	for (const name of work.adds) if (!begin.has(name)) end.set(name, `new ${name}`);
	for (const name of work.installs) end.set(name, `installed ${name}`);
	return end;
}
const NOTHING_DONE = {
	changes: false,
	removes: false,
	mayRemove: false
};
// src/layouts/self-test/honest-plan.ts
const MANNERS = [false, true].flatMap((isApart) => [true, false].flatMap((isRich) => [
	{
		isApart,
		isRich,
		changes: true,
		mayRemove: true,
		mayAdd: true
	},
	{
		isApart,
		isRich,
		changes: true,
		mayRemove: false,
		mayAdd: true
	},
	{
		isApart,
		isRich,
		changes: false,
		mayRemove: false,
		mayAdd: true
	},
	{
		isApart,
		isRich,
		changes: false,
		mayRemove: false,
		mayAdd: false
	}
]));
/** Files that are put in elsewhere than where they are needed, at most. */
const MOST_NEEDED = 500;
/** Makes plans of honest runs of a layout. */
var PlanMaker = class {
	#pipeline;
	#intents;
	#samples = /* @__PURE__ */ new Map();
	#compiled;
	#reader;
	#relations = new RelationBudget();
	/** Names that a step adds, and nothing else by the same pattern. */
	#named;
	/** The same, by set, where a file would lie that came to the step under such a name. */
	#reserved;
	/** @param compiled where the rules were just made, what was found of names then */
	constructor(pipeline, intents, compiled) {
		this.#compiled = compiled;
		this.#pipeline = pipeline;
		this.#intents = intents;
		this.#reader = new ClassReader(pipeline);
		const adds = [...intents.steps.values()].flatMap((step) => [...step.adds, ...step.mayAdd]);
		this.#named = new Set(adds.filter(isLiteral).map(({ text }) => text));
		this.#reserved = reservedNames(pipeline, intents);
	}
	/** Plans to try, the one with the most in it first. */
	*plans() {
		for (const manner of MANNERS) {
			const plan = this.#planOf(manner);
			if (plan !== void 0) yield plan;
		}
	}
	/** Names of all sorts of file that a set can have. */
	samplesOf(set) {
		const compiled = this.#compiled?.get(this.#pipeline.stepOf(set));
		if (compiled !== void 0) return compiled.names[this.#pipeline.kindOf(set)];
		const known = this.#samples.get(set);
		if (known !== void 0) return known;
		const relations = this.#relations.relationsOf(this.#pipeline, set);
		const classes = (relations === void 0 ? void 0 : this.#reader.classesOf(relations)) ?? [];
		const samples = [...new Set(classes.flatMap((one) => one.samples))];
		this.#samples.set(set, samples);
		return samples;
	}
	/** Undefined where something that must be there cannot be brought there. */
	#planOf(manner) {
		const { isRich, changes, mayRemove } = manner;
		const source = new Set(isRich ? this.#sourceNames() : ["readme"]);
		const work = /* @__PURE__ */ new Map();
		for (const [name, step] of this.#intents.steps) work.set(name, {
			adds: /* @__PURE__ */ new Set(),
			installs: new Set(step.installs.map(directoryOf))
		});
		const plan = {
			source,
			work,
			changes,
			mayRemove
		};
		for (let tries = 0; tries < MOST_NEEDED; tries += 1) {
			const need = this.#nextNeed(plan, work, manner);
			if (need === void 0) return plan;
			if (need === "impossible") return void 0;
			const { set, name } = need;
			if (set === -1) source.add(name);
			else addTo(work, this.#pipeline.stepOf(set), name);
		}
	}
	/** Not those that a step adds by name: they would not be new. */
	#sourceNames() {
		const first = this.#pipeline.sets.flatMap((set) => this.samplesOf(set));
		const names = ["readme", ...new Set(first)].filter((name) => !this.#isReserved(-1, name));
		const clashing = clashingSource(this.#pipeline, this.#intents, new Set(names));
		return names.filter((name) => !clashing.has(name));
	}
	/** Whether a step that comes later adds a file of the name, which would not be new then. */
	#isReserved(set, name) {
		return this.#named.has(name) || this.#reserved.get(set)?.has(name) === true;
	}
	/**
	* The first file that a plan lacks elsewhere than in the step that is to have it. What a step itself adds is put into the
	* plan on the way: nothing before it depends on that.
	*/
	#nextNeed(plan, work, { mayAdd, isApart }) {
		for (const { name, begin: materials, before } of stepsOfRun(this.#pipeline, this.#intents, plan)) {
			const step = this.#intents.steps.get(name);
			if (step === void 0) continue;
			const set = this.#pipeline.set(name, "materials");
			for (const pattern of [...step.changes, ...step.removes]) {
				if ([...materials.keys()].some((one) => pattern.matches(one))) continue;
				return this.#originOf(set, pattern, before) ?? "impossible";
			}
			const adds = work.get(name).adds;
			const isNew = (one, pattern) => pattern.matches(one) && !materials.has(one);
			for (const pattern of [...step.adds, ...mayAdd ? step.mayAdd : []]) {
				if ([...adds].some((one) => isNew(one, pattern))) continue;
				const isFree = (one) => isNew(one, pattern) && (isLiteral(pattern) || !this.#isReserved(set + 1, one));
				const found = [
					...isApart ? ownNames(pattern, set).filter((one) => !isAddedElsewhere(work, name, one)) : [],
					...this.samplesOf(set + 1),
					...freshNames(pattern)
				].find(isFree);
				if (found !== void 0) adds.add(found);
				else if (step.adds.includes(pattern)) return "impossible";
			}
		}
	}
	/** Where a file can be added so that a step begins with one of a pattern. */
	#originOf(set, pattern, files) {
		let reserved;
		for (const name of [...this.samplesOf(set), ...freshNames(pattern)]) {
			const origin = pattern.matches(name) ? this.#up(set, name, files) : void 0;
			if (origin === void 0) continue;
			if (!this.#isReserved(origin.set, origin.name)) return origin;
			reserved ??= origin;
		}
		return reserved;
	}
	/** From the materials of a step up to whoever can make a file. */
	#up(set, name, files) {
		for (const way of this.#pipeline.waysTo(set)) {
			const there = back(way, name);
			if (there === void 0) continue;
			const step = this.#pipeline.intentsOf(way.taken);
			if (way.taken === -1 || step?.addsSource === true) return {
				set: -1,
				name: there
			};
			if (step === void 0) return {
				set: way.taken,
				name: there
			};
			const { adds, removes, mayRemove } = doingOf(step, there);
			if (adds && files.get(step.name)?.materials.has(there) !== true) return {
				set: way.taken,
				name: there
			};
			const above = removes || mayRemove ? void 0 : this.#up(way.taken - 1, there, files);
			if (above !== void 0) return above;
		}
	}
};
/** Places from which a file would come to a step that adds one of its name. */
function reservedNames(pipeline, { steps }) {
	const reserved = /* @__PURE__ */ new Map();
	const reserve = (set, name) => {
		for (const way of pipeline.waysTo(set)) {
			const there = back(way, name);
			const names = reserved.get(way.taken) ?? /* @__PURE__ */ new Set();
			if (there === void 0 || names.has(there)) continue;
			reserved.set(way.taken, names.add(there));
			const step = pipeline.intentsOf(way.taken);
			if (step?.addsSource === true) reserved.set(-1, (reserved.get(-1) ?? /* @__PURE__ */ new Set()).add(there));
			else if (step !== void 0) reserve(way.taken - 1, there);
		}
	};
	for (const step of steps.values()) for (const pattern of [...step.adds, ...step.mayAdd]) if (isLiteral(pattern)) reserve(pipeline.set(step.name, "materials"), pattern.text);
	return reserved;
}
function addTo(work, step, name) {
	const own = work.get(step) ?? {
		adds: /* @__PURE__ */ new Set(),
		installs: /* @__PURE__ */ new Set()
	};
	own.adds.add(name);
	work.set(step, own);
}
/** The directory of a step that is installed, or one of several, as an artifact is named. */
function directoryOf(installs) {
	const { directory } = installs;
	return `dir:${isOneDirectory(installs) ? directory : witnessesOfText({ text: directory }).at(-1)}`;
}
/** Names of a pattern that no other step is likely to choose. */
function ownNames(pattern, set) {
	const text = `own${set}`;
	return ["**", `${text}/**`].map((directories) => pattern.text.replaceAll("**", directories).replaceAll(/\*+/g, text)).filter((name) => pattern.matches(name));
}
function isAddedElsewhere(work, step, name) {
	return [...work].some(([other, { adds }]) => other !== step && adds.has(name));
}
/** More names of a pattern, for where its shortest are taken. */
function freshNames(pattern) {
	const long = Array.from({ length: 8 }, (_, index) => pattern.text.replaceAll("**", `d${index}/n${index}`).replaceAll("*", `n${index}`));
	return [...witnessesOf(pattern), ...long].filter((name) => pattern.matches(name));
}
// src/layouts/self-test/run-links.ts
const COMMIT = "a".repeat(40);
/** Makes the links of steps of made-up runs, and hashes each made-up file once. */
var LinkMaker = class {
	#intents;
	#digests = /* @__PURE__ */ new Map();
	#claim;
	constructor(intents, source) {
		this.#intents = intents;
		this.#claim = {
			tree: "b".repeat(40),
			...this.claimOf(source),
			submodules: /* @__PURE__ */ new Map()
		};
	}
	/** What a link claims of the files of one checkout. */
	claimOf(files) {
		const inOrder = [...this.#artifacts(files).paths()].map((name) => [name, files.get(name)]);
		const lines = sourceLines(this.hexOf(new Map(inOrder)));
		return {
			commit: COMMIT,
			files: files.size,
			digest: sha256HexOfTexts(lines)
		};
	}
	/** SHA-256 by name. */
	hexOf(files) {
		return new Map([...files].map(([name, content]) => [name, this.#digestOf(content)]));
	}
	linkOf(name, { materials, products }) {
		const step = this.#intents.steps.get(name);
		return {
			name,
			command: step?.command?.words ?? [],
			materials: this.#artifacts(materials),
			products: this.#artifacts(products),
			byproducts: jsonObject({ "return-value": 0 }),
			environment: step === void 0 ? /* @__PURE__ */ new Map() : this.#environmentOf(step, materials, products)
		};
	}
	#environmentOf(step, materials, products) {
		const { command, definition, addsSource } = step;
		const said = jsonObject({
			...definition === void 0 ? {} : { definition },
			...command === void 0 ? {} : { working_directory: command.workingDirectory ?? "." },
			...command?.setup === void 0 ? {} : { setup: command.setup }
		});
		const taken = directoriesOf(materials);
		const before = addsSource ? said : withRecordedHalf(said, "materials", {
			...WHOLE,
			directories: this.#notesOf(step, taken)
		});
		const after = withRecordedHalf(before, "products", {
			...WHOLE,
			directories: this.#notesOf(step, directoriesOf(products)),
			unrecorded: taken
		});
		const recording = new Map([...after.get("recording"), ["scratch", scratchNote(addsSource)]]);
		const whole = new Map([...after, ["recording", recording]]);
		return seesSource(step) ? withSource(whole, this.#claim) : whole;
	}
	/** What the installers of directories let differ in them. */
	#notesOf(step, names) {
		return new Map(names.map((name) => [name, this.#linesOf(step, name) ?? []]));
	}
	/** Undefined where nobody whom the step takes as a whole installed it. */
	#linesOf(step, name) {
		const own = installsOf(step)(name);
		if (own.length > 0) return own.flatMap(({ mayChange }) => mayChange);
		for (const take of step.takes) {
			if (take.of === "source" || take.only.length > 0 || (take.from ?? take.into) !== void 0) continue;
			const there = this.#intents.steps.get(take.step);
			const lines = there === void 0 ? void 0 : this.#linesOf(there, name);
			if (lines !== void 0) return lines;
		}
	}
	#artifacts(files) {
		const pairs = [...files].map(([name, content]) => [name, digestSet([["sha256", this.#digestOf(content)]])]);
		return artifactsOf(pairs);
	}
	#digestOf(content) {
		const known = this.#digests.get(content) ?? sha256HexOfTexts([content]);
		this.#digests.set(content, known);
		return known;
	}
};
const WHOLE = {
	paths: ["."],
	leftOut: /* @__PURE__ */ new Map()
};
function directoriesOf(files) {
	return [...files.keys()].filter((name) => name.startsWith("dir:"));
}
// src/layouts/self-test/wrong-runs.ts
/** Names that nothing in a layout speaks of. */
const STRANGE = [
	"zz-strange",
	"zz/deep/strange.txt",
	".zz"
];
const STRANGE_DIRECTORY = "dir:zz-strange";
/** All wrongs that are done to a run. */
function* wrongRuns(intents, honest) {
	for (const [name, step] of intents.steps) {
		const files = honest.get(name);
		if (files === void 0) continue;
		yield* before(step, files);
		yield* inside(step, files);
		yield* inLink(step, files);
	}
}
function* before(step, { materials }) {
	const added = [
		...STRANGE,
		STRANGE_DIRECTORY,
		...patternsOf(step).flatMap(nameOf)
	];
	for (const name of new Set(added)) if (!materials.has(name)) yield tampering(step, "before", `${name} lies there`, (files) => files.set(name, "wrong"));
	for (const name of materials.keys()) {
		yield tampering(step, "before", `${name} is missing`, (files) => files.delete(name));
		yield tampering(step, "before", `${name} has other bytes`, (files) => files.set(name, "wrong"));
	}
}
function* inside(step, { materials, products }) {
	for (const name of [...STRANGE, STRANGE_DIRECTORY]) if (!products.has(name) && !doingOf(step, name).adds && !installsAny(step, name)) yield tampering(step, "inside", `${name} is new`, (files) => files.set(name, "wrong"));
	for (const name of materials.keys()) {
		if (name.startsWith("dir:")) continue;
		const { changes, removes, mayRemove } = doingOf(step, name);
		if (removes) {
			yield tampering(step, "inside", `${name} is not removed`, (files) => files.set(name, "wrong"));
			continue;
		}
		if (!mayRemove) yield tampering(step, "inside", `${name} is removed`, (files) => files.delete(name));
		if (!changes) yield tampering(step, "inside", `${name} is changed`, (files) => files.set(name, "wrong"));
	}
	for (const pattern of step.adds) {
		const fitting = [...products.keys()].filter((name) => pattern.matches(name) && !materials.has(name));
		const drop = (files) => fitting.forEach((name) => files.delete(name));
		yield tampering(step, "inside", `nothing is added that fits ${pattern.text}`, drop);
	}
	for (const { directory } of step.installs) {
		const drop = (files) => {
			for (const name of products.keys()) if (name.startsWith("dir:")) files.delete(name);
		};
		yield tampering(step, "inside", `nothing is installed into ${directory}`, drop);
	}
}
function tampering({ name }, place, what, change) {
	return {
		step: name,
		what: `${place} it ${what}`,
		files: {
			step: name,
			place,
			change: (files) => void change(files)
		}
	};
}
/** What a link says beside its files. */
function* inLink(step, { materials, products }) {
	const { name: own, addsSource, recording, command, definition, delegated } = step;
	const wrong = (what, change) => ({
		step: own,
		what,
		link: change
	});
	yield wrong("its link has another name", (link) => ({
		...link,
		name: `${own}-other`
	}));
	yield wrong("its recording left out by a line that is no scratch", withHalf("products", { left_out: HIDDEN }));
	yield wrong("its recording had narrow paths", withHalf("products", { paths: ["zz"] }));
	if (recording !== "any") yield wrong("its link says nothing of its recording", withoutMember("recording"));
	if (!addsSource) yield wrong("its link says nothing of scratch", withoutScratch);
	if (command !== void 0) yield wrong("it ran another command", (link) => ({
		...link,
		command: ["zz"]
	}));
	if (definition !== void 0) yield wrong("its job is defined otherwise", withoutMember("definition"));
	if (!delegated) yield {
		step: own,
		what: "a layout stands in its place",
		link: "sublayout"
	};
	if (seesSource(step)) {
		yield wrong("it saw another commit", withClaim({ commit: "c".repeat(40) }));
		yield wrong("it saw other files of source", withClaim({ digest: "d".repeat(64) }));
		yield wrong("it says nothing of source", withoutMember("source"));
	}
	const isKept = (name) => products.has(name) && !doingOf(step, name).mayRemove;
	if (addsSource || step.adds.length + step.installs.length > 0 || [...materials.keys()].some(isKept)) yield tampering(step, "inside", "all is lost", (files) => files.clear());
}
const HIDDEN = /* @__PURE__ */ new Map([["zz-hidden", 1]]);
function withHalf(kind, members) {
	return (link) => {
		const recording = link.environment.get("recording");
		const half = new Map([...recording.get(kind), ...jsonObject(members)]);
		return withMember(link, "recording", new Map([...recording, [kind, half]]));
	};
}
function withoutScratch(link) {
	const recording = new Map(link.environment.get("recording"));
	recording.delete("scratch");
	return withMember(link, "recording", recording);
}
function withClaim(members) {
	return (link) => {
		const claim = readSource(link.environment);
		if (claim === void 0 || claim === "malformed") return link;
		return {
			...link,
			environment: withSource(link.environment, {
				...claim,
				...members
			})
		};
	};
}
function withMember(link, name, value) {
	return {
		...link,
		environment: new Map([...link.environment, [name, value]])
	};
}
function withoutMember(name) {
	return (link) => {
		const environment = new Map(link.environment);
		environment.delete(name);
		return {
			...link,
			environment
		};
	};
}
function patternsOf({ adds, mayAdd }) {
	return [...adds, ...mayAdd];
}
/** A name that fits a pattern and that nobody else chooses. */
function nameOf(pattern) {
	const name = pattern.text.replaceAll("**", "zz/zz").replaceAll("*", "zz");
	return pattern.matches(name) ? [name] : [];
}
function installsAny({ installs }, name) {
	return name.startsWith("dir:") && installs.length > 0;
}
// src/layouts/self-test/test-layout.ts
/** Wrongs that are tried, at most: of more, one of several. */
const MOST_TRIED = 600;
/** Files of all runs together, which make up what a self-test costs; some wrongs are tried of every layout. */
const MOST_FILES = 15e5;
const FEWEST_TRIED = 60;
/** Tries an honest run and single wrongs. */
function testLayout(request) {
	const judge = new RunJudge(request);
	const found = judge.findHonest();
	if ("why" in found) return {
		refused: found,
		known: 0,
		tried: 0,
		byRules: 0,
		byCheck: 0,
		passed: []
	};
	const wrongs = [...wrongRuns(request.intents, found.files)];
	const files = [...found.files.values()].reduce((sum, { materials, products }) => sum + materials.size + products.size, 1);
	const most = Math.min(MOST_TRIED, Math.max(FEWEST_TRIED, Math.floor(MOST_FILES / files)));
	const every = Math.ceil(wrongs.length / most);
	const tried = wrongs.filter((_wrong, index) => index % every === 0);
	const passed = [];
	let [byRules, byCheck] = [0, 0];
	for (const wrong of tried) {
		const links = judge.linksOf(found.plan, wrong);
		if (judge.rulesRefuse(links) !== void 0) byRules += 1;
		else if (request.carriesCheck && judge.checkRefuses(found.plan, links, wrong) !== void 0) byCheck += 1;
		else passed.push(wrong);
	}
	return {
		refused: void 0,
		known: wrongs.length,
		tried: tried.length,
		byRules,
		byCheck,
		passed
	};
}
var RunJudge = class {
	#request;
	#pipeline;
	#plans;
	#makers = /* @__PURE__ */ new Map();
	#honest = /* @__PURE__ */ new Map();
	/** Of steps of one plan; runs share those in which nothing differs. */
	#links = /* @__PURE__ */ new WeakMap();
	constructor(request) {
		const { intents, steps } = request;
		const names = steps.map(({ name }) => name);
		const inRules = new Set(names.filter((name) => !intents.steps.has(name)));
		this.#request = request;
		this.#pipeline = new Pipeline({
			intents,
			steps: names,
			inRules
		});
		this.#plans = new PlanMaker(this.#pipeline, intents, request.compiled);
	}
	/** The first plan that the check lets pass, or why its run is refused. */
	findHonest() {
		let refusal = {
			by: "nobody",
			why: "No files could be thought of that fit all patterns."
		};
		for (const plan of this.#plans.plans()) {
			const links = this.linksOf(plan, void 0);
			const refused = this.checkRefuses(plan, links, void 0);
			if (refused !== void 0) {
				refusal = {
					by: "check",
					why: `The check refuses what was tried: ${refused}`
				};
				continue;
			}
			const byRules = this.rulesRefuse(links);
			if (byRules === void 0) return {
				plan,
				files: this.#honestOf(plan).files
			};
			return {
				by: "rules",
				why: byRules
			};
		}
		return refusal;
	}
	linksOf(plan, wrong) {
		const honest = this.#honestOf(plan);
		const { files } = wrong !== void 0 && "files" in wrong ? runOf(this.#pipeline, this.#request.intents, plan, {
			tampering: wrong.files,
			honest
		}) : honest;
		return new Map([...files].map(([step, ofStep]) => {
			const link = this.#linkOf(plan, step, ofStep);
			return [step, wrong !== void 0 && "link" in wrong && wrong.step === step && wrong.link !== "sublayout" ? wrong.link(link) : link];
		}));
	}
	#honestOf(plan) {
		const known = this.#honest.get(plan) ?? runOf(this.#pipeline, this.#request.intents, plan);
		this.#honest.set(plan, known);
		return known;
	}
	#linkOf(plan, step, files) {
		const known = this.#links.get(files) ?? this.#makerOf(plan).linkOf(step, files);
		this.#links.set(files, known);
		return known;
	}
	/** One for all runs of a plan: what it hashed once it knows. */
	#makerOf(plan) {
		const known = this.#makers.get(plan) ?? new LinkMaker(this.#request.intents, sourceFiles(plan));
		this.#makers.set(plan, known);
		return known;
	}
	/** Which list of a step in intents refuses a run; those of other steps are their author's. */
	rulesRefuse(links) {
		for (const { name, expectedMaterials, expectedProducts } of this.#request.steps) {
			const item = links.get(name);
			if (item === void 0 || !this.#request.intents.steps.has(name)) continue;
			for (const [kind, rules] of [["materials", expectedMaterials], ["products", expectedProducts]]) {
				const { failure } = applyRules({
					rules,
					kind,
					item,
					links,
					digests: "collision-resistant"
				});
				if (failure !== void 0) return `expected_${kind}[${failure.index}] of step ${quoteUntrusted(name)} refuses it.`;
			}
		}
	}
	/** The first failure of the check. */
	checkRefuses(plan, links, wrong) {
		const { intents, steps } = this.#request;
		const sublayout = wrong !== void 0 && "link" in wrong && wrong.link === "sublayout" ? wrong.step : void 0;
		const accepted = [...links].map(([step, link]) => {
			if (step !== sublayout) return [step, [{
				kind: "link",
				at: `${step}.link`,
				link
			}]];
			return [step, [{
				kind: "sublayout",
				at: `${step}.link`,
				link,
				inIntents: true,
				claims: []
			}]];
		});
		const { failures } = checkIntents({
			intents,
			accepted: new Map(accepted),
			layoutSteps: steps.map(({ name }) => name),
			unknownSteps: [],
			known: {
				commit: COMMIT,
				files: this.#makerOf(plan).hexOf(sourceFiles(plan)),
				ref: void 0
			}
		});
		const [first] = failures;
		return first === void 0 ? void 0 : first.message;
	}
};
// src/layouts/self-test/tested-layout.ts
/** Wrong runs that are named. */
const NAMED = 20;
/** Those in one sentence. */
const EXAMPLES = 3;
/**
* What was shown of a layout.
*
* @param compiled where the layout was built just now, what became of its steps: the names of their files are not looked for again
* @throws LAYOUT_UNPROVEN for one that is wholly in intents and carries the check, where the rules refuse an honest run or a
* wrong one passes
*/
function testedLayout(layout, intents, compiled) {
	const carriesCheck = layout.inspections.some(isIntentsInspection);
	const selfTest = testLayout({
		intents,
		steps: layout.steps,
		carriesCheck,
		compiled
	});
	if (!carriesCheck || layout.steps.some(({ name }) => !intents.steps.has(name))) return selfTest;
	demandPassed(selfTest);
	return selfTest;
}
/**
* A run that the check refuses is none that was honest, and a search that finds no other proves nothing.
*
* @throws LAYOUT_UNPROVEN where the rules refuse an honest run, or a wrong one passes
*/
function demandPassed({ refused, passed }) {
	if (refused?.by === "rules") throw new LayoutsError("LAYOUT_UNPROVEN", `The rules of the layout refuse a run that is what it says: ${refused.why}`, { hint: OURS });
	if (passed.length === 0) return;
	const examples = listed(passed.map(passedText), EXAMPLES, (list) => list);
	throw new LayoutsError("LAYOUT_UNPROVEN", `${count(passed.length, "wrong run")} would pass the layout: ${examples}.`, { hint: OURS });
}
const OURS = "If somebody edited the rules, build the layout from its source again. Else this is a fault of in-toto-actions: please report it with the layout.";
/** What wrong runs mean that nothing refuses, in a sentence; undefined where there are none, or the check is there. */
function passedWarning({ tried, passed }, { inspections }) {
	if (passed.length === 0 || inspections.some(isIntentsInspection)) return void 0;
	const examples = listed(passed.map(passedText), EXAMPLES, (list) => list);
	return `Rules are all that this layout carries, and ${passed.length} of ${count(tried, "wrong run")} that were tried would pass it: ${examples}.`;
}
/** What was shown, in lines, escaped. */
function selfTestLines({ refused, known, tried, byRules, byCheck, passed }) {
	if (refused !== void 0) return [`self-test: no honest run could be made up, so nothing was tried. ${refused.why}`];
	const first = `self-test: an honest run passes; ${tried === known ? count(tried, "wrong one") : `${tried} of ${count(known, "wrong one")}`} tried: ${byRules} refused by the rules${byCheck === 0 ? "" : `, ${byCheck} by the check alone`}, ${passed.length} passed`;
	const rest = passed.length > NAMED ? [`  \u2026 and ${passed.length - NAMED} more`] : [];
	return [
		first,
		...passed.slice(0, NAMED).map((wrong) => `  passes: ${passedText(wrong)}`),
		...rest
	];
}
function passedText({ step, what }) {
	return `${quoteUntrusted(step)}: ${escapeUntrusted(what)}`;
}
// src/layouts/read-back.ts
/** @throws LAYOUT_UNREADABLE for a layout that no verification reads, at the line that it comes from where one is known */
function demandReadable({ bytes, source, intents, port }) {
	try {
		intentsOf(new LayoutFile(bytes, source, port).parsed().layout);
	} catch (cause) {
		if (!(cause instanceof InTotoError)) throw cause;
		const { message } = cause;
		const [, place] = [...intents?.places ?? []].find(([said]) => message.includes(quoteUntrusted(said))) ?? [];
		throw new LayoutsError("LAYOUT_UNREADABLE", `No verification reads the layout that comes of this source. ${message} Nothing is written.`, {
			at: `${escapeUntrusted(source)}${place === void 0 ? "" : `:${place.line}:${place.column}`}`,
			cause,
			hint: place === void 0 ? "Write less of what the message names: fewer steps, legs, patterns or keys." : "Change this line. What it says is a fault of in-toto-actions to take: please report it with the layout."
		});
	}
}
// src/cli/layout-above.ts
/**
* Refuses a directory without a source of a layout, below one that has it: paths of keys start at the top.
*
* @param source as it lies at the top of a repository
* @throws USAGE
*/
function refuseBelowSource(source, directory) {
	for (let at = directory; !existsSync(join(at, source)); at = dirname(at)) {
		if (existsSync(join(at, ".git")) || dirname(at) === at) return;
		const above = dirname(at);
		if (!existsSync(join(above, source))) continue;
		const top = relative(directory, above);
		throw usage(`There is no ${source} here; it lies at ${quoteUntrusted(join(top, source))}.`, `Go to the top of the repository: \`cd ${escapeUntrusted(shellWord(top))}\`. Paths of keys start there, too.`);
	}
}
// src/cli/commands/layout.ts
const SOURCE = ".in-toto/layout.yml";
const SIGNED = ".in-toto/root.layout";
const FLAGS = [
	{
		long: "output",
		short: "o",
		takes: "one",
		value: "FILE",
		help: `where the layout goes (default: ${SIGNED} for ${SOURCE}, otherwise root.layout beside the source)`
	},
	...LAYOUT_SIGNING_FLAGS,
	{
		long: "base-path",
		takes: "one",
		value: "DIR",
		help: "what paths of keys are relative to (default: here)"
	},
	{
		long: "repository",
		takes: "one",
		value: "OWNER/NAME",
		help: "whose workflows the functionaries are that name no repository (default: the one of the workflow that runs)"
	},
	FORMAT_FLAG,
	LAYOUT_KEYID_FLAG,
	{
		long: "json",
		takes: "nothing",
		help: "print result, warnings and problems as JSON"
	},
	{
		long: "quiet",
		short: "q",
		takes: "nothing",
		help: "print no warnings"
	}
];
const DESCRIPTION = "The source names functionaries and says what each step takes, adds and changes (docs/intents.md), or which rules its\nfiles must pass (docs/layout-yml.md). A mistake in it is shown with line, column and remedy. Key ids of functionaries have the form that --keyid names (current with both).\n`layout sign` also takes a layout that was built already, and signs it again.";
const EXPLAIN = {
	long: "explain",
	takes: "nothing",
	help: "print the rules that intents become, each beside what it comes from"
};
function specOf(name, summary, example, flags = FLAGS) {
	return {
		name,
		summary,
		description: DESCRIPTION,
		flags,
		operands: {
			name: "SOURCE",
			least: 0,
			most: 1
		},
		examples: [example]
	};
}
const layoutBuild = {
	spec: specOf("layout build", "make a layout from .in-toto/layout.yml", `in-toto-actions layout build ${SOURCE} -o root.layout`, [...FLAGS, EXPLAIN]),
	run: async (parsed, console) => write(parsed, console, signers(parsed.many("signing-key"), parsed, console))
};
const layoutSign = {
	spec: specOf("layout sign", "make a layout from .in-toto/layout.yml and sign it", "in-toto-actions layout sign --signing-key owner"),
	run: async (parsed, console) => {
		const identities = signers(parsed.many("signing-key"), parsed, console);
		if (identities.length === 0) throw usage("--signing-key is missing.", "Give the private key of an owner of the layout.");
		const [source] = parsed.operands;
		if (source !== void 0 && isMetadata(pathFrom(console, source))) return signAgain(source, parsed, console);
		return write(parsed, console, identities);
	}
};
/** True for a layout that was built already: an envelope in JSON, which no layout source looks like. */
function isMetadata(path) {
	const start = Buffer.from(readFile(path, LIMITS.layoutBytes).subarray(0, 200)).toString("latin1");
	const first = /^\s*\{\s*"(\w+)"\s*:/.exec(start)?.[1];
	return first !== void 0 && WRAPPER_NAMES.some((name) => WRAPPERS[name].members.includes(first));
}
/** Signs a layout that was built already, as `sign` does, unless no verification would pass with it. */
async function signAgain(source, parsed, console) {
	const file = new LayoutFile(readFile(pathFrom(console, source), LIMITS.layoutBytes), source, NODE_PORTS.bytes);
	if (file.metadata().kind === "layout") {
		const refusals = layoutRefusals(file.parsed(), source, console.now());
		if (refusals.length > 0) return refuse(refusals, parsed, console);
		const { layout } = file.parsed();
		const intents = intentsOf(layout);
		const lines = intents === void 0 ? [] : selfTestLines(testedLayout(layout, intents));
		if (!parsed.has("quiet") && !parsed.has("json")) for (const line of lines) print(console, line);
	}
	const { sign } = await import("./cli-sign.mjs");
	const passed = [
		"output",
		"password",
		"format",
		"keyid"
	].flatMap((flag) => {
		const value = parsed.one(flag);
		return value === void 0 ? [] : [`--${flag}=${value}`];
	});
	const quiet = parsed.has("quiet") ? ["--quiet"] : [];
	const keys = parsed.many("signing-key").flatMap((key) => [`--signing-key=${key}`]);
	return sign.run(parseArguments(sign.spec, [
		`--file=${source}`,
		...keys,
		...passed,
		...quiet
	]), console);
}
function write(parsed, console, identities) {
	if (parsed.operands.length === 0) refuseBelowSource(SOURCE, console.directory);
	const source = parsed.operands[0] ?? SOURCE;
	const output = parsed.one("output") ?? (parsed.operands.length === 0 ? SIGNED : `${dirname(source)}/root.layout`);
	const base = basePath(parsed, console);
	const [keyIdForm = "current"] = keyIdForms(parsed);
	const text = decode(readFile(pathFrom(console, source), LIMITS.layoutBytes), source);
	try {
		const { layout, intents, warnings } = buildLayout({
			text,
			source,
			readKey: (path) => readPublicKeyFile(resolve(base, path)),
			repository: parsed.one("repository") ?? console.environment["GITHUB_REPOSITORY"],
			now: console.now(),
			keyIdForm,
			submodules: submodulesAround(pathFrom(console, source))
		});
		const refusals = layoutRefusals({
			layout,
			unknownMembers: [],
			keyIdMismatches: []
		}, source, console.now());
		if (refusals.length > 0) return refuse(refusals, parsed, console);
		const isSigned = identities.length > 0;
		const bytes = signMetadata({
			payload: encodeLayout(layout),
			format: wrapperFormat(parsed),
			signers: identities
		});
		demandReadable({
			bytes,
			source,
			intents,
			port: NODE_PORTS.bytes
		});
		const selfTest = isSigned && intents !== void 0 ? testedLayout(layout, intents.intents, intents.compiled) : void 0;
		writeFileAtomically(pathFrom(console, output), bytes);
		tell({
			layout,
			intents,
			warnings,
			source,
			output,
			identities,
			selfTest
		}, parsed, console);
		return EXIT.yes;
	} catch (error) {
		if (!(error instanceof LayoutSourceError)) throw error;
		if (parsed.has("json")) print(console, jsonText({ problems: error.problems }));
		else for (const line of problemLines(source, error)) note(console, line);
		return EXIT.no;
	}
}
/** Tells what was written, and where it is asked for, what became of intents. */
function tell(written, parsed, console) {
	const { layout, intents, warnings, source, output, identities, selfTest } = written;
	const keyIds = identities.map(({ keyId }) => keyId);
	const explained = parsed.has("explain") ? intents?.compiled ?? /* @__PURE__ */ new Map() : void 0;
	if (parsed.has("json")) {
		const lost = intents === void 0 ? {} : { lost: intents.lost };
		const rules = explained === void 0 ? {} : { rules: Object.fromEntries(explained) };
		print(console, jsonText({
			layout: output,
			signatures: keyIds,
			warnings,
			...lost,
			...rules,
			...selfTest === void 0 ? {} : { proof: selfTest }
		}));
		return;
	}
	if (!parsed.has("quiet")) {
		const told = [
			...warningLines(source, warnings),
			...lostLines(intents?.lost ?? []),
			...passedLines(selfTest, layout)
		];
		for (const line of told) note(console, line);
		const signed = keyIds.length === 0 ? "not signed yet" : `signed by ${shortKeyIds(keyIds)}`;
		const steps = count(layout.steps.length, "step");
		print(console, `${escapeUntrusted(output)}: ${steps}, expires ${formatUtcSeconds(layout.expires)}, ${signed}`);
		for (const line of selfTest === void 0 ? [] : selfTestLines(selfTest)) print(console, line);
	}
	if (explained !== void 0) explain(explained, console);
}
function explain(compiled, console) {
	if (compiled.size === 0) return note(console, "The layout has no step in intents, so its rules are those of the source.");
	for (const line of explainedRules(compiled)) print(console, line);
}
/** Says why verification would refuse a layout, which is neither written nor signed. */
function refuse(refusals, parsed, console) {
	if (parsed.has("json")) print(console, jsonText({ failures: refusals }));
	else for (const line of refusals.flatMap((failure) => failureLines(failure))) note(console, line);
	return EXIT.no;
}
/** A byte that is not UTF-8 would otherwise become another character within a rule. @throws YAML_SYNTAX */
function decode(bytes, source) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		const details = {
			at: escapeUntrusted(source),
			cause,
			hint: "Save the file as UTF-8."
		};
		throw new LayoutsError("YAML_SYNTAX", "The layout source is not UTF-8.", details);
	}
}
function problemLines(source, { problems }) {
	return problems.flatMap(({ code, line, column, message, hint, excerpt }) => [
		`${escapeUntrusted(source)}:${line}:${column}: error: ${message}`,
		...excerpt.map((text) => `    ${text}`),
		...linesBelow({
			code,
			hint
		}, "terminal")
	]);
}
/** What `elsewhere: rules-only` leaves out, which whoever verifies would believe in otherwise. */
function lostLines(lost) {
	if (lost.length === 0) return [];
	return ["The layout carries rules alone. Nobody checks that", ...lost.map((text) => `  - ${text}`)];
}
/** What wrong runs that pass mean for whoever verifies with rules alone. */
function passedLines(selfTest, layout) {
	const warning = selfTest === void 0 ? void 0 : passedWarning(selfTest, layout);
	if (warning === void 0) return [];
	return [`warning: ${warning}`, ...linesBelow({ hint: "Leave out `elsewhere`, so that the layout carries the check, unless whoever verifies has no in-toto-actions." }, "terminal")];
}
function warningLines(source, warnings) {
	return warnings.flatMap(({ line, column, message, hint }) => [`${escapeUntrusted(source)}:${line}:${column}: warning: ${message}`, ...linesBelow({ hint }, "terminal")]);
}
export { layoutBuild, layoutSign };
