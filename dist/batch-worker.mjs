import { n as verifyLine } from "./chunks/cli-verify.mjs";
import { n as answerOfError, t as answerOf } from "./chunks/cli-batch-case.mjs";
import { Writable } from "node:stream";
// src/cli/batch/batch-worker.ts
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
async function answer({ words, directory, now }) {
	try {
		const console = {
			stdout: nowhere(),
			stderr: nowhere(),
			environment: process.env,
			directory,
			now: () => now,
			readInput: async () => ""
		};
		return answerOf(await verifyLine(words, console));
	} catch (error) {
		return answerOfError(error);
	}
}
process.on("message", (wanted) => {
	answer(wanted).then((found) => process.send?.(found));
});
process.on("disconnect", () => process.exit(0));
export {};
