import { S as InTotoError, h as LIMITS } from "./base.mjs";
import { U as writeJson, X as readJson } from "./intoto.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { a as print, i as pathFrom, t as EXIT } from "./cli-command.mjs";
import { t as readFile } from "./files-read-file.mjs";
import { Buffer } from "node:buffer";
// src/cli/verify-batch.ts
/** Answers every line; the exit status is 0 when all were answered, whatever the verdicts. @throws FILE_UNREADABLE */
async function verifyBatch(file, console, verify) {
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
			answer = await answerLine(request, verify);
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
async function answerLine(request, verify) {
	const verification = await verify(request.member("args").strings());
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
