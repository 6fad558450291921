import { Y as InTotoError } from "./base.mjs";
import { u as EXIT } from "./command-line.mjs";
// src/cli/batch/batch-case.ts
/** A verdict as an answer. */
function answerOf(verification) {
	return verification.outcome === "passed" ? {
		exit: EXIT.yes,
		verdict: "passed",
		failures: []
	} : {
		exit: EXIT.no,
		verdict: "failed",
		failures: verification.failures.map(({ code }) => code)
	};
}
/** What could not be told, as an answer; never a pass. */
function answerOfError(error) {
	return codeAnswer(error instanceof InTotoError ? error.code : "INTERNAL_ERROR");
}
/** The same by its code. */
function codeAnswer(code) {
	return {
		exit: EXIT.unknown,
		verdict: "error",
		failures: [code]
	};
}
export { answerOfError as n, codeAnswer as r, answerOf as t };
