import { B as LIMITS, L as linesBelow, V as escapeUntrusted } from "./base.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { _n as writeJson, vn as readJson } from "./intoto.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { n as answerOfError } from "./cli-batch-case.mjs";
import { t as EXIT } from "./cli-command.mjs";
import { i as print, n as note, r as pathFrom } from "./cli-console.mjs";
import { Buffer } from "node:buffer";
// src/cli/verify-batch.ts
/** Answers every line; the exit status is 0 when all were answered, whatever the verdicts. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
async function verifyBatch(file, console, cases) {
	const text = file === "-" ? await console.readInput() : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString("utf8");
	try {
		for (const { number, line } of linesOf(text)) await answerLine(line, `${file}, line ${number}`, console, cases);
	} finally {
		cases.close();
	}
	return EXIT.yes;
}
async function answerLine(line, source, console, cases) {
	let id = null;
	let answer;
	try {
		const request = readJson(Buffer.from(line, "utf8"), {
			source,
			maxBytes: LIMITS.smallFileBytes
		});
		id = request.optional("id")?.value ?? null;
		const words = request.member("args").strings();
		answer = await cases.answer({
			words,
			directory: console.directory,
			now: console.now()
		});
	} catch (error) {
		answer = answerOfError(error);
	}
	const { exit, verdict, failures, lost } = answer;
	if (lost !== void 0) tellLost(lost, {
		code: failures[0],
		at: escapeUntrusted(source)
	}, console);
	print(console, `{"id":${escapeJson(writeJson(id))},"exit":${exit},"verdict":"${verdict}","failures":${JSON.stringify(failures)}}`);
}
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
