import { I as isSha256Hex } from "./base.mjs";
import { c as code, d as row, f as shortKeyId, u as prose } from "./every-verification.mjs";
// src/reporting/stage-summary.ts
/** What one stage did, for the summary of its job. */
function stageSummary({ step, linkFile, linkDigest, materials, products, signedBy }) {
	return [
		`### ${signedBy === void 0 ? "\u26a0\ufe0f Unsigned" : "\ud83d\udd0f Signed"}: step ${code(step)}`,
		"",
		row([
			"Link",
			"Digest",
			"Materials",
			"Products",
			"Signed by"
		]),
		row([
			"---",
			"---",
			"--:",
			"--:",
			"---"
		]),
		row([
			code(linkFile, "table"),
			code(linkDigest, "table"),
			String(materials),
			String(products),
			signedBy === void 0 ? "nobody" : code(isSha256Hex(signedBy) ? shortKeyId(signedBy) : signedBy, "table")
		]),
		""
	].join("\n");
}
/** That stages ran at the same time in one workspace, for the summary of their job. */
function overlapSummary(text) {
	return `### \u26a0\ufe0f Stages overlap\n\n${prose(text)}\n`;
}
export { overlapSummary, stageSummary };
