import { n as RecordingError } from "./recording-codes.mjs";
import { H as InTotoError, V as quoteUntrusted } from "./base.mjs";
import { createHash, hash } from "node:crypto";
import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from "node:fs";
// src/recording/follow.ts
/**
* What a path leads to.
*
* @throws RECORD_NOT_FOUND, RECORD_SYMLINK_BROKEN, RECORD_SYMLINK_CYCLE, RECORD_UNREADABLE
*/
function follow(path, { resolve }) {
	try {
		return statSync(resolve(path));
	} catch (error) {
		const code = errorCode(error);
		if (code === "ENOENT") throw missing(path, resolve);
		if (code === "ELOOP") throw new RecordingError("RECORD_SYMLINK_CYCLE", `The symbolic link ${quoteUntrusted(path)} leads back to itself.`, { hint: "Exclude the link." });
		throw unreadable(path, error);
	}
}
function missing(path, resolve) {
	return lstatSync(resolve(path), { throwIfNoEntry: false })?.isSymbolicLink() === true ? new RecordingError("RECORD_SYMLINK_BROKEN", `The symbolic link ${quoteUntrusted(path)} leads to nothing.`, { hint: "Correct the link, or exclude it." }) : new RecordingError("RECORD_NOT_FOUND", `There is no file or directory ${quoteUntrusted(path)}.`, { hint: "Check the spelling and the base path, and whether what makes the file ran before; or leave the path out." });
}
function notRegular(path) {
	return new RecordingError("RECORD_NOT_REGULAR", `${quoteUntrusted(path)} is neither a file nor a directory.`, { hint: "Exclude it; sockets, pipes and devices have no content to record." });
}
function unreadable(path, error) {
	return new RecordingError("RECORD_UNREADABLE", `${quoteUntrusted(path)} cannot be read: ${errorCode(error)}.`, {
		cause: error,
		hint: "Check its permissions, or exclude it."
	});
}
function errorCode(error) {
	return error.code ?? "unknown";
}
// src/recording/line-endings.ts
const CR = 13;
const LF = 10;
/** Turns CR LF and CR into LF, in a stream: a CR at the end of one chunk may belong to an LF at the start of the next. */
var LineEndings = class {
	#heldCarriageReturn = false;
	push(chunk) {
		const out = new Uint8Array(chunk.length + 1);
		let length = 0;
		for (const byte of chunk) {
			if (this.#heldCarriageReturn) {
				out[length] = LF;
				length += 1;
				this.#heldCarriageReturn = false;
				if (byte === LF) continue;
			}
			if (byte === CR) this.#heldCarriageReturn = true;
			else {
				out[length] = byte;
				length += 1;
			}
		}
		return out.subarray(0, length);
	}
	/** What is left when no more chunks come. */
	end() {
		return this.#heldCarriageReturn ? Uint8Array.of(LF) : /* @__PURE__ */ new Uint8Array(0);
	}
};
// src/recording/hash-file.ts
/** Git puts `blob`, the number of bytes and a zero byte in front. */
const HEADER_BYTES = 32;
/** One buffer for all files of a thread. Small files fit in whole, behind a header; larger ones pass through it. */
const WITH_HEADER = Buffer.allocUnsafeSlow(1048608);
const BUFFER = WITH_HEADER.subarray(HEADER_BYTES);
const DISK = {
	openSync,
	readSync,
	fstatSync,
	closeSync
};
/** Coarsest step of a file system's clock, with a margin. */
const CLOCK_STEP_MS = 50;
/**
* The digests of one file, as hex, in the order of `algorithms`.
*
* A small file is read at once and looked at afterwards: when its size is what was read, and it was last changed before
* reading began, nothing came between. Whoever writes can set the time of writing back, but not that of the change. Only a
* file for which that does not hold is read again with a look before and after; tens of thousands of files are spared a
* system call each.
*
* @param name what the user calls the file, for messages
* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED
*/
function hashFile(path, name, options, disk = DISK) {
	const { algorithms, lineEndings, gitId } = options;
	let descriptor;
	try {
		const start = Date.now();
		descriptor = disk.openSync(path, "r");
		if (lineEndings === "as-is") {
			const bytes = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, 0);
			const stats = disk.fstatSync(descriptor);
			if (bytes === stats.size && Math.max(stats.mtimeMs, stats.ctimeMs) < start - CLOCK_STEP_MS) {
				const content = BUFFER.subarray(0, bytes);
				const digests = algorithms.map((algorithm) => hash(algorithm, content, "hex"));
				return gitId === void 0 ? digests : [...digests, hash(gitId, withHeader(bytes), "hex")];
			}
		}
		const before = disk.fstatSync(descriptor);
		const { digests, bytes } = hashStream(descriptor, before.size, options, disk);
		if (bytes !== before.size || changed(before, disk.fstatSync(descriptor))) throw new RecordingError("RECORD_FILE_CHANGED", `${quoteUntrusted(name)} changed while it was being recorded.`, { hint: "Something writes to it: often a step with `background: true` or of a `parallel` group, or a server that the command left running. Wait for it to end before files are recorded, or exclude the file." });
		return digests;
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw unreadable(name, error);
	} finally {
		if (descriptor !== void 0) disk.closeSync(descriptor);
	}
}
/** The bytes that were read, with git's header in front. */
function withHeader(bytes) {
	const header = `blob ${bytes}\0`;
	WITH_HEADER.write(header, HEADER_BYTES - header.length, "latin1");
	return WITH_HEADER.subarray(HEADER_BYTES - header.length, HEADER_BYTES + bytes);
}
function hashStream(descriptor, size, { algorithms, lineEndings, gitId }, disk) {
	const hashes = algorithms.map((algorithm) => createHash(algorithm));
	const ids = gitId === void 0 ? [] : [createHash(gitId).update(`blob ${size}\0`)];
	const endings = lineEndings === "normalise" ? new LineEndings() : void 0;
	const update = (content) => hashes.forEach((each) => void each.update(content));
	let bytes = 0;
	for (;;) {
		const read = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, bytes);
		if (read === 0) break;
		bytes += read;
		const content = BUFFER.subarray(0, read);
		for (const id of ids) id.update(content);
		update(endings === void 0 ? content : endings.push(content));
	}
	if (endings !== void 0) update(endings.end());
	return {
		digests: [...hashes, ...ids].map((each) => each.digest("hex")),
		bytes
	};
}
function changed(before, after) {
	return before.size !== after.size || before.mtimeMs !== after.mtimeMs || before.ctimeMs !== after.ctimeMs;
}
// src/recording/hash-job.ts
/** Does one job. */
function answerJob({ id, paths, names, options }) {
	try {
		return {
			id,
			digests: paths.map((path, index) => hashFile(path, names[index] ?? path, options))
		};
	} catch (error) {
		if (!(error instanceof RecordingError)) throw error;
		return {
			id,
			error: {
				code: error.code,
				message: error.message,
				hint: error.hint
			}
		};
	}
}
/** Answers every job that comes in. */
function answerJobs(port) {
	port.on("message", (job) => port.postMessage(answerJob(job)));
}
/** The digests of an answer. @throws the error that it carries */
function digestsOf(answer) {
	if ("digests" in answer) return answer.digests;
	throw new RecordingError(answer.error.code, answer.error.message, { hint: answer.error.hint });
}
export { errorCode as a, unreadable as c, hashFile as i, answerJobs as n, follow as o, digestsOf as r, notRegular as s, answerJob as t };
