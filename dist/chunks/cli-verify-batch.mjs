import { m as InTotoError, s as LIMITS } from "./base.mjs";
import { lt as readJson, u as writeJson } from "./intoto.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { c as print, i as usage, r as parseArguments, s as pathFrom, t as EXIT } from "./cli-command.mjs";
import { r as verifyFrom, t as VERIFY_SPEC } from "./reporting-formats.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { Buffer } from "node:buffer";
// src/cli/verify-batch.ts
/** Answers every line; the exit status is 0 when all were answered, whatever the verdicts. @throws FILE_UNREADABLE */
async function verifyBatch(file, console) {
	const text = file === "-" ? await console.readInput() : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString("utf8");
	for (const [index, line] of text.split("\n").entries()) {
		if (line.trim() === "") continue;
		let id = null;
		let answer;
		try {
			const request = readJson(Buffer.from(line, "utf8"), {
				source: `${file}, line ${index + 1}`,
				maxBytes: LIMITS.smallFileBytes
			});
			id = request.optional("id")?.value ?? null;
			answer = await answerLine(request, console);
		} catch (error) {
			answer = {
				exit: EXIT.unknown,
				verdict: "error",
				failures: [error instanceof InTotoError ? error.code : "INTERNAL_ERROR"]
			};
		}
		print(console, `{"id":${escapeJson(writeJson(id))},"exit":${answer.exit},"verdict":"${answer.verdict}","failures":${JSON.stringify(answer.failures)}}`);
	}
	return EXIT.yes;
}
async function answerLine(request, console) {
	const parsed = parseArguments(VERIFY_SPEC, request.member("args").strings());
	if (parsed.has("batch") || parsed.has("help")) throw usage("A line of a batch takes neither --batch nor --help.");
	const { verification } = await verifyFrom(parsed, console);
	return verification.outcome === "passed" ? {
		exit: EXIT.yes,
		verdict: "passed",
		failures: []
	} : {
		exit: EXIT.no,
		verdict: "failed",
		failures: verification.failures.map(({ code }) => code)
	};
}
export { verifyBatch };
