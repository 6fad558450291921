import { Jt as isJsonObject, Yt as jsonObject, vt as artifactsOf } from "./intoto.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { D as quoteUntrusted } from "./base.mjs";
import { n as isSha256Digest } from "./files-sha256-digest.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { t as artifactsDigest } from "./stages-products-digest.mjs";
// src/stages/hand-over.ts
/** The products that gitignore patterns name. @throws HAND_OVER_NOTHING */
function selectProducts(products, patterns) {
	const selected = compileExcludes(patterns);
	const found = artifactsOf([...products].filter(([path]) => selected.path(path, false) !== void 0));
	if (found.size > 0) return found;
	throw new StagesError("HAND_OVER_NOTHING", `No product matches ${patterns.map((pattern) => quoteUntrusted(pattern)).join(", ")}. Products recorded: ${products.size}.`, { hint: `Patterns are those of gitignore, relative to the workspace and without "./" in front. See that the input products names these files, too.${sampleOf(products)}` });
}
/** A few products, so that one sees what patterns must fit. */
function sampleOf(products) {
	const names = [...products.paths()].slice(-3).map((name) => quoteUntrusted(name));
	return names.length === 0 ? "" : ` Products are for example ${names.join(", ")}.`;
}
/** The environment of a link with the note of what is handed over, and where it is stored. */
function withHandOver(environment, selected, { id, digest }) {
	const note = jsonObject({
		files: selected.size,
		digest: artifactsDigest(selected),
		artifact: jsonObject({
			id,
			digest
		})
	});
	return new Map([...environment, ["hand_over", note]]);
}
/**
* Undefined when the link says nothing of a hand-over; `malformed` when it says something that is not wholly what
* `withHandOver` writes, so that nobody takes half a note for none.
*/
function readHandOver(environment) {
	const note = environment.get("hand_over");
	if (note === void 0) return void 0;
	const [files, digest, stored] = membersOf(note, [
		"files",
		"digest",
		"artifact"
	]);
	const [id, storedDigest] = membersOf(stored, ["id", "digest"]);
	return typeof files === "number" && files > 0 && isDigest(digest) && isId(id) && isDigest(storedDigest) ? {
		files,
		digest,
		artifact: {
			id,
			digest: storedDigest
		}
	} : "malformed";
}
/** The values of exactly these members; none for anything else. */
function membersOf(value, names) {
	if (value === void 0 || !isJsonObject(value) || value.size !== names.length) return [];
	return names.map((name) => value.get(name));
}
function isDigest(value) {
	return typeof value === "string" && isSha256Digest(value);
}
function isId(value) {
	return typeof value === "string" && /^[1-9]\d{0,19}$/.test(value);
}
export { selectProducts as n, withHandOver as r, readHandOver as t };
