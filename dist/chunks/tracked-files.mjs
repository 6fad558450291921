import { gt as InTotoError, ht as quoteUntrusted, mt as escapeUntrusted } from "./intoto.mjs";
import { t as isOutside } from "./is-outside.mjs";
import { join, relative, sep } from "node:path";
import { lstatSync, realpathSync, statSync } from "node:fs";
import { TextDecoder } from "node:util";
import { execFile } from "node:child_process";
// src/stages/run-git.ts
const SETTINGS = [
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"protocol.allow=never",
	"safe.directory=*"
];
const VARIABLES = {
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_ATTR_NOSYSTEM: "1",
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_NO_LAZY_FETCH: "1",
	GIT_ALLOW_PROTOCOL: "",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_TERMINAL_PROMPT: "0",
	LC_ALL: "C"
};
const KEPT = [
	"PATH",
	"Path",
	"SystemRoot",
	"TEMP",
	"TMPDIR"
];
const MOST_BYTES = 268435456;
/**
* What a git command prints.
*
* @param environment only what programs need to start is passed on
* @throws GIT_FAILED
*/
function runGit(directory, words, environment) {
	const kept = KEPT.flatMap((name) => {
		const value = environment[name];
		return value === void 0 ? [] : [[name, value]];
	});
	return new Promise((resolve, reject) => {
		execFile("git", [...SETTINGS.flatMap((setting) => ["-c", setting]), ...words], {
			cwd: directory,
			encoding: "buffer",
			maxBuffer: MOST_BYTES,
			env: {
				...Object.fromEntries(kept),
				...VARIABLES
			}
		}, (cause, stdout, stderr) => {
			if (cause === null) resolve(stdout);
			else reject(gitFailed(directory, words, stderr.toString("utf8").trim(), cause));
		});
	});
}
function gitFailed(directory, words, said, cause) {
	const reason = said === "" ? `it could not be run (${cause.code ?? cause.message})` : said;
	return new InTotoError("GIT_FAILED", `git ${words[0] ?? ""} failed: ${quoteUntrusted(reason)}.`, {
		at: escapeUntrusted(directory),
		cause,
		hint: "Check out the repository there first, and see that git is installed."
	});
}
// src/stages/tracked-files.ts
/**
* Asks git. Submodules that are checked out are looked into; files that a sparse checkout leaves out are not listed.
*
* @param environment see `runGit`
* @throws GIT_FAILED, RECORD_OUTSIDE, RECORD_NAME_NOT_UTF8
*/
async function trackedFiles(directory, environment) {
	const commit = await checkedOutCommit(directory, environment);
	const paths = decodeUtf8(await runGit(directory, [
		"ls-files",
		"-z",
		"-t",
		"--cached",
		"--recurse-submodules"
	], environment)).split("\0").filter((line) => line !== "" && !line.startsWith("S ")).map((line) => line.slice(2));
	const tracked = new Set(paths);
	const files = [...tracked].flatMap((path) => {
		const stats = lstatSync(join(directory, path), { throwIfNoEntry: false });
		if (stats?.isDirectory() === true) return [];
		return stats?.isSymbolicLink() === true ? throughLink(directory, path, tracked) : [path];
	});
	return {
		commit,
		paths: [...new Set(files)]
	};
}
/** The commit that is checked out in a directory. @throws GIT_FAILED */
async function checkedOutCommit(directory, environment) {
	return (await runGit(directory, [
		"rev-parse",
		"--verify",
		"HEAD^{commit}"
	], environment)).toString("utf8").trim();
}
/**
* A link to a directory stands for the files in there that git tracks, and for no others: whoever writes the link
* could mean any directory of the machine.
*/
function throughLink(directory, path, tracked) {
	const place = join(directory, path);
	if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
	const [root, real] = [realpathSync(directory), realpathSync(place)];
	if (isOutside(root, real)) throw new InTotoError("RECORD_OUTSIDE", `The symbolic link ${quoteUntrusted(path)} leads out of the repository.`, { hint: "Exclude it, or replace it by what it leads to." });
	const target = relative(root, real).replaceAll(sep, "/");
	const prefix = target === "" ? "" : `${target}/`;
	return [...tracked].filter((file) => file.startsWith(prefix) && !statSync(join(directory, file)).isDirectory()).map((file) => `${path}/${file.slice(prefix.length)}`);
}
function decodeUtf8(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch (cause) {
		throw new InTotoError("RECORD_NAME_NOT_UTF8", "git tracks a file whose name is not UTF-8.", {
			cause,
			hint: "Rename the file."
		});
	}
}
export { trackedFiles as n, checkedOutCommit as t };
