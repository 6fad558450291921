import { F as count, G as escapeUntrusted, J as helpAddress, T as UNCOUNTED, W as linesBelow, X as RoomError, Y as InTotoError, g as BASE_CODES, q as HOME } from "./base.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { t as CLI_CODES } from "./cli-codes.mjs";
import { _ as hiddenFilesText, r as FAILURE_CODES, v as isOfLinks } from "./intoto-verification.mjs";
import { An as isSafeName, Bn as unsignedLinkFileName, Xn as digestPairs, ai as CORE_CODES, c as signMetadata, u as encodeLink, v as readSignedIntents } from "./intoto.mjs";
import { D as targetDigest, L as STAGES_CODES, c as SIGNING_CODES, ct as FILES_CODES } from "./every-action.mjs";
import { b as RECORDING_CODES } from "./hashing.mjs";
import { t as isCheckedOutForm } from "./recording-checked-out-form.mjs";
import { m as GATE_FAILURE_CODES, p as GATE_CODES } from "./gate-start.mjs";
import { i as COMMANDS_CODES, n as exitStatusOf, r as runCommand } from "./run-and-verify.mjs";
import { isAbsolute, join } from "node:path";
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
// src/reporting/leg-lines.ts
/** Lines in backquotes, by the keys in which `${{ matrix.NAME }}` may stand. */
const LINE = /`((?:takes|adds|may-add|changes|removes|may-remove|installs-into|command|working-directory|setup): )([^`]+)`/gu;
/** Texts of a line, in quotes or not, but for what YAML itself reads in it; those of a mapping before a colon. */
const TEXT = /'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"|([^\s'",[\]{}:][^\s'",[\]{}]*?)(?=:?(?:[\s,[\]{}]|$))/gu;
/** The words of a take, which are none of a layout's own. */
const WORDS = /* @__PURE__ */ new Set([
	"source",
	"nothing",
	"only",
	"from",
	"into",
	"may-change"
]);
/** A hint with the lines of the whole step in the place of those of one leg. */
function withLegLines(hint, leg) {
	return hint.replace(LINE, (_, key, value) => {
		return `\`${key}${value.replace(TEXT, (token, single, double, plain) => {
			const text = single?.replaceAll("''", "'") ?? (double === void 0 ? plain : unescaped(token));
			const written = text === void 0 || plain !== void 0 && WORDS.has(plain) ? text : writtenText(text, leg);
			if (written === text || written === void 0) return token;
			return double === void 0 ? quoted(written) : JSON.stringify(written);
		})}\``;
	});
}
/** As it stands in the source; a new text with the dimensions whose values it holds. */
function writtenText(text, { written, values }) {
	return written.get(text) ?? withDimensions(text, values);
}
function withDimensions(text, values) {
	const dimensions = /* @__PURE__ */ new Map();
	for (const [name, value] of values) if (value.length > 1 && /^[A-Za-z_][\w-]*$/u.test(name)) dimensions.set(value, dimensions.has(value) ? void 0 : name);
	const found = [...dimensions.keys()].sort((one, other) => other.length - one.length).map(escaped);
	if (found.length === 0) return text;
	return text.replace(new RegExp(`(?<![A-Za-z0-9])(?:${found.join("|")})(?![A-Za-z0-9])`, "gu"), (value) => {
		const name = dimensions.get(value);
		return name === void 0 ? value : `\${{ matrix.${name} }}`;
	});
}
const escaped = (text) => text.replace(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
const quoted = (text) => /^[\w./*-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
/** A text in double quotes; undefined where it holds what JSON does not know. */
function unescaped(token) {
	try {
		return JSON.parse(token);
	} catch {
		return;
	}
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
/**
* A report whose failures say where in the source the sentence stands that they are about, and offer for a leg of a matrix
* what can stand there.
*/
function withPlaces(report, place) {
	const placed = (failures) => failures.map((failure) => {
		const line = failure.at === void 0 ? sentenceLine(failure, place) : void 0;
		if (line === void 0) return failure;
		const leg = place.legs?.get(failure.step ?? "");
		const hint = leg === void 0 ? failure.hint : withLegLines(failure.hint, leg);
		return {
			...failure,
			hint,
			at: `${place.file}:${line}`
		};
	});
	return {
		...report,
		failures: placed(report.failures),
		unsigned: placed(report.unsigned)
	};
}
// src/reporting/digest-members.ts
/** A digest set as an object: hexadecimal digits by algorithm. */
function digestMembers(digests) {
	return Object.fromEntries(digestPairs(digests));
}
// src/reporting/report.ts
/** Final products to show. */
function subjectsOf(products) {
	return [...products].map(([path, digests]) => ({
		name: escapeUntrusted(path),
		exactName: path,
		digest: digestMembers(digests)
	}));
}
/** Final products for programs. */
function exactSubjects({ subjects }) {
	return subjects.map(({ exactName, digest }) => ({
		name: exactName,
		digest
	}));
}
/** The steps of a layout and who follows whom, for programs. */
function exactChain({ chain }) {
	return chain.map(({ exactName, threshold, from }) => ({
		name: exactName,
		threshold,
		from: from.map(({ exactStep, lists }) => ({
			step: exactStep,
			lists
		}))
	}));
}
/** The steps of a layout and who follows whom, to show. */
function chainOf(layout) {
	const taken = takenSteps(layout);
	return layout.steps.map(({ name, threshold, expectedMaterials, expectedProducts }) => {
		const takes = taken.get(name);
		if (takes !== void 0) {
			const from = takes.map((step) => ({
				step: escapeUntrusted(step),
				exactStep: step,
				lists: ["materials"]
			}));
			return {
				name: escapeUntrusted(name),
				exactName: name,
				threshold: Number(threshold),
				from
			};
		}
		const sources = (rules) => new Set(rules.flatMap((rule) => rule.type === "MATCH" && rule.from !== name ? [rule.from] : []));
		const [materials, products] = [sources(expectedMaterials), sources(expectedProducts)];
		return {
			name: escapeUntrusted(name),
			exactName: name,
			threshold: Number(threshold),
			from: [.../* @__PURE__ */ new Set([...materials, ...products])].map((step) => ({
				step: escapeUntrusted(step),
				exactStep: step,
				lists: [...materials.has(step) ? ["materials"] : [], ...products.has(step) ? ["products"] : []]
			}))
		};
	});
}
/** Of the steps in intents, the steps that each takes; rules that were made of them also match the other way round. */
function takenSteps(layout) {
	const intents = readSignedIntents(layout);
	if (intents === void 0 || "code" in intents) return /* @__PURE__ */ new Map();
	return new Map([...intents.steps.values()].map(({ name, takes }) => [name, [...new Set(takes.flatMap((take) => take.of === "step" ? [take.step] : []))]]));
}
const IMPORTANCE = [
	"NEEDED_JOB",
	"LAYOUT_",
	"LINK_ARTIFACT",
	"LINKS_",
	"LINK_",
	"SOURCE_",
	"RULE_",
	"PRODUCT_"
];
/** The most important first: what explains the others. */
function byImportance(failures) {
	const lastSaid = failures.findLastIndex(({ statement }) => statement !== void 0);
	const rank = ({ code, statement }, place) => {
		if (statement !== void 0 || place < lastSaid && isOfLinks(code)) return IMPORTANCE.indexOf("LAYOUT_") + .5;
		const index = IMPORTANCE.findIndex((prefix) => code.startsWith(prefix));
		return index < 0 ? IMPORTANCE.length : index;
	};
	return failures.map((failure, place) => ({
		failure,
		rank: rank(failure, place)
	})).sort((a, b) => a.rank - b.rank).map(({ failure }) => failure);
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
// src/layouts/codes.ts
const LAYOUTS_CODES = {
	YAML_SYNTAX: "A layout source is not YAML, or not one document.",
	YAML_KEY_DUPLICATE: "A layout source has the same key twice in one mapping.",
	YAML_FEATURE: "A layout source uses anchors, aliases or tags.",
	YAML_TOO_LARGE: "A layout source is too large, or nested too deep.",
	LAYOUT_SOURCE_MISSING: "A layout source lacks something that every layout needs.",
	LAYOUT_SOURCE_UNKNOWN: "A layout source names something that does not exist.",
	LAYOUT_SOURCE_TYPE: "A value in a layout source has the wrong type.",
	LAYOUT_SOURCE_VALUE: "A value in a layout source is not allowed.",
	LAYOUT_SOURCE_NAME: "A step or inspection of a layout source has a name that is taken or cannot be a file name.",
	LAYOUT_SOURCE_EMPTY: "A layout source has no steps.",
	LAYOUT_SOURCE_EXPIRED: "A layout source expires in the past.",
	LAYOUT_SOURCE_RULE: "A list of rules in a layout source can never fail, or one of its rules can never take anything.",
	LAYOUT_SOURCE_AMBIGUOUS: "A sentence of a layout source can be read in two ways.",
	LAYOUT_SOURCE_IMPOSSIBLE: "No honest run can be what a layout source says.",
	LAYOUT_UNREADABLE: "A layout that was built is not written, since no verification would read it.",
	LAYOUT_UNPROVEN: "A layout in intents refuses an honest run that was made up of it, or lets a wrong one pass.",
	LAYOUT_SOURCE_KEY_SHARED: "Two functionaries of a layout source have one key."
};
/** A mistake in a layout source whose place in the file is not known. */
var LayoutsError = class extends RoomError {};
// src/sigstore/codes.ts
const SIGSTORE_CODES = {
	TRUSTED_ROOT_INVALID: "A trusted root cannot be read, or lacks something that it must have.",
	TRUSTED_ROOT_UNAVAILABLE: "A trusted root could not be fetched.",
	TRUSTED_ROOT_REFUSED: "A trusted root that was fetched is not signed, expired, or older than one seen before.",
	KEYLESS_TOKEN_INVALID: "An identity token is not of the form that such tokens have.",
	KEYLESS_TOKEN_AUDIENCE: "An identity token is for another audience than the Sigstore instance that would get it.",
	KEYLESS_INSTANCE_REFUSED: "A repository that is not public would be named in a public log.",
	KEYLESS_INSTANCE_INCOMPLETE: "A Sigstore of your own lacks an address or its trusted root.",
	KEYLESS_CERTIFICATE_FAILED: "The certificate authority gave no certificate.",
	KEYLESS_LOG_FAILED: "The transparency log took no entry.",
	KEYLESS_TIMESTAMP_FAILED: "The timestamp authority gave no timestamp."
};
/** A signature by identity that cannot be made, or a trusted root that cannot be used. */
var SigstoreError = class extends RoomError {};
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
// src/reporting/short-key-ids.ts
/** The start of a key id, as names of link files have it: enough for people to tell keys apart. */
function shortKeyId(keyId) {
	return keyId.slice(0, 8);
}
/** Several, in one line. */
function shortKeyIds(keyIds, between = ", ") {
	return keyIds.map(shortKeyId).join(between);
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
	return (text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}\u2026` : text).replace(/[^\p{L}\p{N} ,._-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
// src/reporting/markdown.ts
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** A sentence: every mark becomes a character reference, which Markdown shows and never reads as syntax. */
function prose(text, limit = 1e3) {
	return escapeUntrusted(text, limit).replace(PUNCTUATION, (mark) => mark === "@" ? "&#64;<!-- -->" : mark === "," || mark === "-" ? mark : `&#${mark.charCodeAt(0)};`);
}
/** A name or path as code. Within a table a `|` must be escaped, even in code. */
function code(text, where = "text", limit = 300) {
	const shown = escapeUntrusted(text, limit);
	const fence = "`".repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	const span = `${fence}${/^`|`$|^ .* $/.test(shown) ? ` ${shown} ` : shown === "" ? " " : shown}${fence}`;
	return where === "table" ? span.replaceAll("|", "\\|") : span;
}
/** A row of a table. Cells are Markdown already. */
function row(cells) {
	return `| ${cells.join(" | ")} |`;
}
/** Cuts text at a line, and says that it did. @param most UTF-16 code units */
function cutAtLine(text, most, note) {
	if (text.length <= most) return text;
	const end = text.lastIndexOf("\n", most - note.length - 2);
	return `${text.slice(0, Math.max(end, 0))}\n\n${note}\n`;
}
// src/reporting/summary-markdown.ts
/** GitHub shows at most 1 MiB of a summary and drops longer ones. */
const MOST_CHARACTERS = 25e4;
const MOST_FAILURES = 50;
const MOST_DETAILS$1 = 20;
const MOST_ROWS = 200;
/** Exclude patterns shown of one step. */
const MOST_PATTERNS = 5;
const HEADLINES = {
	passed: "## \u2705 Passed: the supply chain verifies",
	failed: "## \u274c Failed: the supply chain does not verify",
	advisory: "## \u26a0\ufe0f Advisory: not verified, since nothing is signed"
};
/** The whole summary as Markdown, bounded. */
function summaryMarkdown(report) {
	return cutAtLine(`${[
		report.error === void 0 || report.failures.length > 0 ? HEADLINES[report.verdict] : "## \u274c Failed: it could not be told whether the supply chain verifies",
		lead(report),
		chainGraph(report),
		...failureParts(report),
		...report.failures.length > 0 ? errorParts(report) : [],
		stepTable(report),
		...sourceParts(report),
		...layoutParts(report),
		...noteParts(report)
	].filter((part) => part !== "").join("\n\n")}\n`, MOST_CHARACTERS, "*The rest is in the report file.*");
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
	const hidden = details.length - MOST_DETAILS$1;
	const where = rule === void 0 ? [] : [`Rule: ${code(`expected_${list ?? "artifacts"}[${ruleIndex ?? 0}]`)}, ${code(rule)}`];
	return [
		`<details${open ? " open" : ""}><summary><b>${name}</b>${step === void 0 ? "" : ` in step <b>${prose(step, 100)}</b>`}: ${prose(message, 400)}</summary>`,
		"",
		...where.flatMap((line) => [line, ""]),
		...statement === void 0 ? [] : [`The layout says: ${code(statement)}`, ""],
		...at === void 0 ? [] : [`Where: ${code(at)}`, ""],
		...errorCode === void 0 ? [] : [`Error within: ${code(errorCode)}`, ""],
		...details.slice(0, MOST_DETAILS$1).map((detail) => `- ${code(detail, "text", 1e3)}`),
		...hidden > 0 ? [`- \u2026 and ${count(hidden, "more line")}`] : [],
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
		...hidden > 0 ? [`    \u2026 and ${count(hidden, "more line")}`] : [],
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
const REPORT_FORMATS = {
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
};
// src/reporting/readable-layout.ts
/**
* A layout as far as it can be read, whoever signed it: for looking at only. Undefined where it cannot be read, which
* verification says, too, and why.
*/
function readableLayout(file) {
	try {
		return file.parsed().layout;
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
// src/recording/products-at-hand.ts
/**
* Gives files at hand the digests that they would have as products: a file with the bytes that a link says a checkout
* wrote, if these can be what a checkout writes of the commit's, since a link alone could say so of any file; and a
* symbolic link whose target has the name that was recorded. Any other link is followed.
*
* @returns undefined where nothing stands there in another form, or where files are not compared byte for byte
*/
function productsAtHand({ targets, converted }, { baseDirectory, lstripPaths, lineEndings }) {
	if (targets.size + converted.size === 0 || lineEndings !== "as-is") return void 0;
	const nameOf = (path) => {
		const prefix = lstripPaths.find((candidate) => path.startsWith(candidate)) ?? "";
		return path.slice(prefix.length);
	};
	const placeOf = (path) => isAbsolute(path) ? path : join(baseDirectory, path);
	return {
		known: (path) => {
			const target = targets.get(nameOf(path));
			return target !== void 0 && targetDigest(placeOf(path)) === target ? {
				kind: "link",
				sha256: target
			} : void 0;
		},
		beside: () => [],
		settle: async (disk) => {
			const settled = /* @__PURE__ */ new Map();
			for (const [path, sha256] of disk) {
				const form = converted.get(nameOf(path));
				if (form?.disk === sha256 && isCheckedOutForm(placeOf(path), form.disk, form.commit)) settled.set(path, form.commit);
			}
			return settled;
		}
	};
}
export { subjectsOf as C, CommandInspectionRunner as E, exactSubjects as S, inspectionProgram as T, LayoutsError as _, verdictText as a, chainOf as b, code as c, row as d, shortKeyId as f, SigstoreError as g, sourceText as h, failureLines as i, cutAtLine as l, sourceMember as m, readableLayout as n, verdictReport as o, shortKeyIds as p, REPORT_FORMATS as r, summaryMarkdown as s, productsAtHand as t, prose as u, annotations as v, withPlaces as w, exactChain as x, byImportance as y };
