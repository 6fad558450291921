import { relative, sep } from "node:path";
const { realpathSync } = process.getBuiltinModule("node:fs");
// src/cli/command-directory.ts
/**
* The directory of a command as a link names it: relative to what is recorded, with forward slashes, `.` for its top,
* and by `..` where it lies outside. Links on the way are followed, since the command finds itself where they lead.
*
* @param base the top of what is recorded
* @param directory where the command is about to run
*/
function commandDirectory(base, directory) {
	const way = relative(realpathSync(base), realpathSync(directory));
	return way === "" ? "." : way.split(sep).join("/");
}
/** The link of a step that is about to run a command. Also the top is named: a link without the note says nothing. */
function withCommandDirectory(begun, base, directory) {
	const environment = new Map([...begun.environment, ["working_directory", commandDirectory(base, directory)]]);
	return {
		...begun,
		environment
	};
}
export { withCommandDirectory as t };
