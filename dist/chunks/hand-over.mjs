import { ft as quoteUntrusted, nt as jsonObject, pt as InTotoError, tt as isJsonObject } from "./intoto.mjs";
import { t as compileExcludes } from "./excludes.mjs";
import { t as artifactsDigest } from "./products-digest.mjs";
// src/stages/hand-over.ts
/** The products that gitignore patterns name. @throws HAND_OVER_NOTHING */
function selectProducts(products, patterns) {
	const selected = compileExcludes(patterns);
	const found = new Map([...products].filter(([path]) => selected.path(path)));
	if (found.size > 0) return found;
	throw new InTotoError("HAND_OVER_NOTHING", `None of the ${products.size} products fits ${patterns.map((pattern) => quoteUntrusted(pattern)).join(", ")}.`, { hint: "Check the input hand-over against what the step makes, and that products names these files too." });
}
/** The environment of a link with the note of what is handed over. */
function withHandOver(environment, selected) {
	const note = jsonObject({
		files: selected.size,
		digest: artifactsDigest(selected)
	});
	return new Map([...environment, ["hand_over", note]]);
}
/** Undefined when the link says nothing about a hand-over, or nothing that can be read. */
function readHandOver(environment) {
	const note = environment.get("hand_over");
	if (note === void 0 || !isJsonObject(note)) return void 0;
	const [files, digest] = [note.get("files"), note.get("digest")];
	return typeof files === "number" && typeof digest === "string" ? {
		files,
		digest
	} : void 0;
}
export { selectProducts as n, withHandOver as r, readHandOver as t };
