import { B as LIMITS, G as InTotoError, H as quoteUntrusted, M as count, g as BaseError, j as listed } from "./base.mjs";
import { g as shellLine, h as plainWords, kr as jsonObject, yn as describe } from "./intoto.mjs";
import { r as readRunContext } from "./github-run-context.mjs";
import { r as sha256Digest } from "./files-sha256-digest.mjs";
import { n as isGitName, t as placeOf } from "./recording-place-of.mjs";
import { i as findProgram } from "./recording-run-git.mjs";
import { n as StagesError } from "./stages-codes.mjs";
import { t as workspaceSettings } from "./recording-workspace-settings.mjs";
import { S as textOf, b as checkoutsBelow, x as isCut } from "./stages-recording-plan.mjs";
import { n as layoutOfFile, t as layoutOfCommit } from "./stages-signed-layout.mjs";
import { Buffer } from "node:buffer";
import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
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
/**
* A command as a link names it: the words of a line that holds nothing but plain words, so that a layout can expect them;
* else the script whole, since words would not tell what it runs.
*/
function commandWords(shell, script) {
	if (script.trim() === "") return [];
	const line = shellLine(script);
	return plainWords(line, shell) ?? [
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
// src/stages/portable-names.ts
/** Whether Windows refuses one part of a path as it stands: it reserves some characters, endings and names of devices. */
function isRefusedByWindows(part) {
	return /[<>:"|?*\\\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part);
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
// src/stages/intents/find-layout.ts
/**
* The signed layout by which a step is recorded: that of the commit, else the copy that travels with what was taken over,
* else the file that the workflow names.
*
* @throws FILE_UNREADABLE for a file that is not there; for what is in one, JSON_, METADATA_, KEY_ and INTENT codes
*/
async function findLayout({ layout, layoutFile }, { directory, workspace, environment, runner, copy }) {
	return (layout === void 0 ? void 0 : await layoutOfCommit(directory, layout, environment, runner)) ?? copy ?? (layoutFile === void 0 ? void 0 : layoutOfFile(workspace, layoutFile));
}
// src/stages/git-configuration.ts
/** Names of settings, `section.name` or `section.*.name` with any subsection, and the values of them that do no harm. */
const STEERING$1 = [
	[/^filter\..+\.(?:clean|smudge|process)$/],
	[/^core\.fsmonitor$/, /^(?:false|no|off|0|true|yes|on|1)$/i],
	[/^core\.(?:hookspath|attributesfile|excludesfile|sshcommand|gitproxy|askpass|editor|pager|worktree|alternaterefscommand)$/],
	[/^include(?:if\..+)?\.path$/],
	[/^alias\./, /^(?!\s*!)/],
	[/^credential(?:\..+)?\.helper$/, /^$/],
	[/^(?:diff|merge)\..+\.(?:command|textconv|driver)$/],
	[/^(?:diff\.external|sequence\.editor|interactive\.difffilter|uploadpack\.packobjectshook|init\.templatedir)$/],
	[/^(?:difftool|mergetool|browser|man|guitool)\..+\.cmd$/],
	[/^(?:gpg(?:\..+)?\.program|gpg\.ssh\.defaultkeycommand|sendemail\..*cmd|hook\..+\.command|trailer\..+\.(?:command|cmd)|pager\..+)$/],
	[/^url\..+\.(?:insteadof|pushinsteadof)$/],
	[/^remote\..+\.(?:uploadpack|receivepack|vcs|proxy)$/],
	[/^(?:http(?:\..+)?\.proxy|protocol(?:\..+)?\.allow)$/],
	[/^remote\..+\.(?:push)?url$/, /^(?!.*::)/],
	[/^tar\..+\.command$/],
	[/^submodule\..+\.update$/, /^(?!\s*!)/]
];
/** As `git lfs install` writes them. */
const OF_LFS = {
	"filter.lfs.clean": "git-lfs clean -- %f",
	"filter.lfs.smudge": "git-lfs smudge -- %f",
	"filter.lfs.process": "git-lfs filter-process"
};
/**
* The settings of a configuration that steer git, by their names, in order and each once. Subsections that may hold an
* address, and so a password, are not spelt out: names go into links and logs.
*/
function steersGit(text) {
	const names = settingsOf(text).flatMap(([name, value]) => {
		if (OF_LFS[name] === value) return [];
		return STEERING$1.some(([pattern, harmless]) => pattern.test(name) && harmless?.test(value) !== true) ? [withoutAddress(name)] : [];
	});
	return [...new Set(names)];
}
/** Who writes an address writes a host, with `//` before it or `@`; and tokens have shapes of their own. */
function withoutAddress(name) {
	const [first, last] = [name.indexOf("."), name.lastIndexOf(".")];
	const subsection = name.slice(first + 1, Math.max(first + 1, last));
	return /@|\/\/|%40/.test(subsection) || secretKindIn(subsection) !== void 0 ? `${name.slice(0, first)}.*${name.slice(last)}` : name;
}
/** Settings with their values, names in lower case but for subsections; read character by character, as git does. */
function settingsOf(written) {
	const text = written.replaceAll("\r\n", "\n");
	const settings = [];
	let section = "";
	let at = 0;
	while (at < text.length) {
		const rest = text.slice(at, at + LONGEST_WORD);
		const name = /^[A-Za-z][A-Za-z0-9-]*/.exec(rest)?.[0];
		const end = text[at] === "[" ? endOfHeading(text, at) : 0;
		if (end > 0) {
			section = sectionOf(text.slice(at + 1, end - 1));
			at = end;
		} else if (name !== void 0) {
			const { value, end: next } = valueAt(text, at + name.length);
			settings.push([`${section}.${name.toLowerCase()}`, value]);
			at = next;
		} else if (/^\s/.test(rest)) at += 1;
		else at = endOfLine(text, at);
	}
	return settings;
}
/** Characters of the longest name of a setting that is looked for. */
const LONGEST_WORD = 256;
function endOfLine(text, at) {
	const end = text.indexOf("\n", at);
	return end < 0 ? text.length : end;
}
/** Where the text goes on behind a heading that begins at a place; 0 for one that does not end on its line. */
function endOfHeading(text, start) {
	let quoted = false;
	for (let at = start + 1; at < text.length && text[at] !== "\n"; at += 1) if (quoted && text[at] === "\\") at += 1;
	else if (text[at] === "\"") quoted = !quoted;
	else if (text[at] === "]" && !quoted) return at + 1;
	return 0;
}
function sectionOf(heading) {
	const quote = heading.indexOf("\"");
	if (quote < 0) return heading.trim().toLowerCase();
	const subsection = heading.slice(quote + 1, heading.lastIndexOf("\"")).replace(/\\(.)/g, "$1");
	return `${heading.slice(0, quote).trim().toLowerCase()}.${subsection}`;
}
/**
* What stands behind the equals sign, without quotes and comment. A setting without a value is true. A backslash before
* the end of a line goes on in the next one; in a comment it does not.
*/
function valueAt(text, start) {
	let at = start;
	while (text[at] === " " || text[at] === "	") at += 1;
	if (text[at] !== "=") return {
		value: "true",
		end: endOfLine(text, at)
	};
	let [value, quoted] = ["", false];
	for (at += 1; at < text.length && text[at] !== "\n"; at += 1) {
		const character = text[at];
		if (character === "\\") {
			at += 1;
			if (text[at] !== "\n") value += text[at] ?? "";
		} else if (character === "\"") quoted = !quoted;
		else if (!quoted && (character === "#" || character === ";")) {
			at = endOfLine(text, at);
			break;
		} else value += character;
	}
	return {
		value: value.trim(),
		end: at
	};
}
// src/stages/kept-in-git.ts
/** Names of one message. */
const MOST_NAMES = 10;
/** Names of one kind; a thousand hooks are as bad as one. */
const MOST_OF_A_KIND = 50;
/**
* What a `.git` holds that steers git or stands in for something else.
*
* @param directory the top of a work tree
* @param ref of the run: a fresh checkout of a tag has that tag
*/
function keptInGit(directory, ref) {
	const git = join(directory, ".git");
	const stats = lstatSync(git, { throwIfNoEntry: false });
	if (stats === void 0) return [];
	if (!stats.isDirectory()) return [kept(".git that leads elsewhere")];
	const packed = textOf(join(git, "packed-refs"), LIMITS.packedRefsBytes).split("\n");
	return [
		...steeringIn(git, ""),
		...modulesIn(git),
		...isCut(join(git, "packed-refs"), LIMITS.packedRefsBytes) ? [kept("packed-refs that is too long to read")] : [],
		...[
			"info/attributes",
			"info/grafts",
			"objects/info/alternates",
			"objects/info/http-alternates"
		].filter((name) => hasContent(join(git, name))).map((name) => kept(name)),
		...refsIn(git, packed, "refs/replace").map((name) => kept(name)),
		...tagsIn(git, packed, ref)
	];
}
/**
* The same of checkouts further down, with what git does not put into such a directory: nothing in there is recorded.
*
* @param exclude what a recording leaves out
*/
function keptBelow(workspace, exclude) {
	return checkoutsBelow(workspace, { exclude }).checkouts.flatMap((path) => {
		const odd = namesIn(join(workspace, path, ".git")).filter((name) => !OF_GIT.test(name));
		return [...keptInGit(join(workspace, path), void 0), ...odd.slice(0, MOST_OF_A_KIND).map((name) => kept(name))].filter(({ usual }) => !usual).map(({ name, usual }) => ({
			usual,
			name: `${path}/.git/${name}`
		}));
	});
}
/** What git itself puts into `.git`, of versions since 2.18. */
const OF_GIT = /^(?:(?:[A-Z]+_)?HEAD|AUTO_MERGE|COMMIT_EDITMSG|MERGE_(?:MODE|MSG|RR)|branches|common(?:dir)?|config(?:\.worktree)?|description|gc\.(?:log|pid)|gitdir|hooks|index|info|lfs|logs|modules|objects|packed-refs|refs|rr-cache|shallow|worktrees)$/;
/** Hooks and settings of one repository. @param prefix of their names */
function steeringIn(git, prefix) {
	const usual = prefix === "" ? [] : ["core.worktree"];
	return [
		...hooksIn(join(git, "hooks")),
		...configuredIn(git, "config", usual),
		...configuredIn(git, "config.worktree", usual)
	].map(({ name, ...rest }) => ({
		...rest,
		name: `${prefix}${name}`
	}));
}
/** What repositories of submodules hold; their names may have slashes, and each may have submodules of its own. */
function modulesIn(git) {
	const found = [];
	const open = ["modules"];
	let seen = 0;
	for (let at = open.pop(); at !== void 0 && found.length < MOST_OF_A_KIND; at = open.pop()) {
		seen += 1;
		if (seen > LIMITS.installedDirectories) return [...found, kept("modules that are too many to read")];
		const directory = join(git, at);
		if (textOf(join(directory, "HEAD")) !== "") {
			found.push(...steeringIn(directory, `${at}/`));
			open.push(`${at}/modules`);
		} else for (const name of namesIn(directory)) if (lstatSync(join(directory, name), { throwIfNoEntry: false })?.isDirectory() === true) open.push(`${at}/${name}`);
	}
	return found;
}
/** Tells of what was kept: loudly where a clean checkout was expected. */
function tellKept(all, runner, level) {
	const names = (found) => listed(found.map(({ name }) => name), MOST_NAMES, (name) => quoteUntrusted(name));
	const odd = all.filter(({ usual }) => level === "log" || !usual);
	const rest = all.filter((one) => !odd.includes(one));
	if (rest.length > 0) runner.log(`In \`.git\` there is more than the commit needs: ${names(rest)}.`);
	if (odd.length === 0) return;
	const text = `In \`.git\` there is what no fresh checkout leaves there, and git obeys it in this job: ${names(odd)}. Files of the commit were compared without it.`;
	if (level === "log") return runner.log(text);
	runner.annotate("warning", `${count(odd.length, "thing")} kept in .git`, `${text} A workspace that is kept from job to job, or an earlier workflow step, put it there. Empty the workspace before the checkout.`);
}
function kept(name, usual = false) {
	return {
		name,
		usual
	};
}
function hooksIn(directory) {
	return namesIn(directory).filter((name) => !name.endsWith(".sample") && !isHookOfLfs(join(directory, name), name)).slice(0, MOST_OF_A_KIND).map((name) => kept(`hooks/${name}`));
}
/** As `git lfs install` writes them: these lines and no others. */
function isHookOfLfs(path, name) {
	const [shell, demand, call, ...more] = textOf(path).trim().split("\n");
	return !isCut(path) && shell === "#!/bin/sh" && more.length === 0 && call === `git lfs ${name} "$@"` && /^command -v git-lfs >\/dev\/null 2>&1 \|\| \{ (?:printf|echo) >&2(?: "[^"$`]*"){1,2}; exit 2; \}$/.test(demand ?? "");
}
function configuredIn(git, name, usual) {
	const path = join(git, name);
	return [...steersGit(textOf(path)).filter((key) => !usual.includes(key)).slice(0, MOST_OF_A_KIND).map((key) => kept(`${name} ${key}`)), ...isCut(path) ? [kept(`${name} that is too long to read`)] : []];
}
/** A checkout of some depth has no tags but the one that it is of; with all history come all tags. */
function tagsIn(git, packed, ref) {
	if (!hasContent(join(git, "shallow"))) return [];
	return refsIn(git, packed, "refs/tags").filter((name) => name !== ref).map((name) => kept(name, true));
}
/** Names of references below a prefix, loose and packed. */
function refsIn(git, packed, prefix) {
	const loose = [];
	const open = [prefix];
	for (let at = open.pop(); at !== void 0 && loose.length < MOST_OF_A_KIND; at = open.pop()) for (const name of namesIn(join(git, at))) {
		const path = `${at}/${name}`;
		if (statSync(join(git, path), { throwIfNoEntry: false })?.isDirectory() === true) open.push(path);
		else loose.push(path);
	}
	const below = packed.flatMap((line) => /^[0-9a-f]{40,64} (\S.*)$/.exec(line)?.[1] ?? []).filter((name) => name.startsWith(`${prefix}/`));
	return [.../* @__PURE__ */ new Set([...loose, ...below])].sort().slice(0, MOST_OF_A_KIND);
}
function namesIn(directory) {
	try {
		return readdirSync(directory).sort();
	} catch {
		return [];
	}
}
function hasContent(path) {
	return textOf(path).trim() !== "";
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
		"RUNNER_ENVIRONMENT",
		"RUNNER_NAME"
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
export { isRecordableVariable as _, steeringVariables as a, stageSettings as b, keptInGit as c, secretKindIn as d, checkRecordedDirectory as f, commandWords as g, isRefusedByWindows as h, steeringOf as i, tellKept as l, parseWorkingDirectory as m, commandSteeringNames as n, FOUND_PROGRAMS as o, checkWorkingDirectory as p, steeringNames as r, keptBelow as s, changedSteering as t, findLayout as u, recordedVariables as v, stagePorts as x, stageExcludes as y };
