import { z as LIMITS } from "./base.mjs";
import { r as codeAnswer } from "./cli-batch-case.mjs";
import { existsSync } from "node:fs";
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
		const { timeMs = LIMITS.batchCaseMs } = this.#settings;
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
			const ended = () => settle(codeAnswer("VERIFY_MEMORY"), true);
			const timer = setTimeout(() => settle(codeAnswer("VERIFY_TIME"), true), timeMs);
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
		const megabytes = Math.ceil(heapBytes / 2 ** 20);
		const child = fork(program, [], {
			env: environment,
			execArgv: [`--max-old-space-size=${megabytes}`],
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
