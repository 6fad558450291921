import { t as reportedError } from "./reporting-reported-error.mjs";
import { t as errorLines } from "./reporting-error-text.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { K as quoteUntrusted, U as nearestName, V as LIMITS } from "./base.mjs";
import { n as CliError } from "./cli-codes.mjs";
import { resolve } from "node:path";
import { Writable } from "node:stream";
// src/cli/command.ts
const EXIT = {
	yes: 0,
	no: 1,
	unknown: 2
};
// src/cli/console.ts
/** The real one. */
const PROCESS_CONSOLE = {
	stdout: process.stdout,
	stderr: process.stderr,
	environment: process.env,
	directory: process.cwd(),
	now: () => Date.now(),
	readInput: async () => {
		const chunks = [];
		for await (const chunk of process.stdin) chunks.push(chunk);
		return Buffer.concat(chunks).toString("utf8");
	}
};
/** The same without what is noted. Errors are not, since they are thrown. */
function quieted(console) {
	return {
		...console,
		stderr: new Writable({ write: (_chunk, _encoding, done) => done() })
	};
}
/** A path of the command line as a path of the file system. */
function pathFrom({ directory }, path) {
	return resolve(directory, path);
}
/** One line on standard output. */
function print({ stdout }, text) {
	stdout.write(`${text}\n`);
}
/** One line on standard error. */
function note({ stderr }, text) {
	stderr.write(`${text}\n`);
}
// src/cli/arguments.ts
const HELP_FLAG = {
	long: "help",
	short: "h",
	takes: "nothing",
	help: "show this help"
};
/** A command line, read. */
var Arguments = class {
	operands;
	/** What follows `--`; undefined when there is no `--`. */
	command;
	#values;
	constructor(values, operands, command) {
		this.#values = values;
		this.operands = operands;
		this.command = command;
	}
	has(flag) {
		return this.#values.has(flag);
	}
	/** All values of a flag. */
	many(flag) {
		return this.#values.get(flag) ?? [];
	}
	/** The one value of a flag. */
	one(flag) {
		return this.#values.get(flag)?.at(0);
	}
	/** @throws USAGE */
	required(flag) {
		const value = this.one(flag);
		if (value === void 0 || value === "") throw usage(`--${flag} is missing.`);
		return value;
	}
	/** One of several words. @throws USAGE */
	choice(flag, choices) {
		const value = this.one(flag);
		if (value === void 0) return choices[0];
		const found = choices.find((choice) => choice === value);
		if (found !== void 0) return found;
		const near = nearestName(value, choices);
		throw usage(`--${flag} takes ${choices.join(", ")}, not ${quoteUntrusted(value)}.`, near === void 0 ? void 0 : `Did you mean ${near}?`);
	}
};
/** An error about how the program was called. */
function usage(message, hint = "Add --help to see how the command is called.") {
	return new CliError("USAGE", message, { hint });
}
/** Reads the words after the command's name. @throws USAGE */
function parseArguments(spec, given) {
	if (spec.verbatim === true) return verbatim(spec, given);
	const flags = [...spec.flags, HELP_FLAG];
	const end = given.indexOf("--");
	const words = (end === -1 ? given : given.slice(0, end)).flatMap((word) => unbundle(word, flags));
	const values = /* @__PURE__ */ new Map();
	const operands = [];
	const command = end === -1 ? void 0 : given.slice(end + 1);
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index];
		if (!isFlag(word)) {
			operands.push(word);
			continue;
		}
		const { flag, attached } = findFlag(word, flags);
		const taken = attached === void 0 ? [] : [attached];
		if (flag.takes === "nothing" && attached !== void 0) throw usage(`--${flag.long} takes no value.`);
		const most = attached !== void 0 || flag.takes === "nothing" ? 0 : flag.takes === "many" ? Number.POSITIVE_INFINITY : 1;
		while (taken.length < most && index + 1 < words.length && !isFlag(words[index + 1])) {
			index += 1;
			taken.push(words[index]);
		}
		if (taken.length === 0 && (flag.takes === "one" || flag.takes === "many")) throw usage(`--${flag.long} needs ${flag.takes === "one" ? "a value" : "at least one value"}${flag.value === void 0 ? "" : `: ${flag.value}`}.`);
		if ((flag.takes === "one" || flag.takes === "many") && taken.includes("")) throw usage(flag.takes === "one" ? `--${flag.long} is empty.` : `A value of --${flag.long} is empty.`, "Most often a variable of the shell is not set. Set it, or leave the flag out.");
		const before = values.get(flag.long);
		if (before !== void 0 && flag.takes === "one") throw usage(`--${flag.long} is given twice.`);
		values.set(flag.long, [...before ?? [], ...taken]);
	}
	if (!values.has("help")) checkShape(spec, operands, command);
	return new Arguments(values, operands, command);
}
/** Words that come from a document and not from a person. @throws USAGE */
function verbatim(spec, given) {
	const [first, second] = given;
	const asksHelp = second === void 0 && (first === "--help" || first === "-h");
	if (!asksHelp) checkShape(spec, given, void 0);
	return new Arguments(new Map(asksHelp ? [["help", []]] : []), asksHelp ? [] : given, void 0);
}
function checkShape(spec, operands, command) {
	const { name = "", least, most } = spec.operands ?? {
		least: 0,
		most: 0
	};
	if (operands.length < least) throw usage(`${name} is missing.`);
	if (operands.length > most) {
		const extra = quoteUntrusted(operands[most]);
		throw usage(spec.takesCommand === true ? `${extra} belongs to no flag.` : `${extra} is one word too many.`, spec.takesCommand === true ? "Write the command to run after \"--\"." : void 0);
	}
	if (command !== void 0 && spec.takesCommand !== true) throw usage(`${spec.name} runs no command, so nothing may follow "--".`);
}
/** `-xsnNAME` is `-x -s -nNAME`. */
function unbundle(word, flags) {
	if (!/^-[^-]./.test(word)) return [word];
	if (flags.find(({ short }) => short === word[1])?.takes !== "nothing" || word[2] === "=") return [word];
	return [word.slice(0, 2), ...unbundle(`-${word.slice(2)}`, flags)];
}
/** A lone `-` is a value: standard input. */
function isFlag(word) {
	return word.length > 1 && word.startsWith("-");
}
function findFlag(word, flags) {
	if (word.startsWith("--")) {
		const equals = word.indexOf("=");
		const long = equals === -1 ? word.slice(2) : word.slice(2, equals);
		const flag = flags.find((candidate) => candidate.long === long);
		if (flag !== void 0) return {
			flag,
			attached: equals === -1 ? void 0 : word.slice(equals + 1)
		};
		throw unknownFlag(`--${long}`, flags);
	}
	const flag = flags.find((candidate) => candidate.short === word[1]);
	if (flag === void 0) throw unknownFlag(word, flags);
	return {
		flag,
		attached: word.length > 2 ? word.slice(2) : void 0
	};
}
function unknownFlag(word, flags) {
	const near = nearestName(word.replace(/^-+/, ""), flags.map(({ long }) => long));
	return usage(`There is no flag ${quoteUntrusted(word)}.`, near === void 0 ? void 0 : `Did you mean --${near}?`);
}
// src/cli/batch/batch-flags.ts
/** The flags of `verify` that are about a batch. */
const BATCH_FLAGS = [{
	long: "batch",
	takes: "one",
	value: "FILE",
	help: "verify many chains; - reads standard input"
}, {
	long: "batch-timeout",
	takes: "one",
	value: "SECONDS",
	help: `give a line of a batch up after this time (default: ${LIMITS.batchCaseMs / 1e3})`
}];
/** Whether the words of `verify` are these flags with their values, and nothing else. */
function areOfBatch(words) {
	const [first, file, second = "--batch-timeout", seconds = ""] = words;
	return [2, 4].includes(words.length) && first === "--batch" && second === "--batch-timeout" && ![file, seconds].some((value) => value !== "-" && value?.startsWith("-") === true);
}
// src/cli/commands.ts
const COMMANDS = [
	{
		name: "demo",
		load: async () => (await import("./cli-demo.mjs")).demo
	},
	{
		name: "run",
		load: async () => (await import("./cli-run.mjs")).run,
		hashes: true
	},
	{
		name: "record start",
		load: async () => (await import("./cli-record.mjs")).recordStart,
		hashes: true
	},
	{
		name: "record stop",
		load: async () => (await import("./cli-record.mjs")).recordStop,
		hashes: true
	},
	{
		name: "sign",
		load: async () => (await import("./cli-sign.mjs")).sign
	},
	{
		name: "verify",
		load: async (words = []) => areOfBatch(words) ? (await import("./cli-verify-batch.mjs")).verifyOfBatch : (await import("./load-cli-verify.mjs")).verify
	},
	{
		name: "check",
		load: async () => (await import("./cli-check.mjs")).check
	},
	{
		name: "match-products",
		load: async () => (await import("./cli-match-products.mjs")).matchProducts
	},
	{
		name: "inspect",
		load: async () => (await import("./cli-inspect.mjs")).inspect
	},
	{
		name: "layout build",
		load: async () => (await import("./cli-layout.mjs")).layoutBuild
	},
	{
		name: "layout sign",
		load: async () => (await import("./cli-layout.mjs")).layoutSign
	},
	{
		name: "key generate",
		load: async () => (await import("./load-cli-key.mjs")).keyGenerate
	},
	{
		name: "key show",
		load: async () => (await import("./load-cli-key.mjs")).keyShow
	},
	{
		name: "trusted-root fetch",
		load: async () => (await import("./cli-trusted-root.mjs")).trustedRootFetch
	},
	{
		name: "trusted-root show",
		load: async () => (await import("./cli-trusted-root.mjs")).trustedRootShow
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
		`  ${PROGRAM} ${spec.name}${operand}${spec.flags.length > 0 ? " [flags]" : ""}${spec.takesCommand === true ? " -- command \u2026" : ""}`,
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
		case "many": return `${name} ${value} [${value} \u2026]`;
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
	if (entry.hashes === true) (await import("./load-recording-spare-thread.mjs")).startSpareThread(beforeCommand(rest), console.directory);
	const command = await entry.load(rest);
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
export { PROCESS_CONSOLE as a, print as c, usage as i, quieted as l, BATCH_FLAGS as n, note as o, parseArguments as r, pathFrom as s, runProgram as t, EXIT as u };
