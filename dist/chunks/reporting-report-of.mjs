import { C as subjectsOf } from "./every-verification.mjs";
import { t as reportedError } from "./reporting-reported-error.mjs";
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
export { reportOfError as n, reportOf as t };
