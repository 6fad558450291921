import { x as readGitignoreLine } from "./base.mjs";
// src/recording/excludes.ts
/** Compiles exclude patterns; of those that fit, the last one decides. */
function compileExcludes(patterns) {
	const lines = patterns.flatMap((pattern) => pattern.split(/\r?\n/).map((line) => ({
		pattern,
		line: readGitignoreLine(line)
	}))).flatMap(({ pattern, line }) => line === void 0 ? [] : [{
		...line,
		pattern
	}]).reverse();
	const entry = (path, name, isDirectory) => {
		for (const { pattern, includes, directoriesOnly, fits } of lines) if ((isDirectory || !directoriesOnly) && fits(path, name)) return includes ? void 0 : pattern;
	};
	return {
		entry,
		path: (path, isDirectory) => onTheWay(path, isDirectory, entry)
	};
}
/** The place that a recording starts from is no entry of it, and neither is what lies above, so no pattern fits them. */
function onTheWay(path, isDirectory, entry) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	let way = "";
	for (const [index, part] of parts.entries()) {
		way = way === "" ? part : `${way}/${part}`;
		if (part === "..") continue;
		const pattern = entry(way, part, index < parts.length - 1 || isDirectory);
		if (pattern !== void 0) return pattern;
	}
}
export { compileExcludes as t };
