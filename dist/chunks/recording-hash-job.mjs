import { n as RecordingError } from "./recording-codes.mjs";
import { D as quoteUntrusted, E as escapeUntrusted, O as InTotoError, v as count, x as LIMITS } from "./base.mjs";
import { t as placeOf } from "./recording-place-of.mjs";
import { relative, sep } from "node:path";
import { createHash, hash } from "node:crypto";
import { closeSync, fstatSync, lstatSync, openSync, readSync, readdirSync, realpathSync, statSync } from "node:fs";
// src/recording/left-out.ts
/** Hides what this tool itself leaves in the place where it runs. */
const OWN_TRACES = "*.link*";
/** Files that are left out, by pattern. */
var LeftOut = class {
	#most;
	#files = /* @__PURE__ */ new Map();
	#hiding = /* @__PURE__ */ new Set();
	#all = 0;
	/** @param most files that are counted; a directory that is left out may hold any number */
	constructor(most = LIMITS.countedLeftOut) {
		this.#most = most;
	}
	/** Files by pattern, in order of code units; of `.git`, none. */
	get files() {
		return new Map([...this.#files].sort(([a], [b]) => a < b ? -1 : 1));
	}
	/** The patterns that hid files below one path. @param walk looks through it */
	hiding(walk) {
		this.#hiding.clear();
		walk();
		return [...this.#hiding];
	}
	file(pattern) {
		this.#add(pattern);
	}
	/** Counts what lies below a directory, without following anything. @param path of the file system */
	directory(pattern, path) {
		if (pattern === ".git") return;
		if (this.#all >= this.#most) this.#hiding.add(pattern);
		const waiting = [path];
		for (let next = waiting.pop(); next !== void 0 && this.#all < this.#most; next = waiting.pop()) for (const entry of entriesOf(next)) if (entry.isDirectory()) waiting.push(`${next}${sep}${entry.name}`);
		else this.#add(pattern);
	}
	#add(pattern) {
		if (pattern === ".git") return;
		this.#hiding.add(pattern);
		if (this.#all >= this.#most) return;
		this.#all += 1;
		this.#files.set(pattern, (this.#files.get(pattern) ?? 0) + 1);
	}
};
/** What cannot be read is left out all the same. */
function entriesOf(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true });
	} catch {
		return [];
	}
}
/**
* Refuses a recording of a path in which every file is left out: it would look like one of nothing.
*
* @throws RECORD_EXCLUDED
*/
function refuseAllLeftOut(root, hiding, { patterns }) {
	if (hiding.length === 0 || root === "." && hiding.every((pattern) => pattern === OWN_TRACES)) return;
	throw new RecordingError("RECORD_EXCLUDED", `Every file in ${quoteUntrusted(root)} is left out, by ${hiding.map((pattern) => quoteUntrusted(pattern)).join(", ")}.`, { hint: patterns === "default" ? defaultHint(hiding) : "Exclude less, or do not name the directory." });
}
/** A path that was named and is left out. */
function leftOutByName(path, pattern, { purpose, patterns }) {
	return new RecordingError("RECORD_EXCLUDED", `${quoteUntrusted(path)} is to be ${purpose}, and the ${patterns === "default" ? "default " : ""}exclude pattern ${quoteUntrusted(pattern)} leaves it out.`, { hint: patterns === "default" ? defaultHint([pattern]) : "Take the pattern away or make it narrower, or do not name the path." });
}
/** Nobody wrote the patterns, so nobody can take one away. */
function defaultHint(hiding) {
	if (hiding.includes(".git")) return "Do not name it: what git keeps for itself differs from checkout to checkout.";
	return `${hiding.length === 1 ? "This is a default pattern" : "These are default patterns"}; \`-e .git\` replaces the defaults.`;
}
/** What a comparison of files passed over, in a sentence. @param products what the files are compared with */
function notCompared(leftOut, products = "the final products") {
	const patterns = [...leftOut].map(([pattern, files]) => `${quoteUntrusted(pattern, 200)} (${count(files, "file")})`);
	const more = patterns.length > 20 ? [`${patterns.length - 20} more patterns`] : [];
	return `Files beside ${products} were not compared, because they are excluded: ${[...patterns.slice(0, 20), ...more].join(", ")}.`;
}
// src/recording/walk.ts
/**
* All regular files at or below `root`, as paths that start with it (without it, for `.`).
*
* @throws RECORD_EXCLUDED, RECORD_OUTSIDE, RECORD_TOO_MANY_LINKS, RECORD_NOT_FOUND, RECORD_UNREADABLE, RECORD_NOT_REGULAR,
* RECORD_SYMLINK_BROKEN, RECORD_SYMLINK_CYCLE, RECORD_NAME_NOT_UTF8
*/
function listFiles(root, options, limits = LIMITS) {
	if (isLeftOut(root, options)) return [];
	const stats = follow(root, options);
	if (options.symlinkedDirectories === "within") demandInside(root, "named", options);
	if (stats.isFile()) return [root];
	if (!stats.isDirectory()) throw notRegular(root);
	const files = [];
	const real = realPath(root, options);
	const followed = {
		directories: 0,
		files: 0
	};
	const hiding = options.leftOut.hiding(() => walk(root, [real], {
		...options,
		limits,
		followed
	}, files));
	if (files.length === 0 && options.named === "by-caller") refuseAllLeftOut(root, hiding, options.lookingFor);
	return files;
}
/** Whether a path that was named is left out. Nothing that is left out is looked through. @throws RECORD_EXCLUDED */
function isLeftOut(root, { excludes, leftOut, named, lookingFor, resolve }) {
	const [asFile, asDirectory] = [excludes.path(root, false), excludes.path(root, true)];
	const pattern = asFile !== asDirectory && isDirectoryAt(resolve(root)) ? asDirectory : asFile;
	if (pattern === void 0) return false;
	if (named === "by-caller") throw leftOutByName(root, pattern, lookingFor);
	leftOut.file(pattern);
	return true;
}
/**
* @param how whether the path itself was named, so that excluding it would not help
* @throws RECORD_OUTSIDE
*/
function demandInside(path, how, options) {
	const { base, baseName } = options;
	const real = realPath(path, options);
	const place = placeOf(base, real);
	if (place === "inside") return;
	const where = place === "git" ? "into `.git`" : `out of ${baseName}`;
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(path)} leads ${where}, to ${quoteUntrusted(real.replaceAll(sep, "/"))}.`, { hint: OUTSIDE_HINTS[how][place](baseName) });
}
const OUTSIDE_HINTS = {
	named: {
		git: () => "Do not name it; what git keeps for itself differs from checkout to checkout and is never recorded.",
		outside: (base) => `Give the file itself, and no link: put it, or a copy of it, into ${base}. What lies outside is not part of the step.`
	},
	found: {
		git: () => "Exclude it; what git keeps for itself differs from checkout to checkout and is never recorded.",
		outside: (base) => `Exclude it, or put a copy into ${base}; what lies outside is not part of the step.`
	}
};
/** @param chain the real paths of the directories entered on the way here */
function walk(directory, chain, options, files) {
	for (const entry of readDirectory(directory, options)) {
		const path = directory === "." ? entry.name : directory === "/" ? `/${entry.name}` : `${directory}/${entry.name}`;
		const pattern = options.excludes.entry(path, entry.name, entry.isDirectory());
		if (pattern !== void 0) {
			if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path));
			else options.leftOut.file(pattern);
		} else if (entry.isFile()) {
			if (chain.length > 1) countLinked(path, options);
			files.push(path);
		} else if (entry.isDirectory()) walk(path, chain, options, files);
		else {
			if (!entry.isSymbolicLink()) throw notRegular(path);
			walkSymlink(path, entry.name, chain, options, files);
		}
	}
}
function isDirectoryAt(path) {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
/** Links cost a commit nothing, and each file behind them costs memory. @throws RECORD_TOO_MANY_LINKS */
function countLinked(path, { followed, limits }) {
	followed.files += 1;
	if (followed.files <= limits.linkedFiles) return;
	throw new RecordingError("RECORD_TOO_MANY_LINKS", `More than ${limits.linkedFiles} files are reached through symbolic links to directories, the last one at ${quoteUntrusted(path)}.`, { hint: "Exclude the links, or the directory that holds them." });
}
function walkSymlink(path, name, chain, options, files) {
	const stats = follow(path, options);
	if (stats.isFile()) {
		if (options.symlinkedDirectories === "within") demandInside(path, "found", options);
		files.push(path);
		return;
	}
	if (!stats.isDirectory()) throw notRegular(path);
	if (options.symlinkedDirectories === "skip") return;
	const excluded = options.excludes.entry(path, name, true);
	if (excluded !== void 0) {
		options.leftOut.file(excluded);
		return;
	}
	const real = realPath(path, options);
	if (options.symlinkedDirectories === "within") {
		demandInside(path, "found", options);
		const ownName = relative(options.base, real).replaceAll(sep, "/");
		const pattern = ownName === "" ? void 0 : options.excludes.path(ownName, true);
		if (pattern !== void 0) {
			options.leftOut.directory(pattern, real);
			return;
		}
	}
	const { followed, limits } = options;
	followed.directories += 1;
	if (followed.directories > limits.followedLinks) throw new RecordingError("RECORD_TOO_MANY_LINKS", `More than ${limits.followedLinks} directories are reached through symbolic links, the last one at ${quoteUntrusted(path)}.`, { hint: "Exclude the directory that holds them; for packages of Node, exclude node_modules/." });
	const here = realPath(path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".", options);
	if ([...chain, here].some((outer) => outer === real || outer.startsWith(`${real}${sep}`))) throw new RecordingError("RECORD_SYMLINK_CYCLE", `The symbolic link ${quoteUntrusted(path)} leads back to a directory above it.`, { hint: "Exclude the link." });
	walk(path, [
		...chain,
		here,
		real
	], options, files);
}
function readDirectory(directory, { resolve }) {
	const path = resolve(directory);
	try {
		const entries = readdirSync(path, { withFileTypes: true });
		if (entries.some(({ name }) => name.includes("�"))) refuseInvalidNames(path, directory);
		return entries;
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw unreadable(directory, error);
	}
}
function refuseInvalidNames(path, directory) {
	for (const name of readdirSync(path, { encoding: "buffer" })) if (!Buffer.from(name.toString("utf8"), "utf8").equals(name)) throw new RecordingError("RECORD_NAME_NOT_UTF8", `A file in ${quoteUntrusted(directory)} has a name that is not UTF-8: ${escapeUntrusted(name.toString("latin1"))}.`, { hint: "Rename the file, or exclude the directory." });
}
/**
* What a path leads to.
*
* @internal shared with coverages
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
	return lstatSync(resolve(path), { throwIfNoEntry: false })?.isSymbolicLink() === true ? new RecordingError("RECORD_SYMLINK_BROKEN", `The symbolic link ${quoteUntrusted(path)} leads to nothing.`, { hint: "Correct the link, or exclude it." }) : new RecordingError("RECORD_NOT_FOUND", `There is no file or directory ${quoteUntrusted(path)}.`, { hint: "Check the spelling and the base path. To record nothing, leave the path away." });
}
function realPath(path, { resolve }) {
	try {
		return realpathSync.native(resolve(path));
	} catch (error) {
		throw unreadable(path, error);
	}
}
function notRegular(path) {
	return new RecordingError("RECORD_NOT_REGULAR", `${quoteUntrusted(path)} is neither a file nor a directory.`, { hint: "Exclude it; sockets, pipes and devices have no content to record." });
}
/** @internal shared with hashing */
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
/** One buffer for all files of a thread. Small files fit in whole; larger ones pass through it. */
const BUFFER = Buffer.allocUnsafeSlow(1048576);
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
* reading began, nothing came between. Whoever writes can set the time of writing back, but not that of the change. Only a file for which that does not hold is read again with a look before and
* after; tens of thousands of files are spared a system call each.
*
* @param name what the user calls the file, for messages
* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED
*/
function hashFile(path, name, { algorithms, lineEndings }, disk = DISK) {
	let descriptor;
	try {
		const start = Date.now();
		descriptor = disk.openSync(path, "r");
		if (lineEndings === "as-is") {
			const bytes = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, 0);
			const stats = disk.fstatSync(descriptor);
			if (bytes === stats.size && Math.max(stats.mtimeMs, stats.ctimeMs) < start - CLOCK_STEP_MS) {
				const content = BUFFER.subarray(0, bytes);
				return algorithms.map((algorithm) => hash(algorithm, content, "hex"));
			}
		}
		const before = disk.fstatSync(descriptor);
		const { digests, bytes } = hashStream(descriptor, algorithms, lineEndings, disk);
		if (bytes !== before.size || changed(before, disk.fstatSync(descriptor))) throw new RecordingError("RECORD_FILE_CHANGED", `${quoteUntrusted(name)} changed while it was being recorded.`, { hint: "Something writes to it: often a step with `background: true` or of a `parallel` group, or a server that the command left running. Wait for it to end before files are recorded, or exclude the file." });
		return digests;
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw unreadable(name, error);
	} finally {
		if (descriptor !== void 0) disk.closeSync(descriptor);
	}
}
function hashStream(descriptor, algorithms, lineEndings, disk) {
	const hashes = algorithms.map((algorithm) => createHash(algorithm));
	const endings = lineEndings === "normalise" ? new LineEndings() : void 0;
	const update = (content) => hashes.forEach((each) => void each.update(content));
	let bytes = 0;
	for (;;) {
		const read = disk.readSync(descriptor, BUFFER, 0, BUFFER.length, bytes);
		if (read === 0) break;
		bytes += read;
		const content = BUFFER.subarray(0, read);
		update(endings === void 0 ? content : endings.push(content));
	}
	if (endings !== void 0) update(endings.end());
	return {
		digests: hashes.map((each) => each.digest("hex")),
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
export { listFiles as a, follow as i, answerJobs as n, LeftOut as o, digestsOf as r, notCompared as s, answerJob as t };
