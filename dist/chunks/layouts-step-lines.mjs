import { G as InTotoError } from "./base.mjs";
import { c as YamlReader, i as readIntents, r as ItemReader, t as YamlSource } from "./layouts-yaml-source.mjs";
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
/**
* The lines of a layout source, from 1, on which statements of intents stand, by their words as `writeStatements` writes
* them. None of a source that is not in intents, or that cannot be read.
*/
function statementLines(text) {
	return readLines(text).statements;
}
/** Both of them. */
function layoutLines(text) {
	return {
		steps: stepLines(text),
		statements: statementLines(text)
	};
}
const NONE = {
	steps: /* @__PURE__ */ new Map(),
	statements: /* @__PURE__ */ new Map()
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
	const places = readIntents(reader, root, root.members, items.written)?.places ?? /* @__PURE__ */ new Map();
	return {
		steps: new Map(items.written.flatMap((step) => namesOf(step).map((name) => [name, reader.place(step).line]))),
		statements: new Map([...places].map(([words, { line }]) => [words, line]))
	};
}
function namesOf(step) {
	return "inRules" in step ? [step.name] : step.legs.map(({ name }) => name);
}
export { layoutLines };
