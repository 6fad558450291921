import { G as escapeUntrusted, K as quoteUntrusted, _ as BaseError, t as RUN_AGAIN } from "./base.mjs";
import { d as readWorkflowArtifactName, oi as CoreError } from "./intoto.mjs";
import { R as StagesError, S as isSha256Digest, ft as logLine, ot as fileUnwritable, x as digestOfHex } from "./every-action.mjs";
import { join } from "node:path";
const { mkdtempSync, rmSync, statSync } = process.getBuiltinModule("node:fs");
import { StringDecoder } from "node:string_decoder";
// src/github/library-log.ts
/** Commands, whole and alone in one piece, as the library and our own log write them. They change nothing but the log. */
const COMMAND = /^::(?:add-mask|debug|notice|warning|error|group|endgroup)(?: [^\r\n]*)?::[^\r\n]*\r?\n$/;
const LONGEST_LINE = 4e3;
const guards = /* @__PURE__ */ new Map();
/**
* Runs a call of the library. From then on nothing that is printed starts a command but those above, also when the call
* is over: what it left running prints later.
*/
async function withHarmlessLog(call, stream = process.stdout) {
	guard(stream);
	try {
		return await call();
	} finally {
		endLine(stream);
	}
}
function guard(stream) {
	if (guards.has(stream)) return;
	const now = {
		write: stream.write,
		rest: "",
		decoder: new StringDecoder("utf8")
	};
	guards.set(stream, now);
	stream.write = ((chunk, ...more) => now.write.call(stream, endedLines(now, chunk), ...more));
	process.once("exit", () => endLine(stream));
}
/** Prints what has no end yet, with an end. */
function endLine(stream) {
	const now = guards.get(stream);
	if (now === void 0 || now.rest === "") return;
	now.write.call(stream, `${harmless(now.rest)}\n`);
	now.rest = "";
}
/** What has ended with this piece; the rest waits. */
function endedLines(guard, chunk) {
	const text = typeof chunk === "string" ? chunk : guard.decoder.write(Buffer.from(chunk));
	if (guard.rest === "" && COMMAND.test(text)) return text;
	const whole = guard.rest + text;
	const end = Math.max(whole.lastIndexOf("\n"), whole.lastIndexOf("\r")) + 1;
	guard.rest = whole.slice(end);
	return harmless(whole.slice(0, end));
}
function harmless(text) {
	return text.split(/(\r\n|\r|\n)/).map((part, index) => index % 2 === 0 ? logLine(escapeUntrusted(part, LONGEST_LINE)) : "\n").join("");
}
// src/github/whole-call.ts
/** The call broke off, or took too long. */
var UnfinishedCall = class extends Error {};
/**
* What a call gives. Where the process would have nothing left to wait for, or after the limit, it is given up.
*
* @param limitMs after which it is given up, in milliseconds
* @throws UnfinishedCall; what the call throws
*/
async function wholeCall(call, limitMs) {
	let timer;
	let nothingLeft = () => void 0;
	const givenUp = new Promise((_resolve, reject) => {
		nothingLeft = () => reject(new UnfinishedCall("the connection broke off in the middle of an answer"));
		process.once("beforeExit", nothingLeft);
		timer = setTimeout(() => reject(new UnfinishedCall(`it did not end in ${limitMs} ms`)), limitMs).unref();
	});
	try {
		return await Promise.race([call(), givenUp]);
	} finally {
		clearTimeout(timer);
		process.off("beforeExit", nothingLeft);
	}
}
// src/github/run-artifacts.ts
/** Sizes are the word of whoever stored; the digest decides. This much more than the word is read. */
const SIZE_SLACK = 65536;
/** What a large artifact may take beyond the time for a small one. */
const SLOWEST_BYTES_PER_MS = 4096;
/** Time for storing something small; the library itself gives up after five minutes without progress. */
const UPLOAD_MS = 9e5;
var RunArtifacts = class {
	#temporary;
	#ports;
	/** What the service listed last: it says which job stored what, and each address is asked for by that. */
	#listed;
	/** @param temporary a directory for archives; emptied again after each */
	constructor(temporary, ports = {}) {
		this.#temporary = temporary;
		this.#ports = {
			environment: process.env,
			results: {},
			uploadMs: UPLOAD_MS,
			...ports
		};
	}
	async upload({ name, files, root, retentionDays }) {
		const options = retentionDays > 0 ? { retentionDays } : {};
		const { uploadMs } = this.#ports;
		const client = this.#ports.client ?? (await import("./github-artifact-library.mjs")).storingClient();
		const { id, digest } = await this.#uploaded(name, () => client.uploadArtifact(name, [...files], root, options), uploadMs + Math.ceil(sizeOf(files) / SLOWEST_BYTES_PER_MS));
		const prefixed = digestOfHex(digest ?? "");
		if (id !== void 0 && isSha256Digest(prefixed)) return {
			id: String(id),
			digest: prefixed
		};
		throw new StagesError("ARTIFACT_UPLOAD_FAILED", `The service stored ${quoteUntrusted(name)} and told neither id nor digest.`, { hint: "Run the job again." });
	}
	async list(...prefixes) {
		const { environment, results } = this.#ports;
		const { ResultsRefusal, ResultsService } = await import("./load-github-results-service.mjs");
		const { readListed } = await import("./github-listed-artifacts.mjs");
		try {
			const answers = await new ResultsService(environment, results).list();
			const listed = readListed(answers);
			this.#listed = answers;
			return listed.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
		} catch (error) {
			if (!(error instanceof ResultsRefusal)) throw error;
			const text = `The workflow artifacts of this run could not be listed: ${error.message}.`;
			throw new BaseError("ARTIFACT_LIST_FAILED", text, { hint: error.hint });
		}
	}
	async unpack(artifact, directory, bounds) {
		const { unzip } = await import("./load-github-unzip.mjs");
		return this.#withArchive(artifact, bounds, (file) => unzip(file, directory, bounds, artifact.name, this.#ports.openSink));
	}
	async hash(artifact, bounds, onRead) {
		const { hashZip } = await import("./load-github-unzip.mjs");
		return this.#withArchive(artifact, bounds, (file) => hashZip(file, bounds, artifact.name, onRead));
	}
	/** Fetches an archive, compares it with its digest, and has it read. */
	async #withArchive({ id, name, size, digest }, bounds, read) {
		if (readWorkflowArtifactName(name) === void 0) throw new CoreError("ARTIFACT_NAME", `No stage stores a workflow artifact called ${quoteUntrusted(name)}.`, { hint: "Find out which job stored it. It is not fetched." });
		if (size > bounds.packedBytes) throw new BaseError("ARTIFACT_TOO_LARGE", `The workflow artifact ${quoteUntrusted(name)} has ${size} bytes; at most ${bounds.packedBytes} are read.`, { hint: "Let `hand-over` name fewer or smaller files, or hand them over in several steps." });
		if (digest === void 0) throw new BaseError("ARTIFACT_DIGEST_DIFFERS", `The service does not tell the digest of ${quoteUntrusted(name)}.`, { hint: "Only services that tell digests can be used." });
		const { TEMPORARY } = await import("./load-github-fill-file.mjs");
		const { download, DOWNLOAD_TIMING } = await import("./load-github-download.mjs");
		const { signedArtifactUrl } = await import("./github-signed-artifact-url.mjs");
		const directory = this.#makeDirectory(name, TEMPORARY);
		const file = join(directory, "archive.zip");
		const { environment, timing = DOWNLOAD_TIMING, results, openSink } = this.#ports;
		try {
			await download({
				address: () => signedArtifactUrl({
					id,
					name
				}, this.#listed, environment, results),
				file,
				maxBytes: Math.min(size + SIZE_SLACK, bounds.packedBytes),
				digest,
				name,
				openSink
			}, {
				...timing,
				totalMs: timing.totalMs + Math.ceil(size / SLOWEST_BYTES_PER_MS)
			});
			return await read(file);
		} finally {
			rmSync(directory, {
				recursive: true,
				force: true
			});
		}
	}
	#makeDirectory(name, place) {
		try {
			return mkdtempSync(join(this.#temporary, "archive-"));
		} catch (cause) {
			throw fileUnwritable(`The workflow artifact ${quoteUntrusted(name)} cannot be kept`, cause, place);
		}
	}
	/** Calls the library, whose errors become ours. */
	async #uploaded(name, call, limitMs) {
		try {
			return await withHarmlessLog(() => wholeCall(call, limitMs));
		} catch (cause) {
			const message = cause instanceof Error ? cause.message : String(cause);
			const text = `${quoteUntrusted(name)} could not be stored: ${escapeUntrusted(message)}.`;
			throw new StagesError("ARTIFACT_UPLOAD_FAILED", text, {
				cause,
				hint: hintFor(message)
			});
		}
	}
};
function sizeOf(files) {
	return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}
function hintFor(message) {
	if (/already exists|conflict/i.test(message)) return "Another stage of this run stored a workflow artifact of that name before. Give each stage a step name of its own (`step-name`), also where two jobs of reusable workflows have one id.";
	if (/GHES/.test(message)) return "GitHub Enterprise Server has no service for workflow artifacts of this kind.";
	if (/ACTIONS_RUNTIME_TOKEN|ACTIONS_RESULTS_URL/.test(message)) return "Only actions get what is needed to reach the service; call this one by `uses:`.";
	if (/quota|usage/i.test(message)) return "The storage quota is used up. Delete old workflow artifacts, or lower retention-days.";
	return RUN_AGAIN;
}
export { RunArtifacts };
