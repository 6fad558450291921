import { X as RoomError } from "./base.mjs";
// src/cli/codes.ts
const CLI_CODES = {
	CHECK_KEYLESS: "The check was called as a program, for a layout with functionaries that only `verify` verifies.",
	CHECK_OTHER_LAYOUT: "The check was called as a program, with words that the layout in the variables does not have.",
	CHECK_PARAMETERS: "The check was called as a program, for a layout that waits for parameters.",
	COMMAND_FAILED: "A command of the pipeline failed.",
	PATH_NOT_COMPARED: "A path was named to be compared, and no file of it was.",
	USAGE: "A command was called wrongly.",
	VERIFY_MEMORY: "The process that verifies a line of a batch ended without an answer, as it does when memory runs out, or could not be started. The other lines are answered.",
	VERIFY_TIME: "A line of a batch took longer than the time for one. The other lines are answered."
};
/** A command line that cannot be carried out. */
var CliError = class extends RoomError {};
export { CliError as n, CLI_CODES as t };
