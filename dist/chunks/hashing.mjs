import { K as quoteUntrusted, X as RoomError, Y as InTotoError } from "./base.mjs";
import { resolve } from "node:path";
const { createHash, hash } = process.getBuiltinModule("node:crypto");
import { availableParallelism } from "node:os";
const { closeSync, constants: constants$2, existsSync, fstatSync, lstatSync, openSync, readSync, readdirSync, realpathSync, statSync } = process.getBuiltinModule("node:fs");
import { fileURLToPath } from "node:url";
// src/recording/codes.ts
const RECORDING_CODES = {
	GIT_FAILED: "git could not tell what is checked out, or which files it tracks.",
	RECORD_NOT_FOUND: "A path to record does not exist.",
	RECORD_EXCLUDED: "A path to record is left out by an exclude pattern, or everything in it is.",
	RECORD_NOTHING: "A path whose files are to be compared holds none.",
	RECORD_UNREADABLE: "A file or directory to record cannot be read.",
	RECORD_NOT_REGULAR: "Something to record is a socket, a pipe or a device.",
	RECORD_SYMLINK_BROKEN: "A symbolic link to record leads to nothing.",
	RECORD_SYMLINK_CYCLE: "A symbolic link to record leads back to where it stands.",
	RECORD_OUTSIDE: "Something to record lies outside of the workspace, or is a symbolic link into `.git`.",
	RECORD_TOO_MANY_LINKS: "Too many directories or files would be recorded through symbolic links.",
	RECORD_NAME_NOT_UTF8: "A file to record has a name that is not UTF-8.",
	RECORD_DRIVE: "A file to record has a name that begins with a letter and a colon, like a drive of Windows.",
	RECORD_BACKSLASH: "A file to record has a backslash in its name.",
	RECORD_NAME_AMBIGUOUS: "A name in a directory that is recorded as one artifact could be read as several.",
	RECORD_NAME_TAKEN: "Two files would be recorded under one name.",
	RECORD_PREFIX_AMBIGUOUS: "Of two prefixes to strip, one is the start of the other.",
	RECORD_FILE_CHANGED: "A file changed while it was being recorded.",
	RECORD_NAME_CONTROL: "A file of the commit has a control character in its name.",
	SOURCE_UNREADABLE: "An object of the commit is missing in the repository, damaged, or not what git takes.",
	SOURCE_TOO_LARGE: "The commit has more files, or more bytes, than are compared.",
	RECORD_WORKER_FAILED: "A thread that computes digests stopped."
};
/** Something that cannot be recorded. */
var RecordingError = class extends RoomError {};
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
// src/recording/file-hashes.ts
/** The digests of a file whose bytes come one part after the other. */
var FileHashes = class {
	#hashes;
	/** Of the bytes as they are. */
	#ids;
	#endings;
	/** @param size bytes of the whole file */
	constructor({ algorithms, lineEndings, gitId }, size) {
		this.#hashes = algorithms.map((algorithm) => createHash(algorithm));
		this.#ids = gitId === void 0 ? [] : [createHash(gitId).update(`blob ${size}\0`)];
		this.#endings = lineEndings === "normalise" ? new LineEndings() : void 0;
	}
	update(content) {
		for (const id of this.#ids) id.update(content);
		const counted = this.#endings === void 0 ? content : this.#endings.push(content);
		for (const hash of this.#hashes) hash.update(counted);
	}
	/** As hex in the order of the algorithms, git's id at the end. */
	end() {
		if (this.#endings !== void 0) {
			const rest = this.#endings.end();
			for (const hash of this.#hashes) hash.update(rest);
		}
		return [...this.#hashes, ...this.#ids].map((each) => each.digest("hex"));
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
const FLAGS = constants$2.O_RDONLY | (constants$2.O_NOFOLLOW ?? 0) | (constants$2.O_NONBLOCK ?? 0);
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
/** From so many bytes on it pays to read the next part of a file while one is hashed. */
const LARGE = 16777216;
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
	return hashUpTo(1e400, path, name, options, disk);
}
/** The same, of all but a large file, which is for `hashLargeFile`: undefined. @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED */
function hashUnlessLarge(path, name, options) {
	return hashUpTo(LARGE, path, name, options, DISK);
}
function hashUpTo(most, path, name, options, disk) {
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
		if (before.size > most) return void 0;
		const { digests, bytes } = hashStream(descriptor, before.size, options, disk);
		if (bytes !== before.size || changed(before, disk.fstatSync(descriptor))) throw fileChanged(name);
		return digests;
	} catch (error) {
		throw fileError(name, error);
	} finally {
		if (descriptor !== void 0) disk.closeSync(descriptor);
	}
}
/** What is said of a file where something was thrown. */
function fileError(name, error) {
	if (error instanceof InTotoError) return error;
	return NO_FILE.has(errorCode(error)) ? fileChanged(name, error) : unreadable(name, error);
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
function hashStream(descriptor, size, options, disk) {
	const hashes = new FileHashes(options, size);
	let bytes = 0;
	for (;;) {
		const read = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, bytes);
		bytes += read;
		if (read === 0 || bytes > size) break;
		hashes.update(BUFFER.subarray(0, read));
	}
	return {
		digests: hashes.end(),
		bytes
	};
}
/** Whether somebody wrote to a file between two looks at it. */
function changed(before, after) {
	return before.size !== after.size || before.mtimeMs !== after.mtimeMs || before.ctimeMs !== after.ctimeMs;
}
// src/recording/hash-segment.ts
/** Files that a segment takes at most. */
const SEGMENT_FILES = 2048;
/** Bytes of the paths that it takes; what nobody writes to costs no memory. A longer path has a segment of its own. */
const PATH_BYTES = 128 * SEGMENT_FILES;
/** A character of a text in UTF-16 takes at most so many bytes in UTF-8. */
const MOST_BYTES = 3;
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
/** Some files of a run and room for their digests. Whoever is free takes the next files, once all are in. */
var HashSegment = class HashSegment {
	#memory;
	#options;
	#files;
	#numbers;
	/** Where each path ends. */
	#ends;
	/** What became of each file. */
	#states;
	#digests;
	#paths;
	#lengths;
	#width;
	/**
	* A segment that has no file yet.
	*
	* @param used memory of segments that nobody looks at any more; one that is large enough is taken from there
	* @param path that it must have room for
	*/
	static empty(options, used = [], path = "") {
		const width = digestLengths(options).reduce((sum, length) => sum + length, 0);
		const bytes = pathsAt(width) + Math.max(PATH_BYTES, MOST_BYTES * path.length);
		const spare = used.findLastIndex(({ byteLength }) => byteLength >= bytes);
		const memory = spare < 0 ? new SharedArrayBuffer(bytes) : used.splice(spare, 1)[0];
		const segment = new HashSegment({
			memory,
			files: 0,
			options
		});
		if (spare >= 0) segment.#clear();
		return segment;
	}
	constructor({ memory, files, options }) {
		this.#memory = memory;
		this.#options = options;
		this.#files = files;
		this.#lengths = digestLengths(options);
		this.#width = this.#lengths.reduce((sum, length) => sum + length, 0);
		this.#numbers = new Int32Array(memory, 0, NUMBERS);
		this.#ends = new Uint32Array(memory, 4 * NUMBERS, SEGMENT_FILES);
		this.#states = new Uint8Array(memory, STATES_AT, SEGMENT_FILES);
		this.#digests = Buffer.from(memory, STATES_AT + SEGMENT_FILES, SEGMENT_FILES * this.#width);
		this.#paths = Buffer.from(memory, pathsAt(this.#width));
	}
	/** What another thread needs of it. No file can be added any more. */
	get shared() {
		return {
			memory: this.#memory,
			files: this.#files,
			options: this.#options
		};
	}
	/** How many files there are. */
	get files() {
		return this.#files;
	}
	/** How many files have their digests. */
	get done() {
		return Atomics.load(this.#numbers, DONE);
	}
	/** Whether a thread came by a file that it could not hash, and left the others to whoever finds out why. */
	get isRefused() {
		return Atomics.load(this.#numbers, REFUSED) === 1;
	}
	/** Whether there is room for a file. */
	takes(path) {
		const room = this.#paths.length - this.#startOf(this.#files);
		return this.#files < 2048 && MOST_BYTES * path.length <= room;
	}
	/** Adds a file that there is room for, before any is hashed. */
	add(path) {
		const start = this.#startOf(this.#files);
		this.#ends[this.#files] = start + this.#paths.write(path, start);
		this.#files += 1;
	}
	/**
	* Hashes the next files that nobody took. What is unusual is left without digests, and so are all files after it.
	*
	* @param hash computes the digests of a file; undefined for one that is left to `large`
	* @param large takes each file that is left to whoever calls
	* @returns whether there may be more
	*/
	hashNext(count, hash = hashFile, large) {
		const first = Atomics.add(this.#numbers, TAKEN, count);
		if (first >= this.#files) return false;
		const end = Math.min(this.#files, first + count);
		for (let index = first; index < end; index += 1) try {
			const digests = hash(this.path(index), "", this.#options);
			if (digests === void 0) large?.(index);
			else this.settle(index, digests);
		} catch (error) {
			this.refuse(index, error);
			return false;
		}
		return end < this.#files;
	}
	/** Leaves a file without digests, and so all after it that nobody took. @throws what is no fault of a file */
	refuse(index, error) {
		if (!(error instanceof RecordingError)) throw error;
		if (error.code === "RECORD_FILE_CHANGED") this.#states[index] = STATES.indexOf("changed");
		Atomics.store(this.#numbers, REFUSED, 1);
		this.stop();
	}
	/** Lets nobody take a file any more. */
	stop() {
		Atomics.store(this.#numbers, TAKEN, SEGMENT_FILES);
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
	/** Copies the bytes of all digests of some files. */
	copy(index, files, into, at) {
		into.set(this.#digests.subarray(index * this.#width, (index + files) * this.#width), at);
	}
	/** Bytes of all digests of a file. */
	get width() {
		return this.#width;
	}
	/** Where a file lies. */
	path(index) {
		return this.#paths.toString("utf8", this.#startOf(index), this.#ends[index]);
	}
	#startOf(index) {
		return index === 0 ? 0 : this.#ends[index - 1];
	}
	#clear() {
		this.#numbers.fill(0);
		this.#states.fill(STATES.indexOf("open"));
	}
};
const STATES_AT = 4 * (NUMBERS + SEGMENT_FILES);
const pathsAt = (width) => STATES_AT + SEGMENT_FILES * (1 + width);
// src/recording/hash-thread.ts
/**
* What a thread throws away is small and many; without a bound it keeps 30 MB of it. It opens each file and closes it, so
* nobody need note which ones are open, and it reads no variable: both save a tenth of what it costs to start. Node's threads
* are loaded only here, which spares every start without one 2 ms.
*
* @throws RECORD_WORKER_FAILED
*/
function startThread() {
	const threads = process.getBuiltinModule("node:worker_threads");
	return new threads.Worker(workerUrl(), {
		resourceLimits: { maxYoungGenerationSizeMb: 4 },
		trackUnmanagedFds: false,
		env: threads.SHARE_ENV
	});
}
/** The worker's file: beside the bundle or one folder above it, or beside this source when that runs as it is. */
function workerUrl() {
	const found = [
		"./hash-worker.mjs",
		"../hash-worker.mjs",
		"./hash-worker.ts"
	].map((place) => new URL(place, import.meta.url)).find((url) => existsSync(fileURLToPath(url)));
	if (found === void 0) throw new RecordingError("RECORD_WORKER_FAILED", "The file hash-worker.mjs is missing beside the program.", { hint: "Install the program again, with all files of `dist`." });
	return found;
}
// src/recording/many-files.ts
/** Directories that are looked into at most, and words that are tried for one. */
const LOOKS = 12;
/** Files, about, from which another thread pays for sure. */
const MANY = 4096;
/**
* Whether there seem to be many files below some words that may be paths: a guess after a look into the first directories,
* those above before those below.
*
* @param directory that paths are relative to
*/
function seemMany(words, directory) {
	const waiting = words.map((word) => resolve(directory, word));
	let [looks, directories, files] = [
		0,
		0,
		0
	];
	for (let next = waiting.shift(); next !== void 0 && looks < LOOKS; next = waiting.shift()) {
		looks += 1;
		const entries = entriesOf(next);
		if (entries === void 0) continue;
		directories += 1;
		for (const entry of entries) if (entry.isFile()) files += 1;
		else if (entry.isDirectory() && entry.name !== ".git") waiting.push(`${next}/${entry.name}`);
		if (directories > 1 && files + waiting.length * files / directories >= MANY) return true;
	}
	return files >= MANY;
}
/** The entries of a directory; undefined for what is none, or cannot be read. */
function entriesOf(path) {
	try {
		return readdirSync(path, { withFileTypes: true });
	} catch {
		return;
	}
}
// src/recording/spare-thread.ts
/** The one that waits, until somebody takes it or it ends. */
let spare;
/**
* Starts a thread where it seems to pay. What goes wrong is told by whoever needs a thread.
*
* @param words of a command line, of which some may be paths
* @param directory that they are relative to
*/
function startSpareThread(words, directory, start = startThread, cores = availableParallelism()) {
	if (cores < 2 || spare !== void 0 || !seemMany(words, directory)) return;
	try {
		const thread = start();
		const forget = () => {
			if (spare === thread) spare = void 0;
		};
		thread.on("error", forget);
		thread.on("exit", forget);
		thread.unref();
		spare = thread;
	} catch {
		spare = void 0;
	}
}
/** The thread that waits, if there is one; it is the caller's then. */
function takeSpareThread() {
	const taken = spare;
	spare = void 0;
	return taken;
}
// src/recording/hash-job.ts
/** Does one job. */
function answerJob({ id, segment: shared, batch }) {
	const segment = new HashSegment(shared);
	while (segment.hashNext(batch));
	return { id };
}
/** Answers every job that comes in. */
function answerJobs(port) {
	port.on("message", (job) => port.postMessage(answerJob(job)));
}
export { notRegular as _, HashSegment as a, RECORDING_CODES as b, changed as c, fileError as d, hashFile as f, follow as g, errorCode as h, startThread as i, demandFile as l, FileHashes as m, startSpareThread as n, SEGMENT_FILES as o, hashUnlessLarge as p, takeSpareThread as r, FLAGS as s, answerJobs as t, fileChanged as u, realPlace as v, RecordingError as x, unreadable as y };
