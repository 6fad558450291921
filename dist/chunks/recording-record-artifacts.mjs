import { Ft as schemeOf, Hn as digestSet, Pt as coverageOf, Un as sha256In, Vn as digestPairs, cn as artifactsOf, j as yamlText, k as patternOfFile, un as tableOfNames, zn as compareCodePoints } from "./intoto.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { B as LIMITS, D as isUncountedAtTop, E as isUncounted, G as InTotoError, H as quoteUntrusted, M as count, V as escapeUntrusted } from "./base.mjs";
import { a as follow, c as unreadable, i as errorCode, n as fileChanged, o as notRegular, r as hashFile, s as realPlace, t as HashSegment } from "./recording-hash-segment.mjs";
import { t as placeOf$1 } from "./recording-place-of.mjs";
import { t as compileExcludes } from "./recording-excludes.mjs";
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, isAbsolute, posix, relative, resolve, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { availableParallelism } from "node:os";
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
	/** @throws RECORD_NAME_TAKEN, RECORD_BACKSLASH, RECORD_UNREADABLE for a name that no reader of links takes */
	name({ scheme, path }) {
		if (path.includes("\\")) throw new RecordingError("RECORD_BACKSLASH", `The name ${quoteUntrusted(path)} holds a backslash, which other systems would read as a separator.`, { hint: nameHint(path) });
		const prefix = this.#prefixes.find((candidate) => path.startsWith(candidate)) ?? "";
		const name = `${scheme}${path.slice(prefix.length)}`;
		if (scheme === "" && schemeOf(name) !== "") throw namedLikeUri(path, name);
		if (name.length > LIMITS.nameLength) throw tooLong(path, name.length);
		if (this.#prefixes.length === 0) return name;
		const other = this.#taken.get(name);
		if (other !== void 0 && other !== path) throw new RecordingError("RECORD_NAME_TAKEN", `${quoteUntrusted(other)} and ${quoteUntrusted(path)} would both be recorded as ${quoteUntrusted(name)}.`, { hint: "Strip other prefixes, or exclude one of the files." });
		this.#taken.set(name, path);
		return name;
	}
};
function tooLong(path, length) {
	return new RecordingError("RECORD_UNREADABLE", `${quoteUntrusted(path.slice(0, 200))}… would have a name of ${length} characters, and at most ${LIMITS.nameLength} are read.`, { hint: "Shorten the path, or exclude it." });
}
function namedLikeUri(path, name) {
	const scheme = schemeOf(name);
	return new RecordingError("RECORD_NAME_TAKEN", `The file ${quoteUntrusted(path)} would be recorded as ${quoteUntrusted(name)}, which is the name of what the scheme "${scheme}" records.`, { hint: nameHint(path) });
}
/** A step in intents excludes nothing; its `scratch` leaves out what it makes, and no file of the commit. */
function nameHint(path) {
	return `Rename the file. If it is not to count, exclude it, or write \`scratch: ${yamlText(`/${patternOfFile(path)}`)}\` at a step in intents, where no commit holds the file.`;
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
* @throws RECORD_UNREADABLE
*/
function containerOf(path, base) {
	if (isNamedWithin(path, base)) return realPlace(base, base);
	const container = look$1(path)?.isDirectory() === true ? path : dirname(path);
	return look$1(container) === void 0 ? base : realPlace(container, container);
}
/** What cannot be looked at is told where it is read, like what is not there. */
function look$1(path) {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
// src/recording/left-out.ts
/** Hides what this tool itself leaves in the place where it runs. */
const OWN_TRACES = "*.link*";
/** Files that are left out, by pattern. */
var LeftOut = class {
	#most;
	#isUncounted;
	#files = /* @__PURE__ */ new Map();
	#hiding = /* @__PURE__ */ new Set();
	#examples = /* @__PURE__ */ new Map();
	#all = 0;
	/**
	* @param most files that are counted; a directory that is left out may hold any number
	* @param uncounted tells patterns of which nothing is counted
	*/
	constructor(most = LIMITS.countedLeftOut, uncounted = isUncounted) {
		this.#most = most;
		this.#isUncounted = uncounted;
	}
	/** Whether nothing is counted that a pattern hides. */
	ignores(pattern) {
		return this.#isUncounted(pattern);
	}
	/** Files by pattern, in order of code units; of what git keeps for itself, none. */
	get files() {
		return new Map([...this.#files].sort(([a], [b]) => a < b ? -1 : 1));
	}
	/** The first file or directory that each of them hid, as the walk writes it. */
	get examples() {
		return this.#examples;
	}
	/** The patterns that hid files below one path. @param walk looks through it */
	hiding(walk) {
		this.#hiding.clear();
		walk();
		return [...this.#hiding];
	}
	/** @param path as the walk writes it; without it, there is no example */
	file(pattern, path) {
		this.#add(pattern);
		this.#example(pattern, path);
	}
	/**
	* Counts what lies below a directory, without following anything.
	*
	* @param path of the file system
	* @param name as the walk writes it; without it, there is no example
	*/
	directory(pattern, path, name) {
		if (this.ignores(pattern)) return;
		const before = this.#all;
		if (this.#all >= this.#most) this.#hiding.add(pattern);
		const waiting = [path];
		for (let next = waiting.pop(); next !== void 0 && this.#all < this.#most; next = waiting.pop()) for (const entry of entriesOf$1(next)) if (entry.isDirectory()) waiting.push(`${next}${sep}${entry.name}`);
		else this.#add(pattern);
		if (this.#all > before) this.#example(pattern, name);
	}
	#example(pattern, path) {
		if (path !== void 0 && !this.ignores(pattern) && !this.#examples.has(pattern)) this.#examples.set(pattern, path);
	}
	#add(pattern) {
		if (this.ignores(pattern)) return;
		this.#hiding.add(pattern);
		if (this.#all >= this.#most) return;
		this.#all += 1;
		this.#files.set(pattern, (this.#files.get(pattern) ?? 0) + 1);
	}
};
/** What cannot be read is left out all the same. */
function entriesOf$1(directory) {
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
	if (hiding.some(isUncounted)) return "Do not name it: what git keeps for itself differs from checkout to checkout.";
	return `${hiding.length === 1 ? "This is a default pattern" : "These are default patterns"}; \`-e .git\` replaces the defaults.`;
}
/** What a comparison of files passed over, in a sentence. @param products what the files are compared with */
function notCompared(leftOut, products = "the final products") {
	const patterns = [...leftOut].map(([pattern, files]) => `${quoteUntrusted(pattern, 200)} (${count(files, "file")})`);
	const more = patterns.length > 20 ? [`${patterns.length - 20} more patterns`] : [];
	return `Files beside ${products} were not compared, because they are excluded: ${[...patterns.slice(0, 20), ...more].join(", ")}.`;
}
// src/recording/known-file.ts
/**
* Beside the files of a commit a link to what is excluded would bring in what nobody records.
*
* @param path of the link
* @param real where it leads to, without any link
* @throws RECORD_EXCLUDED
*/
function demandRecorded(path, real, kind, { base, excludes, apart, also, known }) {
	const target = relative(base, real).replaceAll(sep, "/");
	const whole = [...apart ?? []].find((directory) => target === directory || target.startsWith(`${directory}/`));
	if (whole !== void 0) throw new RecordingError("RECORD_EXCLUDED", `The symbolic link ${quoteUntrusted(path)} leads to ${quoteUntrusted(target)}, in a directory that is recorded as one artifact.`, { hint: `Exclude the link; what it leads to is part of ${quoteUntrusted(`dir:${whole}`)}.` });
	const pattern = target === "" ? void 0 : excludes.path(target, kind === "directory");
	if (pattern === void 0) return;
	if (kind === "file" && also !== void 0 && (also(target) || known?.(target) !== void 0)) return;
	throw new RecordingError("RECORD_EXCLUDED", `The symbolic link ${quoteUntrusted(path)} leads to ${quoteUntrusted(target)}, which the pattern ${quoteUntrusted(pattern)} leaves out.`, { hint: "Exclude the link as well, or record what it leads to." });
}
// src/recording/read-directory.ts
/** The entries of a directory, in the order of what lies below them. @throws RECORD_UNREADABLE, RECORD_NAME_NOT_UTF8 */
function readDirectory(directory, { resolve }) {
	const path = resolve(directory);
	try {
		const entries = readdirSync(path, { withFileTypes: true });
		if (entries.some(({ name }) => name.includes("�"))) refuseInvalidNames(path, directory);
		return entries.sort(byPath);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw unreadable(directory, error);
	}
}
function refuseInvalidNames(path, directory) {
	for (const name of readdirSync(path, { encoding: "buffer" })) if (!Buffer.from(name.toString("utf8"), "utf8").equals(name)) throw new RecordingError("RECORD_NAME_NOT_UTF8", `A file in ${quoteUntrusted(directory)} has a name that is not UTF-8: ${escapeUntrusted(name.toString("latin1"))}.`, { hint: "Rename the file, or exclude the directory." });
}
/** The entries of a directory; undefined where it cannot be read. */
function entriesOf(directory, { resolve }) {
	try {
		return readdirSync(resolve(directory), { withFileTypes: true });
	} catch {
		return;
	}
}
/** A directory stands where its entries do: behind its name they have a slash, which not all characters come after. */
function byPath(one, other) {
	const [a, b] = [placeOf(one), placeOf(other)];
	return a < b ? -1 : a > b ? 1 : 0;
}
const placeOf = (entry) => entry.isDirectory() ? `${entry.name}/` : entry.name;
// src/recording/walk.ts
/**
* Finds all regular files at or below `root`.
*
* @param found takes each of them when it is found, as a path that starts with `root` (without it, for `.`); and where it
* lies, if a link may lead there
* @throws RECORD_EXCLUDED, RECORD_OUTSIDE, RECORD_TOO_MANY_LINKS, RECORD_NOT_FOUND, RECORD_UNREADABLE, RECORD_NOT_REGULAR,
* RECORD_SYMLINK_BROKEN, RECORD_SYMLINK_CYCLE, RECORD_NAME_NOT_UTF8
*/
function findFiles(root, options, found, limits = LIMITS) {
	const known = options.known?.(root);
	if (options.apart?.has(root) === true || isLeftOut(root, options, known)) return;
	if (known !== void 0) {
		options.entered.above(root, options.resolve);
		found(root);
		return;
	}
	const stats = follow(root, options);
	const real = leadsTo(root, "named", options);
	if (stats.isFile()) return void found(root, real);
	if (!stats.isDirectory()) throw notRegular(root);
	const followed = {
		directories: 0,
		files: 0
	};
	let files = 0;
	const count = (path, place) => {
		files += 1;
		found(path, place);
	};
	const hiding = options.leftOut.hiding(() => walk(root, [real], {
		...options,
		limits,
		followed,
		found: count
	}));
	if (files === 0 && options.named === "by-caller") refuseAllLeftOut(root, hiding, options.lookingFor);
}
/** Whether a path that was named is left out. Nothing that is left out is looked through. @throws RECORD_EXCLUDED */
function isLeftOut(root, { excludes, leftOut, named, lookingFor, resolve }, known) {
	const asFile = excludes.path(root, false);
	const asDirectory = known === void 0 ? excludes.path(root, true) : asFile;
	const pattern = asFile !== asDirectory && isDirectoryAt(resolve(root)) ? asDirectory : asFile;
	if (pattern === void 0) return false;
	if (named === "by-caller") throw leftOutByName(root, pattern, lookingFor);
	leftOut.file(pattern, root);
	return true;
}
/**
* @internal shared with whole-directory
* @param how whether the path itself was named, so that excluding it would not help
* @returns where it leads, without any link, which is noted
* @throws RECORD_OUTSIDE, RECORD_UNREADABLE
*/
function leadsTo(path, how, options) {
	const real = realPath(path, options);
	options.entered.leads(options.resolve(path), path, real);
	if (options.symlinkedDirectories === "within") demandInside(path, real, how, options);
	return real;
}
function demandInside(path, real, how, { base, baseName }) {
	const place = placeOf$1(base, real);
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
function walk(directory, chain, options) {
	for (const entry of readDirectory(directory, options)) {
		const path = directory === "." ? entry.name : directory === "/" ? `/${entry.name}` : `${directory}/${entry.name}`;
		const pattern = options.excludes.entry(path, entry.name, entry.isDirectory());
		if (pattern !== void 0) {
			if (options.also !== void 0) walkLeftOut({
				path,
				entry,
				pattern
			}, chain, options);
			else if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path), path);
			else options.leftOut.file(pattern, path);
		} else if (entry.isFile()) {
			if (options.apart?.has(path) === true) continue;
			if (chain.length > 1) countLinked(path, options);
			options.found(path);
		} else if (entry.isDirectory()) {
			if (options.apart?.has(path) === true) continue;
			options.entered.directory(options.resolve(path), path);
			walk(path, chain, options);
		} else {
			if (!entry.isSymbolicLink()) throw notRegular(path);
			walkSymlink(path, entry.name, chain, options);
		}
	}
}
/** Looks through what a pattern leaves out for what is recorded all the same. What cannot be read may hold anything. */
function walkLeftOut({ path, entry, pattern }, chain, options) {
	if (options.leftOut.ignores(pattern) || options.apart?.has(path) === true) return;
	if (entry.isDirectory()) {
		const below = entriesOf(path, options);
		if (below === void 0) options.leftOut.file(pattern, path);
		else options.entered.directory(options.resolve(path), path);
		for (const one of below ?? []) walkLeftOut({
			path: `${path}/${one.name}`,
			entry: one,
			pattern
		}, chain, options);
	} else if (options.also?.(path) !== true && options.known?.(path) === void 0) options.leftOut.file(pattern, path);
	else if (entry.isFile()) options.found(path);
	else {
		if (!entry.isSymbolicLink()) throw notRegular(path);
		walkSymlink(path, entry.name, chain, options);
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
function walkSymlink(path, name, chain, options) {
	if (options.known?.(path) !== void 0) {
		options.found(path);
		return;
	}
	const stats = follow(path, options);
	if (stats.isFile()) {
		const file = leadsTo(path, "found", options);
		if (options.known !== void 0 || options.also !== void 0) demandRecorded(path, file, "file", options);
		options.found(path, file);
		return;
	}
	if (!stats.isDirectory()) throw notRegular(path);
	if (options.symlinkedDirectories === "skip") return;
	const excluded = options.excludes.entry(path, name, true);
	if (excluded !== void 0) {
		options.leftOut.file(excluded, path);
		return;
	}
	const real = leadsTo(path, "found", options);
	if (options.symlinkedDirectories === "within") {
		if (options.known !== void 0 || options.also !== void 0) demandRecorded(path, real, "directory", options);
		const ownName = relative(options.base, real).replaceAll(sep, "/");
		const pattern = ownName === "" ? void 0 : options.excludes.path(ownName, true);
		if (pattern !== void 0) {
			options.leftOut.directory(pattern, real, path);
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
	], options);
}
function realPath(path, { resolve }) {
	return realPlace(resolve(path), path);
}
// src/recording/whole-directory.ts
/**
* A plan for the directory as one artifact. Links are not followed, so that they may lead round in circles; where they
* may not lead outwards, they must lead to something.
*
* @throws RECORD_NOT_FOUND, RECORD_NAME_AMBIGUOUS, RECORD_NOT_REGULAR, RECORD_OUTSIDE, RECORD_SYMLINK_BROKEN,
* RECORD_SYMLINK_CYCLE, RECORD_EXCLUDED, RECORD_UNREADABLE, RECORD_NAME_NOT_UTF8, RECORD_NAME_TAKEN, RECORD_BACKSLASH
*/
function planDirectory(uri, walk, names, found) {
	const directory = resolve(walk.resolve(uri.path));
	if (!isDirectory(uri.path, walk)) throw new RecordingError("RECORD_NOT_FOUND", `${quoteUntrusted(`${uri.scheme}${uri.path}`)} is not a directory.`, { hint: `Name a directory after "${uri.scheme}".` });
	leadsTo(uri.path, "named", walk);
	const { files: paths, lines } = listDirectory(uri, {
		...walk,
		known: walk.known && ((path) => walk.known?.(`${uri.path}/${path}`)),
		resolve: (path) => path === "." ? directory : `${directory}${sep}${path}`
	});
	const key = names.name(uri);
	const files = paths.map((path) => ({
		path: `${directory}${sep}${path}`,
		name: `${uri.path}/${path}`
	}));
	for (const file of files) found?.(file);
	return {
		modes: () => [],
		entries: paths.length + lines.length,
		files,
		artifacts: {
			kind: "one",
			name: key,
			digests: (digestsOf) => {
				const text = paths.map((path, index) => [path, `${sha256Of(digestsOf(index))}  ${path}\n`]);
				for (const line of lines) text.push(line);
				text.sort(([a], [b]) => compareCodePoints(a, b));
				const whole = createHash("sha256");
				for (const [, line] of text) whole.update(line);
				return digestSet([["sha256", whole.digest("hex")]]);
			}
		}
	};
}
function listDirectory(uri, options) {
	const found = {
		files: [],
		lines: []
	};
	const hiding = options.leftOut.hiding(() => listEntries("", uri, options, found));
	if (found.files.length + found.lines.length === 0 && options.named === "by-caller") refuseAllLeftOut(".", hiding, options.lookingFor);
	return found;
}
/** @returns how many entries there are, with those that are left out */
function listEntries(prefix, uri, options, found) {
	const entries = readDirectory(prefix === "" ? "." : prefix.slice(0, -1), options);
	for (const entry of entries) {
		const path = `${prefix}${entry.name}`;
		const pattern = options.excludes.entry(path, entry.name, entry.isDirectory());
		if (pattern !== void 0) {
			if (entry.isDirectory()) options.leftOut.directory(pattern, options.resolve(path), path);
			else options.leftOut.file(pattern, path);
			continue;
		}
		refuseAmbiguous(uri, path);
		if (entry.isFile()) found.files.push(path);
		else if (entry.isSymbolicLink()) {
			const content = options.linkedDirectoriesIn === void 0 ? void 0 : contentOutside(uri, path, options.linkedDirectoriesIn, options);
			const name = `link ${targetOf(path, options)}`;
			found.lines.push([path, `${content === void 0 ? name : `${name} file ${content}`}  ${path}\n`]);
		} else if (!entry.isDirectory()) throw notRegular(`${uri.path}/${path}`);
		else {
			options.entered.directory(options.resolve(path), `${uri.path}/${path}`);
			if (listEntries(`${path}/`, uri, options, found) === 0) found.lines.push([path, `empty  ${path}\n`]);
		}
	}
	return entries.length;
}
/**
* A name says nothing of what a link leads to, so that must lie where it is seen: in the directory itself or in another
* one, which is recorded besides. A file that lies elsewhere counts by its content, too; a directory is refused.
*
* @returns the SHA-256 of such a file, 64 digits; undefined for what is seen, for devices, and for what leads nowhere
* @throws RECORD_OUTSIDE, RECORD_UNREADABLE, RECORD_FILE_CHANGED
*/
function contentOutside(uri, path, within, { resolve }) {
	const target = linkedPlace(resolve(path), path);
	if (target === void 0 || isInside(realPlace(resolve("."), uri.path), target.real)) return void 0;
	const { real, kind } = target;
	if (placeOf$1(realPlace(within, within), real) === "inside") return void 0;
	if (kind === "file") return hashFile(real, `${uri.path}/${path}`, {
		algorithms: ["sha256"],
		lineEndings: "as-is"
	})[0];
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(`${uri.path}/${path}`)} is a symbolic link to a directory where nothing is recorded, ${quoteUntrusted(real.replaceAll(sep, "/"))}, so nobody would see what changes there.`, { hint: "Install copies instead of links: keep the store of the package manager for packages that are linked in the directory itself (pnpm: `enableGlobalVirtualStore: false`), and use no `npm link`. Where nothing reads it, leave it out with a line that begins with `!`." });
}
/** The real path of the file or directory that a link leads to; undefined for devices, and for what leads nowhere. */
function linkedPlace(place, path) {
	try {
		const stats = statSync(place);
		if (!stats.isFile() && !stats.isDirectory()) return void 0;
		return {
			real: realpathSync.native(place),
			kind: stats.isFile() ? "file" : "directory"
		};
	} catch (error) {
		if ([
			"ENOENT",
			"ELOOP",
			"ENOTDIR",
			"ENAMETOOLONG"
		].includes(errorCode(error))) return void 0;
		throw unreadable(path, error);
	}
}
const isInside = (directory, path) => path === directory || path.startsWith(`${directory}${sep}`);
/** The SHA-256 of the bytes that a link leads to by name: spelt out, it could hold what stands between it and the path. */
function targetOf(path, options) {
	if (options.symlinkedDirectories === "within" && options.known?.(path)?.kind !== "link") {
		follow(path, options);
		leadsTo(path, "found", options);
	}
	try {
		return createHash("sha256").update(readlinkSync(options.resolve(path), { encoding: "buffer" })).digest("hex");
	} catch (error) {
		throw unreadable(path, error);
	}
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
	throw new RecordingError("RECORD_NAME_AMBIGUOUS", `${quoteUntrusted(`${root}/${path}`)} has a line break or a backslash in its name, so the digest of ${quoteUntrusted(`${scheme}${root}`)} could mean other files.`, { hint: "Rename the file, or exclude it (under `may-change` of the directory in intents), or record the files of the directory one by one." });
}
function sha256Of(digests) {
	const sha256 = sha256In(digests);
	if (sha256 === void 0) throw new TypeError("a directory has a digest only where SHA-256 is computed");
	return sha256;
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
function planFiles({ scheme, path: root }, walk, names, found) {
	const files = [];
	const keys = [];
	findFiles(root, walk, (path, real) => {
		const file = planned(path, real ?? walk.resolve(path), walk.known?.(path));
		keys.push(names.name({
			scheme,
			path
		}));
		files.push(file);
		found?.(file);
	});
	return {
		entries: files.length,
		files,
		artifacts: {
			kind: "each",
			names: keys
		},
		modes: () => keys.flatMap((key, index) => {
			const { name } = files[index];
			const mode = modeOf(name, walk);
			return mode === void 0 ? [] : [[key, mode]];
		})
	};
}
function planned(name, path, known) {
	return known?.kind === "link" ? {
		path,
		name,
		sha256: known.sha256
	} : {
		path,
		name
	};
}
/** @throws RECORD_UNREADABLE */
function modeOf(name, { known: knownFiles, resolve }) {
	const known = knownFiles?.(name);
	if (known !== void 0) return known.kind === "link" ? "symlink" : known.mode;
	const { symlink, executable } = look(resolve(name), name);
	if (symlink) return executable ? "executable symlink" : "symlink";
	return executable ? "executable" : void 0;
}
function look(path, name) {
	try {
		const stats = lstatSync(path);
		const symlink = stats.isSymbolicLink();
		return {
			symlink,
			executable: ((symlink ? statSync(path) : stats).mode & 73) !== 0
		};
	} catch (error) {
		throw unreadable(name, error);
	}
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
// src/recording/entered.ts
/** One look for each directory, and for each link and each path that was named; none for a file that a walk finds. */
var Entered = class {
	/** By their paths of the file system. */
	#places = /* @__PURE__ */ new Map();
	/** Notes a directory that was listed as one. @param place path of the file system */
	directory(place, name) {
		this.#places.set(place, {
			name,
			real: void 0
		});
	}
	/** Notes where a path led, whatever lies on the way. @param place path of the file system */
	leads(place, name, real) {
		this.#places.set(place, {
			name,
			real
		});
	}
	/** Notes the directories above a file that was reached through none but directories. @param name relative to the base */
	above(name, resolve) {
		for (let outer = dirname(name); outer !== "." && outer !== "/"; outer = dirname(outer)) {
			const place = resolve(outer);
			if (this.#places.has(place)) return;
			this.directory(place, outer);
		}
	}
	/** Demands that all of them still lead there. @throws RECORD_FILE_CHANGED */
	demandUnchanged() {
		for (const [place, { name, real }] of this.#places) if (!leadsStill(place, real)) throw fileChanged(name);
	}
};
function leadsStill(place, real) {
	try {
		return real === void 0 ? lstatSync(place).isDirectory() : realpathSync.native(place) === real;
	} catch {
		return false;
	}
}
// src/recording/hash-run.ts
/** From so many files, or so many bytes. Starting a thread costs as much as hashing some hundred small files. */
const WORKER_PAYS = {
	files: 1500,
	bytes: 33554432
};
const SEGMENT_FILES = 2048;
const BATCH_FILES = 32;
/** One run: files are added while they are found, and threads hash them meanwhile where that pays. */
var HashRun = class {
	#options;
	#threads;
	#hash;
	#files = [];
	#segments = [];
	#answers = [];
	#failure;
	/**
	* @param threads starts threads where none runs yet
	* @param hash computes the digests of a file in this thread
	*/
	constructor(options, threads, hash = hashFile) {
		this.#options = options;
		this.#threads = threads;
		this.#hash = hash;
	}
	/** Adds a file. Where there are many, threads begin with them at once. */
	add(file) {
		this.#files.push(file);
		if (this.#files.length === (this.#segments.length + 1) * SEGMENT_FILES) this.#share(BATCH_FILES);
	}
	/**
	* The digests of all files that were added.
	*
	* @param bytes about how much they hold together, to judge whether threads pay
	* @param onProgress takes how many files are done
	* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
	*/
	async end(bytes, onProgress) {
		const files = this.#files.length;
		const rest = files - this.#segments.length * SEGMENT_FILES;
		const pays = files > 1 && (files >= WORKER_PAYS.files || bytes >= WORKER_PAYS.bytes);
		const batch = pays ? Math.min(BATCH_FILES, Math.ceil(files / 8)) : BATCH_FILES;
		if (rest > 0 && pays) this.#share(batch);
		else if (rest > 0) this.#segments.push(this.#segmentOf(ArrayBuffer));
		const tell = () => onProgress?.(this.#segments.reduce((sum, { done }) => sum + done, 0));
		for (const segment of this.#segments) while (!this.#isOver() && segment.hashNext(batch, this.#hash)) {
			tell();
			await setImmediate();
		}
		if (this.#isOver()) this.stop();
		await Promise.all(this.#answers);
		if (this.#failure !== void 0) throw this.#failure;
		this.#lookAgain();
		if (files > 0) tell();
		return this.#digests();
	}
	/** Lets no thread take a file any more. */
	stop() {
		for (const segment of this.#segments) segment.stop();
	}
	#isOver() {
		return this.#failure !== void 0 || this.#segments.some(({ isRefused }) => isRefused);
	}
	/** Gives the files that came last to all threads. */
	#share(batch) {
		const segment = this.#segmentOf(SharedArrayBuffer);
		this.#segments.push(segment);
		for (const thread of this.#threads()) {
			const answered = thread.run({
				segment: segment.shared,
				batch
			}).then((answer) => {
				if (answer instanceof Error) this.#failure ??= answer;
			});
			this.#answers.push(answered);
		}
	}
	#segmentOf(memory) {
		const paths = this.#files.slice(this.#segments.length * SEGMENT_FILES).map(({ path }) => path);
		return HashSegment.of(paths, this.#options, memory);
	}
	#lookAgain() {
		for (const [number, segment] of this.#segments.entries()) {
			if (segment.done === segment.shared.files) continue;
			for (let index = 0; index < segment.shared.files; index += 1) {
				const state = segment.state(index);
				if (state === "done") continue;
				const { path, name } = this.#files[number * SEGMENT_FILES + index];
				if (state === "changed") throw fileChanged(name);
				segment.settle(index, this.#hash(path, name, this.#options));
			}
		}
	}
	#digests() {
		const segments = [...this.#segments];
		const segmentOf = (file) => segments[Math.floor(file / SEGMENT_FILES)];
		return {
			files: this.#files.length,
			of: (file) => segmentOf(file).digests(file % SEGMENT_FILES),
			copy: (file, into, at) => segmentOf(file).copy(file % SEGMENT_FILES, into, at)
		};
	}
};
// src/recording/file-digests.ts
const SHA256 = ["sha256"];
/** What is computed of each file. With tracking these are SHA-256, and git's id where it is asked for. */
function hashOptions({ algorithms = SHA256, lineEndings }, tracking) {
	if (tracking === void 0) return {
		algorithms,
		lineEndings
	};
	const { gitId } = tracking;
	return {
		algorithms: SHA256,
		lineEndings: "as-is",
		...gitId === void 0 ? {} : { gitId }
	};
}
/**
* The digests of the files of a recording, once all of them were added to the run.
*
* @param files all of them, those too whose digests are known
* @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
*/
async function digestsOfFiles(run, files, request, tracking) {
	if (tracking !== void 0) return settle(run, files, request, tracking);
	const { algorithms = SHA256, onProgress } = request;
	const digests = await run.end(aboutSize(files), onProgress);
	const ofFile = (file) => digestSet(digests.of(file).map((hex, index) => [algorithms[index], hex]));
	return {
		of: ofFile,
		copySha256: algorithms.join() === "sha256" ? digests.copy : void 0,
		onDisk: void 0
	};
}
/** The digests of files of which some are known: whoever knows them compares, and says by what they are recorded. */
async function settle(run, files, request, tracking) {
	const beside = tracking.beside(new Set(files.map(({ name }) => name)));
	for (const file of beside) run.add(file);
	const hashed = [...files.filter(({ sha256 }) => sha256 === void 0), ...beside];
	const { disk, gitIds } = byName(hashed, await run.end(aboutSize(hashed), request.onProgress));
	for (const { name, sha256 } of files) if (sha256 !== void 0) disk.set(name, sha256);
	const settled = await tracking.settle(disk, gitIds);
	const onDisk = (file) => disk.get(files[file].name);
	const recorded = (file) => settled.get(files[file].name) ?? onDisk(file);
	return {
		of: (file) => digestSet([["sha256", recorded(file)]]),
		copySha256: (file, into, at) => void into.write(recorded(file), at, "hex"),
		onDisk: settled.size === 0 ? void 0 : (file) => digestSet([["sha256", onDisk(file)]])
	};
}
/** The SHA-256 of files and the ids that git gives to their bytes, by their names. */
function byName(files, digests) {
	const [disk, gitIds] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
	for (const [index, { name }] of files.entries()) {
		const [sha256, id] = digests.of(index);
		disk.set(name, sha256);
		if (id !== void 0) gitIds.set(name, id);
	}
	return {
		disk,
		gitIds
	};
}
/** How many bytes files hold together, as far as that decides whether threads pay. What cannot be looked at is told by who reads it. */
function aboutSize(files) {
	let bytes = 0;
	if (files.length >= WORKER_PAYS.files) return bytes;
	for (const { path } of files) {
		bytes += sizeOf(path);
		if (bytes >= WORKER_PAYS.bytes) break;
	}
	return bytes;
}
function sizeOf(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}
// src/recording/gather-artifacts.ts
/** Bytes of SHA-256. */
const BYTES = 32;
/** Artifacts under their names, in order of code points. @throws RECORD_NAME_TAKEN */
function gatherArtifacts(plans, digests) {
	const { names, from } = withoutRepeated(sorted(gather(plans, digests.of)), digests.of);
	const { copySha256 } = digests;
	if (copySha256 === void 0 || !names.every(isAscii)) return artifactsOf(names.map((name, index) => [name, digestsAt(from, index, digests.of)]));
	const bytes = Buffer.from(new ArrayBuffer(names.length * BYTES));
	for (const [index, file] of from.entries()) if (typeof file === "number") copySha256(file, bytes, index * BYTES);
	else bytes.write(digestPairs(file)[0]?.[1], index * BYTES, "hex");
	return tableOfNames(names, new Uint8Array(bytes.buffer));
}
/** Files that are recorded by other digests than those of their bytes, with these, in order of code points. */
function gatherConverted(plans, { of, onDisk }) {
	if (onDisk === void 0) return /* @__PURE__ */ new Map();
	const recorded = gather(plans, of);
	const { names, from } = gather(plans, onDisk);
	const differing = names.flatMap((name, index) => {
		const disk = digestsAt(from, index, onDisk);
		return disk === digestsAt(recorded.from, index, of) ? [] : [[name, disk]];
	});
	differing.sort(([a], [b]) => compareCodePoints(a, b));
	return new Map(differing.map(([name, digests]) => [name, digestPairs(digests)[0]?.[1]]));
}
function gather(plans, of) {
	const gathered = {
		names: [],
		from: []
	};
	let first = 0;
	for (const { artifacts, files } of plans) {
		const before = first;
		first += files.length;
		if (artifacts.kind === "one") {
			gathered.names.push(artifacts.name);
			gathered.from.push(artifacts.digests((file) => of(before + file)));
			continue;
		}
		for (const [file, name] of artifacts.names.entries()) {
			gathered.names.push(name);
			gathered.from.push(before + file);
		}
	}
	return gathered;
}
const digestsAt = (from, index, of) => {
	const file = from[index];
	return typeof file === "number" ? of(file) : file;
};
/** Directories are walked in order, so there is mostly nothing to sort. */
function sorted({ names, from }) {
	if (names.every((name, index) => index === 0 || compareCodePoints(names[index - 1], name) <= 0)) return {
		names,
		from
	};
	const order = names.map((_, index) => index);
	order.sort((a, b) => compareCodePoints(names[a], names[b]));
	return {
		names: order.map((index) => names[index]),
		from: order.map((index) => from[index])
	};
}
/** One file may be named in two ways; two things of one name, a file `dir:a` and the directory `a`, may not be. */
function withoutRepeated({ names, from }, of) {
	if (names.every((name, index) => index === 0 || names[index - 1] !== name)) return {
		names,
		from
	};
	const once = {
		names: [],
		from: []
	};
	for (const [index, name] of names.entries()) {
		if (index > 0 && names[index - 1] === name) {
			if (digestsAt(from, index - 1, of) === digestsAt(from, index, of)) continue;
			throw new RecordingError("RECORD_NAME_TAKEN", `Two things would be recorded as ${quoteUntrusted(name)}, with different digests.`, { hint: nameHint(name) });
		}
		once.names.push(name);
		once.from.push(from[index]);
	}
	return once;
}
const ASCII = /^[\x00-\x7f]*$/;
const isAscii = (name) => ASCII.test(name);
// src/recording/hash-pool.ts
/** Threads that compute digests. They are started for the first run that pays, and serve all runs until the pool is closed. */
var HashPool = class {
	#workers = [];
	#threads;
	#start;
	/** @param threads threads beside the main one; all cores by default */
	constructor(threads = availableParallelism() - 1, start = startWorker) {
		this.#threads = threads;
		this.#start = start;
	}
	/** Begins to hash files, which are added one by one. */
	begin(options) {
		return new HashRun(options, () => {
			while (this.#workers.length < this.#threads) this.#workers.push(new PooledWorker(this.#start()));
			return this.#workers;
		});
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
	#nextId = 0;
	#failure;
	#isClosing = false;
	constructor(worker) {
		this.#worker = worker;
		this.#worker.on("message", (answer) => {
			this.#waiting.get(answer.id)?.(answer);
			this.#waiting.delete(answer.id);
			if (this.#waiting.size === 0 && !this.#isClosing) this.#worker.unref();
		});
		this.#worker.on("error", (error) => this.#stop(error));
		this.#worker.on("exit", () => this.#stop(void 0));
	}
	run(job) {
		if (this.#failure !== void 0) return Promise.resolve(this.#failure);
		const id = this.#nextId += 1;
		return new Promise((resolve) => {
			this.#waiting.set(id, resolve);
			this.#worker.ref();
			this.#worker.postMessage({
				id,
				...job
			});
		});
	}
	async close() {
		this.#isClosing = true;
		await this.#worker.terminate();
	}
	#stop(cause) {
		const why = cause instanceof Error ? `: ${escapeUntrusted(`${cause.name}: ${cause.message}`)}` : " without a word";
		this.#failure ??= new RecordingError("RECORD_WORKER_FAILED", `A thread that computes digests stopped${why}.`, {
			cause,
			hint: "Most likely the machine lacks memory. Record again when fewer programs run, or where there is more."
		});
		for (const resolve of this.#waiting.values()) resolve(this.#failure);
		this.#waiting.clear();
	}
};
/** What a thread throws away is small and many; without a bound it keeps 30 MB of it. */
const startWorker = () => new Worker(workerUrl(), { resourceLimits: { maxYoungGenerationSizeMb: 4 } });
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
	* @param tracking for files of a commit, whose digest is SHA-256 of their bytes
	* @throws every RECORD_ code
	*/
	async record(request, tracking) {
		const excluded = excludesOf(request.exclude);
		const names = new ArtifactNames(request.lstripPaths);
		const excludes = compileExcludes(excluded);
		const leftOut = new LeftOut(void 0, request.also === void 0 ? isUncounted : isUncountedAtTop);
		const entered = new Entered();
		const walkOf = walks(request, {
			entered,
			excludes,
			leftOut,
			named: request.named ?? "by-caller",
			known: tracking?.known,
			apart: request.apart,
			also: request.also,
			linkedDirectoriesIn: request.linkedDirectoriesIn,
			lookingFor: {
				purpose: request.emptyPath === void 0 ? "recorded" : "compared",
				patterns: request.exclude === "default" ? "default" : "given"
			}
		});
		const uris = request.paths.map((path) => parseArtifactUri(path, sep));
		if (request.symlinkedDirectories === "within") uris.forEach(refuseOutside);
		const run = this.#pool.begin(hashOptions(request, tracking));
		const { plans, digests } = await stopped(run, async () => {
			const plans = uris.map((uri) => COVERAGES[coverageOf(uri.scheme)].plan(uri, walkOf(uri), names, (file) => {
				if (file.sha256 === void 0) run.add(file);
			}));
			if (request.emptyPath === "refused") refuseEmpty(uris, plans);
			const files = plans.flatMap(({ files: found }) => found);
			return {
				plans,
				digests: await digestsOfFiles(run, files, request, tracking)
			};
		});
		const modes = request.modes === "record" ? new Map(plans.flatMap((plan) => plan.modes())) : void 0;
		entered.demandUnchanged();
		return {
			artifacts: gatherArtifacts(plans, digests),
			excluded,
			leftOut: leftOut.files,
			examples: leftOut.examples,
			modes,
			converted: gatherConverted(plans, digests)
		};
	}
	/** Ends the threads, so that the process can end. */
	async close() {
		await this.#pool.close();
	}
};
/** Whatever goes wrong, no thread goes on. */
async function stopped(run, work) {
	try {
		return await work();
	} catch (error) {
		run.stop();
		throw error;
	}
}
/** How each path is walked. */
function walks({ symlinkedDirectories, baseDirectory }, common) {
	const resolve = (path) => isAbsolute(path) ? path : `${baseDirectory}${sep}${path}`;
	const base = symlinkedDirectories === "within" ? realPlace(baseDirectory, baseDirectory) : baseDirectory;
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
	const some = plans.some(({ entries }) => entries > 0);
	for (const [index, { scheme, path }] of uris.entries()) {
		if (plans[index]?.entries !== 0 || !some && coverageOf(scheme) === "each-file") continue;
		throw new RecordingError("RECORD_NOTHING", `There is no file in ${quoteUntrusted(`${scheme}${path}`)} to compare.`, { hint: "Check the path, and whether what makes the files ran before; or do not name it." });
	}
}
/** @throws RECORD_OUTSIDE */
function refuseOutside({ path }) {
	if (!isAbsolute(path) && path !== ".." && !path.startsWith("../")) return;
	throw new RecordingError("RECORD_OUTSIDE", `${quoteUntrusted(path)} does not lie in the workspace.`, { hint: "Name files and directories relative to the top of the workspace." });
}
export { notCompared as a, COVERAGES as i, excludesOf as n, isNamedWithin as o, DEFAULT_EXCLUDES as r, parseArtifactUri as s, Recorder as t };
