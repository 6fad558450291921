#!/usr/bin/env node
import { t as moveFromInitialEnvironment } from "./chunks/github-initial-environment.mjs";
import { t as PASSPHRASE_VARIABLE } from "./chunks/signing-key-signer.mjs";
import { i as print, n as note, t as PROCESS_CONSOLE } from "./chunks/cli-console.mjs";
import { r as reportedError } from "./chunks/reporting-report-of.mjs";
import { t as errorLines } from "./chunks/reporting-error-text.mjs";
import { n as jsonText } from "./chunks/reporting-json-text.mjs";
import { H as quoteUntrusted, I as nearestName } from "./chunks/base.mjs";
import { n as parseArguments, r as usage, t as HELP_FLAG } from "./chunks/cli-arguments.mjs";
import { t as EXIT } from "./chunks/cli-command.mjs";
// src/cli/commands.ts
const COMMANDS = [
	{
		name: "demo",
		load: async () => (await import("./chunks/cli-demo.mjs")).demo
	},
	{
		name: "run",
		load: async () => (await import("./chunks/cli-run.mjs")).run
	},
	{
		name: "record start",
		load: async () => (await import("./chunks/cli-record.mjs")).recordStart
	},
	{
		name: "record stop",
		load: async () => (await import("./chunks/cli-record.mjs")).recordStop
	},
	{
		name: "sign",
		load: async () => (await import("./chunks/cli-sign.mjs")).sign
	},
	{
		name: "verify",
		load: async () => (await import("./chunks/load-cli-verify.mjs")).verify
	},
	{
		name: "check",
		load: async () => (await import("./chunks/cli-check.mjs")).check
	},
	{
		name: "match-products",
		load: async () => (await import("./chunks/cli-match-products.mjs")).matchProducts
	},
	{
		name: "inspect",
		load: async () => (await import("./chunks/cli-inspect.mjs")).inspect
	},
	{
		name: "layout build",
		load: async () => (await import("./chunks/cli-layout.mjs")).layoutBuild
	},
	{
		name: "layout sign",
		load: async () => (await import("./chunks/cli-layout.mjs")).layoutSign
	},
	{
		name: "key generate",
		load: async () => (await import("./chunks/load-cli-key.mjs")).keyGenerate
	},
	{
		name: "key show",
		load: async () => (await import("./chunks/load-cli-key.mjs")).keyShow
	},
	{
		name: "trusted-root fetch",
		load: async () => (await import("./chunks/cli-trusted-root.mjs")).trustedRootFetch
	},
	{
		name: "trusted-root show",
		load: async () => (await import("./chunks/cli-trusted-root.mjs")).trustedRootShow
	}
];
/** How each command is called, in the order of the table. */
async function commandSpecs() {
	return Promise.all(COMMANDS.map(async ({ load }) => (await load()).spec));
}
// src/cli/help.ts
const PROGRAM = "in-toto-actions";
/** The help of one command. */
function commandHelp(spec) {
	const operand = spec.operands === void 0 ? "" : spec.operands.least === 0 ? ` [${spec.operands.name}]` : ` ${spec.operands.name}`;
	const rows = [...spec.flags, HELP_FLAG].map((flag) => [flagUsage(flag), flag.help]);
	const width = Math.min(38, Math.max(...rows.map(([usage]) => usage.length)));
	return [
		`${PROGRAM} ${spec.name}: ${spec.summary}`,
		"",
		`  ${PROGRAM} ${spec.name}${operand}${spec.flags.length > 0 ? " [flags]" : ""}${spec.takesCommand === true ? " -- command …" : ""}`,
		...spec.description === void 0 ? [] : ["", spec.description],
		"",
		"Flags:",
		...rows.map(([usage, help]) => usage.length > width ? `  ${usage}\n  ${" ".repeat(width)}  ${help}` : `  ${usage.padEnd(width)}  ${help}`),
		"",
		spec.examples.length === 1 ? "Example:" : "Examples:",
		...spec.examples.map((example) => `  ${example}`),
		""
	].join("\n");
}
/** The help of the program. */
function programHelp(commands) {
	return [
		`${PROGRAM}: signed evidence for every step of a software supply chain, and one verdict over all of it.`,
		"",
		"Commands:",
		...commands.map(({ name, summary }) => `  ${name.padEnd(16)}  ${summary}`),
		"",
		"Exit status: 0 verified or done, 1 the answer is no, 2 could not tell or called wrongly.",
		`Start with: ${PROGRAM} demo`,
		`More on a command: ${PROGRAM} verify --help`,
		""
	].join("\n");
}
function flagUsage({ long, short, takes, value = "VALUE" }) {
	const name = short === void 0 ? `    --${long}` : `-${short}, --${long}`;
	switch (takes) {
		case "nothing": return name;
		case "one": return `${name} ${value}`;
		case "optional": return `${name} [${value}]`;
		case "many": return `${name} ${value} [${value} …]`;
	}
}
// src/cli/version.ts
/** The version of package.json; a test compares the two. */
const VERSION = "0.1.0";
// src/cli/program.ts
/** Runs a command line; returns the exit status and never throws. */
async function runProgram(words, console) {
	try {
		return await dispatch(words, console);
	} catch (error) {
		if (beforeCommand(words).includes("--json")) print(console, jsonText({
			verdict: "error",
			error: reportedError(error)
		}));
		for (const line of errorLines(error)) note(console, line);
		if ((console.environment["IN_TOTO_DEBUG"] ?? "") !== "") note(console, String(error.stack));
		return EXIT.unknown;
	}
}
/** What follows `--` belongs to somebody else. */
function beforeCommand(words) {
	const end = words.indexOf("--");
	return end === -1 ? words : words.slice(0, end);
}
async function dispatch(words, console) {
	const [first] = words;
	if (first === "--version") {
		print(console, VERSION);
		return EXIT.yes;
	}
	if (first === void 0 || first === "--help" || first === "-h" || first === "help") {
		(first === void 0 ? console.stderr : console.stdout).write(programHelp(await commandSpecs()));
		return first === void 0 ? EXIT.unknown : EXIT.yes;
	}
	const { entry, rest } = findCommand(words);
	const command = await entry.load();
	const parsed = parseArguments(command.spec, rest);
	if (parsed.has("help")) {
		console.stdout.write(commandHelp(command.spec));
		return EXIT.yes;
	}
	return command.run(parsed, console);
}
function findCommand(words) {
	for (const length of [2, 1]) {
		const name = words.slice(0, length).join(" ");
		const entry = COMMANDS.find((candidate) => candidate.name === name);
		if (entry !== void 0) return {
			entry,
			rest: words.slice(length)
		};
	}
	const [first = ""] = words;
	const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
	if (group.length > 0) throw usage(`${first} is followed by one of: ${group.map((name) => name.slice(first.length + 1)).join(", ")}.`, `Try: ${group.join(" or ")}.`);
	const near = nearestName(first, COMMANDS.map(({ name }) => name));
	throw usage(`There is no command ${quoteUntrusted(first)}.`, near === void 0 ? `The commands are: ${COMMANDS.map(({ name }) => name).join(", ")}.` : `Did you mean ${near}?`);
}
// src/cli/main.ts
for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
});
if (process.env["IN_TOTO_KEY_PASSPHRASE"] !== void 0) moveFromInitialEnvironment([PASSPHRASE_VARIABLE]);
process.exitCode = await runProgram(process.argv.slice(2), PROCESS_CONSOLE);
export {};
