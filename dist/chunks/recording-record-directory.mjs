import { qn as artifactsOf } from "./intoto.mjs";
import { basename, dirname, join } from "node:path";
const { realpathSync, statSync } = process.getBuiltinModule("node:fs");
// src/recording/record-directory.ts
/** Every file in a directory that holds plain files only, by its path in there. @throws every RECORD_ code */
async function recordDirectory(recorder, directory) {
	return recordAll(recorder, {
		baseDirectory: directory,
		exclude: [],
		symlinkedDirectories: "skip"
	});
}
/** What the reference records of a directory: through symbolic links, and without what it excludes by default. */
async function recordAsReference(recorder, directory) {
	return recordAll(recorder, {
		baseDirectory: directory,
		exclude: "default",
		symlinkedDirectories: "follow"
	});
}
/**
* What an inspection sees: everything but git's own directory at the top, and the files that the verification itself was
* given. These are left out one by one, as the files that they are: whatever is only called like them is seen.
*
* @param given paths of the file system
*/
async function recordForInspection(recorder, directory, given) {
	const artifacts = await recordAll(recorder, {
		baseDirectory: directory,
		exclude: ["/.git"],
		symlinkedDirectories: "follow"
	});
	const own = new Set(given.flatMap((path) => placesOf(path)));
	const top = realpathSync.native(directory);
	return artifactsOf([...artifacts].filter(([path]) => !own.has(join(top, path))));
}
/** Where a file that was given lies: under the name that it was given by, and where that leads. */
function placesOf(path) {
	if (statSync(path, { throwIfNoEntry: false }) === void 0) return [];
	return [join(realpathSync.native(dirname(path)), basename(path)), realpathSync.native(path)];
}
async function recordAll(recorder, how) {
	return (await recorder.record({
		...how,
		paths: ["."],
		lstripPaths: [],
		lineEndings: "as-is"
	})).artifacts;
}
export { recordDirectory as n, recordForInspection as r, recordAsReference as t };
