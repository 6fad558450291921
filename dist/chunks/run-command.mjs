import { I as quoteUntrusted, L as InTotoError, M as jsonObject } from "./intoto.mjs";
import { i as PASSPHRASE_VARIABLE } from "./key-files.mjs";
import { constants } from "node:os";
import { spawn } from "node:child_process";
// src/stages/run-command.ts
/** Characters kept of each stream. */
const MOST_RECORDED = 16777216;
const FORWARDED = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const GRACE_MS = 5e3;
/**
* Runs a command without a shell and waits for its end. The passphrase of our key is not passed on to it.
*
* @throws COMMAND_NOT_STARTED
*/
async function runCommand(request) {
	const [program, ...words] = request.command;
	const { [PASSPHRASE_VARIABLE]: _passphrase, ...environment } = request.environment;
	const piped = request.streams === "record" || request.stdout !== void 0 || request.stderr !== void 0;
	const output = request.streams === "discard" ? "ignore" : piped ? "pipe" : "inherit";
	const child = spawn(program, words, {
		cwd: request.directory,
		env: environment,
		stdio: [
			request.streams === "discard" ? "ignore" : "inherit",
			output,
			output
		]
	});
	const stdout = new KeptStream();
	const stderr = new KeptStream();
	child.stdout?.on("data", stdout.keep).pipe(request.stdout ?? process.stdout, { end: false });
	child.stderr?.on("data", stderr.keep).pipe(request.stderr ?? process.stderr, { end: false });
	const forward = (signal) => void child.kill(signal);
	for (const signal of FORWARDED) process.on(signal, forward);
	let timedOut = false;
	let hardKill;
	const timer = request.timeoutMs === void 0 ? void 0 : setTimeout(() => {
		timedOut = true;
		child.kill("SIGTERM");
		hardKill = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
	}, request.timeoutMs);
	try {
		return await new Promise((resolve, reject) => {
			child.once("error", (error) => reject(notStarted(program, error)));
			child.once("exit", () => timedOut && resolve({ ended: "timed-out" }));
			child.once("close", (status, signal) => {
				if (timedOut) resolve({ ended: "timed-out" });
				else if (signal !== null) resolve({
					ended: "killed",
					signal
				});
				else resolve({
					ended: "exited",
					status: status ?? 0,
					stdout: stdout.text(),
					stderr: stderr.text()
				});
			});
		});
	} finally {
		clearTimeout(timer);
		clearTimeout(hardKill);
		child.stdout?.destroy();
		child.stderr?.destroy();
		for (const signal of FORWARDED) process.off(signal, forward);
	}
}
/** The by-products of a link, as the reference names them. */
function byproductsOf(result) {
	return jsonObject({
		"return-value": result.status,
		stdout: result.stdout,
		stderr: result.stderr
	});
}
/** The exit status by which a shell would report the result. */
function exitStatusOf(result) {
	switch (result.ended) {
		case "exited": return result.status;
		case "killed": return 128 + constants.signals[result.signal];
		case "timed-out": return 124;
	}
}
var KeptStream = class {
	#chunks = [];
	#length = 0;
	keep = (chunk) => {
		if (this.#length >= MOST_RECORDED) return;
		this.#chunks.push(chunk);
		this.#length += chunk.length;
	};
	/** UTF-8, with the replacement character for bytes that are none. */
	text() {
		const text = Buffer.concat(this.#chunks).toString("utf8");
		return text.length > MOST_RECORDED ? `${text.slice(0, MOST_RECORDED)}\n[cut]\n`.toWellFormed() : text;
	}
};
function notStarted(program, cause) {
	return new InTotoError("COMMAND_NOT_STARTED", `The command ${quoteUntrusted(program)} could not be started: ${cause.code ?? "unknown"}.`, {
		cause,
		hint: "Check its spelling, the PATH, and that it may be executed. It is not run by a shell: for pipes write `sh -c \"…\"`."
	});
}
export { exitStatusOf as n, runCommand as r, byproductsOf as t };
