import { D as quoteUntrusted, O as InTotoError, c as invalid, h as BaseError, s as NONE, x as LIMITS } from "./base.mjs";
import { Ot as describe, Yt as jsonObject, k as splitWords } from "./intoto.mjs";
import { i as readRunContext, t as workspaceSettings } from "./github-run-context.mjs";
import { r as sha256Digest } from "./files-sha256-digest.mjs";
import { n as isGitName, t as placeOf } from "./recording-place-of.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { n as isRefusedByWindows } from "./stages-portable-names.mjs";
import { t as findProgram } from "./recording-find-program.mjs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
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
	["an identity token", /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
	["a password in an address", /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@$%{]+:[^\s/@$%{]+@/i]
];
/** What kind of secret a text holds; undefined when none is recognised. */
function secretKindIn(text) {
	return SHAPES.find(([, shape]) => shape.test(text))?.[0];
}
// src/stages/inputs/stage-inputs.ts
/** How to write a pattern for what is called like the word for "off". */
const PATTERN_NONE = `A pattern for that name is \`/${NONE}\`.`;
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
// src/stages/steering-table.ts
const code = (names, reason) => ({
	names,
	steers: "code",
	reason
});
const alone = (names, reason) => ({
	...code(names, reason),
	toldAlone: true
});
const command = (names, reason) => ({
	names,
	steers: "command",
	reason,
	toldAtBegin: true
});
const git = (names, reason) => ({
	names,
	steers: "git",
	reason
});
const services = (names, reason) => ({
	names,
	steers: "services",
	reason
});
const believed = (names, reason) => ({
	...services(names, reason),
	toldAlone: true
});
const run = (names, reason) => ({
	names,
	steers: "run",
	reason
});
const places = (names, reason) => ({
	names,
	steers: "places",
	reason,
	exact: true
});
const STEERING = [
	{
		...alone([
			"LD_PRELOAD",
			"LD_AUDIT",
			"DYLD_INSERT_LIBRARIES"
		], "names libraries that are loaded into every program first"),
		toldAtBegin: true
	},
	alone(["LD_*", "DYLD_*"], "decides which libraries the system loads into Node, and how"),
	code(["GLIBC_TUNABLES", "MALLOC_*"], "changes how the C library of Node works"),
	code([
		"GCONV_PATH",
		"LOCPATH",
		"NLSPATH",
		"ICU_DATA",
		"NODE_ICU_DATA"
	], "names data and modules of the C library and ICU"),
	alone(["NODE_OPTIONS"], "gives Node options, such as code to load first"),
	alone(["NODE_PATH", "NODE_PRESERVE_SYMLINKS*"], "decides which modules Node finds"),
	code(["NODE_COMPILE_CACHE*", "NODE_DISABLE_COMPILE_CACHE"], "names a cache of compiled code, which Node runs in place of the files"),
	code([
		"NODE_V8_COVERAGE",
		"NODE_REDIRECT_WARNINGS",
		"NODE_REPL_*"
	], "makes Node write files, or load a module, in a place that it names"),
	code(["NODE_DEBUG*"], "makes Node print what it sends, tokens included"),
	code([
		"NODE_CHANNEL_*",
		"NODE_UNIQUE_ID",
		"NODE_CLUSTER_*",
		"NODE_TEST_CONTEXT",
		"NODE_INSPECT_*",
		"NODE_PENDING_*",
		"NODE_SKIP_PLATFORM_CHECK",
		"NODE_NO_WARNINGS",
		"WATCH_REPORT_DEPENDENCIES",
		"UV_THREADPOOL_SIZE",
		"UV_USE_IO_URING"
	], "changes how Node runs, or whom it obeys"),
	code([
		"GRACEFUL_FS_PLATFORM",
		"JEST_WORKER_ID",
		"READABLE_STREAM",
		"TEST_GRACEFUL_FS_GLOBAL_PATCH",
		"UNDICI_NO_FG",
		"__MINIMATCH_TESTING_PLATFORM__"
	], "changes how libraries of these actions work"),
	code([
		"AZURE_LOG_LEVEL",
		"LOG_STREAM",
		"LOG_TOKENS",
		"TYPESPEC_RUNTIME_LOG_LEVEL"
	], "makes libraries print what they read and send"),
	alone([
		"OPENSSL_CONF*",
		"OPENSSL_MODULES",
		"OPENSSL_ENGINES"
	], "makes OpenSSL load a configuration or a module"),
	code([
		"OPENSSL_MALLOC_*",
		"OPENSSL_TRACE",
		"OPENSSL_IA32CAP",
		"OPENSSL_ARMCAP"
	], "changes how OpenSSL works"),
	believed([
		"NODE_EXTRA_CA_CERTS",
		"NODE_TLS_REJECT_UNAUTHORIZED",
		"SSL_CERT_FILE",
		"SSL_CERT_DIR"
	], "decides which servers are believed"),
	services(["NODE_USE_SYSTEM_CA", "SSL_*"], "decides which servers are believed"),
	services(["SSLKEYLOGFILE"], "names a file for the keys of connections"),
	believed(["NODE_USE_ENV_PROXY"], "makes Node use the proxies of the environment"),
	services([
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY"
	], "decides through whom requests go"),
	services([
		"HOSTALIASES",
		"LOCALDOMAIN",
		"RES_OPTIONS",
		"RESOLV_*"
	], "changes which server a name stands for"),
	services([
		"GITHUB_API_URL",
		"GITHUB_SERVER_URL",
		"GITHUB_GRAPHQL_URL"
	], "says where GitHub is"),
	{
		...services(["ACTIONS_RUNTIME_TOKEN"], "decides to which run workflow artifacts belong; only its times may differ"),
		by: "claims"
	},
	services(["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"], "decides where an identity token is requested, and as whom"),
	services(["ACTIONS_*"], "says where the services of the run are, and how they are used"),
	services([
		"SIGSTORE_ID_TOKEN",
		"BUILDKITE",
		"BUILDKITE_AGENT_*"
	], "names an identity that libraries would take"),
	command(["BASH_ENV"], "names a file that bash runs before the command"),
	{
		...command(["ENV"], "names a file that sh runs before the command"),
		exact: true
	},
	command(["BASH_FUNC_*"], "is a function that bash calls in place of a program"),
	command([
		"SHELLOPTS",
		"BASHOPTS",
		"POSIXLY_CORRECT",
		"BASH_COMPAT"
	], "sets options of the shell that runs the command"),
	{
		...command(["PS4", "CDPATH"], "is evaluated by the shell that runs the command"),
		exact: true
	},
	command([
		"PYTHONPATH",
		"PYTHONHOME",
		"PYTHONSTARTUP",
		"PYTHONUSERBASE"
	], "decides which modules Python loads"),
	command([
		"PERL5LIB",
		"PERL5OPT",
		"PERL5DB",
		"RUBYLIB",
		"RUBYOPT"
	], "makes an interpreter load code"),
	git([
		"GIT_DIR",
		"GIT_COMMON_DIR",
		"GIT_WORK_TREE",
		"GIT_IMPLICIT_WORK_TREE",
		"GIT_INDEX_FILE",
		"GIT_OBJECT_DIRECTORY",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES",
		"GIT_NAMESPACE",
		"GIT_PREFIX",
		"GIT_CEILING_DIRECTORIES",
		"GIT_DISCOVERY_ACROSS_FILESYSTEM",
		"GIT_INTERNAL_*",
		"GIT_QUARANTINE_PATH"
	], "decides which repository git reads"),
	git([
		"GIT_REPLACE_REF_BASE",
		"GIT_NO_REPLACE_OBJECTS",
		"GIT_GRAFT_FILE",
		"GIT_SHALLOW_FILE",
		"GIT_REF_PARANOIA",
		"GIT_DEFAULT_HASH",
		"GIT_DEFAULT_REF_FORMAT"
	], "decides what git takes for the content of a commit"),
	git(["GIT_CONFIG*", "GIT_ATTR_*"], "is configuration of git, which may name programs"),
	git([
		"GIT_EXEC_PATH",
		"GIT_TEMPLATE_DIR",
		"GIT_TEXTDOMAINDIR"
	], "decides where git finds programs and hooks"),
	git([
		"GIT_EXTERNAL_DIFF",
		"GIT_SSH",
		"GIT_SSH_*",
		"GIT_PROXY_COMMAND",
		"GIT_ASKPASS",
		"SSH_ASKPASS",
		"GIT_EXT_SERVICE*"
	], "names a program that git runs"),
	git([
		"GIT_ALLOW_PROTOCOL",
		"GIT_PROTOCOL*",
		"GIT_NO_LAZY_FETCH",
		"GIT_SSL_*",
		"GIT_HTTP_*",
		"GIT_CURL_*"
	], "decides from where git fetches, and whom it believes"),
	git([
		"GIT_LITERAL_PATHSPECS",
		"GIT_GLOB_PATHSPECS",
		"GIT_NOGLOB_PATHSPECS",
		"GIT_ICASE_PATHSPECS",
		"GIT_FORCE_UNTRACKED_CACHE",
		"GIT_TEST_*"
	], "changes which files git lists"),
	git(["GIT_TRACE*", "GIT_REDIRECT_*"], "makes git write to files or print more than its answer"),
	places([
		"HOME",
		"USERPROFILE",
		"HOMEDRIVE",
		"HOMEPATH"
	], "decides which configuration of a user is read"),
	places([
		"XDG_CONFIG_HOME",
		"XDG_CONFIG_DIRS",
		"APPDATA",
		"PROGRAMDATA"
	], "decides which configuration of a user or a system is read"),
	places([
		"TMPDIR",
		"TMP",
		"TEMP"
	], "decides where temporary files are written and read"),
	places(["GITHUB_WORKSPACE", "RUNNER_WORKSPACE"], "decides which files are recorded"),
	{
		names: [
			"SYSTEMROOT",
			"WINDIR",
			"COMSPEC",
			"PATHEXT"
		],
		steers: "places",
		reason: "decides which programs Windows finds"
	},
	run([
		"GITHUB_ACTOR",
		"GITHUB_ACTOR_ID",
		"GITHUB_EVENT_NAME",
		"GITHUB_JOB",
		"GITHUB_REF",
		"GITHUB_REPOSITORY",
		"GITHUB_REPOSITORY_ID",
		"GITHUB_RUN_ATTEMPT",
		"GITHUB_RUN_ID",
		"GITHUB_SHA",
		"GITHUB_WORKFLOW_REF",
		"RUNNER_ENVIRONMENT"
	], "is a fact of the run, which the link tells")
];
/** Programs that PATH decides, and what they do for us. */
const FOUND_PROGRAMS = {
	git: "tells end which files are checked out",
	bash: "runs the command of a step"
};
const PASSING = [
	{
		names: ["PATH"],
		reason: `is compared by what it decides: which ${Object.keys(FOUND_PROGRAMS).join(" and which ")} is found, and their content`
	},
	{
		names: ["NODE_ENV", "NODE_AUTH_TOKEN"],
		reason: "is for programs that Node runs; our actions do not look at it"
	},
	{
		names: [
			"GIT_AUTHOR_*",
			"GIT_COMMITTER_*",
			"GIT_EDITOR",
			"GIT_PAGER",
			"GIT_TERMINAL_PROMPT"
		],
		reason: "is for commits and people; our calls of git make no commit and are given none of it"
	},
	{
		names: [
			"GITHUB_ENV",
			"GITHUB_EVENT_PATH",
			"GITHUB_OUTPUT",
			"GITHUB_PATH",
			"GITHUB_STATE",
			"GITHUB_STEP_SUMMARY",
			"INPUT_*",
			"RUNNER_TEMP",
			"STATE_*"
		],
		reason: "is set anew by the runner for every action, whatever a step says, and may differ from one to the next"
	},
	{
		names: [
			"GITHUB_ACTION",
			"GITHUB_RETENTION_DAYS",
			"GITHUB_RUN_NUMBER",
			"GITHUB_WORKFLOW"
		],
		reason: "is set anew by the runner for every action; a link does not tell it"
	},
	{
		names: [
			"DEBUG",
			"RUNNER_DEBUG",
			"IN_TOTO_DEBUG"
		],
		exact: true,
		reason: "makes programs print more; keys and tokens stay masked, and nothing of it is signed or sent"
	},
	{
		names: [
			"CI",
			"CI_NAME",
			"COLORTERM",
			"FORCE_COLOR",
			"GITHUB_ACTIONS",
			"NO_COLOR",
			"TEAMCITY_VERSION",
			"TERM",
			"TERM_PROGRAM",
			"TERM_PROGRAM_VERSION"
		],
		reason: "decides about colours in the log, and nothing else"
	},
	{
		names: [
			"IN_TOTO_KEY_PASSPHRASE",
			"IN_TOTO_PASSPHRASE",
			"LOCALAPPDATA",
			"XDG_CACHE_HOME"
		],
		reason: "is read by the command line alone, and by no action"
	},
	{
		names: [
			"LANG",
			"LANGUAGE",
			"LC_*",
			"TZ"
		],
		reason: "decides about words and times in messages; what is signed is sorted and written without it"
	}
];
// src/stages/steering-programs.ts
/** Bytes of the largest program that is read; git and bash have a few million. */
const MOST_BYTES = 67108864;
/**
* Facts about programs as pairs of what and a text that differs when it does: where each program of the table is found,
* and what it and our own are.
*/
function steeringPrograms(environment, executable = process.execPath) {
	return [...Object.keys(FOUND_PROGRAMS).flatMap((name) => {
		const path = findProgram(name, environment);
		return [[`PATH ${name}`, path ?? ""], [`program ${name}`, path === void 0 ? "" : contentOf(path)]];
	}), ["program node", `${executable} ${identityOf(executable)}`]];
}
function contentOf(path) {
	try {
		return statSync(path).size > MOST_BYTES ? identityOf(path) : sha256Digest(readFileSync(path));
	} catch (error) {
		return `${error.code ?? "unreadable"} ${identityOf(path)}`;
	}
}
function identityOf(path) {
	try {
		const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
		return [
			dev,
			ino,
			size,
			mtimeNs,
			ctimeNs
		].join(" ");
	} catch (error) {
		return error.code ?? "unreadable";
	}
}
// src/stages/steering-variables.ts
/** Whether an entry of the table is about a variable. */
function isNamed({ names, exact }, name, platform = process.platform) {
	const spelled = exact === true && platform !== "win32" ? name : name.toUpperCase();
	return names.some((known) => known.endsWith("*") ? spelled.startsWith(known.slice(0, -1)) : spelled === known);
}
/** What the table says of a variable; undefined for one that steers nothing. The first entry that names it counts. */
function steeringOf(name) {
	return PASSING.some((entry) => isNamed(entry, name)) ? void 0 : STEERING.find((entry) => isNamed(entry, name));
}
/** Names of variables that are set and whose entry has a property, in order. */
function namesWith(environment, property) {
	return Object.keys(environment).filter((name) => (environment[name] ?? "") !== "" && steeringOf(name)?.[property] === true).sort();
}
/** Names of those that are set to load code or to believe others, where nothing can be compared. */
function steeringNames(environment) {
	return namesWith(environment, "toldAlone");
}
/** Names of those that change what a command does that is recorded in plain words. */
function commandSteeringNames(environment) {
	return namesWith(environment, "toldAtBegin");
}
/** All that steers, as one text without values. */
function steeringVariables(environment) {
	const facts = [...Object.keys(environment).flatMap((name) => {
		const [entry, value] = [steeringOf(name), environment[name] ?? ""];
		return entry === void 0 || value === "" ? [] : [[name, entry.by === "claims" ? claimsOf(value) : value]];
	}), ...steeringPrograms(environment)].map(([what, fact]) => [what, digestOf(fact)]);
	return JSON.stringify(facts.sort(([a = ""], [b = ""]) => a < b ? -1 : 1));
}
/**
* What differs from what `steeringVariables` said before: names of variables, `PATH NAME` for a program that is found
* elsewhere, `program NAME` for one that is another.
*/
function changedSteering(before, environment) {
	const [then, now] = [before, steeringVariables(environment)].map((text) => new Map(text === "" ? [] : JSON.parse(text)));
	const changed = [.../* @__PURE__ */ new Set([...then.keys(), ...now.keys()])].filter((what) => then.get(what) !== now.get(what));
	return changed.filter((what) => !changed.includes(what.replace(/^program /, "PATH ")) || !what.startsWith("program ")).sort();
}
function digestOf(text) {
	return createHash("sha256").update(text).digest("hex");
}
/** A token without its times, which some runners set for every action; the value itself where it is no such token. */
function claimsOf(token) {
	try {
		const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
		if (typeof claims !== "object" || claims === null) return token;
		const { iat: _iat, nbf: _nbf, exp: _exp, jti: _jti, ...rest } = claims;
		return JSON.stringify(rest);
	} catch {
		return token;
	}
}
export { stageExcludes as _, steeringVariables as a, checkCommand as c, secretKindIn as d, checkRecordedDirectory as f, recordedVariables as g, commandWords as h, steeringOf as i, checkVariables as l, parseWorkingDirectory as m, commandSteeringNames as n, FOUND_PROGRAMS as o, checkWorkingDirectory as p, steeringNames as r, PATTERN_NONE as s, changedSteering as t, matrixKey as u, stageSettings as v, stagePorts as y };
