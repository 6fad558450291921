import { n as RecordingError } from "./recording-codes.mjs";
import { G as InTotoError, H as quoteUntrusted } from "./base.mjs";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { createHash, hash } from "node:crypto";
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
/**
* Where a path leads, without any link.
*
* @param place path of the file system
* @param path what the user calls it, for messages
* @throws RECORD_UNREADABLE
*/
function realPlace(place, path) {
	try {
		return realpathSync.native(place);
	} catch (error) {
		throw unreadable(path, error);
	}
}
function missing(path, resolve) {
	return isLink(resolve(path)) ? new RecordingError("RECORD_SYMLINK_BROKEN", `The symbolic link ${quoteUntrusted(path)} leads to nothing.`, { hint: "Correct the link, or exclude it." }) : new RecordingError("RECORD_NOT_FOUND", `There is no file or directory ${quoteUntrusted(path)}.`, { hint: "Check the spelling and the base path, and whether what makes the file ran before; or leave the path out." });
}
function isLink(place) {
	try {
		return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true;
	} catch {
		return false;
	}
}
function notRegular(path) {
	return new RecordingError("RECORD_NOT_REGULAR", `${quoteUntrusted(path)} is neither a file nor a directory.`, { hint: "Exclude it; sockets, pipes and devices have no content to record." });
}
/** What a system says of a path that it does not read, in words, and what helps. */
const REASONS = {
	EACCES: ["this user may not (EACCES)", "Give the user that records the permission to read it, or exclude it."],
	EPERM: ["this user may not (EPERM)", "Give the user that records the permission to read it, or exclude it."],
	ENOTDIR: ["a part of that path is a file, not a directory (ENOTDIR)", "Correct the path."],
	ENAMETOOLONG: ["the path is too long for this system (ENAMETOOLONG)", "Shorten the path."],
	EIO: ["the disk reports an error (EIO)", "Check the disk; exclude the path if nobody needs it."],
	EMFILE: ["too many files are open (EMFILE)", "Raise the bound of open files (`ulimit -n`), and try again."]
};
function unreadable(path, error) {
	const code = errorCode(error);
	const [what, hint] = REASONS[code] ?? [code, "See what `ls -ld` says of it, or exclude it."];
	return new RecordingError("RECORD_UNREADABLE", `${quoteUntrusted(path)} cannot be read: ${what}.`, {
		cause: error,
		hint
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
/**
* Only what was listed is opened: no link that somebody put in the place of a file, wherever it leads, and no pipe that
* waits for a writer. Windows has neither flag.
*/
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** What a system says of a link that is not followed (FreeBSD: EMLINK), a socket, a device without a driver, a pipe, and a terminal where nobody types. */
const NO_FILE = /* @__PURE__ */ new Set([
	"ELOOP",
	"EMLINK",
	"ENXIO",
	"ENODEV",
	"EOPNOTSUPP",
	"ESPIPE",
	"EAGAIN"
]);
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
* @param path of a regular file, at whose end no symbolic link stands: whoever follows one gives where it leads
* @param name what the user calls the file, for messages
* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED
*/
function hashFile(path, name, options, disk = DISK) {
	const { algorithms, lineEndings, gitId } = options;
	let descriptor;
	try {
		const start = Date.now();
		descriptor = disk.openSync(path, FLAGS);
		if (lineEndings === "as-is") {
			const bytes = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, 0);
			const stats = disk.fstatSync(descriptor);
			demandFile(stats, name);
			if (bytes === stats.size && Math.max(stats.mtimeMs, stats.ctimeMs) < start - CLOCK_STEP_MS) {
				const content = BUFFER.subarray(0, bytes);
				const digests = algorithms.map((algorithm) => hash(algorithm, content, "hex"));
				return gitId === void 0 ? digests : [...digests, hash(gitId, withHeader(bytes), "hex")];
			}
		}
		const before = disk.fstatSync(descriptor);
		demandFile(before, name);
		const { digests, bytes } = hashStream(descriptor, before.size, options, disk);
		if (bytes !== before.size || changed(before, disk.fstatSync(descriptor))) throw fileChanged(name);
		return digests;
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw NO_FILE.has(errorCode(error)) ? fileChanged(name, error) : unreadable(name, error);
	} finally {
		if (descriptor !== void 0) disk.closeSync(descriptor);
	}
}
/** A pipe is empty where nobody writes, and a device has no end. @throws RECORD_FILE_CHANGED */
function demandFile(stats, name) {
	if (!stats.isFile()) throw fileChanged(name);
}
/** @param name what the user calls the file or directory */
function fileChanged(name, cause) {
	return new RecordingError("RECORD_FILE_CHANGED", `${quoteUntrusted(name)} changed while it was being recorded.`, {
		cause,
		hint: "Something writes to it: often a step with `background: true` or of a `parallel` group, or a server that the command left running. Wait for it to end before files are recorded, or exclude the file."
	});
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
		bytes += read;
		if (read === 0 || bytes > size) break;
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
// src/recording/hash-segment.ts
/** Bytes of a digest, by the name that Node has for the algorithm. */
const DIGEST_BYTES = {
	sha1: 20,
	sha256: 32,
	sha384: 48,
	sha512: 64
};
const [TAKEN, DONE, REFUSED, NUMBERS] = [
	0,
	1,
	2,
	3
];
const STATES = [
	"open",
	"done",
	"changed"
];
/** The bytes of each digest of a file, in their order. */
function digestLengths({ algorithms, gitId }) {
	return [...algorithms, ...gitId === void 0 ? [] : [gitId]].map((algorithm) => DIGEST_BYTES[algorithm]);
}
/** Some files of a run and room for their digests, in memory that threads may share. Whoever is free takes the next files. */
var HashSegment = class HashSegment {
	shared;
	#numbers;
	/** Where each path ends. */
	#ends;
	/** What became of each file. */
	#states;
	#digests;
	#paths;
	#lengths;
	#width;
	/** A segment of these files. @param memory what it lies in: of one thread, or of several */
	static of(paths, options, memory) {
		const width = digestLengths(options).reduce((sum, length) => sum + length, 0);
		const names = paths.reduce((sum, path) => sum + Buffer.byteLength(path), 0);
		const bytes = 4 * (NUMBERS + paths.length) + paths.length * (1 + width) + names;
		const segment = new HashSegment({
			memory: new memory(bytes),
			files: paths.length,
			options
		});
		let end = 0;
		for (const [index, path] of paths.entries()) {
			end += segment.#paths.write(path, end);
			segment.#ends[index] = end;
		}
		return segment;
	}
	constructor(shared) {
		const { memory, files, options } = shared;
		this.shared = shared;
		this.#lengths = digestLengths(options);
		this.#width = this.#lengths.reduce((sum, length) => sum + length, 0);
		this.#numbers = new Int32Array(memory, 0, NUMBERS);
		this.#ends = new Uint32Array(memory, 4 * NUMBERS, files);
		const behindEnds = 4 * (NUMBERS + files);
		this.#states = new Uint8Array(memory, behindEnds, files);
		this.#digests = Buffer.from(memory, behindEnds + files, files * this.#width);
		this.#paths = Buffer.from(memory, behindEnds + files * (1 + this.#width));
	}
	/** How many files have their digests. */
	get done() {
		return Atomics.load(this.#numbers, DONE);
	}
	/** Whether a thread came by a file that it could not hash, and left the others to whoever finds out why. */
	get isRefused() {
		return Atomics.load(this.#numbers, REFUSED) === 1;
	}
	/**
	* Hashes the next files that nobody took. What is unusual is left without digests, and so are all files after it.
	*
	* @param hash computes the digests of a file
	* @returns whether there may be more
	*/
	hashNext(count, hash = hashFile) {
		const { files, options } = this.shared;
		const first = Atomics.add(this.#numbers, TAKEN, count);
		if (first >= files) return false;
		const end = Math.min(files, first + count);
		for (let index = first; index < end; index += 1) try {
			this.settle(index, hash(this.#path(index), "", options));
		} catch (error) {
			if (!(error instanceof RecordingError)) throw error;
			if (error.code === "RECORD_FILE_CHANGED") this.#states[index] = STATES.indexOf("changed");
			Atomics.store(this.#numbers, REFUSED, 1);
			this.stop();
			return false;
		}
		return end < files;
	}
	/** Lets nobody take a file any more. */
	stop() {
		Atomics.store(this.#numbers, TAKEN, this.shared.files);
	}
	/** What became of a file, once nobody hashes any more. */
	state(index) {
		return STATES[this.#states[index]];
	}
	/** Gives a file its digests, as hex in the order of the algorithms. */
	settle(index, digests) {
		let start = index * this.#width;
		for (const hex of digests) start += this.#digests.write(hex, start, "hex");
		this.#states[index] = STATES.indexOf("done");
		Atomics.add(this.#numbers, DONE, 1);
	}
	/** The digests of a file, as hex in the order of the algorithms. */
	digests(index) {
		let start = index * this.#width;
		return this.#lengths.map((length) => {
			const end = start + length;
			const hex = this.#digests.toString("hex", start, end);
			start = end;
			return hex;
		});
	}
	/** Copies the bytes of all digests of a file. */
	copy(index, into, at) {
		const start = index * this.#width;
		for (let byte = 0; byte < this.#width; byte += 1) into[at + byte] = this.#digests[start + byte];
	}
	#path(index) {
		return this.#paths.toString("utf8", index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
	}
};
export { follow as a, unreadable as c, errorCode as i, fileChanged as n, notRegular as o, hashFile as r, realPlace as s, HashSegment as t };
