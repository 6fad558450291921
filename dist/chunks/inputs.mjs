import { l as quoteUntrusted, u as InTotoError } from "./base.mjs";
// src/github/inputs.ts
var Inputs = class {
	#runner;
	constructor(runner) {
		this.#runner = runner;
	}
	text(name) {
		return this.#runner.input(name);
	}
	/** @throws INPUT_MISSING */
	required(name) {
		const value = this.text(name);
		if (value !== "") return value;
		throw missing(name, "Give it in `with:`. A secret is empty in workflows from forks and from Dependabot; a variable is empty where it is not defined.");
	}
	secret(name) {
		return this.#runner.secretInput(name);
	}
	/** The lines that are not empty. */
	lines(name) {
		return this.text(name).split("\n").map((line) => line.trim()).filter((line) => line !== "");
	}
	/** @throws INPUT_INVALID */
	choice(name, words) {
		const value = this.text(name);
		const word = words.find((candidate) => candidate === value);
		if (word !== void 0) return word;
		throw invalid(name, `${quoteUntrusted(value)} is none of ${words.join(", ")}`);
	}
	/** A whole number of 0 or more. @throws INPUT_INVALID */
	number(name, most) {
		const value = this.text(name);
		if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
		throw invalid(name, `${quoteUntrusted(value)} is not a number from 0 to ${most}`);
	}
};
/** An error about an input that is empty. */
function missing(name, hint) {
	return new InTotoError("INPUT_MISSING", `The input ${name} is empty.`, {
		at: `input ${name}`,
		hint
	});
}
/** An error about the value of an input. */
function invalid(name, what, hint = "Correct it in `with:`.") {
	return new InTotoError("INPUT_INVALID", `The input ${name} cannot be used: ${what}.`, {
		at: `input ${name}`,
		hint
	});
}
export { invalid as n, missing as r, Inputs as t };
