import { V as escapeUntrusted } from "./base.mjs";
import { i as exactSubjects } from "./reporting-report.mjs";
import { n as FilesError } from "./files-codes.mjs";
import { r as sourceMember } from "./reporting-verdict-text.mjs";
import { statSync } from "node:fs";
// src/reporting/verdict-json.ts
/** The verdict as a plain value. */
function verdictReport(report) {
	const { verdict, error, failures, unsigned, warnings, items } = report;
	if (error !== void 0) return {
		verdict: "error",
		error,
		...failures.length > 0 ? { failures } : {}
	};
	return {
		verdict,
		failures: verdict === "advisory" ? unsigned : failures,
		warnings,
		steps: items.map(({ trace, threshold, ...item }) => ({
			...item,
			threshold: Number(threshold),
			rules: trace.map(({ list, rule, before, consumed }) => ({
				list,
				rule: rule.tokens,
				before,
				consumed
			}))
		})),
		...sourceMember(report.source),
		...verdict === "passed" ? { products: Object.fromEntries(exactSubjects(report).map(({ name, digest }) => [name, digest])) } : {}
	};
}
// src/gate/link-directory.ts
/**
* A step without links is a "no"; without the directory nobody looked at all.
*
* @throws FILE_UNREADABLE
*/
function checkLinkDirectory(directory, named) {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
	throw new FilesError("FILE_UNREADABLE", "There is no directory of that name, so no link was looked for.", {
		at: escapeUntrusted(directory),
		hint: `Check ${named}, and whether what brings the links there ran before.`
	});
}
export { verdictReport as n, checkLinkDirectory as t };
