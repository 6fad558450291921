import { $ as describe, _t as InTotoError, ft as LIMITS, gt as quoteUntrusted } from "./intoto.mjs";
import { a as isRecordableVariable } from "./run-context.mjs";
import { t as isOutside } from "./is-outside.mjs";
import { n as invalid } from "./inputs.mjs";
import { join, relative, sep } from "node:path";
import { createHash } from "node:crypto";
import { lstatSync, realpathSync, statSync } from "node:fs";
import { Buffer } from "node:buffer";
// src/stages/steering-variables.ts
const EXACT = /* @__PURE__ */ new Set([
	"LD_PRELOAD",
	"LD_AUDIT",
	"LD_LIBRARY_PATH",
	"NODE_OPTIONS",
	"NODE_PATH",
	"NODE_EXTRA_CA_CERTS",
	"NODE_TLS_REJECT_UNAUTHORIZED",
	"NODE_USE_ENV_PROXY",
	"OPENSSL_CONF",
	"OPENSSL_MODULES",
	"OPENSSL_ENGINES",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR",
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"ALL_PROXY",
	"NO_PROXY"
]);
/** Where to request an identity token, and as whom. Every job with `id-token: write` has them, so only a change says something. */
const TOKEN_REQUEST = /* @__PURE__ */ new Set(["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"]);
function isSteering(name) {
	const upper = name.toUpperCase();
	return EXACT.has(upper) || upper.startsWith("DYLD_");
}
function isCompared(name) {
	return isSteering(name) || TOKEN_REQUEST.has(name.toUpperCase());
}
/** Names of those that are set to load code or to believe others; proxies are too usual to speak of. */
function steeringNames(environment) {
	return Object.keys(environment).filter((name) => isSteering(name) && !/PROXY$/i.test(name) && (environment[name] ?? "") !== "").sort();
}
/** The variables as one text, `NAME=digest` for each: values may hold passwords. */
function steeringVariables(environment) {
	return Object.keys(environment).filter((name) => isCompared(name) && (environment[name] ?? "") !== "").sort().map((name) => `${name}=${createHash("sha256").update(environment[name] ?? "").digest("hex")}`).join("\n");
}
/** Names of those that differ from what `steeringVariables` said before. */
function changedSteering(before, environment) {
	const linesOf = (text) => new Set(text.split("\n").filter((line) => line !== ""));
	const [then, now] = [linesOf(before), linesOf(steeringVariables(environment))];
	const lines = [...then, ...now].filter((line) => then.has(line) !== now.has(line));
	return [...new Set(lines.map((line) => line.slice(0, line.indexOf("="))))].sort();
}
// src/stages/is-git-name.ts
/**
* Whether one part of a path names what git keeps for itself, on any platform: Windows drops dots and spaces at the end
* of a name and knows it by a short form, too, and neither Windows nor macOS minds letter case.
*/
function isGitName(part) {
	return /^(?:\.git|git~\d+)[ .]*$/i.test(part);
}
// src/stages/working-directory.ts
const INSIDE = "Name a directory of the workspace, relative to its top, or `.` for the top itself.";
/**
* The input in its shortest form: names with forward slashes between them, or `.` for the workspace itself.
*
* @throws WORKING_DIRECTORY_OUTSIDE
*/
function parseWorkingDirectory(text, form = process.platform === "win32" ? "windows" : "posix") {
	if (/\p{Cc}/u.test(text)) throw refused(text, "holds a control character");
	if (form === "posix" && text.includes("\\")) throw refused(text, "holds a backslash", "Write forward slashes, also where the command runs on Windows.");
	const path = form === "windows" ? text.replaceAll("\\", "/") : text;
	if (path.startsWith("/") || /^[a-z]:/i.test(path)) throw refused(text, "is absolute");
	const parts = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part === "..") {
			if (parts.pop() === void 0) throw refused(text, "leads out of the workspace");
			continue;
		}
		if (isGitName(part)) throw refused(text, "lies in what git keeps for itself");
		if (form === "windows" && /[:*?"<>|]|[ .]$/.test(part)) throw refused(text, `holds ${quoteUntrusted(part, 100)}, which Windows does not take for a name as it stands`);
		parts.push(part);
	}
	return parts.length === 0 ? "." : parts.join("/");
}
/**
* Compares with the disk. What is not there yet is allowed, since the step may make it; all of it that is there must be
* directories of the workspace.
*
* @param directory as `parseWorkingDirectory` returns it
* @throws WORKING_DIRECTORY_OUTSIDE
*/
function checkWorkingDirectory(workspace, directory) {
	if (directory === ".") return "there";
	let place = workspace;
	try {
		const root = realpathSync(workspace);
		place = root;
		for (const part of directory.split("/")) {
			place = join(place, part);
			if (lstatSync(place, { throwIfNoEntry: false }) === void 0) return "missing";
			if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) throw refused(directory, `leads to ${quoteUntrusted(place)}, which is not a directory`, REPLACED);
			place = realpathSync(place);
			if (isOutside(root, place)) throw refused(directory, `leads to ${quoteUntrusted(place)}, outside of the workspace`, REPLACED);
			if (relative(root, place).split(sep).some(isGitName)) throw refused(directory, `leads to ${quoteUntrusted(place)}, which git keeps for itself`, REPLACED);
		}
		return "there";
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code = "unknown" } = error;
		throw refused(directory, `cannot be followed at ${quoteUntrusted(place)}: ${code}`, REPLACED, error);
	}
}
/**
* The same for the place that a link names, once its command has run and may have put something else there.
*
* @param environment of the link that the step began with
* @throws WORKING_DIRECTORY_OUTSIDE
*/
function checkRecordedDirectory(workspace, environment) {
	const recorded = environment.get("working_directory");
	if (recorded === void 0) return;
	if (typeof recorded !== "string") throw refused(describe(recorded), "is not recorded as text");
	checkWorkingDirectory(workspace, parseWorkingDirectory(recorded));
}
const REPLACED = "Name a directory that really lies in the workspace. If it did, find out which command put something else in its place.";
function refused(value, what, hint = INSIDE, cause) {
	return new InTotoError("WORKING_DIRECTORY_OUTSIDE", `The working directory ${quoteUntrusted(value)} ${what}.`, {
		at: "input working-directory",
		cause,
		hint
	});
}
// src/stages/secret-shapes.ts
const SHAPES = [
	["a private key", /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
	["a token of GitHub", /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
	["a token of npm", /\bnpm_[A-Za-z0-9]{30,}/],
	["a token of PyPI", /\bpypi-AgE[\w-]{30,}/],
	["a token of GitLab", /\bglpat-[\w-]{20,}/],
	["a key of AWS", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
	["a key of Google", /\bAIza[\w-]{35}\b/],
	["a token of Slack", /\bxox[abeoprs]-[\w-]{10,}/],
	["a key of Stripe", /\b[rs]k_live_[A-Za-z0-9]{16,}/],
	["an identity token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
	["a password in an address", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$%{]+:[^\s/@$%{]+@/i]
];
/** What kind of secret a text holds; undefined when none is recognised. */
function secretKindIn(text) {
	return SHAPES.find(([, shape]) => shape.test(text))?.[0];
}
// src/actions/stage-inputs.ts
const SHELLS = [
	"bash",
	"sh",
	"pwsh",
	"powershell",
	"python"
];
/** The command goes into the link, which everybody can read; masks hide things in logs alone. @throws INPUT_INVALID */
function checkCommand(input, command) {
	const bytes = Buffer.byteLength(command);
	if (bytes > LIMITS.commandBytes) throw invalid(input, `it has ${bytes} bytes, and at most ${LIMITS.commandBytes} reach the shell`, "Put the script into a file of the repository, and run that.");
	const kind = secretKindIn(command);
	if (kind === void 0) return;
	throw invalid(input, `it holds what looks like ${kind}, and the command goes into a link that everybody can read`, "Give secrets through `env:` of the job, and name the variable in the command. Replace this one if it is real.");
}
/** Names of variables whose values may go into a link. @throws INPUT_INVALID */
function checkVariables(names, environment) {
	const secret = names.find((name) => !isRecordableVariable(name) || secretKindIn(environment[name] ?? "") !== void 0);
	if (secret === void 0) return;
	throw invalid("environment-variables", `${quoteUntrusted(secret)} may not go into a link, which everybody can read`, "Name variables that hold no secret; names that look like one are refused.");
}
/** Short and the same for the same leg; `0` without a matrix. */
function matrixKey(text) {
	if (text === "" || text === "null" || text === "{}") return "0";
	return createHash("sha256").update(text.replace(/\s+/g, " ")).digest("hex").slice(0, 8);
}
export { secretKindIn as a, parseWorkingDirectory as c, steeringVariables as d, matrixKey as i, changedSteering as l, checkCommand as n, checkRecordedDirectory as o, checkVariables as r, checkWorkingDirectory as s, SHELLS as t, steeringNames as u };
