import { n as CliError } from "./cli-codes.mjs";
import { H as quoteUntrusted, I as nearestName } from "./base.mjs";
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
export { parseArguments as n, usage as r, HELP_FLAG as t };
