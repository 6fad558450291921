import { Y as InTotoError } from "./base.mjs";
import { c as YamlReader, i as readIntents, r as ItemReader, t as YamlSource } from "./layouts-yaml-source.mjs";
// src/layouts/intents/leg-texts.ts
/** @param takes what the leg takes, with the places of the takes of the step */
function legTexts(step, { values }, takes) {
	const written = /* @__PURE__ */ new Map();
	const note = (text) => {
		const own = text === void 0 ? void 0 : withOwn(text, values);
		if (text !== void 0 && own !== void 0 && !written.has(own)) written.set(own, asWritten(text));
	};
	for (const patterns of Object.values(step.files)) for (const text of patterns) note(text);
	for (const { directory } of step.installs) note(directory);
	for (const text of step.command?.words ?? []) note(text);
	note(step.command?.workingDirectory);
	note(step.command?.setup);
	for (const { offset, step: named, only, from, into } of step.takes) {
		const [leg, ...others] = takes.flatMap((one) => one.offset === offset && one.take.of === "step" ? [one.take.step] : []);
		if (leg === void 0 || others.length > 0) continue;
		written.set(leg, asWritten(named));
		for (const text of [
			...only,
			from,
			into
		]) note(text);
	}
	return {
		written,
		values
	};
}
/** Nobody signed the source, and an expression may hold blanks that nobody sees. */
function asWritten({ parts }) {
	return parts.map((part) => typeof part === "string" ? part : `\${{ matrix.${part.dimension} }}`).join("");
}
function withOwn({ parts }, values) {
	const texts = parts.map((part) => typeof part === "string" ? part : values.get(part.dimension));
	return texts.includes(void 0) ? void 0 : texts.join("");
}
// src/layouts/step-lines.ts
const NAME = /^\s*-\s+(?:\{\s*)?name:\s*(?:"([^"]*)"|'([^']*)'|([^,}#]*))/;
/** The lines of a layout source, from 1, on which steps begin; those of a matrix by the names of their legs, too. */
function stepLines(text) {
	const lines = /* @__PURE__ */ new Map();
	for (const [index, line] of text.split("\n").entries()) {
		const [, double, single, plain] = NAME.exec(line) ?? [];
		const name = double ?? single ?? plain?.trim();
		if (name !== void 0 && name !== "" && !lines.has(name)) lines.set(name, index + 1);
	}
	for (const [name, line] of readLines(text).steps) if (name !== "" && !lines.has(name)) lines.set(name, line);
	return lines;
}
/** All of that, and how the legs of matrices are written. */
function layoutLines(text) {
	const { statements, legs } = readLines(text);
	return {
		steps: stepLines(text),
		statements,
		legs
	};
}
const NONE = {
	steps: /* @__PURE__ */ new Map(),
	statements: /* @__PURE__ */ new Map(),
	legs: /* @__PURE__ */ new Map()
};
/** What is wrong with the source is nothing to tell here. */
function readLines(text) {
	const source = new YamlSource(text, "layout.yml");
	try {
		return linesOf(new YamlReader(source), source.read());
	} catch (error) {
		if (error instanceof InTotoError) return NONE;
		throw error;
	}
}
function linesOf(reader, root) {
	if (root.kind !== "mapping" || !root.members.has("steps")) return NONE;
	const items = new ItemReader(reader, /* @__PURE__ */ new Map(), {
		by: void 0,
		threshold: void 0
	});
	items.steps(root.members.get("steps"), root);
	const read = readIntents(reader, root, root.members, items.written);
	const places = read?.places ?? /* @__PURE__ */ new Map();
	return {
		steps: new Map(items.written.flatMap((step) => namesOf(step).map((name) => [name, reader.place(step).line]))),
		statements: new Map([...places].map(([words, { line }]) => [words, line])),
		legs: read === void 0 ? /* @__PURE__ */ new Map() : legsOf(items.written, read)
	};
}
function legsOf(steps, { legs: written }) {
	const takes = new Map(written.map((one) => [one.intents.name, one.takes]));
	const legs = /* @__PURE__ */ new Map();
	for (const step of steps) {
		if ("inRules" in step || !step.hasMatrix) continue;
		for (const leg of step.legs) legs.set(leg.name, legTexts(step, leg, takes.get(leg.name) ?? []));
	}
	return legs;
}
function namesOf(step) {
	return "inRules" in step ? [step.name] : step.legs.map(({ name }) => name);
}
export { layoutLines };
