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
async function recordAll(recorder, how) {
	return (await recorder.record({
		...how,
		paths: ["."],
		lstripPaths: [],
		lineEndings: "as-is"
	})).artifacts;
}
export { recordDirectory as n, recordAsReference as t };
