import { B as LIMITS, H as quoteUntrusted, V as escapeUntrusted } from "./base.mjs";
import { n as RecordingError } from "./recording-codes.mjs";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { execFile, spawn } from "node:child_process";
// src/recording/git/find-program.ts
/** The first program of that name in the absolute directories of PATH; undefined where there is none. */
function findProgram(name, environment) {
	const file = process.platform === "win32" ? `${name}.exe` : name;
	return (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter((directory) => isAbsolute(directory)).map((directory) => join(directory, file)).find(isProgram);
}
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
// src/recording/git/run-git.ts
/** Given on the command line, and so stronger than any file. An empty list of helpers forgets those before it. */
const SETTINGS = [
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"core.attributesFile=/dev/null",
	"core.excludesFile=/dev/null",
	"core.sshCommand=false",
	"core.gitProxy=none",
	"core.askPass=",
	"credential.helper=",
	"protocol.allow=never",
	"safe.bareRepository=explicit",
	"safe.directory=*"
];
const VARIABLES = {
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_SYSTEM: "/dev/null",
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_ATTR_NOSYSTEM: "1",
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_NO_LAZY_FETCH: "1",
	GIT_ALLOW_PROTOCOL: "",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_TERMINAL_PROMPT: "0",
	GIT_PAGER: "cat",
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
const MOST_SAID = 1e4;
/**
* How git is started with some words, before which our settings stand; undefined where there is no git.
*
* @param environment says where git is found; only what programs need to start is passed on
*/
function startOf({ gitDirectory }, words, environment) {
	const program = findProgram("git", environment);
	if (program === void 0) return void 0;
	const kept = KEPT.flatMap((name) => {
		const value = environment[name];
		return value === void 0 ? [] : [[name, value]];
	});
	return {
		program,
		words: [
			"--no-pager",
			...SETTINGS.flatMap((setting) => ["-c", setting]),
			...words
		],
		env: {
			...Object.fromEntries(kept),
			...VARIABLES,
			...gitDirectory === void 0 ? {} : { GIT_DIR: gitDirectory }
		}
	};
}
/**
* What a git command prints.
*
* @param environment says where git is found; only what programs need to start is passed on
* @throws GIT_FAILED
*/
function runGit(where, words, environment, { gitAskedMs } = LIMITS) {
	const place = typeof where === "string" ? { directory: where } : where;
	const { directory } = place;
	const start = startOf(place, words, environment);
	if (start === void 0) return Promise.reject(gitFailed(directory, words, "", notFound()));
	return new Promise((resolve, reject) => {
		const bounds = {
			maxBuffer: MOST_BYTES,
			timeout: gitAskedMs,
			killSignal: "SIGKILL"
		};
		const options = {
			cwd: directory,
			encoding: "buffer",
			env: start.env,
			...bounds
		};
		execFile(start.program, start.words, options, (cause, stdout, stderr) => {
			if (cause === null) resolve(stdout);
			else if (cause.killed === true && cause.code !== "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") reject(tookTooLong(directory, words, gitAskedMs));
			else reject(gitFailed(directory, words, stderr.toString("utf8").trim(), cause));
		});
	});
}
/**
* Starts git, to be fed.
*
* @param environment see `runGit`
* @throws GIT_FAILED where there is no git
*/
function streamGit(place, words, environment, { gitReadMs } = LIMITS) {
	const start = startOf(place, words, environment);
	if (start === void 0) throw gitFailed(place.directory, words, "", notFound());
	const child = spawn(start.program, start.words, {
		cwd: place.directory,
		env: start.env,
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	child.stdin.on("error", () => void 0);
	let said = "";
	child.stderr.setEncoding("utf8").on("data", (text) => {
		if (said.length < MOST_SAID) said += text;
	});
	const ended = new Promise((resolve, reject) => {
		const fail = (cause) => reject(gitFailed(place.directory, words, said.trim(), cause));
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			child.kill("SIGKILL");
		}, gitReadMs);
		child.on("error", (cause) => {
			clearTimeout(timer);
			fail(cause);
		});
		child.on("close", (status, signal) => {
			clearTimeout(timer);
			if (status === 0) resolve();
			else if (late) reject(tookTooLong(place.directory, words, gitReadMs));
			else fail(Object.assign(/* @__PURE__ */ new Error("git failed"), { code: String(status ?? signal) }));
		});
	});
	ended.catch(() => void 0);
	return {
		stdin: child.stdin,
		stdout: child.stdout,
		ended,
		stop: () => void child.kill("SIGKILL")
	};
}
function notFound() {
	return Object.assign(/* @__PURE__ */ new Error("No absolute directory of PATH holds git."), { code: "ENOENT" });
}
function tookTooLong(directory, words, ms) {
	return new RecordingError("GIT_FAILED", `git ${words[0] ?? ""} had not ended after ${ms / 1e3} s, and was stopped.`, {
		at: escapeUntrusted(directory),
		hint: "Look at the configuration of the repository: `include.path` may name a pipe, which an earlier workflow step put there. Check the repository out again, into an empty directory."
	});
}
function gitFailed(directory, words, said, cause) {
	const reason = said === "" ? `it could not be run (${cause.code ?? cause.message})` : said;
	return new RecordingError("GIT_FAILED", `git ${words[0] ?? ""} failed: ${quoteUntrusted(reason)}.`, {
		at: escapeUntrusted(directory),
		cause,
		hint: "Check out the repository there first, and see that git is installed."
	});
}
export { findProgram as i, startOf as n, streamGit as r, runGit as t };
