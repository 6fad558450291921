import { C as RoomError } from "./base.mjs";
// src/cli/codes.ts
const CLI_CODES = {
	COMMAND_FAILED: "A command of the pipeline failed.",
	PATH_NOT_COMPARED: "A path was named to be compared, and no file of it was.",
	USAGE: "A command was called wrongly."
};
/** A command line that cannot be carried out. */
var CliError = class extends RoomError {};
export { CliError as n, CLI_CODES as t };
