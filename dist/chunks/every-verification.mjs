import { G as HOME, H as linesBelow, J as RoomError, K as helpAddress, L as LIMITS, N as count, U as escapeUntrusted, W as quoteUntrusted, h as BASE_CODES, q as InTotoError, v as releaseBytes, w as UNCOUNTED } from "./base.mjs";
import { n as jsonText } from "./reporting-json-text.mjs";
import { t as CLI_CODES } from "./cli-codes.mjs";
import { b as hiddenFilesText, i as FAILURE_CODES, u as readSignedIntents, x as isOfLinks } from "./intoto-verification.mjs";
import { En as isSafeName, In as unsignedLinkFileName, Kn as digestPairs, Ur as jsonObject, Xr as CORE_CODES, c as encodeLink, o as signMetadata } from "./intoto.mjs";
import { E as targetDigest, I as STAGES_CODES, c as SIGNING_CODES, ct as FilesError, n as readFileAmongOthers, st as FILES_CODES } from "./every-action.mjs";
import { _ as RECORDING_CODES } from "./hashing.mjs";
import { t as isCheckedOutForm } from "./recording-checked-out-form.mjs";
import { isAbsolute, join, resolve } from "node:path";
const { closeSync, constants, mkdtempSync, openSync, readSync, readdirSync, rmSync, statSync } = process.getBuiltinModule("node:fs");
import { constants as constants$1, tmpdir } from "node:os";
import { execFileSync, spawn } from "node:child_process";
import { isatty } from "node:tty";
import { Socket } from "node:net";
// src/reporting/digest-members.ts
/** A digest set as an object: hexadecimal digits by algorithm. */
function digestMembers(digests) {
	return Object.fromEntries(digestPairs(digests));
}
// src/reporting/report.ts
/** Final products to show. */
function subjectsOf(products) {
	return [...products].map(([path, digests]) => ({
		name: escapeUntrusted(path),
		exactName: path,
		digest: digestMembers(digests)
	}));
}
/** Final products for programs. */
function exactSubjects({ subjects }) {
	return subjects.map(({ exactName, digest }) => ({
		name: exactName,
		digest
	}));
}
/** The steps of a layout and who follows whom, for programs. */
function exactChain({ chain }) {
	return chain.map(({ exactName, threshold, from }) => ({
		name: exactName,
		threshold,
		from: from.map(({ exactStep, lists }) => ({
			step: exactStep,
			lists
		}))
	}));
}
/** The steps of a layout and who follows whom, to show. */
function chainOf(layout) {
	const taken = takenSteps(layout);
	return layout.steps.map(({ name, threshold, expectedMaterials, expectedProducts }) => {
		const takes = taken.get(name);
		if (takes !== void 0) {
			const from = takes.map((step) => ({
				step: escapeUntrusted(step),
				exactStep: step,
				lists: ["materials"]
			}));
			return {
				name: escapeUntrusted(name),
				exactName: name,
				threshold: Number(threshold),
				from
			};
		}
		const sources = (rules) => new Set(rules.flatMap((rule) => rule.type === "MATCH" && rule.from !== name ? [rule.from] : []));
		const [materials, products] = [sources(expectedMaterials), sources(expectedProducts)];
		return {
			name: escapeUntrusted(name),
			exactName: name,
			threshold: Number(threshold),
			from: [.../* @__PURE__ */ new Set([...materials, ...products])].map((step) => ({
				step: escapeUntrusted(step),
				exactStep: step,
				lists: [...materials.has(step) ? ["materials"] : [], ...products.has(step) ? ["products"] : []]
			}))
		};
	});
}
/** Of the steps in intents, the steps that each takes; rules that were made of them also match the other way round. */
function takenSteps(layout) {
	const intents = readSignedIntents(layout);
	if (intents === void 0 || "code" in intents) return /* @__PURE__ */ new Map();
	return new Map([...intents.steps.values()].map(({ name, takes }) => [name, [...new Set(takes.flatMap((take) => take.of === "step" ? [take.step] : []))]]));
}
const IMPORTANCE = [
	"NEEDED_JOB",
	"LAYOUT_",
	"LINK_ARTIFACT",
	"LINKS_",
	"LINK_",
	"SOURCE_",
	"RULE_",
	"PRODUCT_"
];
/** The most important first: what explains the others. */
function byImportance(failures) {
	const lastSaid = failures.findLastIndex(({ statement }) => statement !== void 0);
	const rank = ({ code, statement }, place) => {
		if (statement !== void 0 || place < lastSaid && isOfLinks(code)) return IMPORTANCE.indexOf("LAYOUT_") + .5;
		const index = IMPORTANCE.findIndex((prefix) => code.startsWith(prefix));
		return index < 0 ? IMPORTANCE.length : index;
	};
	return failures.map((failure, place) => ({
		failure,
		rank: rank(failure, place)
	})).sort((a, b) => a.rank - b.rank).map(({ failure }) => failure);
}
// src/recording/products-at-hand.ts
/**
* Gives files at hand the digests that they would have as products: a file with the bytes that a link says a checkout
* wrote, if these can be what a checkout writes of the commit's, since a link alone could say so of any file; and a
* symbolic link whose target has the name that was recorded. Any other link is followed.
*
* @returns undefined where nothing stands there in another form, or where files are not compared byte for byte
*/
function productsAtHand({ targets, converted }, { baseDirectory, lstripPaths, lineEndings }) {
	if (targets.size + converted.size === 0 || lineEndings !== "as-is") return void 0;
	const nameOf = (path) => {
		const prefix = lstripPaths.find((candidate) => path.startsWith(candidate)) ?? "";
		return path.slice(prefix.length);
	};
	const placeOf = (path) => isAbsolute(path) ? path : join(baseDirectory, path);
	return {
		known: (path) => {
			const target = targets.get(nameOf(path));
			return target !== void 0 && targetDigest(placeOf(path)) === target ? {
				kind: "link",
				sha256: target
			} : void 0;
		},
		beside: () => [],
		settle: async (disk) => {
			const settled = /* @__PURE__ */ new Map();
			for (const [path, sha256] of disk) {
				const form = converted.get(nameOf(path));
				if (form?.disk === sha256 && isCheckedOutForm(placeOf(path), form.disk, form.commit)) settled.set(path, form.commit);
			}
			return settled;
		}
	};
}
// src/reporting/readable-layout.ts
/**
* A layout as far as it can be read, whoever signed it: for looking at only. Undefined where it cannot be read, which
* verification says, too, and why.
*/
function readableLayout(file) {
	try {
		return file.parsed().layout;
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
// src/gate/no-links.ts
/** A store without links. */
const NO_LINKS = {
	read: async () => void 0,
	names: async () => [],
	sub: () => NO_LINKS
};
// src/commands/command-inspection-runner.ts
/** Inspections as the reference runs them: in one folder, recording everything in it before and after. */
var CommandInspectionRunner = class {
	#settings;
	constructor(settings) {
		this.#settings = settings;
	}
	/** An inspection without a command yields a link without a return value, which verification refuses. */
	async run(inspection) {
		const { directory, record, runProgram, keepLinks } = this.#settings;
		const materials = await record(directory);
		const [program, ...words] = inspection.run;
		const status = program === void 0 ? void 0 : await runProgram([program, ...words], directory);
		if (status === "timed-out") return status;
		const link = {
			name: inspection.name,
			command: inspection.run,
			materials,
			products: await record(directory),
			byproducts: new Map(status === void 0 ? [] : [["return-value", status]]),
			environment: /* @__PURE__ */ new Map()
		};
		if (keepLinks !== void 0 && isSafeName(inspection.name)) keepLinks(join(directory, unsignedLinkFileName(inspection.name)), signMetadata({
			payload: encodeLink(link),
			format: "metablock",
			signers: []
		}));
		return link;
	}
};
// src/commands/inspection-environment.ts
/** Variables without which programs do not start, or not well. None holds a secret or a file of the runner. */
const PLAIN_VARIABLES = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|CI|ComSpec|SystemRoot|SystemDrive|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles)$/i;
/** What commands that a layout chooses are given: no tokens, whatever this program was started with. */
function inspectionEnvironment(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => PLAIN_VARIABLES.test(name)));
}
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
	const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		return {
			writeEnd: openSync(path, constants.O_WRONLY),
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
		hint: "Check its spelling, the PATH, and that it may be executed. It is not run by a shell: for pipes write `sh -c \"…\"`."
	});
}
const MOST_BYTES = 1e3;
/** The first line of a script that is there, named by a path; undefined for what is none. */
function firstLineOf(program, directory) {
	if (!program.includes("/")) return void 0;
	try {
		const file = openSync(resolve(directory, program), constants.O_RDONLY | constants.O_NONBLOCK);
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
		case "killed": return 128 + constants$1.signals[result.signal];
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
// src/commands/inspection-program.ts
/** Runs commands that a layout chooses: silently, and with an environment that holds no secret. */
function inspectionProgram({ environment, ...request }) {
	const kept = inspectionEnvironment(environment);
	return async (command, directory) => {
		const result = await runCommand({
			...request,
			command,
			directory,
			environment: kept,
			streams: "discard"
		});
		return result.ended === "timed-out" ? "timed-out" : exitStatusOf(result);
	};
}
// src/gate/codes.ts
const GATE_CODES = {
	GITHUB_FORBIDDEN: "GitHub refused a request: the token lacks a permission.",
	GITHUB_NOT_FOUND: "GitHub does not have what was asked for, or does not show it to this token.",
	GITHUB_UNAVAILABLE: "GitHub did not answer as it should, even after retries.",
	LAYOUT_REF_INVALID: "The ref from which the layout is to be read cannot be resolved.",
	LAYOUT_FILE_INVALID: "What the layout path names is not a plain file, or not the one that its id says.",
	SOURCE_NOT_FETCHED: "The files of the commit that was verified could not be fetched, so nobody knows whether the links name them.",
	SOURCE_COMMIT_UNKNOWN: "The repository does not have the commit whose files the links should name."
};
/** Reasons to block, beyond the failures of verification. */
const GATE_FAILURE_CODES = {
	NEEDED_JOB_FAILED: "A job that the gate needs did not succeed.",
	NEEDED_JOBS_NONE: "The gate was told of no needed job, so it may have run before the stages.",
	LINK_ARTIFACT_INVALID: "A workflow artifact that claims to hold a link holds something else.",
	LINK_ARTIFACT_RENAMED: "A link was stored as one of another step, job or attempt than it is of.",
	LINKS_COLLIDE: "Two workflow artifacts claim the same step and functionary.",
	LINK_SUPERSEDED: "A step was recorded again in a later attempt, and that recording is not signed.",
	LINK_OF_OLDER_ATTEMPT: "A link is of an older attempt, and nobody told whether its job succeeded in a later one.",
	LINK_JOB_NOT_SUCCESSFUL: "The job that a link comes from did not succeed when it ran last.",
	LINK_JOB_RAN_AGAIN: "The job that a link comes from ran again in a later attempt and stored no new one.",
	LINK_JOB_UNKNOWN: "The server does not list the job that a link says it comes from.",
	LINK_UPLOADED_BY_OTHER_JOB: "A link was stored by another job than the one that it names.",
	LINK_RUNNER_OTHER: "A link names another kind of runner than the server does for its job.",
	TAKE_OVER_OLD: "A step took products over by a link that does not count.",
	RUN_NOT_SUCCESSFUL: "The run whose links are verified did not succeed.",
	RUN_OF_OTHER_WORKFLOW: "The run whose links are verified is of another workflow than the one that was demanded.",
	RUN_OF_OTHER_BRANCH: "The run whose links are verified is of another branch than the one that was demanded.",
	RUN_OF_OTHER_EVENT: "The run whose links are verified was started by another event than was demanded.",
	RUN_OF_FORK: "The run whose links are verified is of another repository, such as a fork.",
	LAYOUT_CHANGED_SINCE: "The layout was changed after the run began, and by the new one the run fails.",
	OWN_LAYOUT_MISSING: "A change takes the layout away.",
	OWN_LAYOUT_INVALID: "A change brings a layout that cannot be read.",
	OWN_LAYOUT_UNSIGNED: "A change brings a layout that is not signed as the one that decides.",
	OWN_LAYOUT_WORSE: "By the layout that a change brings the verdict would be worse."
};
/** A gate that could not tell. */
var GateError = class extends RoomError {};
// src/reporting/leg-lines.ts
/** Lines in backquotes, by the keys in which `${{ matrix.NAME }}` may stand. */
const LINE = /`((?:takes|adds|may-add|changes|removes|may-remove|installs-into|command|working-directory|setup): )([^`]+)`/gu;
/** Texts of a line, in quotes or not, but for what YAML itself reads in it; those of a mapping before a colon. */
const TEXT = /'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"|([^\s'",[\]{}:][^\s'",[\]{}]*?)(?=:?(?:[\s,[\]{}]|$))/gu;
/** The words of a take, which are none of a layout's own. */
const WORDS = /* @__PURE__ */ new Set([
	"source",
	"nothing",
	"only",
	"from",
	"into",
	"may-change"
]);
/** A hint with the lines of the whole step in the place of those of one leg. */
function withLegLines(hint, leg) {
	return hint.replace(LINE, (_, key, value) => {
		return `\`${key}${value.replace(TEXT, (token, single, double, plain) => {
			const text = single?.replaceAll("''", "'") ?? (double === void 0 ? plain : unescaped(token));
			const written = text === void 0 || plain !== void 0 && WORDS.has(plain) ? text : writtenText(text, leg);
			if (written === text || written === void 0) return token;
			return double === void 0 ? quoted(written) : JSON.stringify(written);
		})}\``;
	});
}
/** As it stands in the source; a new text with the dimensions whose values it holds. */
function writtenText(text, { written, values }) {
	return written.get(text) ?? withDimensions(text, values);
}
function withDimensions(text, values) {
	const dimensions = /* @__PURE__ */ new Map();
	for (const [name, value] of values) if (value.length > 1 && /^[A-Za-z_][\w-]*$/u.test(name)) dimensions.set(value, dimensions.has(value) ? void 0 : name);
	const found = [...dimensions.keys()].sort((one, other) => other.length - one.length).map(escaped);
	if (found.length === 0) return text;
	return text.replace(new RegExp(`(?<![A-Za-z0-9])(?:${found.join("|")})(?![A-Za-z0-9])`, "gu"), (value) => {
		const name = dimensions.get(value);
		return name === void 0 ? value : `\${{ matrix.${name} }}`;
	});
}
const escaped = (text) => text.replace(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
const quoted = (text) => /^[\w./*-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
/** A text in double quotes; undefined where it holds what JSON does not know. */
function unescaped(token) {
	try {
		return JSON.parse(token);
	} catch {
		return;
	}
}
// src/reporting/layout-line.ts
/** The line, from 1, of the sentence that a failure names; undefined where nobody knows it. */
function sentenceLine({ step, statement }, { statements }) {
	const isBelow = step?.includes("/") === true;
	return statement === void 0 || isBelow ? void 0 : statements?.get(statement);
}
/** The line that a failure is shown at: of its sentence, else of its step, else the first. */
function failureLine(failure, place) {
	return sentenceLine(failure, place) ?? place.steps.get(failure.step?.split("/")[0] ?? "") ?? 1;
}
/**
* A report whose failures say where in the source the sentence stands that they are about, and offer for a leg of a matrix
* what can stand there.
*/
function withPlaces(report, place) {
	const placed = (failures) => failures.map((failure) => {
		const line = failure.at === void 0 ? sentenceLine(failure, place) : void 0;
		if (line === void 0) return failure;
		const leg = place.legs?.get(failure.step ?? "");
		const hint = leg === void 0 ? failure.hint : withLegLines(failure.hint, leg);
		return {
			...failure,
			hint,
			at: `${place.file}:${line}`
		};
	});
	return {
		...report,
		failures: placed(report.failures),
		unsigned: placed(report.unsigned)
	};
}
// src/reporting/annotations.ts
const MOST = 10;
/** The most important first. */
function annotations(report, place) {
	const list = [];
	const add = (level, failure) => {
		const { code, step, statement, message, details, hint } = failure;
		list.push({
			level,
			title: step === void 0 ? code : `${code} in step ${step}`,
			message: [message, ...linesBelow({
				code,
				statement,
				details: details.slice(0, 5),
				hint
			}, "remark")].join("\n"),
			file: place.file,
			line: failureLine(failure, place)
		});
	};
	for (const failure of byImportance(report.failures)) add("error", failure);
	if (report.verdict === "advisory") {
		list.push({
			level: "warning",
			title: "Not verified",
			message: "Nothing of this run is signed, so the verdict is advice only.",
			file: place.file,
			line: 1
		});
		for (const failure of byImportance(report.unsigned)) add("warning", failure);
	}
	const { error } = report;
	if (error === void 0) return list.slice(0, MOST);
	const message = [error.message, ...linesBelow(error, "remark")].join("\n");
	return [...list.slice(0, 9), {
		level: "error",
		title: error.code,
		message,
		file: place.file,
		line: 1
	}];
}
// src/reporting/source-text.ts
/** A source in words, but for its commit. */
function sourceText({ files, checkedBy }) {
	return `${files === void 0 ? "some of its files" : count(files, "file")}, ${checkedBy === void 0 ? "not held against the repository" : `held against the repository by ${checkedBy}`}`;
}
/** The member `source` of what is written for programs, where there is any source to tell of. */
function sourceMember(source) {
	if (source === void 0) return {};
	const { commit, tree, files = null, digest = null, checkedBy } = source;
	const checked = checkedBy !== void 0;
	return { source: {
		commit,
		tree,
		files,
		digest,
		checked,
		...checked ? { checkedBy } : {}
	} };
}
// src/reporting/short-key-ids.ts
/** The start of a key id, as names of link files have it: enough for people to tell keys apart. */
function shortKeyId(keyId) {
	return keyId.slice(0, 8);
}
/** Several, in one line. */
function shortKeyIds(keyIds, between = ", ") {
	return keyIds.map(shortKeyId).join(between);
}
// src/reporting/mermaid.ts
/** Beyond this, GitHub takes long to draw and people see nothing. */
const MOST_STEPS = 60;
/** UTF-16 code units of one line of a label. */
const MOST_LABEL = 60;
/** The graph with its fence; an empty string when there is nothing to draw. */
function chainGraph({ chain, items, failures }) {
	if (chain.length === 0) return "";
	const shown = chain.slice(0, MOST_STEPS);
	const ids = new Map(shown.map(({ exactName }, index) => [exactName, `s${index}`]));
	const reports = new Map(items.filter(({ kind }) => kind !== "inspection").map((item) => [item.name, item]));
	const broken = new Set(failures.flatMap(({ step }) => step === void 0 ? [] : [step.split("/")[0]]));
	const lines = ["```mermaid", "flowchart LR"];
	for (const step of shown) {
		const item = reports.get(step.name);
		const isBroken = broken.has(step.name);
		lines.push(`  ${ids.get(step.exactName) ?? ""}["${label(step, item, isBroken)}"]:::${isBroken ? "broken" : item === void 0 ? "missing" : "good"}`);
	}
	const red = [];
	let edges = 0;
	for (const step of shown) for (const from of step.from) {
		const source = ids.get(from.exactStep);
		if (source === void 0) continue;
		const bad = failures.some((failure) => breaksEdge(failure, step.name, from));
		lines.push(`  ${source} ${bad ? "-. broken .->" : "-->"} ${ids.get(step.exactName) ?? ""}`);
		if (bad) red.push(edges);
		edges += 1;
	}
	lines.push("  classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3d1a", "  classDef broken fill:#ffebe9,stroke:#cf222e,stroke-width:3px,color:#5c0a10", "  classDef missing fill:#f6f8fa,stroke:#8c959f,stroke-dasharray:4,color:#424a53");
	if (red.length > 0) lines.push(`  linkStyle ${red.join(",")} stroke:#cf222e,stroke-width:3px,color:#cf222e`);
	lines.push("```");
	if (chain.length > shown.length) lines.push("", `${chain.length - shown.length} further steps are not drawn.`);
	return lines.join("\n");
}
function label(step, item, broken) {
	const facts = item === void 0 ? [broken ? "no link that counts" : "not reached"] : [
		count(item.materials, "material"),
		count(item.products, "product"),
		item.unsigned === true ? "unsigned" : item.functionaries.length === 0 ? "" : `by ${shortKeyIds(item.functionaries)}`
	];
	return [`<b>${mermaidText(step.name)}</b>`, ...facts.filter((fact) => fact !== "").map(mermaidText)].join("<br>");
}
/** An edge is broken where rules that follow it fail, or where either of its ends has no link. */
function breaksEdge(failure, to, from) {
	const step = failure.step?.split("/")[0];
	if (step === to) return failure.list === void 0 || from.lists.includes(failure.list);
	return step === from.step && failure.code.startsWith("LINK");
}
/** Everything but letters and digits as character codes of Mermaid's own kind; a long text is cut. */
function mermaidText(text) {
	return (text.length > MOST_LABEL ? `${text.slice(0, MOST_LABEL)}…` : text).replace(/[^\p{L}\p{N} ,._-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
// src/reporting/markdown.ts
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** A sentence: every mark becomes a character reference, which Markdown shows and never reads as syntax. */
function prose(text, limit = 1e3) {
	return escapeUntrusted(text, limit).replace(PUNCTUATION, (mark) => mark === "@" ? "&#64;<!-- -->" : mark === "," || mark === "-" ? mark : `&#${mark.charCodeAt(0)};`);
}
/** A name or path as code. Within a table a `|` must be escaped, even in code. */
function code(text, where = "text", limit = 300) {
	const shown = escapeUntrusted(text, limit);
	const fence = "`".repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	const span = `${fence}${/^`|`$|^ .* $/.test(shown) ? ` ${shown} ` : shown === "" ? " " : shown}${fence}`;
	return where === "table" ? span.replaceAll("|", "\\|") : span;
}
/** A row of a table. Cells are Markdown already. */
function row(cells) {
	return `| ${cells.join(" | ")} |`;
}
/** Cuts text at a line, and says that it did. @param most UTF-16 code units */
function cutAtLine(text, most, note) {
	if (text.length <= most) return text;
	const end = text.lastIndexOf("\n", most - note.length - 2);
	return `${text.slice(0, Math.max(end, 0))}\n\n${note}\n`;
}
// src/reporting/summary-markdown.ts
/** GitHub shows at most 1 MiB of a summary and drops longer ones. */
const MOST_CHARACTERS = 25e4;
const MOST_FAILURES = 50;
const MOST_DETAILS$1 = 20;
const MOST_ROWS = 200;
/** Exclude patterns shown of one step. */
const MOST_PATTERNS = 5;
const HEADLINES = {
	passed: "## ✅ Passed: the supply chain verifies",
	failed: "## ❌ Failed: the supply chain does not verify",
	advisory: "## ⚠️ Advisory: not verified, since nothing is signed"
};
/** The whole summary as Markdown, bounded. */
function summaryMarkdown(report) {
	return cutAtLine(`${[
		report.error === void 0 || report.failures.length > 0 ? HEADLINES[report.verdict] : "## ❌ Failed: it could not be told whether the supply chain verifies",
		lead(report),
		chainGraph(report),
		...failureParts(report),
		...report.failures.length > 0 ? errorParts(report) : [],
		stepTable(report),
		...sourceParts(report),
		...layoutParts(report),
		...noteParts(report)
	].filter((part) => part !== "").join("\n\n")}\n`, MOST_CHARACTERS, "*The rest is in the report file.*");
}
function lead(report) {
	const { error, verdict, failures, items, subjects } = report;
	const where = placeOf(report);
	if (error !== void 0 && failures.length === 0) return [...errorLines(error), report.run === void 0 ? "" : `${where}.`].filter((line) => line !== "").join("\n\n");
	if (verdict === "passed") return `${where}: ${items.length === 1 ? "the one step" : `all ${items.length} steps and inspections`} followed the layout; ${count(subjects.length, "final product")}.`;
	if (verdict === "advisory") return `${where} comes from a fork or from Dependabot, which get no identity. Every rule holds for what the stages recorded, **but nobody signed it**: whoever wrote the pull request could have written the links, too. Verify again where signing is possible, in a merge queue or after the merge.`;
	const codes = [...new Set(failures.map((failure) => failure.code))].slice(0, 8);
	const more = error === void 0 ? "" : ` Beside that, something could not be told (${code(error.code)}).`;
	return `${where}: ${count(failures.length, "reason")} (${codes.map((text) => code(text)).join(", ")}).${more}`;
}
function errorLines({ code: name, message, at, hint }) {
	return [
		`**${code(name)}**: ${prose(message)}`,
		...at === void 0 ? [] : [`Where: ${code(at)}`],
		...hint === void 0 ? [] : [`To fix it: ${prose(hint)}`],
		`[What this means](${helpAddress(name)}).`
	];
}
function errorParts({ error }) {
	return error === void 0 ? [] : ["### What could not be told", ...errorLines(error)];
}
function placeOf({ run }) {
	if (run === void 0) return "The links at hand";
	return `${run.id === void 0 ? "What lies in a directory," : `Run ${code(run.id)}${run.attempt === void 0 ? "" : `, attempt ${run.attempt}`},`} of ${code(run.repository)} at ${run.commit === void 0 ? "a commit that is not known" : code(run.commit.slice(0, 12))}`;
}
function failureParts({ failures, unsigned, verdict }) {
	const list = byImportance(verdict === "advisory" ? unsigned : failures);
	if (list.length === 0) return [];
	const hidden = list.length - MOST_FAILURES;
	return [
		verdict === "advisory" ? "### Signatures that are missing" : "### What is wrong, and how to fix it",
		...list.slice(0, MOST_FAILURES).map((failure, index) => failureDetail(failure, index < 3 && verdict !== "advisory")),
		hidden > 0 ? `The report file holds ${count(hidden, "further failure")}.` : ""
	];
}
function failureDetail(failure, open) {
	const { code: name, errorCode, step, rule, list, ruleIndex, statement, at, message, details, hint } = failure;
	const hidden = details.length - MOST_DETAILS$1;
	const where = rule === void 0 ? [] : [`Rule: ${code(`expected_${list ?? "artifacts"}[${ruleIndex ?? 0}]`)}, ${code(rule)}`];
	return [
		`<details${open ? " open" : ""}><summary><b>${name}</b>${step === void 0 ? "" : ` in step <b>${prose(step, 100)}</b>`}: ${prose(message, 400)}</summary>`,
		"",
		...where.flatMap((line) => [line, ""]),
		...statement === void 0 ? [] : [`The layout says: ${code(statement)}`, ""],
		...at === void 0 ? [] : [`Where: ${code(at)}`, ""],
		...errorCode === void 0 ? [] : [`Error within: ${code(errorCode)}`, ""],
		...details.slice(0, MOST_DETAILS$1).map((detail) => `- ${code(detail, "text", 1e3)}`),
		...hidden > 0 ? [`- … and ${count(hidden, "more line")}`] : [],
		...details.length > 0 ? [""] : [],
		`**To fix it:** ${prose(hint)}`,
		"",
		`[What ${name} means](${helpAddress(name)})`,
		"",
		"</details>"
	].join("\n");
}
function stepTable({ items }) {
	if (items.length === 0) return "";
	const hidden = items.length - MOST_ROWS;
	return [
		"### Steps",
		"",
		row([
			"",
			"Performed by",
			"Threshold",
			"Materials",
			"Products",
			"Rules applied",
			"Left out"
		]),
		row([
			"---",
			"---",
			"--:",
			"--:",
			"--:",
			"--:",
			"---"
		]),
		...items.slice(0, MOST_ROWS).map(({ name, kind, functionaries, unsigned, threshold, materials, products, trace, excluded }) => row([
			`${kind} ${code(name, "table")}`,
			unsigned === true ? "(unsigned)" : functionaries.length === 0 ? "(nobody)" : functionaries.map((keyId) => code(shortKeyId(keyId), "table")).join(", "),
			String(threshold),
			String(materials),
			String(products),
			String(trace.length),
			excludedCell(excluded)
		])),
		...hidden > 0 ? ["", `The report file holds ${count(hidden, "further step")}.`] : []
	].join("\n");
}
/** A long list is in the report file. */
function excludedCell(excluded = []) {
	const shown = excluded.slice(0, MOST_PATTERNS).map((hidden) => hidden.pattern === ".git" ? code(UNCOUNTED, "table") : `${code(hidden.pattern, "table")}: ${hiddenFilesText(hidden)}`);
	const more = excluded.length - MOST_PATTERNS;
	return [...shown, ...more > 0 ? [`${more} more`] : []].join(", ");
}
function sourceParts({ source }) {
	if (source === void 0) return [];
	return ["### Source", `Commit ${code(source.commit)}: ${prose(sourceText(source))}.`];
}
function layoutParts({ layout, headLayout }) {
	if (layout === void 0) return [];
	return [
		"### Layout",
		[
			`${code(layout.path)} of ${code(layout.repository)}, read ${prose(layout.reason)}:`,
			"",
			`- commit ${code(layout.commit)}`,
			`- git blob ${code(layout.blob)}`,
			`- ${code(layout.digest)}`
		].join("\n"),
		headLayout === void 0 ? "" : `> [!WARNING]\n> This change also changes the layout. By the layout at ${code(headLayout.commit.slice(0, 12))} the verdict would be **${headLayout.verdict}**${headLayout.codes.length === 0 ? "" : ` (${headLayout.codes.map((text) => code(text)).join(", ")})`}. The layout above decides, and a change that is worse by its own is refused unless the workflow says \`own-layout: told\`. Let the owners of the layout review the change.`
	];
}
function noteParts({ warnings, notes }) {
	const lines = [...warnings.map(({ code: name, message }) => `- **${name}**: ${prose(message)}`), ...notes.map((note) => `- ${prose(note)}`)];
	if (lines.length === 0) return [];
	return ["### Worth a look", lines.slice(0, 50).join("\n")];
}
// src/reporting/verdict-text.ts
const MARKS = {
	red: "31",
	green: "32",
	yellow: "33",
	bold: "1"
};
/** Lines of details shown of one failure. */
const MOST_DETAILS = 15;
/** A verdict for a terminal: the verdict first, then each reason with its remedy, and the steps. */
function verdictText(report, colour) {
	const mark = (style, text) => colour === "ansi" ? `\u001b[${MARKS[style]}m${text}\u001b[0m` : text;
	const { items, warnings, source } = report;
	const steps = [
		...stepLines(items),
		...sourceLines(source),
		...warningLines(warnings, mark)
	];
	if (report.error !== void 0) return [
		...undecided(report, report.error, mark),
		...steps,
		""
	].join("\n");
	switch (report.verdict) {
		case "passed": return [
			passedLine(report, mark),
			...steps,
			""
		].join("\n");
		case "advisory": return [
			...reasons("yellow", "ADVISORY: nothing is signed", report.unsigned, mark),
			...below(items, steps),
			""
		].join("\n");
		case "failed": return [
			...reasons("red", "FAILED: the supply chain does not verify", report.failures, mark),
			...below(items, steps),
			"",
			mark("red", `FAILED: ${[...new Set(report.failures.map(({ code }) => code))].join(", ")}`),
			""
		].join("\n");
	}
}
function passedLine({ items, subjects }, mark) {
	const inspections = items.filter(({ kind }) => kind === "inspection").length;
	const inspected = inspections === 0 ? "" : `, ${count(inspections, "inspection")}`;
	return mark("green", `PASSED: the supply chain verifies (${`${count(items.length - inspections, "step")}${inspected}, ${count(subjects.length, "final product")}`}).`);
}
/** What was known before it broke off stands first: it may be why. */
function undecided({ failures }, { code, message, at, hint }, mark) {
	return [
		...failures.length > 0 ? reasons("red", "FAILED: the supply chain does not verify", failures, mark) : [mark("red", "FAILED: it could not be told whether the supply chain verifies.")],
		"",
		mark("bold", code),
		`  ${message}`,
		...linesBelow({
			code,
			at,
			hint
		}, "terminal")
	];
}
function reasons(style, verdict, failures, mark) {
	return [mark(style, `${verdict} (${count(failures.length, "failure")}).`), ...failures.flatMap((failure) => ["", ...failureLines(failure, mark)])];
}
/** Steps stand apart from the reasons above them. */
function below(items, lines) {
	return items.length > 0 ? ["", ...lines] : lines;
}
/** One failure in several lines. */
function failureLines(failure, mark = (_style, text) => text) {
	const { code, message, statement, at, details, hint, step } = failure;
	const hidden = details.length - MOST_DETAILS;
	return [
		mark("bold", `${code}${step === void 0 ? "" : ` in step "${step}"`}`),
		`  ${message}`,
		...linesBelow({
			statement,
			details: details.slice(0, MOST_DETAILS)
		}, "terminal"),
		...hidden > 0 ? [`    … and ${count(hidden, "more line")}`] : [],
		...linesBelow({
			code,
			at: at === void 0 || details.includes(at) ? void 0 : at,
			hint
		}, "terminal")
	];
}
function stepLines(items) {
	return items.map(({ name, kind, functionaries, unsigned, materials, products, excluded }) => `  ${kind} "${name}": ${count(materials, "material")}, ${count(products, "product")}` + (unsigned === true ? " (unsigned)" : functionaries.length > 0 ? `, signed by ${shortKeyIds(functionaries)}` : "") + excludedText(excluded));
}
function excludedText(excluded = []) {
	if (excluded.length === 0) return "";
	return `; excluded ${excluded.map((hidden) => hidden.pattern === ".git" ? `"${UNCOUNTED}"` : `"${hidden.pattern}" (${hiddenFilesText(hidden)})`).join(", ")}`;
}
function sourceLines(source) {
	return source === void 0 ? [] : [`  source: commit ${source.commit}, ${sourceText(source)}`];
}
function warningLines(warnings, mark) {
	return warnings.map(({ code, message }) => mark("yellow", `  warning ${code}: ${message}`));
}
// src/layouts/codes.ts
const LAYOUTS_CODES = {
	YAML_SYNTAX: "A layout source is not YAML, or not one document.",
	YAML_KEY_DUPLICATE: "A layout source has the same key twice in one mapping.",
	YAML_FEATURE: "A layout source uses anchors, aliases or tags.",
	YAML_TOO_LARGE: "A layout source is too large, or nested too deep.",
	LAYOUT_SOURCE_MISSING: "A layout source lacks something that every layout needs.",
	LAYOUT_SOURCE_UNKNOWN: "A layout source names something that does not exist.",
	LAYOUT_SOURCE_TYPE: "A value in a layout source has the wrong type.",
	LAYOUT_SOURCE_VALUE: "A value in a layout source is not allowed.",
	LAYOUT_SOURCE_NAME: "A step or inspection of a layout source has a name that is taken or cannot be a file name.",
	LAYOUT_SOURCE_EMPTY: "A layout source has no steps.",
	LAYOUT_SOURCE_EXPIRED: "A layout source expires in the past.",
	LAYOUT_SOURCE_RULE: "A list of rules in a layout source can never fail, or one of its rules can never take anything.",
	LAYOUT_SOURCE_AMBIGUOUS: "A sentence of a layout source can be read in two ways.",
	LAYOUT_SOURCE_IMPOSSIBLE: "No honest run can be what a layout source says.",
	LAYOUT_UNREADABLE: "A layout that was built is not written, since no verification would read it.",
	LAYOUT_UNPROVEN: "A layout in intents refuses an honest run that was made up of it, or lets a wrong one pass.",
	LAYOUT_SOURCE_KEY_SHARED: "Two functionaries of a layout source have one key."
};
/** A mistake in a layout source whose place in the file is not known. */
var LayoutsError = class extends RoomError {};
// src/sigstore/codes.ts
const SIGSTORE_CODES = {
	TRUSTED_ROOT_INVALID: "A trusted root cannot be read, or lacks something that it must have.",
	TRUSTED_ROOT_UNAVAILABLE: "A trusted root could not be fetched.",
	TRUSTED_ROOT_REFUSED: "A trusted root that was fetched is not signed, expired, or older than one seen before.",
	KEYLESS_TOKEN_INVALID: "An identity token is not of the form that such tokens have.",
	KEYLESS_TOKEN_AUDIENCE: "An identity token is for another audience than the Sigstore instance that would get it.",
	KEYLESS_INSTANCE_REFUSED: "A repository that is not public would be named in a public log.",
	KEYLESS_INSTANCE_INCOMPLETE: "A Sigstore of your own lacks an address or its trusted root.",
	KEYLESS_CERTIFICATE_FAILED: "The certificate authority gave no certificate.",
	KEYLESS_LOG_FAILED: "The transparency log took no entry.",
	KEYLESS_TIMESTAMP_FAILED: "The timestamp authority gave no timestamp."
};
/** A signature by identity that cannot be made, or a trusted root that cannot be used. */
var SigstoreError = class extends RoomError {};
// src/reporting/all-codes.ts
/** The codes of errors, room by room as a pipeline meets them; what every action can throw comes last. */
const ERROR_CODES = {
	...CORE_CODES,
	...SIGNING_CODES,
	...RECORDING_CODES,
	...COMMANDS_CODES,
	...CLI_CODES,
	...LAYOUTS_CODES,
	...FILES_CODES,
	...STAGES_CODES,
	...SIGSTORE_CODES,
	...GATE_CODES,
	...BASE_CODES
};
/** What each code means, of failures and of errors. */
const MEANINGS = {
	...FAILURE_CODES,
	...GATE_FAILURE_CODES,
	...ERROR_CODES
};
// src/reporting/sarif.ts
const GRAVE = {
	level: "error",
	severity: "8.0"
};
/**
* Code scanning fails a pull request for security severities from 7, and advice is not to fail it; but no results at all
* would read as a pass, and close alerts.
*/
const ADVICE = {
	level: "warning",
	severity: "5.0"
};
/** A SARIF log as a plain value. A passed verification gives no results, which closes old alerts. */
function sarifLog(report, place) {
	const { error, verdict, failures, unsigned, source } = report;
	const { level, severity } = verdict === "advisory" ? ADVICE : GRAVE;
	const findings = [...byImportance(verdict === "advisory" ? unsigned : failures).slice(0, 4999), ...error === void 0 ? [] : [{
		code: error.code,
		message: error.message,
		hint: error.hint ?? ""
	}]];
	const codes = [...new Set(findings.map(({ code }) => code))];
	return {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "in-toto-actions",
				informationUri: HOME,
				rules: codes.map((code) => ({
					id: code,
					shortDescription: { text: MEANINGS[code] ?? code },
					helpUri: helpAddress(code),
					defaultConfiguration: { level },
					properties: {
						tags: ["security", "supply-chain"],
						"security-severity": severity
					}
				}))
			} },
			...source === void 0 ? {} : { properties: sourceMember(source) },
			results: findings.map(({ code, message, hint, step, statement }) => ({
				ruleId: code,
				ruleIndex: codes.indexOf(code),
				level,
				message: { text: [
					message,
					statement === void 0 ? "" : `The layout says: ${statement}.`,
					hint
				].filter((part) => part !== "").join(" ") },
				partialFingerprints: { inTotoFinding: `${code}:${step ?? ""}` },
				locations: [{ physicalLocation: {
					artifactLocation: { uri: place.file.split("/").map(encodeURIComponent).join("/") },
					region: { startLine: failureLine({
						step,
						statement
					}, place) }
				} }]
			}))
		}]
	};
}
// src/reporting/verdict-json.ts
/** The verdict as a plain value. */
function verdictReport(report) {
	const { verdict, error, failures, unsigned, warnings, items } = report;
	if (error !== void 0) return {
		verdict: "error",
		error,
		...failures.length > 0 ? { failures } : {}
	};
	return {
		verdict,
		failures: verdict === "advisory" ? unsigned : failures,
		warnings,
		steps: items.map(({ trace, threshold, ...item }) => ({
			...item,
			threshold: Number(threshold),
			rules: trace.map(({ list, rule, before, consumed }) => ({
				list,
				rule: rule.tokens,
				before,
				consumed
			}))
		})),
		...sourceMember(report.source),
		...verdict === "passed" ? { products: Object.fromEntries(exactSubjects(report).map(({ name, digest }) => [name, digest])) } : {}
	};
}
// src/reporting/workflow-commands.ts
/** One line. What the runner would take for the end of a part is encoded, as its own toolkit does it. */
function workflowCommand({ level, title, message, file, line }) {
	return `::${level} title=${property(title)},file=${property(file)},line=${line}::${data(message)}`;
}
function data(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
	return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/reporting/formats.ts
const REPORT_FORMATS = table({
	text: {
		audience: "people",
		render: (report, { colour }) => verdictText(report, colour)
	},
	json: {
		audience: "programs",
		render: (report) => `${jsonText(verdictReport(report))}\n`
	},
	markdown: {
		audience: "a page of GitHub",
		render: (report) => summaryMarkdown(report)
	},
	sarif: {
		audience: "code scanning",
		render: (report, { place }) => `${jsonText(sarifLog(report, place))}\n`
	},
	annotations: {
		audience: "the log of a workflow",
		render: (report, { place }) => annotations(report, place).map((annotation) => `${workflowCommand(annotation)}\n`).join("")
	}
});
/** Knows its names, and each entry as any other: what takes the report alone is called like the rest. */
function table(formats) {
	return formats;
}
/** Every name, the default first. */
const FORMAT_NAMES = Object.keys(REPORT_FORMATS);
// src/gate/directory-link-store.ts
/** Links in a directory, those of sublayouts in directories below it. */
var DirectoryLinkStore = class DirectoryLinkStore {
	#directory;
	#read;
	/** @param read takes the paths of the files that are read, those of sublayouts, too */
	constructor(directory, read = /* @__PURE__ */ new Set()) {
		this.#directory = directory;
		this.#read = read;
	}
	/** Paths of the files that were read. */
	get filesRead() {
		return [...this.#read];
	}
	/**
	* A directory that is named like a link is no link, as in the reference.
	*
	* @throws FILE_UNREADABLE, JSON_TOO_LARGE
	*/
	async read(fileName) {
		if (/[/\\\0]/.test(fileName)) return void 0;
		const path = join(this.#directory, fileName);
		const bytes = readFileAmongOthers(path, LIMITS.linkBytes);
		if (bytes !== void 0) this.#read.add(path);
		return bytes;
	}
	/** Each `read` reads anew. */
	release(bytes) {
		releaseBytes(bytes);
	}
	/** The names of all that is no directory. @throws FILE_UNREADABLE */
	async names() {
		try {
			return readdirSync(this.#directory, { withFileTypes: true }).filter((entry) => !entry.isDirectory()).map(({ name }) => name);
		} catch (error) {
			const { code } = error;
			if (code === "ENOENT" || code === "ENOTDIR") return [];
			throw new FilesError("FILE_UNREADABLE", `The directory cannot be read: ${code ?? "unknown"}.`, {
				at: escapeUntrusted(this.#directory),
				cause: error
			});
		}
	}
	sub(directoryName) {
		return /[/\\\0]/.test(directoryName) ? NO_LINKS : new DirectoryLinkStore(join(this.#directory, directoryName), this.#read);
	}
};
// src/gate/link-directory.ts
/**
* A step without links is a "no"; without the directory nobody looked at all.
*
* @throws FILE_UNREADABLE
*/
function checkLinkDirectory(directory, named) {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
	throw new FilesError("FILE_UNREADABLE", "There is no directory of that name, so no link was looked for.", {
		at: escapeUntrusted(directory),
		hint: `Check ${named}, and whether what brings the links there ran before.`
	});
}
export { byImportance as A, byproductsOf as C, NO_LINKS as D, CommandInspectionRunner as E, exactChain as M, exactSubjects as N, readableLayout as O, subjectsOf as P, inspectionProgram as S, runCommand as T, sourceMember as _, verdictReport as a, withPlaces as b, failureLines as c, code as d, cutAtLine as f, shortKeyIds as g, shortKeyId as h, REPORT_FORMATS as i, chainOf as j, productsAtHand as k, verdictText as l, row as m, DirectoryLinkStore as n, SigstoreError as o, prose as p, FORMAT_NAMES as r, LayoutsError as s, checkLinkDirectory as t, summaryMarkdown as u, sourceText as v, exitStatusOf as w, GateError as x, annotations as y };
