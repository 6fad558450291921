import { L as linesBelow, M as count, R as HOME, h as BASE_CODES, w as UNCOUNTED, z as helpAddress } from "./base.mjs";
import { Mr as CORE_CODES, V as hiddenFilesText, Yt as isSafeName, en as unsignedLinkFileName, i as FAILURE_CODES, ln as encodeLink, u as signMetadata } from "./intoto.mjs";
import { i as SIGNING_CODES } from "./signing-key-signer.mjs";
import { t as byImportance } from "./reporting-report.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { t as CLI_CODES } from "./cli-codes.mjs";
import { t as FILES_CODES } from "./files-codes.mjs";
import { t as RECORDING_CODES } from "./recording-codes.mjs";
import { t as STAGES_CODES } from "./stages-codes.mjs";
import { i as COMMANDS_CODES, n as exitStatusOf, r as runCommand } from "./commands-run-command.mjs";
import { n as GATE_FAILURE_CODES, t as GATE_CODES } from "./gate-codes.mjs";
import { i as sourceText, n as verdictText, r as sourceMember } from "./reporting-verdict-text.mjs";
import { n as shortKeyIds, t as shortKeyId } from "./reporting-short-key-ids.mjs";
import { i as row, n as cutAtLine, r as prose, t as code } from "./reporting-markdown.mjs";
import { t as LAYOUTS_CODES } from "./layouts-codes.mjs";
import { t as SIGSTORE_CODES } from "./sigstore-codes.mjs";
import { n as verdictReport } from "./reporting-verdict-json.mjs";
import { join } from "node:path";
// src/commands/command-inspection-runner.ts
/** Inspections as the reference runs them: in one folder, recording everything in it before and after. */
var CommandInspectionRunner = class {
	#settings;
	constructor(settings) {
		this.#settings = settings;
	}
	/** An inspection without a command yields a link without a return value, which verification refuses. */
	async run(inspection) {
		const { directory, record, runProgram, keepLinks } = this.#settings;
		const materials = await record(directory);
		const [program, ...words] = inspection.run;
		const status = program === void 0 ? void 0 : await runProgram([program, ...words], directory);
		if (status === "timed-out") return status;
		const link = {
			name: inspection.name,
			command: inspection.run,
			materials,
			products: await record(directory),
			byproducts: new Map(status === void 0 ? [] : [["return-value", status]]),
			environment: /* @__PURE__ */ new Map()
		};
		if (keepLinks !== void 0 && isSafeName(inspection.name)) keepLinks(join(directory, unsignedLinkFileName(inspection.name)), signMetadata({
			payload: encodeLink(link),
			format: "metablock",
			signers: []
		}));
		return link;
	}
};
// src/commands/inspection-environment.ts
/** Variables without which programs do not start, or not well. None holds a secret or a file of the runner. */
const PLAIN_VARIABLES = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|CI|ComSpec|SystemRoot|SystemDrive|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles)$/i;
/** What commands that a layout chooses are given: no tokens, whatever this program was started with. */
function inspectionEnvironment(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => PLAIN_VARIABLES.test(name)));
}
// src/commands/inspection-program.ts
/** Runs commands that a layout chooses: silently, and with an environment that holds no secret. */
function inspectionProgram({ environment, ...request }) {
	const kept = inspectionEnvironment(environment);
	return async (command, directory) => {
		const result = await runCommand({
			...request,
			command,
			directory,
			environment: kept,
			streams: "discard"
		});
		return result.ended === "timed-out" ? "timed-out" : exitStatusOf(result);
	};
}
// src/reporting/layout-line.ts
/** The line, from 1, of the sentence that a failure names; undefined where nobody knows it. */
function sentenceLine({ step, statement }, { statements }) {
	const isBelow = step?.includes("/") === true;
	return statement === void 0 || isBelow ? void 0 : statements?.get(statement);
}
/** The line that a failure is shown at: of its sentence, else of its step, else the first. */
function failureLine(failure, place) {
	return sentenceLine(failure, place) ?? place.steps.get(failure.step?.split("/")[0] ?? "") ?? 1;
}
/** A report whose failures say where in the source the sentence stands that they are about. */
function withPlaces(report, place) {
	const placed = (failures) => failures.map((failure) => {
		const line = failure.at === void 0 ? sentenceLine(failure, place) : void 0;
		return line === void 0 ? failure : {
			...failure,
			at: `${place.file}:${line}`
		};
	});
	return {
		...report,
		failures: placed(report.failures),
		unsigned: placed(report.unsigned)
	};
}
// src/reporting/annotations.ts
const MOST = 10;
/** The most important first. */
function annotations(report, place) {
	const list = [];
	const add = (level, failure) => {
		const { code, step, statement, message, details, hint } = failure;
		list.push({
			level,
			title: step === void 0 ? code : `${code} in step ${step}`,
			message: [message, ...linesBelow({
				code,
				statement,
				details: details.slice(0, 5),
				hint
			}, "remark")].join("\n"),
			file: place.file,
			line: failureLine(failure, place)
		});
	};
	for (const failure of byImportance(report.failures)) add("error", failure);
	if (report.verdict === "advisory") {
		list.push({
			level: "warning",
			title: "Not verified",
			message: "Nothing of this run is signed, so the verdict is advice only.",
			file: place.file,
			line: 1
		});
		for (const failure of byImportance(report.unsigned)) add("warning", failure);
	}
	const { error } = report;
	if (error === void 0) return list.slice(0, MOST);
	const message = [error.message, ...linesBelow(error, "remark")].join("\n");
	return [...list.slice(0, 9), {
		level: "error",
		title: error.code,
		message,
		file: place.file,
		line: 1
	}];
}
// src/reporting/mermaid.ts
/** Beyond this, GitHub takes long to draw and people see nothing. */
const MOST_STEPS = 60;
/** UTF-16 code units of one line of a label. */
const MOST_LABEL = 60;
/** The graph with its fence; an empty string when there is nothing to draw. */
function chainGraph({ chain, items, failures }) {
	if (chain.length === 0) return "";
	const shown = chain.slice(0, MOST_STEPS);
	const ids = new Map(shown.map(({ exactName }, index) => [exactName, `s${index}`]));
	const reports = new Map(items.filter(({ kind }) => kind !== "inspection").map((item) => [item.name, item]));
	const broken = new Set(failures.flatMap(({ step }) => step === void 0 ? [] : [step.split("/")[0]]));
	const lines = ["```mermaid", "flowchart LR"];
	for (const step of shown) {
		const item = reports.get(step.name);
		const isBroken = broken.has(step.name);
		lines.push(`  ${ids.get(step.exactName) ?? ""}["${label(step, item, isBroken)}"]:::${isBroken ? "broken" : item === void 0 ? "missing" : "good"}`);
	}
	const red = [];
	let edges = 0;
	for (const step of shown) for (const from of step.from) {
		const source = ids.get(from.exactStep);
		if (source === void 0) continue;
		const bad = failures.some((failure) => breaksEdge(failure, step.name, from));
		lines.push(`  ${source} ${bad ? "-. broken .->" : "-->"} ${ids.get(step.exactName) ?? ""}`);
		if (bad) red.push(edges);
		edges += 1;
	}
	lines.push("  classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3d1a", "  classDef broken fill:#ffebe9,stroke:#cf222e,stroke-width:3px,color:#5c0a10", "  classDef missing fill:#f6f8fa,stroke:#8c959f,stroke-dasharray:4,color:#424a53");
	if (red.length > 0) lines.push(`  linkStyle ${red.join(",")} stroke:#cf222e,stroke-width:3px,color:#cf222e`);
	lines.push("```");
	if (chain.length > shown.length) lines.push("", `${chain.length - shown.length} further steps are not drawn.`);
	return lines.join("\n");
}
function label(step, item, broken) {
	const facts = item === void 0 ? [broken ? "no link that counts" : "not reached"] : [
		count(item.materials, "material"),
		count(item.products, "product"),
		item.unsigned === true ? "unsigned" : item.functionaries.length === 0 ? "" : `by ${shortKeyIds(item.functionaries)}`
	];
	return [`<b>${mermaidText(step.name)}</b>`, ...facts.filter((fact) => fact !== "").map(mermaidText)].join("<br>");
}
/** An edge is broken where rules that follow it fail, or where either of its ends has no link. */
function breaksEdge(failure, to, from) {
	const step = failure.step?.split("/")[0];
	if (step === to) return failure.list === void 0 || from.lists.includes(failure.list);
	return step === from.step && failure.code.startsWith("LINK");
}
/** Everything but letters and digits as character codes of Mermaid's own kind; a long text is cut. */
function mermaidText(text) {
	return (text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}…` : text).replace(/[^\p{L}\p{N} ,._-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
// src/reporting/summary-markdown.ts
/** GitHub shows at most 1 MiB of a summary and drops longer ones. */
const MOST_CHARACTERS = 25e4;
const MOST_FAILURES = 50;
const MOST_DETAILS = 20;
const MOST_ROWS = 200;
/** Exclude patterns shown of one step. */
const MOST_PATTERNS = 5;
const HEADLINES = {
	passed: "## ✅ Passed: the supply chain verifies",
	failed: "## ❌ Failed: the supply chain does not verify",
	advisory: "## ⚠️ Advisory: not verified, since nothing is signed"
};
/** The whole summary as Markdown, bounded. */
function summaryMarkdown(report) {
	const text = `${[
		report.error === void 0 || report.failures.length > 0 ? HEADLINES[report.verdict] : "## ❌ Failed: it could not be told whether the supply chain verifies",
		lead(report),
		chainGraph(report),
		...failureParts(report),
		...report.failures.length > 0 ? errorParts(report) : [],
		stepTable(report),
		...sourceParts(report),
		...layoutParts(report),
		...noteParts(report)
	].filter((part) => part !== "").join("\n\n")}\n`;
	return cutAtLine(text, MOST_CHARACTERS, "*The rest is in the report file.*");
}
function lead(report) {
	const { error, verdict, failures, items, subjects } = report;
	const where = placeOf(report);
	if (error !== void 0 && failures.length === 0) return [...errorLines(error), report.run === void 0 ? "" : `${where}.`].filter((line) => line !== "").join("\n\n");
	if (verdict === "passed") return `${where}: ${items.length === 1 ? "the one step" : `all ${items.length} steps and inspections`} followed the layout; ${count(subjects.length, "final product")}.`;
	if (verdict === "advisory") return `${where} comes from a fork or from Dependabot, which get no identity. Every rule holds for what the stages recorded, **but nobody signed it**: whoever wrote the pull request could have written the links, too. Verify again where signing is possible, in a merge queue or after the merge.`;
	const codes = [...new Set(failures.map((failure) => failure.code))].slice(0, 8);
	const more = error === void 0 ? "" : ` Beside that, something could not be told (${code(error.code)}).`;
	return `${where}: ${count(failures.length, "reason")} (${codes.map((text) => code(text)).join(", ")}).${more}`;
}
function errorLines({ code: name, message, at, hint }) {
	return [
		`**${code(name)}**: ${prose(message)}`,
		...at === void 0 ? [] : [`Where: ${code(at)}`],
		...hint === void 0 ? [] : [`To fix it: ${prose(hint)}`],
		`[What this means](${helpAddress(name)}).`
	];
}
function errorParts({ error }) {
	return error === void 0 ? [] : ["### What could not be told", ...errorLines(error)];
}
function placeOf({ run }) {
	if (run === void 0) return "The links at hand";
	return `${run.id === void 0 ? "What lies in a directory," : `Run ${code(run.id)}${run.attempt === void 0 ? "" : `, attempt ${run.attempt}`},`} of ${code(run.repository)} at ${run.commit === void 0 ? "a commit that is not known" : code(run.commit.slice(0, 12))}`;
}
function failureParts({ failures, unsigned, verdict }) {
	const list = byImportance(verdict === "advisory" ? unsigned : failures);
	if (list.length === 0) return [];
	const hidden = list.length - MOST_FAILURES;
	return [
		verdict === "advisory" ? "### Signatures that are missing" : "### What is wrong, and how to fix it",
		...list.slice(0, MOST_FAILURES).map((failure, index) => failureDetail(failure, index < 3 && verdict !== "advisory")),
		hidden > 0 ? `The report file holds ${count(hidden, "further failure")}.` : ""
	];
}
function failureDetail(failure, open) {
	const { code: name, errorCode, step, rule, list, ruleIndex, statement, at, message, details, hint } = failure;
	const hidden = details.length - MOST_DETAILS;
	const where = rule === void 0 ? [] : [`Rule: ${code(`expected_${list ?? "artifacts"}[${ruleIndex ?? 0}]`)}, ${code(rule)}`];
	return [
		`<details${open ? " open" : ""}><summary><b>${name}</b>${step === void 0 ? "" : ` in step <b>${prose(step, 100)}</b>`}: ${prose(message, 400)}</summary>`,
		"",
		...where.flatMap((line) => [line, ""]),
		...statement === void 0 ? [] : [`The layout says: ${code(statement)}`, ""],
		...at === void 0 ? [] : [`Where: ${code(at)}`, ""],
		...errorCode === void 0 ? [] : [`Error within: ${code(errorCode)}`, ""],
		...details.slice(0, MOST_DETAILS).map((detail) => `- ${code(detail, "text", 1e3)}`),
		...hidden > 0 ? [`- … and ${count(hidden, "more line")}`] : [],
		...details.length > 0 ? [""] : [],
		`**To fix it:** ${prose(hint)}`,
		"",
		`[What ${name} means](${helpAddress(name)})`,
		"",
		"</details>"
	].join("\n");
}
function stepTable({ items }) {
	if (items.length === 0) return "";
	const hidden = items.length - MOST_ROWS;
	return [
		"### Steps",
		"",
		row([
			"",
			"Performed by",
			"Threshold",
			"Materials",
			"Products",
			"Rules applied",
			"Left out"
		]),
		row([
			"---",
			"---",
			"--:",
			"--:",
			"--:",
			"--:",
			"---"
		]),
		...items.slice(0, MOST_ROWS).map(({ name, kind, functionaries, unsigned, threshold, materials, products, trace, excluded }) => row([
			`${kind} ${code(name, "table")}`,
			unsigned === true ? "(unsigned)" : functionaries.length === 0 ? "(nobody)" : functionaries.map((keyId) => code(shortKeyId(keyId), "table")).join(", "),
			String(threshold),
			String(materials),
			String(products),
			String(trace.length),
			excludedCell(excluded)
		])),
		...hidden > 0 ? ["", `The report file holds ${count(hidden, "further step")}.`] : []
	].join("\n");
}
/** A long list is in the report file. */
function excludedCell(excluded = []) {
	const shown = excluded.slice(0, MOST_PATTERNS).map((hidden) => hidden.pattern === ".git" ? code(UNCOUNTED, "table") : `${code(hidden.pattern, "table")}: ${hiddenFilesText(hidden)}`);
	const more = excluded.length - MOST_PATTERNS;
	return [...shown, ...more > 0 ? [`${more} more`] : []].join(", ");
}
function sourceParts({ source }) {
	if (source === void 0) return [];
	return ["### Source", `Commit ${code(source.commit)}: ${prose(sourceText(source))}.`];
}
function layoutParts({ layout, headLayout }) {
	if (layout === void 0) return [];
	return [
		"### Layout",
		[
			`${code(layout.path)} of ${code(layout.repository)}, read ${prose(layout.reason)}:`,
			"",
			`- commit ${code(layout.commit)}`,
			`- git blob ${code(layout.blob)}`,
			`- ${code(layout.digest)}`
		].join("\n"),
		headLayout === void 0 ? "" : `> [!WARNING]\n> This change also changes the layout. By the layout at ${code(headLayout.commit.slice(0, 12))} the verdict would be **${headLayout.verdict}**${headLayout.codes.length === 0 ? "" : ` (${headLayout.codes.map((text) => code(text)).join(", ")})`}. The layout above decides, and a change that is worse by its own is refused unless the workflow says \`own-layout: told\`. Let the owners of the layout review the change.`
	];
}
function noteParts({ warnings, notes }) {
	const lines = [...warnings.map(({ code: name, message }) => `- **${name}**: ${prose(message)}`), ...notes.map((note) => `- ${prose(note)}`)];
	if (lines.length === 0) return [];
	return ["### Worth a look", lines.slice(0, 50).join("\n")];
}
// src/reporting/all-codes.ts
/** The codes of errors, room by room as a pipeline meets them; what every action can throw comes last. */
const ERROR_CODES = {
	...CORE_CODES,
	...SIGNING_CODES,
	...RECORDING_CODES,
	...COMMANDS_CODES,
	...CLI_CODES,
	...LAYOUTS_CODES,
	...FILES_CODES,
	...STAGES_CODES,
	...SIGSTORE_CODES,
	...GATE_CODES,
	...BASE_CODES
};
/** What each code means, of failures and of errors. */
const MEANINGS = {
	...FAILURE_CODES,
	...GATE_FAILURE_CODES,
	...ERROR_CODES
};
// src/reporting/sarif.ts
const GRAVE = {
	level: "error",
	severity: "8.0"
};
/**
* Code scanning fails a pull request for security severities from 7, and advice is not to fail it; but no results at all
* would read as a pass, and close alerts.
*/
const ADVICE = {
	level: "warning",
	severity: "5.0"
};
/** A SARIF log as a plain value. A passed verification gives no results, which closes old alerts. */
function sarifLog(report, place) {
	const { error, verdict, failures, unsigned, source } = report;
	const { level, severity } = verdict === "advisory" ? ADVICE : GRAVE;
	const findings = [...byImportance(verdict === "advisory" ? unsigned : failures).slice(0, 4999), ...error === void 0 ? [] : [{
		code: error.code,
		message: error.message,
		hint: error.hint ?? ""
	}]];
	const codes = [...new Set(findings.map(({ code }) => code))];
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "in-toto-actions",
				informationUri: HOME,
				rules: codes.map((code) => ({
					id: code,
					shortDescription: { text: MEANINGS[code] ?? code },
					helpUri: helpAddress(code),
					defaultConfiguration: { level },
					properties: {
						tags: ["security", "supply-chain"],
						"security-severity": severity
					}
				}))
			} },
			...source === void 0 ? {} : { properties: sourceMember(source) },
			results: findings.map(({ code, message, hint, step, statement }) => ({
				ruleId: code,
				ruleIndex: codes.indexOf(code),
				level,
				message: { text: [
					message,
					statement === void 0 ? "" : `The layout says: ${statement}.`,
					hint
				].filter((part) => part !== "").join(" ") },
				partialFingerprints: { inTotoFinding: `${code}:${step ?? ""}` },
				locations: [{ physicalLocation: {
					artifactLocation: { uri: place.file.split("/").map(encodeURIComponent).join("/") },
					region: { startLine: failureLine({
						step,
						statement
					}, place) }
				} }]
			}))
		}]
	};
}
// src/reporting/workflow-commands.ts
/** One line. What the runner would take for the end of a part is encoded, as its own toolkit does it. */
function workflowCommand({ level, title, message, file, line }) {
	return `::${level} title=${property(title)},file=${property(file)},line=${line}::${data(message)}`;
}
function data(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
	return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/reporting/formats.ts
const REPORT_FORMATS = table({
	text: {
		audience: "people",
		render: (report, { colour }) => verdictText(report, colour)
	},
	json: {
		audience: "programs",
		render: (report) => `${jsonText(verdictReport(report))}\n`
	},
	markdown: {
		audience: "a page of GitHub",
		render: (report) => summaryMarkdown(report)
	},
	sarif: {
		audience: "code scanning",
		render: (report, { place }) => `${jsonText(sarifLog(report, place))}\n`
	},
	annotations: {
		audience: "the log of a workflow",
		render: (report, { place }) => annotations(report, place).map((annotation) => `${workflowCommand(annotation)}\n`).join("")
	}
});
/** Knows its names, and each entry as any other: what takes the report alone is called like the rest. */
function table(formats) {
	return formats;
}
/** Every name, the default first. */
const FORMAT_NAMES = Object.keys(REPORT_FORMATS);
export { withPlaces as a, annotations as i, REPORT_FORMATS as n, inspectionProgram as o, summaryMarkdown as r, CommandInspectionRunner as s, FORMAT_NAMES as t };
