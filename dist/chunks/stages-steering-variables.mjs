import { b as InTotoError, d as BaseError, y as quoteUntrusted } from "./base.mjs";
import { Et as jsonObject, G as describe, x as splitWords } from "./intoto.mjs";
import { i as readRunContext, t as workspaceSettings } from "./github-run-context.mjs";
import { n as isGitName, t as placeOf } from "./recording-place-of.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { n as isRefusedByWindows } from "./stages-portable-names.mjs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { lstatSync, realpathSync, statSync } from "node:fs";
// src/github/workflow-identity.ts
/**
* The identity that the runner offers to the job of this environment.
*
* @param mask tells the runner what to hide in the log
* @param send sends a request for a token; by default the one that the suite has
*/
function workflowIdentity(environment, mask, send) {
	return {
		isAvailable: (environment["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "",
		isForeign: isForeignRequestToken(environment),
		token: async (audience) => {
			const { requestIdentityToken } = await import("./github-identity-token.mjs");
			return requestIdentityToken(audience, environment, mask, send === void 0 ? {} : { send });
		}
	};
}
/**
* Whether the request token differs from the token of the job. GitHub's runner writes one value into both, and no
* workflow step can set the second through GITHUB_ENV. False where the job's own is not known, as in `run:` steps.
*/
function isForeignRequestToken(environment) {
	const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = "", ACTIONS_RUNTIME_TOKEN: own = "" } = environment;
	return bearer !== "" && own !== "" && bearer !== own;
}
// src/github/stage-ports.ts
/** @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
function stagePorts(runner, environment) {
	return {
		runner,
		environment,
		run: readRunContext(environment),
		identity: workflowIdentity(environment, (secret) => runner.mask(secret)),
		artifacts: async (temporary) => new (await (import("./github-run-artifacts.mjs"))).RunArtifacts(temporary),
		post: async (request) => (await import("./load-github-http-post.mjs")).httpPost(request),
		get: async (request) => (await import("./github-http-get.mjs")).httpGet(request),
		now: Date.now
	};
}
// src/stages/stage-settings.ts
/**
* The one thing that no stage records: the administration of git, which differs from checkout to checkout. The longer
* list of the reference would hide files that run, such as byte code of Python.
*/
const ALWAYS_EXCLUDED = ".git";
/** What a stage that was told to exclude some patterns excludes. None of them can bring `.git` back. */
function stageExcludes(exclude) {
	return [...exclude, ALWAYS_EXCLUDED];
}
/** @param exclude gitignore patterns */
function stageSettings(workspace, exclude) {
	return {
		...workspaceSettings(workspace),
		exclude: stageExcludes(exclude)
	};
}
/** A command as a link names it: the words of a single line, so that a layout can expect it; else the script whole. */
function commandWords(shell, script) {
	const line = script.trim();
	if (line === "") return [];
	if (!line.includes("\n")) try {
		return splitWords(line);
	} catch (error) {
		if (!(error instanceof InTotoError)) throw error;
	}
	return [
		shell,
		"-c",
		line
	];
}
/** What looks like a secret by its name. */
const SECRET_NAME = /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|AUTH|COOKIE|SESSION|(?:API|ACCESS|SIGNING|ENCRYPTION|SSH|GPG|MASTER)KEY|JWT|BEARER|DSN|WEBHOOK|CONNECTION|PROXY|(?:^|_)(?:KEY|PAT|PWD|PW)S?(?:$|_)|^INPUT_|^ACTIONS_|^IN_TOTO_/i;
/** Whether a variable may go into a link, which everybody can read. */
function isRecordableVariable(name) {
	return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !SECRET_NAME.test(name);
}
/** The values of variables, for a link's environment. Those that are not set are left out. */
function recordedVariables(names, environment) {
	return jsonObject(Object.fromEntries(names.map((name) => [name, environment[name]])));
}
// src/stages/working-directory.ts
const INPUT = "input working-directory";
const RECORDED = "environment.working_directory of the recording";
const INSIDE = "Name a directory of the workspace, relative to its top, or `.` for the top itself.";
/**
* The input in its shortest form: names with forward slashes between them, or `.` for the workspace itself.
*
* @param form how paths are written where the command runs; by default as on this machine. On Windows a backslash
* stands between names, too, and a name that Windows refuses is refused here.
* @param at where the text stands
* @throws INPUT_INVALID for what cannot be a path there, WORKING_DIRECTORY_OUTSIDE for one that does not stay in the
* workspace
*/
function parseWorkingDirectory(text, form = process.platform === "win32" ? "windows" : "posix", at = INPUT) {
	if (/\p{Cc}/u.test(text)) throw malformed(text, "holds a control character", at);
	if (form === "posix" && text.includes("\\")) throw malformed(text, "holds a backslash", at, "Write forward slashes, also where the command runs on Windows.");
	const path = form === "windows" ? text.replaceAll("\\", "/") : text;
	if (path.startsWith("/") || /^[a-z]:/i.test(path)) throw refused(text, "is absolute", at);
	const parts = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part === "..") {
			if (parts.pop() === void 0) throw refused(text, "leads out of the workspace", at);
			continue;
		}
		if (isGitName(part)) throw refused(text, "is inside `.git`", at);
		if (form === "windows" && isRefusedByWindows(part)) throw malformed(text, `holds ${quoteUntrusted(part, 100)}, which Windows does not take for a name as it stands`, at, "Name the directory as it is called on Windows.");
		parts.push(part);
	}
	return parts.length === 0 ? "." : parts.join("/");
}
/**
* Compares with the disk. What is not there yet is allowed, since the step may make it; all of it that is there must be
* directories of the workspace.
*
* @param directory as `parseWorkingDirectory` returns it
* @param at where it was named
* @throws WORKING_DIRECTORY_OUTSIDE
*/
function checkWorkingDirectory(workspace, directory, at = INPUT) {
	if (directory === ".") return "there";
	let place = workspace;
	try {
		const root = realpathSync(workspace);
		place = root;
		for (const part of directory.split("/")) {
			place = join(place, part);
			if (lstatSync(place, { throwIfNoEntry: false }) === void 0) return "missing";
			if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) throw refused(directory, `leads to ${quoteUntrusted(place)}, which is not a directory`, at, REPLACED);
			place = realpathSync(place);
			const where = PLACES[placeOf(root, place)];
			if (where !== void 0) throw refused(directory, `leads to ${quoteUntrusted(place)}, ${where}`, at, REPLACED);
		}
		return "there";
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code = "unknown" } = error;
		throw refused(directory, `cannot be followed at ${quoteUntrusted(place)}: ${code}`, at, REPLACED, error);
	}
}
/**
* The same for the place that a link names, once its command has run and may have put something else there.
*
* @param environment of the link that the step began with
* @throws INPUT_INVALID, WORKING_DIRECTORY_OUTSIDE
*/
function checkRecordedDirectory(workspace, environment) {
	const recorded = environment.get("working_directory");
	if (recorded === void 0) return;
	if (typeof recorded !== "string") throw malformed(describe(recorded), "is not recorded as text", RECORDED);
	checkWorkingDirectory(workspace, parseWorkingDirectory(recorded, void 0, RECORDED), RECORDED);
}
const PLACES = {
	inside: void 0,
	outside: "outside of the workspace",
	git: "inside `.git`"
};
const REPLACED = "Name a directory that really lies in the workspace. If it did, find out which command put something else in its place.";
function refused(value, what, at, hint = INSIDE, cause) {
	return new StagesError("WORKING_DIRECTORY_OUTSIDE", sentence(value, what), {
		at,
		cause,
		hint
	});
}
/** An error about a text that is no path at all, so it does not say whether anything lies outside. */
function malformed(value, what, at, hint = INSIDE) {
	return new BaseError("INPUT_INVALID", sentence(value, what), {
		at,
		hint
	});
}
function sentence(value, what) {
	return `The working directory ${quoteUntrusted(value)} ${what}.`;
}
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
export { checkWorkingDirectory as a, isRecordableVariable as c, stageSettings as d, stagePorts as f, checkRecordedDirectory as i, recordedVariables as l, steeringNames as n, parseWorkingDirectory as o, steeringVariables as r, commandWords as s, changedSteering as t, stageExcludes as u };
