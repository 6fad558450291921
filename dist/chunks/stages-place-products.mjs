import { n as StagesError } from "./stages-codes.mjs";
import { H as quoteUntrusted, V as escapeUntrusted } from "./base.mjs";
import { n as isGitName, t as placeOf } from "./recording-place-of.mjs";
import { n as placeLink } from "./stages-products-digest.mjs";
import { i as fileUnwritable } from "./files-sha256-digest.mjs";
import { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
// src/stages/place-file.ts
/** No stage records what git keeps for itself, and git runs what its configuration says. @throws TAKE_OVER_UNSAFE */
function refuseGit(paths) {
	for (const path of paths) if (path.split("/").some(isGitName)) throw new StagesError("TAKE_OVER_UNSAFE", `The product ${quoteUntrusted(path)} cannot be taken over: it would steer git.`, { hint: "Hand over products only; nothing of .git is one." });
}
/**
* Puts a copy of a file into the workspace, wherever symbolic links of the workspace may point.
*
* @param path where it is put, relative to the workspace
* @returns where it is, without any symbolic link
* @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeCopy(workspace, path, file, executable) {
	return put(workspace, path, (_root, target) => {
		copyFileSync(file, target);
		if (executable) chmodSync(target, 493);
		return realpathSync(target);
	});
}
/**
* Puts a symbolic link into the workspace, which leads to something in there.
*
* @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeNamedLink(workspace, path, name) {
	put(workspace, path, (root) => placeLink(root, path, name));
}
/** Removes a file of the workspace, if it is there. @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
function removeTaken(workspace, path) {
	const stats = lstatSync(join(workspace, path), { throwIfNoEntry: false });
	if (stats === void 0 || stats.isDirectory()) return false;
	put(workspace, path, () => void 0);
	return true;
}
/** Makes room for what is put at a path. @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE */
function put(workspace, path, make) {
	const root = realpathSync(workspace);
	const target = join(root, path);
	try {
		checkPlace(root, target, path);
		mkdirSync(dirname(target), { recursive: true });
		rmSync(target, { force: true });
		return make(root, target);
	} catch (cause) {
		throw fileUnwritable(`${quoteUntrusted(path)} cannot be put into the workspace`, cause, {
			at: escapeUntrusted(target),
			room: "Free as much space in the workspace as the products take.",
			access: "See that the runner may write there, and that nothing else changes the workspace at the same time."
		});
	}
}
function checkPlace(root, target, path) {
	let existing = dirname(target);
	while (!isThere(existing)) existing = dirname(existing);
	const real = realDirectory(existing);
	const place = real === void 0 ? "outside" : placeOf(root, real);
	if (place === "outside") throw unsafe(path, "would land outside the workspace", existing);
	if (place === "git") throw unsafe(path, "would land in what steers git", existing);
	if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true) throw unsafe(path, "would take the place of a directory", target);
}
/** Undefined for what leads to no directory, be it to nothing or to itself. */
function realDirectory(path) {
	try {
		return statSync(path).isDirectory() ? realpathSync(path) : void 0;
	} catch {
		return;
	}
}
/** Below a file there is nothing, and the system says so in words of its own. */
function isThere(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) !== void 0;
	} catch (error) {
		if (error.code === "ENOTDIR") return false;
		throw error;
	}
}
/** An error about a file that cannot be where its link says. */
function unsafe(path, what, at) {
	return new StagesError("TAKE_OVER_UNSAFE", `The product ${quoteUntrusted(path)} cannot be taken over: it ${what}.`, {
		at: escapeUntrusted(at),
		hint: "Remove what stands in its way before this step, or take over into an empty workspace."
	});
}
// src/stages/place-products.ts
/** A name of a file that systems take has at most so many bytes. */
const LONGEST_TARGET = 4096;
/** See `placeEach`, for products that keep their names. */
function placeProducts(workspace, { directory, found, modes, links }) {
	const isLink = new Set(links);
	return placeEach(workspace, [...found].map(([path, digests]) => ({
		path,
		file: join(directory, path),
		digests,
		mode: modes?.get(path),
		isLink: isLink.has(path)
	})));
}
/**
* Puts products into a workspace. Symbolic links of the workspace can lead two names to one file; then it must be the
* same for both. Links of the products come last, so that no file is put through one.
*
* @returns the links, each with the SHA-256 of its target's name
* @throws TAKE_OVER_UNSAFE, FILE_UNWRITABLE
*/
function placeEach(workspace, products) {
	const placed = /* @__PURE__ */ new Map();
	for (const { path, file, digests, mode, isLink } of products) {
		if (isLink) continue;
		const real = placeCopy(workspace, path, file, isExecutable(mode));
		if ((placed.get(real) ?? digests) !== digests) throw unsafe(path, "would replace another file that is taken over, since a symbolic link leads there", real);
		placed.set(real, digests);
	}
	const known = /* @__PURE__ */ new Map();
	for (const { path, file, digests, isLink } of products) {
		if (!isLink) continue;
		const target = readFileSync(file);
		if (target.length > LONGEST_TARGET) throw unsafe(path, "is a symbolic link to a name that no file has", path);
		placeNamedLink(workspace, path, target.toString("utf8"));
		known.set(path, digests.slice(7));
	}
	return known;
}
function isExecutable(mode) {
	return mode === "executable" || mode === "executable symlink";
}
export { removeTaken as i, placeProducts as n, refuseGit as r, placeEach as t };
