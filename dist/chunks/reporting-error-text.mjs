import { G as escapeUntrusted, W as linesBelow, Y as InTotoError, q as HOME } from "./base.mjs";
// src/reporting/error-text.ts
const REPORT_IT = `Report it at ${HOME}/issues, with the command line and the output of the same call with IN_TOTO_DEBUG=1 set.`;
/** An error for people: what, where, how to mend it, and where to read more. Never a stack trace. */
function errorLines(error) {
	if (error instanceof InTotoError) {
		const { code, message, at, hint } = error;
		return [`error: ${message}`, ...linesBelow({
			code,
			at,
			hint
		}, "terminal")];
	}
	const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return [`error: This tool has a fault: ${escapeUntrusted(message)}`, ...linesBelow({
		code: "INTERNAL_ERROR",
		hint: REPORT_IT
	}, "terminal")];
}
export { errorLines as t };
