import { Y as InTotoError } from "./base.mjs";
// src/reporting/reported-error.ts
/** An error as a value. */
function reportedError(error) {
	if (error instanceof InTotoError) return {
		code: error.code,
		message: error.message,
		at: error.at,
		hint: error.hint
	};
	return {
		code: "INTERNAL_ERROR",
		message: "A fault of this tool."
	};
}
export { reportedError as t };
