import { c as InTotoError, n as LIMITS, o as escapeUntrusted } from "./base.mjs";
import { join } from "node:path";
import { readFileSync, readdirSync, statSync } from "node:fs";
// src/gate/directory-link-store.ts
/** Links in a directory, those of sublayouts in directories below it. */
var DirectoryLinkStore = class DirectoryLinkStore {
	#directory;
	constructor(directory) {
		this.#directory = directory;
	}
	/**
	* A directory that is named like a link is no link, as in the reference.
	*
	* @throws FILE_UNREADABLE, JSON_TOO_LARGE
	*/
	async read(fileName) {
		if (/[/\\\0]/.test(fileName)) return void 0;
		const path = join(this.#directory, fileName);
		try {
			const stats = statSync(path, { throwIfNoEntry: false });
			if (stats === void 0 || stats.isDirectory()) return void 0;
			if (!stats.isFile()) throw new InTotoError("FILE_UNREADABLE", "The link is a pipe, a socket or a device.", {
				at: escapeUntrusted(path),
				hint: "Put the link itself there."
			});
			if (stats.size > LIMITS.linkBytes) throw new InTotoError("JSON_TOO_LARGE", `The link has ${stats.size} bytes; at most ${LIMITS.linkBytes} are read.`, { at: escapeUntrusted(path) });
			return readFileSync(path);
		} catch (error) {
			if (error instanceof InTotoError) throw error;
			const { code } = error;
			if (code === "ENAMETOOLONG" || code === "ENOTDIR") return void 0;
			throw new InTotoError("FILE_UNREADABLE", `The link cannot be read: ${code ?? "unknown"}.`, {
				at: escapeUntrusted(path),
				cause: error
			});
		}
	}
	/** @throws FILE_UNREADABLE */
	async names() {
		try {
			return readdirSync(this.#directory);
		} catch (error) {
			const { code } = error;
			if (code === "ENOENT" || code === "ENOTDIR") return [];
			throw new InTotoError("FILE_UNREADABLE", `The directory cannot be read: ${code ?? "unknown"}.`, {
				at: escapeUntrusted(this.#directory),
				cause: error
			});
		}
	}
	sub(directoryName) {
		return /[/\\\0]/.test(directoryName) ? EMPTY : new DirectoryLinkStore(join(this.#directory, directoryName));
	}
};
const EMPTY = {
	read: async () => void 0,
	names: async () => [],
	sub: () => EMPTY
};
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
function verdictText(verification, colour) {
	const mark = (style, text) => colour === "ansi" ? `\u001b[${MARKS[style]}m${text}\u001b[0m` : text;
	const { items, warnings } = verification;
	if (verification.outcome === "passed") {
		const { summary } = verification;
		return [
			mark("green", `PASSED: the supply chain verifies (${count(items.length, "item")}, ${count(summary.products.size, "final product")}).`),
			...stepLines(items),
			...warningLines(warnings, mark),
			""
		].join("\n");
	}
	const { failures } = verification;
	return [
		mark("red", `FAILED: the supply chain does not verify (${count(failures.length, "failure")}).`),
		...failures.flatMap((failure) => ["", ...failureLines(failure, mark)]),
		...items.length > 0 ? [""] : [],
		...stepLines(items),
		...warningLines(warnings, mark),
		"",
		mark("red", `FAILED: ${[...new Set(failures.map(({ code }) => code))].join(", ")}`),
		""
	].join("\n");
}
/** One failure in several lines. */
function failureLines(failure, mark = (_style, text) => text) {
	const hidden = failure.details.length - MOST_DETAILS;
	return [
		mark("bold", `${failure.code}${failure.step === void 0 ? "" : ` in step "${failure.step}"`}`),
		`  ${failure.message}`,
		...failure.details.slice(0, MOST_DETAILS).map((detail) => `    - ${detail}`),
		...hidden > 0 ? [`    … and ${hidden} more lines`] : [],
		...failure.at === void 0 || failure.details.includes(failure.at) ? [] : [`  at:  ${failure.at}`],
		`  fix: ${failure.hint}`,
		`  see: docs/errors.md#${failure.code.toLowerCase()}`
	];
}
function stepLines(items) {
	return items.map(({ name, kind, functionaries, materials, products }) => `  ${kind} "${name}": ${count(materials, "material")}, ${count(products, "product")}` + (functionaries.length > 0 ? `, signed by ${functionaries.map((keyId) => keyId.slice(0, 8)).join(", ")}` : ""));
}
function warningLines(warnings, mark) {
	return warnings.map(({ code, message }) => mark("yellow", `  warning ${code}: ${escapeUntrusted(message, 1e3)}`));
}
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
export { verdictText as n, DirectoryLinkStore as r, failureLines as t };
