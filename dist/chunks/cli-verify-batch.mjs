import { c as print, n as BATCH_FLAGS, o as note, s as pathFrom, u as EXIT } from "./command-line.mjs";
import { F as count, G as escapeUntrusted, V as LIMITS, W as linesBelow } from "./base.mjs";
import { n as answerOfError, r as codeAnswer } from "./cli-batch-case.mjs";
import { t as secondsFlag } from "./cli-seconds-flag.mjs";
import { t as readFile } from "./every-action.mjs";
import { cr as writeJson, lr as readJson } from "./intoto.mjs";
import { t as escapeJson } from "./reporting-json-text.mjs";
import { Buffer } from "node:buffer";
import { availableParallelism } from "node:os";
const { existsSync } = process.getBuiltinModule("node:fs");
import { setImmediate as setImmediate$1 } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawn } from "node:child_process";
// src/cli/batch/case-process.ts
/** Starts the process when there is something to answer, and again after it ended over a line. */
var CaseProcess = class {
	#settings;
	#started;
	/** All are given to the process. The first is being verified; no other has been begun. */
	#asked = [];
	#numbers = 0;
	#timer;
	constructor(settings) {
		this.#settings = settings;
	}
	/** VERIFY_TIME and VERIFY_MEMORY are answers like others. */
	async answer(wanted) {
		return new Promise((resolve) => {
			this.#numbers += 1;
			this.#give({
				number: this.#numbers,
				wanted,
				resolve
			});
		});
	}
	close() {
		clearTimeout(this.#timer);
		this.#started?.child.kill("SIGKILL");
		this.#started = void 0;
	}
	/** A line that no process can be started for is answered at once, and is nobody's turn. */
	#give(asked) {
		try {
			this.#started ??= this.#start();
		} catch (error) {
			return asked.resolve(notStarted(error));
		}
		this.#started.channel.write(`${JSON.stringify({
			number: asked.number,
			...asked.wanted
		})}\n`);
		this.#asked.push(asked);
		if (this.#asked.length === 1) this.#watch();
	}
	/** Gives the first line its time. */
	#watch() {
		const [first] = this.#asked;
		if (first === void 0) return;
		const { timeMs = LIMITS.batchCaseMs } = this.#settings;
		const over = () => {
			if (this.#asked[0] === first) this.#lose(outOfTime(timeMs));
		};
		this.#timer = setTimeout(() => setImmediate(over), timeMs);
	}
	/** The process gave an answer, which counts for the first line alone. */
	#answered({ number, ...answer }) {
		if (this.#asked[0]?.number !== number) return;
		clearTimeout(this.#timer);
		this.#asked.shift()?.resolve(answer);
		this.#watch();
	}
	/** The process and its first line are lost; the others, which were not begun, are for another process. */
	#lose(answer) {
		this.close();
		const [first, ...others] = this.#asked.splice(0);
		first?.resolve(answer);
		for (const other of others) this.#give(other);
	}
	#start() {
		const { environment, heapBytes = LIMITS.batchHeapBytes, program = workerPath() } = this.#settings;
		const child = spawn(process.execPath, [`--max-old-space-size=${megabytesOf(heapBytes)}`, program], {
			env: environment,
			stdio: [
				"ignore",
				"ignore",
				"ignore",
				"pipe"
			]
		});
		let fault;
		const ended = () => {
			if (this.#started?.child !== child) return;
			this.#lose(fault === void 0 ? outOfMemory(heapBytes) : notStarted(fault));
		};
		child.on("exit", () => setImmediate(ended)).on("error", (error) => {
			fault = error;
			ended();
		});
		const channel = child.stdio?.[3];
		if (channel === void 0) throw new Error("too many files are open");
		let text = "";
		channel.setEncoding("utf8").on("data", (chunk) => {
			const lines = (text + chunk).split("\n");
			text = lines.pop();
			if (this.#started?.child === child) for (const line of lines) this.#answered(JSON.parse(line));
		});
		channel.on("error", () => {});
		return {
			child,
			channel
		};
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
function notStarted(error) {
	const reason = error.code ?? error.message;
	const message = `The process that verifies the line could not be started: ${escapeUntrusted(reason)}.`;
	const hint = "Let there be more memory, more processes and more open files (`ulimit -a` shows how many), and verify the line again.";
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
// src/cli/verify-batch.ts
/**
* Milliseconds. A worker that took less for its last line is given the next one while it is still at another, so that it
* need not wait for it, which is a tenth of the time of a small chain. A line that takes long keeps at most one other line
* from a worker that is free.
*/
const QUICK_MS = 100;
/**
* What lets a line run inspections: they record the directory that all lines work in, so another line may change nothing
* there.
*/
const MAY_INSPECT = /--allow-inspections|--compat/;
/**
* Answers every line, in their order; the exit status is 0 when all were answered, whatever the verdicts, and 2 when whoever
* reads the answers went away before.
*
* @param workers one alone works where inspections may run; else each is given the next line when it is done with its last
* one, or shortly before, and the others go on meanwhile
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
async function verifyBatch(file, console, workers) {
	const text = file === "-" ? await console.readInput() : Buffer.from(readFile(pathFrom(console, file), LIMITS.linkBytes)).toString("utf8");
	const lines = linesOf(text);
	const answers = new InOrder((answered) => tell(answered, console));
	let [over, isHeard] = [false, true];
	let stop = () => void 0;
	const unheard = new Promise((resolve) => stop = resolve);
	const gone = () => {
		over = true;
		isHeard = false;
		stop();
	};
	console.stdout.once("error", gone);
	const work = async (cases) => {
		let [before, answeredAt, quick] = [
			Promise.resolve(),
			performance.now(),
			false
		];
		for (const { number, line } of lines) {
			if (over) return;
			const place = answers.next();
			const told = answerLine(line, `${file}, line ${number}`, console, cases).then((answered) => {
				quick = performance.now() - answeredAt < QUICK_MS;
				answeredAt = performance.now();
				answers.take(place, answered);
			});
			told.catch(() => {});
			await (quick ? before : told);
			before = told;
		}
		await before;
	};
	try {
		await Promise.race([Promise.all((MAY_INSPECT.test(text) ? workers.slice(0, 1) : workers).map(work)), unheard]);
		await new Promise((written) => console.stdout.write("", written));
		await setImmediate$1();
	} finally {
		over = true;
		for (const cases of workers) cases.close();
		console.stdout.off("error", gone);
	}
	return isHeard ? EXIT.yes : EXIT.unknown;
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
// src/cli/commands/verify-batch.ts
/** Lines of a batch that are verified at a time, each by a process of its own that may take all the memory of one. */
const BATCH_WORKERS = 2;
/** `verify` for the words that `areOfBatch` knows; its help is that of `verify`. */
const verifyOfBatch = {
	spec: {
		name: "verify",
		summary: "verify many chains",
		flags: BATCH_FLAGS,
		examples: []
	},
	run: async (parsed, console) => {
		const file = parsed.required("batch");
		const timeMs = secondsFlag(parsed, "batch-timeout");
		const { environment } = console;
		const settings = timeMs === void 0 ? { environment } : {
			environment,
			timeMs
		};
		return verifyBatch(file, console, Array.from({ length: Math.min(BATCH_WORKERS, availableParallelism()) }).map(() => new CaseProcess(settings)));
	}
};
export { verifyOfBatch };
