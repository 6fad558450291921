import { m as recordingSettings, s as RECORDING_FLAGS } from "./cli-signing-flags.mjs";
// src/cli/comparison-flags.ts
const COMPARISON_FLAGS = RECORDING_FLAGS.map((flag) => flag.long === "exclude" ? {
	...flag,
	help: "gitignore patterns of what not to compare; nothing is left out without them"
} : flag);
/** How files are found that are compared. */
function comparisonSettings(parsed, console) {
	return {
		...recordingSettings(parsed, console),
		exclude: parsed.many("exclude"),
		symlinkedDirectories: "contained",
		emptyPath: "refused"
	};
}
export { comparisonSettings as n, COMPARISON_FLAGS as t };
