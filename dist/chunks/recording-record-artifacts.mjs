import { $t as digestPairs, J as coverageOf, Y as schemeOf, en as digestSet, qt as compareCodePoints, vt as artifactsOf } from "./intoto.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { D as quoteUntrusted } from "./base.mjs";
import { a as listFiles, i as follow, o as LeftOut, r as digestsOf, t as answerJob } from "./recording-hash-job.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { dirname, isAbsolute, posix, relative, resolve, sep } from "node:path";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, realpathSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
// src/recording/artifact-names.ts
/** Splits a scheme off. */
function parseArtifactUri(text, separator) {
	const scheme = schemeOf(text);
	const path = text.slice(scheme.length);
	return {
		scheme,
		path: normalisePath(separator === "\\" ? path.replaceAll("\\", "/") : path)
	};
}
/** Shortest form, without a trailing slash; the empty path is the current directory. */
function normalisePath(path) {
	const normal = posix.normalize(path);
	return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}
/** Gives artifacts their names and refuses to give one name twice. */
var ArtifactNames = class {
	#prefixes;
	#taken = /* @__PURE__ */ new Map();
	/** @throws RECORD_PREFIX_AMBIGUOUS when one prefix starts with another, because then their order would decide */
	constructor(prefixes) {
		this.#prefixes = prefixes;
		for (const [index, prefix] of prefixes.entries()) {
			const other = prefixes.find((candidate, position) => position !== index && candidate.startsWith(prefix));
			if (other !== void 0) throw new RecordingError("RECORD_PREFIX_AMBIGUOUS", `Of the prefixes to strip, ${quoteUntrusted(prefix)} is the start of ${quoteUntrusted(other)}.`, { hint: "Give prefixes of which none starts with another." });
		}
	}
	/** @throws RECORD_NAME_TAKEN, RECORD_BACKSLASH */
	name({ scheme, path }) {
		if (path.includes("\\")) throw new RecordingError("RECORD_BACKSLASH", `The name ${quoteUntrusted(path)} holds a backslash, which other systems would read as a separator.`, { hint: "Rename the file, or exclude it." });
		const prefix = this.#prefixes.find((candidate) => path.startsWith(candidate)) ?? "";
		const name = `${scheme}${path.slice(prefix.length)}`;
		if (scheme === "" && schemeOf(name) !== "") throw namedLikeUri(path, name);
		if (this.#prefixes.length === 0) return name;
		const other = this.#taken.get(name);
		if (other !== void 0 && other !== path) throw new RecordingError("RECORD_NAME_TAKEN", `${quoteUntrusted(other)} and ${quoteUntrusted(path)} would both be recorded as ${quoteUntrusted(name)}.`, { hint: "Strip other prefixes, or exclude one of the files." });
		this.#taken.set(name, path);
		return name;
	}
};
function namedLikeUri(path, name) {
	const scheme = schemeOf(name);
	return new RecordingError("RECORD_NAME_TAKEN", `The file ${quoteUntrusted(path)} would be recorded as ${quoteUntrusted(name)}, which is the name of what the scheme "${scheme}" records.`, { hint: "Rename the file, or exclude it." });
}
// src/recording/container-of.ts
/** Whether a path lies in a directory by its name, wherever symbolic links lead. */
function isNamedWithin(path, base) {
	const way = relative(resolve(base), resolve(path));
	return !isAbsolute(way) && way.split(sep)[0] !== "..";
}
/**
* The real path of the directory that a path must not lead out of: the base where the path lies in it, else the directory
* that it names or that holds the file.
*
* @param path absolute, or relative to where the process is
*/
function containerOf(path, base) {
	if (isNamedWithin(path, base)) return realpathSync.native(base);
	const container = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
	return statSync(container, { throwIfNoEntry: false }) === void 0 ? base : realpathSync.native(container);
}
// src/recording/coverages.ts
const COVERAGES = {
	"each-file": {
		plan: planFiles,
		couldName: (root, path, isExcluded) => (root === "." || path === root || path.startsWith(`${root}/`)) && !isExcluded(path),
		excludedRoot: "left-out"
	},
	"whole-directory": {
		plan: planDirectory,
		couldName: (root, path) => path === root,
		excludedRoot: "recorded"
	}
};
function planFiles({ scheme, path: root }, walk, names) {
	const files = [];
	const keys = [];
	for (const path of listFiles(root, walk)) {
		files.push({
			path: walk.resolve(path),
			name: path
		});
		keys.push(names.name({
			scheme,
			path
		}));
	}
	return {
		files,
		finish: (digests) => keys.map((key, index) => [key, digests[index]]),
		modes: () => keys.flatMap((key, index) => {
			const mode = modeOf(files[index]?.path ?? "");
			return mode === void 0 ? [] : [[key, mode]];
		})
	};
}
/** One artifact for a whole directory: the SHA-256 of a text with one line a file, as `sha256sum` prints it (ITE-4). */
function planDirectory(uri, walk, names) {
	const directory = resolve(walk.resolve(uri.path));
	if (!isDirectory(uri.path, walk)) throw new RecordingError("RECORD_NOT_FOUND", `${quoteUntrusted(`${uri.scheme}${uri.path}`)} is not a directory.`, { hint: `Name a directory after "${uri.scheme}".` });
	const paths = listFiles(".", {
		...walk,
		resolve: (path) => `${directory}${sep}${path}`
	});
	paths.forEach((path) => refuseAmbiguous(uri, path));
	const key = names.name(uri);
	return {
		modes: () => [],
		files: paths.map((path) => ({
			path: `${directory}${sep}${path}`,
			name: `${uri.path}/${path}`
		})),
		finish: (digests) => {
			const lines = paths.map((path, index) => [path, `${sha256Of(digests[index])}  ${path}\n`]);
			lines.sort(([a], [b]) => compareCodePoints(a, b));
			const text = lines.map(([, line]) => line).join("");
			return [[key, digestSet([["sha256", createHash("sha256").update(text).digest("hex")]])]];
		}
	};
}
/** @throws RECORD_ codes */
function isDirectory(path, walk) {
	try {
		return follow(path, walk).isDirectory();
	} catch (error) {
		if (error.cause?.code === "ENOTDIR") return false;
		throw error;
	}
}
/** The text has no way of saying where such a name ends, so two directories would have one digest. */
function refuseAmbiguous({ scheme, path: root }, path) {
	if (!/[\n\r\\]/.test(path)) return;
	throw new RecordingError("RECORD_NAME_AMBIGUOUS", `${quoteUntrusted(`${root}/${path}`)} has a line break or a backslash in its name, so the digest of ${quoteUntrusted(`${scheme}${root}`)} could mean other files.`, { hint: "Rename the file or exclude it, or record the files of the directory one by one." });
}
function modeOf(path) {
	const symlink = lstatSync(path).isSymbolicLink();
	const executable = (statSync(path).mode & 73) !== 0;
	if (symlink) return executable ? "executable symlink" : "symlink";
	return executable ? "executable" : void 0;
}
function sha256Of(digests) {
	const pair = digestPairs(digests).find(([algorithm]) => algorithm === "sha256");
	if (pair === void 0) throw new TypeError("a directory has a digest only where SHA-256 is computed");
	return pair[1];
}
// src/recording/default-excludes.ts
/**
* What is not recorded unless the caller says otherwise: links themselves, git's own files, Python's byte code and
* editors' backups. The same list as the reference's, in the gitignore dialect.
*/
const DEFAULT_EXCLUDES = [
	"*.link*",
	".git",
	"*.pyc",
	"*~"
];
// src/recording/hash-pool.ts
const WORKER_PAYS = {
	files: 1500,
	bytes: 33554432
};
const JOB_FILES = 128;
const MAIN_FILES = 32;
var HashPool = class {
	#workers = [];
	#threads;
	#start;
	#nextId = 0;
	/** @param threads threads beside the main one; all cores by default */
	constructor(threads = availableParallelism() - 1, start = () => new Worker(workerUrl())) {
		this.#threads = threads;
		this.#start = start;
	}
	/**
	* The digests of files, in their order.
	*
	* @param bytes about how much they hold together, to judge whether threads pay
	* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
	*/
	async hash(files, bytes, options, onProgress) {
		const results = Array.from({ length: files.length });
		const pays = files.length > 1 && (files.length >= WORKER_PAYS.files || bytes >= WORKER_PAYS.bytes);
		if (pays) while (this.#workers.length < this.#threads) this.#workers.push(new PooledWorker(this.#start()));
		const jobFiles = Math.max(1, Math.min(JOB_FILES, Math.ceil(files.length / 8)));
		let next = 0;
		let done = 0;
		const take = (count) => {
			if (next >= files.length) return void 0;
			const start = next;
			next = Math.min(files.length, next + count);
			const slice = files.slice(start, next);
			return [start, {
				id: this.#nextId += 1,
				paths: slice.map(({ path }) => path),
				names: slice.map(({ name }) => name),
				options
			}];
		};
		const store = (start, answer) => {
			const digests = digestsOf(answer);
			for (const [index, digest] of digests.entries()) results[start + index] = digest;
			done += digests.length;
			onProgress?.(done);
		};
		const feed = async (worker) => {
			for (let taken = take(jobFiles); taken !== void 0; taken = take(jobFiles)) store(taken[0], await worker.run(taken[1]));
		};
		const feeds = pays ? this.#workers.flatMap((worker) => [feed(worker), feed(worker)]) : [];
		const own = (async () => {
			const count = pays ? Math.min(MAIN_FILES, jobFiles) : MAIN_FILES;
			for (let taken = take(count); taken !== void 0; taken = take(count)) {
				store(taken[0], answerJob(taken[1]));
				await setImmediate();
			}
		})();
		try {
			await Promise.all([own, ...feeds]);
		} catch (error) {
			next = files.length;
			await Promise.allSettled([own, ...feeds]);
			throw error;
		}
		return results;
	}
	/** Ends the threads. The pool can be used again afterwards. */
	async close() {
		await Promise.all(this.#workers.splice(0).map((worker) => worker.close()));
	}
};
/** A thread and the jobs that it has not answered yet. */
var PooledWorker = class {
	#worker;
	#waiting = /* @__PURE__ */ new Map();
	#failure;
	constructor(worker) {
		this.#worker = worker;
		this.#worker.on("message", (answer) => {
			this.#waiting.get(answer.id)?.resolve(answer);
			this.#waiting.delete(answer.id);
			if (this.#waiting.size === 0) this.#worker.unref();
		});
		this.#worker.on("error", (error) => this.#stop(error));
		this.#worker.on("exit", () => this.#stop(void 0));
	}
	run(job) {
		if (this.#failure !== void 0) return Promise.reject(this.#failure);
		return new Promise((resolve, reject) => {
			this.#waiting.set(job.id, {
				resolve,
				reject
			});
			this.#worker.ref();
			this.#worker.postMessage(job);
		});
	}
	async close() {
		await this.#worker.terminate();
	}
	#stop(cause) {
		this.#failure ??= new RecordingError("RECORD_WORKER_FAILED", "A thread that computes digests stopped.", {
			cause,
			hint: "Try again; if it happens again, the machine may lack memory."
		});
		for (const { reject } of this.#waiting.values()) reject(this.#failure);
		this.#waiting.clear();
	}
};
/** The worker's file: beside the bundle or one folder above it, or beside this source when that runs as it is. */
function workerUrl() {
	const found = [
		"./hash-worker.mjs",
		"../hash-worker.mjs",
		"./hash-worker.ts"
	].map((place) => new URL(place, import.meta.url)).find((url) => existsSync(fileURLToPath(url)));
	if (found === void 0) throw new RecordingError("RECORD_WORKER_FAILED", "The file hash-worker.mjs is missing beside the program.", { hint: "Install the program again." });
	return found;
}
// src/recording/record-artifacts.ts
/** The patterns that a request means. */
function excludesOf(exclude) {
	return exclude === "default" ? DEFAULT_EXCLUDES : exclude;
}
/** Records artifacts, keeping threads between recordings until it is closed. */
var Recorder = class {
	#pool;
	constructor(pool = new HashPool()) {
		this.#pool = pool;
	}
	/**
	* Hashes files and gives them their names (in-toto v1.0, 4.4.1).
	*
	* @throws every RECORD_ code
	*/
	async record(request) {
		const excluded = excludesOf(request.exclude);
		const algorithms = request.algorithms ?? ["sha256"];
		const names = new ArtifactNames(request.lstripPaths);
		const excludes = compileExcludes(excluded);
		const leftOut = new LeftOut();
		const walkOf = walks(request, {
			excludes,
			leftOut,
			named: request.named ?? "by-caller",
			lookingFor: {
				purpose: request.emptyPath === void 0 ? "recorded" : "compared",
				patterns: request.exclude === "default" ? "default" : "given"
			}
		});
		const uris = request.paths.map((path) => parseArtifactUri(path, sep));
		if (request.symlinkedDirectories === "within") uris.forEach(refuseOutside);
		const plans = uris.map((uri) => COVERAGES[coverageOf(uri.scheme)].plan(uri, walkOf(uri), names));
		if (request.emptyPath === "refused") refuseEmpty(uris, plans);
		const files = plans.flatMap(({ files: found }) => found);
		const bytes = files.length < 256 ? sizeOf(files) : 0;
		const sets = (await this.#pool.hash(files, bytes, {
			algorithms,
			lineEndings: request.lineEndings
		}, request.onProgress)).map((hexes) => digestSet(hexes.map((hex, index) => [algorithms[index], hex])));
		const artifacts = [];
		let position = 0;
		for (const plan of plans) {
			const mine = sets.slice(position, position + plan.files.length);
			position += plan.files.length;
			for (const artifact of plan.finish(mine)) artifacts.push(artifact);
		}
		artifacts.sort(([a], [b]) => compareCodePoints(a, b));
		artifacts.forEach((artifact, index) => refuseTaken(artifact, artifacts[index + 1]));
		const modes = request.modes === "record" ? new Map(plans.flatMap((plan) => plan.modes())) : void 0;
		return {
			artifacts: artifactsOf(artifacts),
			excluded,
			leftOut: leftOut.files,
			modes
		};
	}
	/** Ends the threads, so that the process can end. */
	async close() {
		await this.#pool.close();
	}
};
/** How each path is walked. */
function walks({ symlinkedDirectories, baseDirectory }, common) {
	const resolve = (path) => isAbsolute(path) ? path : `${baseDirectory}${sep}${path}`;
	const base = symlinkedDirectories === "within" ? realpathSync.native(baseDirectory) : baseDirectory;
	if (symlinkedDirectories !== "contained") return () => ({
		...common,
		symlinkedDirectories,
		base,
		baseName: "the workspace",
		resolve
	});
	return ({ path }) => {
		const container = containerOf(resolve(path), baseDirectory);
		const baseName = isNamedWithin(resolve(path), baseDirectory) ? "the base directory" : quoteUntrusted(container);
		return {
			...common,
			symlinkedDirectories: "within",
			base: container,
			baseName,
			resolve
		};
	};
}
/**
* One path that finds no file is overlooked where others find some; of none at all, the comparison itself speaks.
*
* @throws RECORD_NOTHING
*/
function refuseEmpty(uris, plans) {
	const some = plans.some(({ files }) => files.length > 0);
	for (const [index, { scheme, path }] of uris.entries()) {
		if (plans[index]?.files.length !== 0 || !some && coverageOf(scheme) === "each-file") continue;
		throw new RecordingError("RECORD_NOTHING", `There is no file in ${quoteUntrusted(`${scheme}${path}`)} to compare.`, { hint: "Check the path, and whether what makes the files ran before; or do not name it." });
	}
}
/** @throws RECORD_OUTSIDE */
function refuseOutside({ path }) {
	if (!isAbsolute(path) && path !== ".." && !path.startsWith("../")) return;
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(path)} does not lie in the workspace.`, { hint: "Name files and directories relative to the top of the workspace." });
}
/** One file may be named in two ways; two things of one name, a file `dir:a` and the directory `a`, may not be. */
function refuseTaken([name, digests], next) {
	if (next === void 0 || next[0] !== name || next[1] === digests) return;
	throw new RecordingError("RECORD_NAME_TAKEN", `Two things would be recorded as ${quoteUntrusted(name)}, with different digests.`, { hint: "Rename the file that is called like a scheme and a path, or exclude it." });
}
function sizeOf(files) {
	return files.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}
export { parseArtifactUri as a, COVERAGES as i, excludesOf as n, DEFAULT_EXCLUDES as r, Recorder as t };
