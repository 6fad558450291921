import { L as linesBelow, M as count, w as UNCOUNTED } from "./base.mjs";
import { V as hiddenFilesText } from "./intoto.mjs";
import { n as shortKeyIds } from "./reporting-short-key-ids.mjs";
// src/reporting/source-text.ts
/** A source in words, but for its commit. */
function sourceText({ files, checkedBy }) {
	return `${files === void 0 ? "some of its files" : count(files, "file")}, ${checkedBy === void 0 ? "not held against the repository" : `held against the repository by ${checkedBy}`}`;
}
/** The member `source` of what is written for programs, where there is any source to tell of. */
function sourceMember(source) {
	if (source === void 0) return {};
	const { commit, tree, files = null, digest = null, checkedBy } = source;
	const checked = checkedBy !== void 0;
	return { source: {
		commit,
		tree,
		files,
		digest,
		checked,
		...checked ? { checkedBy } : {}
	} };
}
// src/reporting/verdict-text.ts
const MARKS = {
	red: "31",
	green: "32",
	yellow: "33",
	bold: "1"
};
/** Lines of details shown of one failure. */
const MOST_DETAILS = 15;
/** A verdict for a terminal: the verdict first, then each reason with its remedy, and the steps. */
function verdictText(report, colour) {
	const mark = (style, text) => colour === "ansi" ? `\u001b[${MARKS[style]}m${text}\u001b[0m` : text;
	const { items, warnings, source } = report;
	const steps = [
		...stepLines(items),
		...sourceLines(source),
		...warningLines(warnings, mark)
	];
	if (report.error !== void 0) return [
		...undecided(report, report.error, mark),
		...steps,
		""
	].join("\n");
	switch (report.verdict) {
		case "passed": return [
			passedLine(report, mark),
			...steps,
			""
		].join("\n");
		case "advisory": return [
			...reasons("yellow", "ADVISORY: nothing is signed", report.unsigned, mark),
			...below(items, steps),
			""
		].join("\n");
		case "failed": return [
			...reasons("red", "FAILED: the supply chain does not verify", report.failures, mark),
			...below(items, steps),
			"",
			mark("red", `FAILED: ${[...new Set(report.failures.map(({ code }) => code))].join(", ")}`),
			""
		].join("\n");
	}
}
function passedLine({ items, subjects }, mark) {
	const inspections = items.filter(({ kind }) => kind === "inspection").length;
	const inspected = inspections === 0 ? "" : `, ${count(inspections, "inspection")}`;
	return mark("green", `PASSED: the supply chain verifies (${`${count(items.length - inspections, "step")}${inspected}, ${count(subjects.length, "final product")}`}).`);
}
/** What was known before it broke off stands first: it may be why. */
function undecided({ failures }, { code, message, at, hint }, mark) {
	return [
		...failures.length > 0 ? reasons("red", "FAILED: the supply chain does not verify", failures, mark) : [mark("red", "FAILED: it could not be told whether the supply chain verifies.")],
		"",
		mark("bold", code),
		`  ${message}`,
		...linesBelow({
			code,
			at,
			hint
		}, "terminal")
	];
}
function reasons(style, verdict, failures, mark) {
	return [mark(style, `${verdict} (${count(failures.length, "failure")}).`), ...failures.flatMap((failure) => ["", ...failureLines(failure, mark)])];
}
/** Steps stand apart from the reasons above them. */
function below(items, lines) {
	return items.length > 0 ? ["", ...lines] : lines;
}
/** One failure in several lines. */
function failureLines(failure, mark = (_style, text) => text) {
	const { code, message, statement, at, details, hint, step } = failure;
	const hidden = details.length - MOST_DETAILS;
	return [
		mark("bold", `${code}${step === void 0 ? "" : ` in step "${step}"`}`),
		`  ${message}`,
		...linesBelow({
			statement,
			details: details.slice(0, MOST_DETAILS)
		}, "terminal"),
		...hidden > 0 ? [`    … and ${count(hidden, "more line")}`] : [],
		...linesBelow({
			code,
			at: at === void 0 || details.includes(at) ? void 0 : at,
			hint
		}, "terminal")
	];
}
function stepLines(items) {
	return items.map(({ name, kind, functionaries, unsigned, materials, products, excluded }) => `  ${kind} "${name}": ${count(materials, "material")}, ${count(products, "product")}` + (unsigned === true ? " (unsigned)" : functionaries.length > 0 ? `, signed by ${shortKeyIds(functionaries)}` : "") + excludedText(excluded));
}
function excludedText(excluded = []) {
	if (excluded.length === 0) return "";
	return `; excluded ${excluded.map((hidden) => hidden.pattern === ".git" ? `"${UNCOUNTED}"` : `"${hidden.pattern}" (${hiddenFilesText(hidden)})`).join(", ")}`;
}
function sourceLines(source) {
	return source === void 0 ? [] : [`  source: commit ${source.commit}, ${sourceText(source)}`];
}
function warningLines(warnings, mark) {
	return warnings.map(({ code, message }) => mark("yellow", `  warning ${code}: ${message}`));
}
export { sourceText as i, verdictText as n, sourceMember as r, failureLines as t };
