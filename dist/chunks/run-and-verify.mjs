import { Qr as jsonObject } from "./intoto.mjs";
import { K as quoteUntrusted, X as RoomError } from "./base.mjs";
import { join, resolve } from "node:path";
import { constants, tmpdir } from "node:os";
const { closeSync, constants: constants$1, mkdtempSync, openSync, readSync, rmSync } = process.getBuiltinModule("node:fs");
import { execFileSync, spawn } from "node:child_process";
import { isatty } from "node:tty";
import { Socket } from "node:net";
// src/commands/command-pipe.ts
/**
* Two pipes, for standard output and standard error; undefined where named pipes cannot be made.
*
* Node's own `stdio: 'pipe'` gives the command a socket, and `/dev/stdout` and `/dev/stderr`, which many scripts write
* to, cannot be opened when they are sockets.
*/
function openCommandPipes() {
	if (process.platform === "win32") return void 0;
	let directory;
	try {
		directory = mkdtempSync(join(tmpdir(), "in-toto-"));
		const [stdout, stderr] = [join(directory, "stdout"), join(directory, "stderr")];
		execFileSync("mkfifo", [
			"-m",
			"600",
			stdout,
			stderr
		], {
			stdio: "ignore",
			env: { PATH: process.env["PATH"] }
		});
		const first = openPipe(stdout);
		try {
			return [first, openPipe(stderr)];
		} catch (error) {
			first.readEnd.destroy();
			closeSync(first.writeEnd);
			throw error;
		}
	} catch {
		return;
	} finally {
		if (directory !== void 0) rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
function openPipe(path) {
	const reader = openSync(path, constants$1.O_RDONLY | constants$1.O_NONBLOCK);
	try {
		return {
			writeEnd: openSync(path, constants$1.O_WRONLY),
			readEnd: new Socket({
				fd: reader,
				readable: true,
				writable: false
			})
		};
	} catch (error) {
		closeSync(reader);
		throw error;
	}
}
// src/commands/kept-stream.ts
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
// src/commands/codes.ts
const COMMANDS_CODES = { COMMAND_NOT_STARTED: "A command could not be started." };
/** A program that cannot be run. */
var CommandsError = class extends RoomError {};
// src/commands/not-started.ts
/** Why a command could not be started. @param directory in which it was to run */
function notStarted(program, cause, directory) {
	const line = cause.code === "ENOENT" ? firstLineOf(program, directory) : void 0;
	if (line !== void 0) return new CommandsError("COMMAND_NOT_STARTED", `The command ${quoteUntrusted(program)} is there, and could not be started: the program that its first line names was not found.`, {
		cause,
		hint: line.endsWith("\r") ? `Its first line, ${quoteUntrusted(line, 100)}, ends with a carriage return, which belongs to the name: write the file with LF ends of lines (\`.gitattributes\`: \`*.sh text eol=lf\`).` : `Its first line is ${quoteUntrusted(line, 100)}: install that program, or name one that is there.`
	});
	return new CommandsError("COMMAND_NOT_STARTED", `The command ${quoteUntrusted(program)} could not be started: ${cause.code ?? "unknown"}.`, {
		cause,
		hint: "Check its spelling, the PATH, and that it may be executed. It is not run by a shell: for pipes write `sh -c \"\u2026\"`."
	});
}
const MOST_BYTES = 1e3;
/** The first line of a script that is there, named by a path; undefined for what is none. */
function firstLineOf(program, directory) {
	if (!program.includes("/")) return void 0;
	try {
		const file = openSync(resolve(directory, program), constants$1.O_RDONLY | constants$1.O_NONBLOCK);
		try {
			const bytes = Buffer.alloc(MOST_BYTES);
			const [line = ""] = bytes.subarray(0, readSync(file, bytes)).toString("latin1").split("\n");
			return line.startsWith("#!") ? line : void 0;
		} finally {
			closeSync(file);
		}
	} catch {
		return;
	}
}
// src/commands/run-command.ts
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
* Runs a command without a shell and waits for its end. Secrets of ours are not passed on to it.
*
* @throws COMMAND_NOT_STARTED
*/
async function runCommand(request) {
	const piped = request.streams === "record" || request.stdout !== void 0 || request.stderr !== void 0;
	const terminal = isatty(0);
	const reads = terminal && request.streams !== "discard";
	const ownGroup = request.timeoutMs !== void 0 && !reads && process.platform !== "win32";
	const ends = {
		interrupted: void 0,
		timedOut: false
	};
	const forward = (signal) => {
		ends.interrupted ??= signal;
		if (signal !== "SIGINT" || !terminal || ownGroup) send(signal);
	};
	for (const signal of FORWARDED) process.on(signal, forward);
	let started;
	try {
		started = start(request, piped && request.streams !== "discard", ownGroup);
	} catch (error) {
		stopForwarding(forward);
		throw error;
	}
	const { child, sources } = started;
	const send = (signal) => kill(child, signal, ownGroup);
	const timers = [];
	if (request.timeoutMs !== void 0) {
		const timeOut = () => {
			ends.timedOut = true;
			send("SIGTERM");
			timers.push(setTimeout(send, GRACE_MS, "SIGKILL"));
		};
		timers.push(setTimeout(timeOut, Math.min(request.timeoutMs, LONGEST_TIMER_MS)));
	}
	const stdout = new PassedStream(sources[0], request.stdout ?? process.stdout);
	const stderr = new PassedStream(sources[1], request.stderr ?? process.stderr);
	try {
		const { status, signal } = await endOf(child, request, [stdout, stderr], ends);
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
		if (request.leaveNothing === true && ownGroup) send("SIGKILL");
		stdout.close();
		stderr.close();
		stopForwarding(forward);
	}
}
function stopForwarding(forward) {
	for (const signal of FORWARDED) process.off(signal, forward);
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
function start({ command, streams, ...request }, piped, detached) {
	const [program, ...words] = command;
	const pipes = piped ? openCommandPipes() : void 0;
	const others = streams === "discard" ? "ignore" : piped ? "pipe" : "inherit";
	const input = streams === "discard" ? "ignore" : "inherit";
	try {
		const child = spawn(program, words, {
			cwd: request.directory,
			env: passedOn(request),
			stdio: [input, ...pipes?.map(writeEndOf) ?? [others, others]],
			detached
		});
		return {
			child,
			sources: [pipes?.[0].readEnd ?? child.stdout, pipes?.[1].readEnd ?? child.stderr]
		};
	} catch (error) {
		pipes?.forEach(({ readEnd }) => readEnd.destroy());
		throw notStarted(program, error, request.directory);
	} finally {
		pipes?.map(writeEndOf).forEach((descriptor) => closeSync(descriptor));
	}
}
const writeEndOf = ({ writeEnd }) => writeEnd;
async function endOf(child, { command: [program], directory }, streams, ends) {
	return new Promise((resolve, reject) => {
		child.on("error", (error) => reject(notStarted(program, error, directory)));
		child.once("exit", (status, signal) => {
			const exited = Date.now();
			let waiting;
			const settle = () => {
				clearTimeout(waiting);
				if (ends.timedOut || streams.every((stream) => stream.silent(exited))) resolve({
					status,
					signal
				});
				else waiting = setTimeout(settle, SILENCE_MS / 5);
			};
			for (const stream of streams) stream.onceClosed(settle);
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
	onceClosed(then) {
		this.#source?.once("close", then);
	}
	close() {
		this.#destination.off("error", this.#hangUp);
		this.#source?.unpipe(this.#destination).destroy();
	}
	#hangUp = () => void this.#source?.destroy();
};
/** Names of variables have no letter case on Windows. */
function passedOn({ environment, withheld }) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !withheld.includes(name.toUpperCase())));
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
export { COMMANDS_CODES as i, exitStatusOf as n, runCommand as r, byproductsOf as t };
