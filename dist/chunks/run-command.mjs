import { L as quoteUntrusted, N as jsonObject, R as InTotoError } from "./intoto.mjs";
import { i as PASSPHRASE_VARIABLE } from "./key-files.mjs";
import { constants } from "node:os";
import { spawn } from "node:child_process";
import { isatty } from "node:tty";
// src/stages/kept-stream.ts
/** Bytes kept of one stream. */
const MOST_KEPT = 16777216;
/** What a command printed on one stream, up to a bound. */
var KeptStream = class {
	#most;
	#chunks = [];
	#length = 0;
	#cut = false;
	constructor(most = MOST_KEPT) {
		this.#most = most;
	}
	add(chunk) {
		const room = this.#most - this.#length;
		if (chunk.length > room) this.#cut = true;
		if (room === 0) return;
		this.#chunks.push(chunk.subarray(0, room));
		this.#length += Math.min(room, chunk.length);
	}
	/** As text: the replacement character stands for bytes that are not UTF-8, and a last line says that text is missing. */
	text() {
		const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.concat(this.#chunks), { stream: this.#cut });
		return this.#cut ? `${text}\n[cut]\n` : text;
	}
};
// src/stages/run-command.ts
const FORWARDED = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const GRACE_MS = 5e3;
/** How long streams may stay silent after the command's end before they are taken for a left-over daemon's. */
const SILENCE_MS = 500;
/** Timers of more milliseconds fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/**
* Runs a command without a shell and waits for its end. The passphrase of our key is not passed on to it.
*
* @throws COMMAND_NOT_STARTED
*/
async function runCommand(request) {
	const [program, ...words] = request.command;
	const piped = request.streams === "record" || request.stdout !== void 0 || request.stderr !== void 0;
	const output = request.streams === "discard" ? "ignore" : piped ? "pipe" : "inherit";
	const terminal = isatty(0);
	const ownGroup = request.timeoutMs !== void 0 && !terminal && process.platform !== "win32";
	const child = spawn(program, words, {
		cwd: request.directory,
		env: withoutPassphrase(request.environment),
		stdio: [
			request.streams === "discard" ? "ignore" : "inherit",
			output,
			output
		],
		detached: ownGroup
	});
	const send = (signal) => kill(child, signal, ownGroup);
	const ends = {
		interrupted: void 0,
		timedOut: false
	};
	const forward = (signal) => {
		ends.interrupted ??= signal;
		if (signal !== "SIGINT" || !terminal) send(signal);
	};
	for (const signal of FORWARDED) process.on(signal, forward);
	const timers = [];
	if (request.timeoutMs !== void 0) {
		const timeOut = () => {
			ends.timedOut = true;
			send("SIGTERM");
			timers.push(setTimeout(send, GRACE_MS, "SIGKILL"));
		};
		timers.push(setTimeout(timeOut, Math.min(request.timeoutMs, LONGEST_TIMER_MS)));
	}
	const stdout = new PassedStream(child.stdout, request.stdout ?? process.stdout);
	const stderr = new PassedStream(child.stderr, request.stderr ?? process.stderr);
	try {
		const { status, signal } = await endOf(child, program, [stdout, stderr], ends);
		if (ends.timedOut) {
			if (ownGroup) send("SIGKILL");
			return { ended: "timed-out" };
		}
		const killedBy = signal ?? ends.interrupted;
		if (killedBy !== void 0 && killedBy !== null) return {
			ended: "killed",
			signal: killedBy
		};
		return {
			ended: "exited",
			status: status ?? 0,
			stdout: stdout.kept.text(),
			stderr: stderr.kept.text()
		};
	} finally {
		timers.forEach(clearTimeout);
		stdout.close();
		stderr.close();
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
async function endOf(child, program, streams, ends) {
	return new Promise((resolve, reject) => {
		child.on("error", (error) => reject(notStarted(program, error)));
		child.once("close", (status, signal) => resolve({
			status,
			signal
		}));
		child.once("exit", (status, signal) => {
			const exited = Date.now();
			const settle = () => {
				if (ends.timedOut || streams.every((stream) => stream.silent(exited))) resolve({
					status,
					signal
				});
				else setTimeout(settle, SILENCE_MS / 5).unref();
			};
			settle();
		});
	});
}
/** A stream of the command on its way to ours, and what is kept of it. */
var PassedStream = class {
	kept = new KeptStream();
	#source;
	#destination;
	#heard = 0;
	constructor(source, destination) {
		this.#source = source;
		this.#destination = destination;
		if (source === null) return;
		source.on("data", (chunk) => {
			this.#heard = Date.now();
			this.kept.add(chunk);
		});
		destination.once("error", this.#hangUp);
		source.pipe(destination, { end: false });
	}
	/** True when all has been read, or nothing came for a while although we were ready to read. */
	silent(since) {
		if (this.#source === null || this.#source.destroyed || this.#source.readableEnded) return true;
		if (this.#destination.writableNeedDrain) return false;
		return Date.now() - Math.max(this.#heard, since) >= SILENCE_MS;
	}
	close() {
		this.#destination.off("error", this.#hangUp);
		this.#source?.unpipe(this.#destination).destroy();
	}
	#hangUp = () => void this.#source?.destroy();
};
/** Names of variables have no letter case on Windows. */
function withoutPassphrase(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => name.toUpperCase() !== PASSPHRASE_VARIABLE));
}
function kill(child, signal, ownGroup) {
	if (!ownGroup || child.pid === void 0) {
		child.kill(signal);
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {}
}
function notStarted(program, cause) {
	return new InTotoError("COMMAND_NOT_STARTED", `The command ${quoteUntrusted(program)} could not be started: ${cause.code ?? "unknown"}.`, {
		cause,
		hint: "Check its spelling, the PATH, and that it may be executed. It is not run by a shell: for pipes write `sh -c \"…\"`."
	});
}
export { exitStatusOf as n, runCommand as r, byproductsOf as t };
