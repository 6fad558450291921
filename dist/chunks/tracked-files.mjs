import { dt as InTotoError, lt as escapeUntrusted, ut as quoteUntrusted } from "./intoto.mjs";
import { join } from "node:path";
import { TextDecoder } from "node:util";
import { lstatSync } from "node:fs";
import { execFile } from "node:child_process";
// src/stages/tracked-files.ts
const SAFE_SETTINGS = [
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"safe.directory=*"
].flatMap((setting) => ["-c", setting]);
const MOST_BYTES = 268435456;
/**
* Asks git. Submodules that are checked out are looked into; files that a sparse checkout leaves out are not listed.
*
* @param environment only PATH, HOME and SystemRoot are passed on
* @throws GIT_FAILED, RECORD_NAME_NOT_UTF8
*/
async function trackedFiles(directory, environment) {
	const git = (words) => runGit(directory, words, environment);
	const commit = (await git([
		"rev-parse",
		"--verify",
		"HEAD"
	])).toString("utf8").trim();
	const paths = decodeUtf8(await git([
		"ls-files",
		"-z",
		"-t",
		"--cached",
		"--recurse-submodules"
	])).split("\0").filter((line) => line !== "" && !line.startsWith("S ")).map((line) => line.slice(2)).filter((path) => lstatSync(join(directory, path), { throwIfNoEntry: false })?.isDirectory() !== true);
	return {
		commit,
		paths: [...new Set(paths)]
	};
}
function runGit(directory, words, environment) {
	const kept = [
		"PATH",
		"Path",
		"HOME",
		"USERPROFILE",
		"SystemRoot",
		"TEMP",
		"TMPDIR"
	].flatMap((name) => {
		const value = environment[name];
		return value === void 0 ? [] : [[name, value]];
	});
	return new Promise((resolve, reject) => {
		execFile("git", [...SAFE_SETTINGS, ...words], {
			cwd: directory,
			encoding: "buffer",
			maxBuffer: MOST_BYTES,
			env: {
				...Object.fromEntries(kept),
				GIT_OPTIONAL_LOCKS: "0",
				GIT_TERMINAL_PROMPT: "0",
				LC_ALL: "C"
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
export { trackedFiles };
