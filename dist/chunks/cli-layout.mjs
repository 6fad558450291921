import { n as LayoutsError } from "./layouts-codes.mjs";
import { E as LIMITS, O as linesBelow, S as count, j as escapeUntrusted } from "./base.mjs";
import { Gt as formatUtcSeconds, It as WRAPPERS, Lt as WRAPPER_NAMES, a as encodeLayout, b as LayoutFile, l as signMetadata, t as layoutRefusals } from "./intoto.mjs";
import { t as failureLines } from "./reporting-verdict-text.mjs";
import { t as NODE_PORTS } from "./signing-node-ports.mjs";
import { n as LayoutSourceError, t as buildLayout } from "./layouts-build-layout.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { n as readPublicKeyFile } from "./files-write-new-file.mjs";
import { t as writeFileAtomically } from "./files-write-file-atomically.mjs";
import { n as parseArguments, r as usage } from "./cli-arguments.mjs";
import { t as EXIT } from "./cli-command.mjs";
import { i as print, n as note, r as pathFrom } from "./cli-console.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { _ as signers, b as wrapperFormat, d as keyIdForms, n as LAYOUT_KEYID_FLAG, r as LAYOUT_SIGNING_FLAGS, t as FORMAT_FLAG } from "./cli-signing-flags.mjs";
import { n as shortKeyIds } from "./reporting-short-key-ids.mjs";
import { dirname, resolve } from "node:path";
// src/cli/commands/layout.ts
const SOURCE = ".in-toto/layout.yml";
const SIGNED = ".in-toto/root.layout";
const FLAGS = [
	{
		long: "output",
		short: "o",
		takes: "one",
		value: "FILE",
		help: `where the layout goes (default: ${SIGNED} for ${SOURCE}, otherwise root.layout beside the source)`
	},
	...LAYOUT_SIGNING_FLAGS,
	{
		long: "base-path",
		takes: "one",
		value: "DIR",
		help: "what paths of keys are relative to (default: here)"
	},
	{
		long: "repository",
		takes: "one",
		value: "OWNER/NAME",
		help: "whose workflows the functionaries are that name no repository (default: the one of the workflow that runs)"
	},
	FORMAT_FLAG,
	LAYOUT_KEYID_FLAG,
	{
		long: "json",
		takes: "nothing",
		help: "print result, warnings and problems as JSON"
	},
	{
		long: "quiet",
		short: "q",
		takes: "nothing",
		help: "print no warnings"
	}
];
const DESCRIPTION = "The source names functionaries, steps and rules; docs/layout-yml.md describes it. A mistake in it is shown with line,\ncolumn and remedy. Key ids of functionaries have the form that --keyid names (current with both).\n`layout sign` also takes a layout that was built already, and signs it again.";
function specOf(name, summary, example) {
	return {
		name,
		summary,
		description: DESCRIPTION,
		flags: FLAGS,
		operands: {
			name: "SOURCE",
			least: 0,
			most: 1
		},
		examples: [example]
	};
}
const layoutBuild = {
	spec: specOf("layout build", "make a layout from .in-toto/layout.yml", `in-toto-actions layout build ${SOURCE} -o root.layout`),
	run: async (parsed, console) => write(parsed, console, signers(parsed.many("signing-key"), parsed, console))
};
const layoutSign = {
	spec: specOf("layout sign", "make a layout from .in-toto/layout.yml and sign it", "in-toto-actions layout sign --signing-key owner"),
	run: async (parsed, console) => {
		const identities = signers(parsed.many("signing-key"), parsed, console);
		if (identities.length === 0) throw usage("--signing-key is missing.", "Give the private key of an owner of the layout.");
		const [source] = parsed.operands;
		if (source !== void 0 && isMetadata(pathFrom(console, source))) return signAgain(source, parsed, console);
		return write(parsed, console, identities);
	}
};
/** True for a layout that was built already: an envelope in JSON, which no layout source looks like. */
function isMetadata(path) {
	const start = Buffer.from(readFile(path, LIMITS.layoutBytes).subarray(0, 200)).toString("latin1");
	const first = /^\s*\{\s*"(\w+)"\s*:/.exec(start)?.[1];
	return first !== void 0 && WRAPPER_NAMES.some((name) => WRAPPERS[name].members.includes(first));
}
/** Signs a layout that was built already, as `sign` does, unless no verification would pass with it. */
async function signAgain(source, parsed, console) {
	const file = new LayoutFile(readFile(pathFrom(console, source), LIMITS.layoutBytes), source, NODE_PORTS.bytes);
	if (file.metadata().kind === "layout") {
		const refusals = layoutRefusals(file.parsed(), source, console.now());
		if (refusals.length > 0) return refuse(refusals, parsed, console);
	}
	const { sign } = await import("./cli-sign.mjs");
	const passed = [
		"output",
		"password",
		"format",
		"keyid"
	].flatMap((flag) => {
		const value = parsed.one(flag);
		return value === void 0 ? [] : [`--${flag}=${value}`];
	});
	const quiet = parsed.has("quiet") ? ["--quiet"] : [];
	const keys = parsed.many("signing-key").flatMap((key) => [`--signing-key=${key}`]);
	return sign.run(parseArguments(sign.spec, [
		`--file=${source}`,
		...keys,
		...passed,
		...quiet
	]), console);
}
function write(parsed, console, identities) {
	const source = parsed.operands[0] ?? SOURCE;
	const output = parsed.one("output") ?? (parsed.operands.length === 0 ? SIGNED : `${dirname(source)}/root.layout`);
	const base = pathFrom(console, parsed.one("base-path") ?? ".");
	const [keyIdForm = "current"] = keyIdForms(parsed);
	const text = decode(readFile(pathFrom(console, source), LIMITS.smallFileBytes), source);
	try {
		const { layout, warnings } = buildLayout({
			text,
			source,
			readKey: (path) => readPublicKeyFile(resolve(base, path)),
			repository: parsed.one("repository") ?? console.environment["GITHUB_REPOSITORY"],
			now: console.now(),
			keyIdForm
		});
		const refusals = layoutRefusals({
			layout,
			unknownMembers: [],
			keyIdMismatches: []
		}, source, console.now());
		if (refusals.length > 0) return refuse(refusals, parsed, console);
		const bytes = signMetadata({
			payload: encodeLayout(layout),
			format: wrapperFormat(parsed),
			signers: identities
		});
		writeFileAtomically(pathFrom(console, output), bytes);
		if (parsed.has("json")) print(console, jsonText({
			layout: output,
			signatures: identities.map(({ keyId }) => keyId),
			warnings
		}));
		else if (!parsed.has("quiet")) {
			for (const line of warningLines(source, warnings)) note(console, line);
			const signed = identities.length === 0 ? "not signed yet" : `signed by ${shortKeyIds(identities.map(({ keyId }) => keyId))}`;
			print(console, `${escapeUntrusted(output)}: ${count(layout.steps.length, "step")}, expires ${formatUtcSeconds(layout.expires)}, ${signed}`);
		}
		return EXIT.yes;
	} catch (error) {
		if (!(error instanceof LayoutSourceError)) throw error;
		if (parsed.has("json")) print(console, jsonText({ problems: error.problems }));
		else for (const line of problemLines(source, error)) note(console, line);
		return EXIT.no;
	}
}
/** Says why verification would refuse a layout, which is neither written nor signed. */
function refuse(refusals, parsed, console) {
	if (parsed.has("json")) print(console, jsonText({ failures: refusals }));
	else for (const line of refusals.flatMap((failure) => failureLines(failure))) note(console, line);
	return EXIT.no;
}
/** A byte that is not UTF-8 would otherwise become another character within a rule. @throws YAML_SYNTAX */
function decode(bytes, source) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		const details = {
			at: escapeUntrusted(source),
			cause,
			hint: "Save the file as UTF-8."
		};
		throw new LayoutsError("YAML_SYNTAX", "The layout source is not UTF-8.", details);
	}
}
function problemLines(source, { problems }) {
	return problems.flatMap(({ code, line, column, message, hint, excerpt }) => [
		`${escapeUntrusted(source)}:${line}:${column}: error: ${message}`,
		...excerpt.map((text) => `    ${text}`),
		...linesBelow({
			code,
			hint
		}, "terminal")
	]);
}
function warningLines(source, warnings) {
	return warnings.flatMap(({ line, column, message, hint }) => [`${escapeUntrusted(source)}:${line}:${column}: warning: ${message}`, ...linesBelow({ hint }, "terminal")]);
}
export { layoutBuild, layoutSign };
