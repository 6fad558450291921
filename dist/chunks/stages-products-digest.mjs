import { H as quoteUntrusted } from "./base.mjs";
import { t as digestOfHex } from "./files-sha256-digest.mjs";
import { n as isGitName } from "./recording-place-of.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { lstatSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, posix, relative, sep } from "node:path";
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
// src/stages/products-digest.ts
/**
* One digest for a set of artifacts, `sha256:<hex>`: the SHA-256 of one line `["<digests>","<path>"]` of JSON for each,
* in order of the paths' code points. JSON, because a file name may hold a line break, and two sets must not make one
* text.
*/
function artifactsDigest(artifacts) {
	const hash = createHash("sha256");
	for (const [path, digests] of artifacts) hash.update(`${JSON.stringify([digests, path])}\n`);
	return digestOfHex(hash.digest("hex"));
}
export { placeLink as n, targetOf as r, artifactsDigest as t };
