import { M as quoteUntrusted, b as isServerId } from "./base.mjs";
import { Mt as artifactsOf, gn as jsonObject, hn as isJsonObject, mt as readConverted, xn as digestSet, yn as CoreError } from "./intoto.mjs";
import { n as isSha256Digest } from "./files-sha256-digest.mjs";
import { s as isGitName, t as compileExcludes } from "./recording-excludes.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { t as artifactsDigest } from "./stages-products-digest.mjs";
import { t as isCheckedOutForm } from "./recording-checked-out-form.mjs";
import { dirname, join, posix, relative, sep } from "node:path";
import { lstatSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
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
// src/stages/named-links.ts
/** What systems say that let this user make no symbolic links. */
const NO_LINKS = [
	"EPERM",
	"EACCES",
	"ENOTSUP",
	"ENOSYS"
];
/** The name that a symbolic link holds, with forward slashes, as git keeps it; undefined for what is no symbolic link. */
function targetOf(path) {
	try {
		if (!lstatSync(path).isSymbolicLink()) return void 0;
		const target = readlinkSync(path);
		return sep === "\\" ? target.replaceAll("\\", "/") : target;
	} catch {
		return;
	}
}
/**
* Makes a symbolic link in a workspace, in whose place nothing lies.
*
* @param root the workspace, without any symbolic link on the way to it
* @param path of the link in there; the directory that it lies in is there
* @throws TAKE_OVER_UNSAFE for a target that may lie outside; what the system says
*/
function placeLink(root, path, target) {
	const place = join(root, path);
	if (!staysWithin(relative(root, realpathSync(dirname(place))).replaceAll(sep, "/"), target)) throw new StagesError("TAKE_OVER_UNSAFE", `${quoteUntrusted(path)} is a symbolic link to ${quoteUntrusted(target)}, which may lead out of the workspace.`, { hint: "Let the link lead to what is handed over beside it, by the shortest way, or hand its target over instead." });
	try {
		symlinkSync(target, place);
	} catch (error) {
		if (!NO_LINKS.includes(error.code)) throw error;
		writeFileSync(place, target, { flag: "wx" });
	}
}
/**
* Steps upwards come first, and no more than there are directories: behind a name, which may be a link itself, `..` could
* lead anywhere.
*/
function staysWithin(from, target) {
	if (target === "" || posix.isAbsolute(target) || /[\\:\0]/.test(target)) return false;
	const depth = from === "" ? 0 : from.split("/").length;
	const parts = target.split("/").filter((part) => part !== "." && part !== "");
	const names = parts.findIndex((part) => part !== "..");
	const upwards = names < 0 ? parts.length : names;
	const rest = parts.slice(upwards);
	return upwards <= depth && !rest.includes("..") && !rest.some(isGitName);
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
export { targetOf as a, onDisk as c, placeLink as i, sha256Set as l, selectProducts as n, convertedProducts as o, withHandOver as r, isConvertedIn as s, readHandOver as t };
