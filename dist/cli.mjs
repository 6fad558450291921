#!/usr/bin/env node
import { a as PROCESS_CONSOLE, c as print, i as usage, n as HELP_FLAG, o as note, r as parseArguments, t as EXIT } from "./chunks/command.mjs";
import { a as nearestName, c as InTotoError, o as escapeUntrusted, s as quoteUntrusted } from "./chunks/base.mjs";
import { n as jsonText } from "./chunks/json-text.mjs";
// src/reporting/error-text.ts
/** An error for people: what, where, how to mend it, and where to read more. Never a stack trace. */
function errorLines(error) {
	if (error instanceof InTotoError) return [
		`error: ${error.message}`,
		...error.at === void 0 ? [] : [`  at:  ${error.at}`],
		...error.hint === void 0 ? [] : [`  fix: ${error.hint}`],
		`  see: docs/errors.md#${error.code.toLowerCase()}`
	];
	const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return [
		`error: This tool has a fault: ${escapeUntrusted(message)}`,
		"  fix: Report it with the command line and the output of the same call with IN_TOTO_DEBUG=1 set.",
		"  see: docs/errors.md#internal_error"
	];
}
// src/cli/commands.ts
const COMMANDS = [
	{
		name: "demo",
		summary: "record, verify and attack a real project, in ten seconds",
		load: async () => (await import("./chunks/demo.mjs")).demo
	},
	{
		name: "run",
		summary: "run a command as a step and write its link",
		load: async () => (await import("./chunks/run.mjs")).run
	},
	{
		name: "record start",
		summary: "begin a step of several commands",
		load: async () => (await import("./chunks/record.mjs")).recordStart
	},
	{
		name: "record stop",
		summary: "end that step and write its link",
		load: async () => (await import("./chunks/record.mjs")).recordStop
	},
	{
		name: "sign",
		summary: "sign a link or layout, or check its signatures",
		load: async () => (await import("./chunks/sign.mjs")).sign
	},
	{
		name: "verify",
		summary: "verify a supply chain against a layout",
		load: async () => (await import("./chunks/verify2.mjs")).verify
	},
	{
		name: "match-products",
		summary: "compare files with the products of a link",
		load: async () => (await import("./chunks/match-products.mjs")).matchProducts
	},
	{
		name: "inspect",
		summary: "show what a link, layout, bundle or key file says",
		load: async () => (await import("./chunks/inspect.mjs")).inspect
	},
	{
		name: "layout build",
		summary: "make a layout from .in-toto/layout.yml",
		load: async () => (await import("./chunks/layout.mjs")).layoutBuild
	},
	{
		name: "layout sign",
		summary: "make a layout from .in-toto/layout.yml and sign it",
		load: async () => (await import("./chunks/layout.mjs")).layoutSign
	},
	{
		name: "key generate",
		summary: "make a key pair",
		load: async () => (await import("./chunks/key.mjs")).keyGenerate
	},
	{
		name: "key show",
		summary: "show type and ids of a key",
		load: async () => (await import("./chunks/key.mjs")).keyShow
	},
	{
		name: "trusted-root fetch",
		summary: "fetch a trusted root as its owners publish it",
		load: async () => (await import("./chunks/trusted-root3.mjs")).trustedRootFetch
	},
	{
		name: "trusted-root show",
		summary: "show whom a trusted root trusts, and until when",
		load: async () => (await import("./chunks/trusted-root3.mjs")).trustedRootShow
	}
];
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
			error: errorValue(error)
		}));
		for (const line of errorLines(error)) note(console, line);
		if ((console.environment["IN_TOTO_DEBUG"] ?? "") !== "") note(console, String(error.stack));
		return EXIT.unknown;
	}
}
/** An error as a value for `--json`. */
function errorValue(error) {
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
		(first === void 0 ? console.stderr : console.stdout).write(programHelp(COMMANDS));
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
process.exitCode = await runProgram(process.argv.slice(2), PROCESS_CONSOLE);
export {};
