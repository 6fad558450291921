// src/recording/record-directory.ts
/** Every file in a directory that holds plain files only, by its path in there. @throws every RECORD_ code */
async function recordDirectory(recorder, directory) {
	const { artifacts } = await recorder.record({
		paths: ["."],
		baseDirectory: directory,
		exclude: [],
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "skip"
	});
	return artifacts;
}
/** What the reference records of a directory: through symbolic links, and without what it excludes by default. */
async function recordAsReference(recorder, directory) {
	const { artifacts } = await recorder.record({
		paths: ["."],
		baseDirectory: directory,
		exclude: "default",
		lstripPaths: [],
		lineEndings: "as-is",
		symlinkedDirectories: "follow"
	});
	return artifacts;
}
export { recordDirectory as n, recordAsReference as t };
