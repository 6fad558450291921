import { G as InTotoError } from "./base.mjs";
import { a as subjectsOf } from "./reporting-report.mjs";
// src/reporting/report-of.ts
const NOTHING_KNOWN = {
	failures: [],
	unsigned: [],
	error: void 0,
	warnings: [],
	notes: [],
	items: [],
	chain: [],
	layout: void 0,
	headLayout: void 0,
	run: void 0,
	subjects: []
};
/** A verification as a report. */
function reportOf(verification, chain) {
	const { outcome: verdict, items, warnings, source } = verification;
	const common = {
		...NOTHING_KNOWN,
		verdict,
		items,
		warnings,
		source,
		chain
	};
	return verification.outcome === "passed" ? {
		...common,
		subjects: subjectsOf(verification.summary.products)
	} : {
		...common,
		failures: verification.failures
	};
}
/** The report of a verification that broke off: it could not be told whether the supply chain verifies. */
function reportOfError(error) {
	return {
		...NOTHING_KNOWN,
		verdict: "failed",
		error: reportedError(error)
	};
}
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
export { reportOfError as n, reportedError as r, reportOf as t };
