import { L as LIMITS, N as count } from "./base.mjs";
import { r as codeAnswer } from "./cli-batch-case.mjs";
const { existsSync } = process.getBuiltinModule("node:fs");
import { fileURLToPath } from "node:url";
import { fork } from "node:child_process";
// src/cli/batch/case-process.ts
/** Starts the process when there is something to answer, and again after it ended over a line. */
var CaseProcess = class {
	#settings;
	#child;
	constructor(settings) {
		this.#settings = settings;
	}
	/** VERIFY_TIME and VERIFY_MEMORY are answers like others. */
	async answer(wanted) {
		const child = this.#child ??= this.#start();
		const { timeMs = LIMITS.batchCaseMs, heapBytes = LIMITS.batchHeapBytes } = this.#settings;
		return new Promise((resolve) => {
			const settle = (answer, gone) => {
				clearTimeout(timer);
				child.off("message", heard);
				child.off("exit", ended);
				child.off("error", ended);
				if (gone) this.#end(child);
				resolve(answer);
			};
			const heard = (answer) => settle(answer, false);
			const ended = () => settle(outOfMemory(heapBytes), true);
			const timer = setTimeout(() => settle(outOfTime(timeMs), true), timeMs);
			child.once("message", heard);
			child.once("exit", ended);
			child.once("error", ended);
			child.send(wanted, (error) => {
				if (error !== null) ended();
			});
		});
	}
	close() {
		if (this.#child !== void 0) this.#end(this.#child);
	}
	#start() {
		const { environment, heapBytes = LIMITS.batchHeapBytes, program = workerPath() } = this.#settings;
		const child = fork(program, [], {
			env: environment,
			execArgv: [`--max-old-space-size=${megabytesOf(heapBytes)}`],
			stdio: [
				"ignore",
				"ignore",
				"ignore",
				"ipc"
			],
			serialization: "json"
		});
		child.on("error", () => {});
		return child;
	}
	#end(child) {
		this.#child = void 0;
		child.kill("SIGKILL");
	}
};
const megabytesOf = (bytes) => Math.ceil(bytes / 2 ** 20);
function outOfTime(timeMs) {
	const message = `The line took longer than ${count(timeMs / 1e3, "second")}, and was given up.`;
	const hint = "Give each line more time with --batch-timeout; `verify` with the same arguments shows how far it comes.";
	return {
		...codeAnswer("VERIFY_TIME"),
		lost: {
			message,
			hint
		}
	};
}
function outOfMemory(heapBytes) {
	const message = `The process that verified the line ended without an answer: most likely its ${megabytesOf(heapBytes)} MiB of memory ran out.`;
	const hint = "Verify it by itself, with more memory: `NODE_OPTIONS=--max-old-space-size=8192 in-toto-actions verify` and the arguments of the line.";
	return {
		...codeAnswer("VERIFY_MEMORY"),
		lost: {
			message,
			hint
		}
	};
}
/** Beside the bundle, or beside this source. */
function workerPath() {
	const found = [
		"./batch-worker.mjs",
		"../batch-worker.mjs",
		"./batch-worker.ts"
	].map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
	if (found === void 0) throw new Error("There is no batch-worker.");
	return found;
}
export { CaseProcess };
