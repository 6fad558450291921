import { B as LIMITS, H as quoteUntrusted, k as isServerId } from "./base.mjs";
import { Hn as digestSet, Nr as CoreError, Or as isJsonObject, Wt as readConverted, cn as artifactsOf, kr as jsonObject } from "./intoto.mjs";
import { i as fileUnwritable, n as isSha256Digest } from "./files-sha256-digest.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { i as readPlainFile } from "./files-read-file.mjs";
import { t as artifactsDigest } from "./stages-products-digest.mjs";
import { t as isCheckedOutForm } from "./recording-checked-out-form.mjs";
import { Buffer } from "node:buffer";
import { writeFileSync } from "node:fs";
import { hash } from "node:crypto";
import { join } from "node:path";
// src/stages/converted-products.ts
/** The digest set of one SHA-256. */
function sha256Set(hex) {
	return digestSet([["sha256", hex]]);
}
/** The same files with the digests of what lies on the disk. */
function onDisk(artifacts, converted) {
	if (converted.size === 0) return artifacts;
	return artifactsOf([...artifacts].map(([path, digests]) => {
		const disk = converted.get(path);
		return [path, disk === void 0 ? digests : sha256Set(disk)];
	}));
}
/** The converted products of a link. @throws METADATA_VALUE_INVALID */
function convertedProducts({ name, environment }) {
	const converted = readConverted(environment, "products");
	if (converted !== "malformed") return converted;
	throw new CoreError("METADATA_VALUE_INVALID", `What the link of step ${quoteUntrusted(name)} says of files that a checkout converted cannot be read.`, {
		at: "environment.converted.products",
		hint: "Let both jobs use one version of this suite. If they do, find out who made that link."
	});
}
/**
* Whether the file that lies in a directory can be what a checkout made of the commit's: its link says so, and its link
* alone could say that of any file.
*/
function isConvertedIn(directory, path, { disk, commit }) {
	return isCheckedOutForm(join(directory, path), disk, commit);
}
// src/stages/hand-over.ts
/**
* The products that gitignore patterns name.
*
* @param directories products that are directories of packages as one artifact; they stay where they are
* @throws HAND_OVER_NOTHING
*/
function selectProducts(products, patterns, directories = /* @__PURE__ */ new Map()) {
	const selected = compileExcludes(patterns);
	const found = artifactsOf([...products].filter(([path]) => !directories.has(path) && selected.path(path, false) !== void 0));
	if (found.size > 0) return found;
	throw new StagesError("HAND_OVER_NOTHING", `No product matches ${patterns.map((pattern) => quoteUntrusted(pattern)).join(", ")}. Products recorded: ${products.size}.`, { hint: `Patterns are those of gitignore, relative to the workspace and without "./" in front. See that the input products names these files, too.${sampleOf(products)}` });
}
/** A few products, so that one sees what patterns must fit. */
function sampleOf(products) {
	const names = [...products.paths()].slice(-3).map((name) => quoteUntrusted(name));
	return names.length === 0 ? "" : ` Products are for example ${names.join(", ")}.`;
}
/** The environment of a link with the note of what is handed over, and where it is stored. */
function withHandOver(environment, selected, { id, digest }, links = []) {
	const note = jsonObject({
		files: selected.size,
		digest: artifactsDigest(selected),
		artifact: jsonObject({
			id,
			digest
		}),
		...links.length === 0 ? {} : { links }
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
	const links = isJsonObject(note) ? note.get("links") : void 0;
	const [files, digest, stored] = membersOf(note, [
		"files",
		"digest",
		"artifact",
		...links === void 0 ? [] : ["links"]
	]);
	const [id, storedDigest] = membersOf(stored, ["id", "digest"]);
	if (!(typeof files === "number" && files > 0 && isDigest(digest) && isId(id) && isDigest(storedDigest)) || links !== void 0 && !isNames(links)) return "malformed";
	return {
		files,
		digest,
		artifact: {
			id,
			digest: storedDigest
		},
		links: links ?? []
	};
}
/** The values of exactly these members; none for anything else. */
function membersOf(value, names) {
	if (value === void 0 || !isJsonObject(value) || value.size !== names.length) return [];
	return names.map((name) => value.get(name));
}
function isNames(value) {
	return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string");
}
function isDigest(value) {
	return typeof value === "string" && isSha256Digest(value);
}
function isId(value) {
	return typeof value === "string" && isServerId(value);
}
// src/stages/intents/layout-copy.ts
/** What the copy is called among the files of a workflow artifact. */
const LAYOUT_COPY = ".in-toto-handed-over.layout";
/** Whether a file of that name is no product of a step. */
function mayHoldLayout({ products }) {
	return !products.has(LAYOUT_COPY);
}
/** Name and digest of the copy that may lie beside the products of a link; undefined where there is none. */
function layoutCopyOf(link, text) {
	if (text === void 0 || !mayHoldLayout(link)) return void 0;
	return [LAYOUT_COPY, digestSet([["sha256", hash("sha256", text, "hex")]])];
}
/** Writes the copy beside the files that are handed over; returns its path. @throws FILE_UNWRITABLE */
function writeLayoutCopy(directory, text) {
	const path = join(directory, LAYOUT_COPY);
	try {
		writeFileSync(path, text, { flag: "wx" });
		return path;
	} catch (error) {
		throw fileUnwritable("The copy of the layout cannot be written", error, {
			at: "RUNNER_TEMP",
			room: "Free some space there."
		});
	}
}
/** Files of a workflow artifact without the copy, where there is one. */
function withoutCopy(found, copy) {
	return copy === void 0 ? found : artifactsOf([...found].filter(([path]) => path !== LAYOUT_COPY));
}
/** The copy among files that were taken over; undefined where there is none. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
function readLayoutCopy(directory) {
	const bytes = readPlainFile(join(directory, LAYOUT_COPY), LIMITS.layoutBytes, "refuse");
	return bytes && Buffer.from(bytes).toString("utf8");
}
export { writeLayoutCopy as a, withHandOver as c, onDisk as d, sha256Set as f, withoutCopy as i, convertedProducts as l, mayHoldLayout as n, readHandOver as o, readLayoutCopy as r, selectProducts as s, layoutCopyOf as t, isConvertedIn as u };
