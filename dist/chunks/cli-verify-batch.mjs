import { H as linesBelow, L as LIMITS, U as escapeUntrusted } from "./base.mjs";
import { t as readFile } from "./every-action.mjs";
import { ar as readJson, ir as writeJson } from "./intoto.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { n as answerOfError } from "./cli-batch-case.mjs";
import { c as print, n as EXIT, o as note, s as pathFrom } from "./command-line.mjs";
import { Buffer } from "node:buffer";
// src/cli/verify-batch.ts
/**
* Answers every line, in their order; the exit status is 0 when all were answered, whatever the verdicts.
*
* @param workers each takes the next line when it is done with its last one; the others go on meanwhile
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
async function verifyBatch(file, console, workers) {
	const lines = linesOf(file === "-" ? await console.readInput() : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString("utf8"));
	const answers = new InOrder((answered) => tell(answered, console));
	let over = false;
	const work = async (cases) => {
		for (const { number, line } of lines) {
			if (over) return;
			const place = answers.next();
			answers.take(place, await answerLine(line, `${file}, line ${number}`, console, cases));
		}
	};
	try {
		await Promise.all(workers.map(work));
	} finally {
		over = true;
		for (const cases of workers) cases.close();
	}
	return EXIT.yes;
}
async function answerLine(line, source, console, cases) {
	let id = null;
	try {
		const request = readJson(Buffer.from(line, "utf8"), {
			source,
			maxBytes: LIMITS.smallFileBytes
		});
		id = request.optional("id")?.value ?? null;
		const words = request.member("args").strings();
		const answer = await cases.answer({
			words,
			directory: console.directory,
			now: console.now()
		});
		return {
			id,
			answer,
			source
		};
	} catch (error) {
		return {
			id,
			answer: answerOfError(error),
			source
		};
	}
}
function tell({ id, answer, source }, console) {
	const { exit, verdict, failures, lost } = answer;
	if (lost !== void 0) tellLost(lost, {
		code: failures[0],
		at: escapeUntrusted(source)
	}, console);
	print(console, `{"id":${escapeJson(writeJson(id))},"exit":${exit},"verdict":"${verdict}","failures":${JSON.stringify(failures)}}`);
}
/** Hands on what comes in any order in that in which it was begun. */
var InOrder = class {
	#tell;
	#waiting = /* @__PURE__ */ new Map();
	#begun = 0;
	#told = 0;
	constructor(tell) {
		this.#tell = tell;
	}
	/** The place of what is begun now. */
	next() {
		this.#begun += 1;
		return this.#begun - 1;
	}
	take(place, item) {
		this.#waiting.set(place, item);
		for (let next = this.#waiting.get(this.#told); next !== void 0; next = this.#waiting.get(this.#told)) {
			this.#waiting.delete(this.#told);
			this.#told += 1;
			this.#tell(next);
		}
	}
};
/** An answer is a line for programs; what it lacks is for people. */
function tellLost({ message, hint }, about, console) {
	note(console, `error: ${message}`);
	for (const line of linesBelow({
		...about,
		hint
	}, "terminal")) note(console, line);
}
/** The lines that say something, one at a time. */
function* linesOf(text) {
	let start = 0;
	for (let number = 1; start <= text.length; number += 1) {
		const found = text.indexOf("\n", start);
		const end = found === -1 ? text.length : found;
		const line = text.slice(start, end);
		if (line.trim() !== "") yield {
			number,
			line
		};
		start = end + 1;
	}
}
export { verifyBatch };
