import { C as sha256Digest, dt as runAction, it as withScratch, ut as readRunContext } from "./chunks/every-action.mjs";
import { Cr as compilePattern, lr as readJson, mr as parseParameters, n as readWrittenIdentities, y as LayoutFile } from "./chunks/intoto.mjs";
import { r as NODE_BYTES } from "./chunks/node-bytes.mjs";
import { a as ownRunReport, d as layoutRef, f as isOfPullRequest, h as GateError, l as FORMAT_NAMES, o as checkLinkDirectory, r as readSourceCommit, s as DirectoryLinkStore } from "./chunks/gate-start.mjs";
import { K as quoteUntrusted, L as readSha256, U as nearestName, V as LIMITS, _ as BaseError, c as NONE, d as oneOf, j as isServerId, l as invalid, o as FILE_NONE, s as Inputs, u as missing } from "./chunks/base.mjs";
import { t as readPublicKeys } from "./chunks/signing-keys-in-input.mjs";
import { resolve } from "node:path";
import { Buffer } from "node:buffer";
import { setImmediate } from "node:timers/promises";
// src/gate/trusted-layout.ts
/** @throws INPUT_INVALID, LAYOUT_REF_INVALID, LAYOUT_FILE_INVALID, GITHUB_ codes */
async function fetchLayout({ layout: path, layoutRef: choice }, run, server) {
	const source = layoutRef(choice, run);
	const commit = await server.resolveCommit(source);
	const file = await server.fetchFile(source, commit, path);
	const { owner, repo, reason } = source;
	const digest = sha256Digest(file.bytes);
	return {
		source,
		document: new LayoutFile(file.bytes, path, NODE_BYTES),
		report: {
			path,
			repository: `${owner}/${repo}`,
			commit,
			blob: file.blob,
			digest,
			reason
		}
	};
}
// src/gate/ahead.ts
var Ahead = class {
	server;
	/** The layout that decides. */
	layout;
	#asked = [];
	#over = new AbortController();
	constructor(inputs, run, { connect }) {
		this.server = this.ask(connect(run, inputs.token, this.#over.signal));
		this.layout = this.ask(this.server.then((server) => fetchLayout(inputs, run, server)));
	}
	/** Waits until the next question is on its way, as far as that takes no time: loading anything would hold it up. */
	async sent() {
		await this.server.catch(() => void 0);
		await setImmediate();
		await setImmediate();
	}
	ask(answer) {
		this.#asked.push(answer.catch(() => void 0));
		return answer;
	}
	/**
	* Gives up what is under way, since nobody needs its answer any more: a server that never answers would hold the job for
	* minutes after its verdict. Nothing is under way any more when it is over. Never throws.
	*/
	async end() {
		this.#over.abort();
		for (const asked of this.#asked) await asked;
	}
};
// src/gate/report-files.ts
/**
* What the two inputs say.
*
* @param lines of report-files: `FORMAT: PATH` each
* @param sarifFile of sarif-file; undefined for none
* @throws INPUT_INVALID
*/
function readReportFiles(lines, sarifFile) {
	const more = lines.map(reportFile);
	return [...sarifFile === void 0 ? [] : [{
		input: "sarif-file",
		format: "sarif",
		path: sarifFile
	}], ...more];
}
/** The files in the workspace. @throws INPUT_INVALID where two would be one file */
function placeReportFiles(files, workspace) {
	const taken = /* @__PURE__ */ new Map();
	return files.map((file) => {
		const absolutePath = resolve(workspace, file.path);
		const other = taken.get(absolutePath);
		if (other !== void 0) throw invalid(file.input, `${quoteUntrusted(file.path)} is to be written as ${file.format}, and as ${other.format} by ${other.input}`, "Give each file a path of its own.");
		taken.set(absolutePath, file);
		return {
			...file,
			absolutePath
		};
	});
}
function reportFile(line) {
	const [, word = "", path = ""] = /^([^:]*):\s*(\S.*)$/.exec(line) ?? [];
	if (path === "") throw invalid("report-files", `${quoteUntrusted(line, 200)} is not of the form FORMAT: PATH`, "Write one file a line, like \"markdown: out/report.md\", or none alone.");
	const format = FORMAT_NAMES.find((name) => name === word);
	if (format !== void 0) return {
		input: "report-files",
		format,
		path
	};
	const near = nearestName(word, FORMAT_NAMES);
	throw invalid("report-files", `it takes the formats ${FORMAT_NAMES.join(", ")}, not ${quoteUntrusted(word, 100)}`, near === void 0 ? "Name one of these formats." : `Did you mean ${near}?`);
}
// src/gate/links-of-directory.ts
const LINKS_OF_DIRECTORY = {
	takes: ["a directory"],
	hint: "Begin the path of a directory with \"./\".",
	read: (text) => {
		if (!/^(?:\.{0,2}\/|[A-Za-z]:[/\\])/.test(text)) return void 0;
		return {
			sublayouts: "possible",
			namesOtherRun: false,
			namedRun: ownRunReport,
			find: async ({ run, runBinding }) => {
				const { repository, sha: commit, workspace } = run;
				const directory = resolve(workspace, text);
				const binding = runBinding === "any" ? void 0 : {
					repository,
					commit
				};
				const store = new DirectoryLinkStore(directory);
				return {
					name: `the links in ${quoteUntrusted(directory)}`,
					run: {
						repository,
						id: void 0,
						attempt: void 0,
						event: void 0,
						commit: binding?.commit
					},
					collect: async () => {
						checkLinkDirectory(directory, "the input links");
						return {
							store,
							filesRead: () => store.filesRead,
							known: void 0,
							recorded: [],
							nobodysLinks: "told",
							run: binding,
							failures: [],
							notes: []
						};
					}
				};
			}
		};
	}
};
// src/gate/listed-ahead.ts
/** The workflow artifacts of a run, whose list is asked for at once. Whoever lists them later hears what came of that. */
async function listedAhead(server, { runId, temporary, ahead }) {
	const source = await server.links(runId, temporary);
	const all = ahead.ask(source.list(""));
	return {
		list: async (...prefixes) => (await all).filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix))),
		unpack: (artifact) => source.unpack(artifact)
	};
}
// src/gate/run-origin.ts
/** The words for what is so without a value. */
const DEFAULT_BRANCH = "default-branch";
const NO_PULL_REQUESTS = "any-but-pull-requests";
const WORKFLOWS = /^\.(?:github|gitea|forgejo)\/workflows\/[^/@\t\r\n*]+\.ya?ml$/;
const WORKFLOW_NAME = /^[^/@\t\r\n*]+\.ya?ml$/;
/**
* Where the run that the input `links` names must have come from; undefined where it names none by its id.
*
* @throws INPUT_MISSING, INPUT_INVALID
*/
function readRunOrigin(inputs, { namesOtherRun }) {
	const given = {
		workflow: inputs.control("from-workflow", NONE),
		ref: inputs.control("from-branch", DEFAULT_BRANCH),
		events: inputs.controlLines("from-event", { word: NO_PULL_REQUESTS })
	};
	if (!namesOtherRun) {
		refuseAll({
			"from-workflow": given.workflow !== void 0,
			"from-branch": given.ref !== void 0,
			"from-event": given.events.length > 0
		});
		return;
	}
	if (given.workflow === void 0) throw originMissing();
	return {
		workflow: workflowPath(given.workflow),
		ref: given.ref === void 0 ? void 0 : wholeRef(given.ref),
		events: given.events.length === 0 ? void 0 : given.events.map(eventName)
	};
}
/** A run is named by its id, and nobody says where it must have come from. */
function originMissing() {
	return new BaseError("INPUT_MISSING", "The input links names a run by its id, and from-workflow is not given.", {
		at: "input from-workflow",
		hint: "Every branch has runs. Name the workflow that the run must be of: `from-workflow: .github/workflows/ci.yml`."
	});
}
/** A control beside a place that it says nothing about would look as if it held. */
function refuseAll(given) {
	const [name] = Object.entries(given).find(([, isGiven]) => isGiven) ?? [];
	if (name !== void 0) throw invalid(name, "the input links names no run by its id", `Leave ${name} away, or write \`links: <id of a run>\`.`);
}
function workflowPath(text) {
	const path = text.replace(/^\.\//, "");
	if (WORKFLOWS.test(path)) return path;
	if (WORKFLOW_NAME.test(path)) return `.github/workflows/${path}`;
	throw invalid("from-workflow", `${quoteUntrusted(text, 100)} does not name a workflow file`, "Write its path without a ref: `from-workflow: .github/workflows/ci.yml`.");
}
/** Of a branch by its name, or of a branch or tag by its whole ref. */
function wholeRef(text) {
	const ref = /^refs\/(?:heads|tags)\/./.test(text) ? text : `refs/heads/${text}`;
	if (!/[\s\p{Cc}*?[\\^~:]/u.test(ref) && (ref === text || !text.startsWith("refs/"))) return ref;
	throw invalid("from-branch", `${quoteUntrusted(text, 100)} does not name one branch`, "Write the name of the branch, `from-branch: main`, or a whole ref, `from-branch: refs/tags/v1.0.0`.");
}
function eventName(text) {
	if (/^[a-z_]{1,60}$/.test(text)) return text;
	throw invalid("from-event", `${quoteUntrusted(text, 100)} is not the name of an event`, "Write one name a line: `push`.");
}
/**
* Why a run is not one that may be named: of another workflow, branch or event, or of a fork. Empty when it is one.
*
* @throws GITHUB_UNAVAILABLE where the server does not tell where the run came from, INPUT_INVALID where nobody tells the
* default branch
*/
function checkRunOrigin(origin, question) {
	const { runId, state, run } = question;
	const { from, event } = state;
	if (from === void 0) throw new GateError("GITHUB_UNAVAILABLE", `The server does not tell of which workflow, branch and repository run ${runId} is.`, { hint: "Verify the links in the run that made them: `links: run`." });
	const differs = (what) => ofOtherOrigin(runId, what);
	const failures = [];
	if (!from.isOwn) failures.push({
		code: "RUN_OF_FORK",
		message: `Run ${runId} is of ${from.repository === void 0 ? "a repository that is not there any more" : quoteUntrusted(from.repository, 100)}, not of ${run.repository}.`,
		details: [],
		hint: "A fork can call its branches and workflows as it likes. Name a run of the repository itself."
	});
	const branch = originRef(origin, run).replace(/^refs\/(?:heads|tags)\//, "");
	if (!isPathOf(origin.workflow, state)) failures.push(differs({
		code: "RUN_OF_OTHER_WORKFLOW",
		what: "workflow",
		found: from.path,
		wanted: origin.workflow,
		input: "from-workflow"
	}));
	if (from.branch !== branch) failures.push(differs({
		code: "RUN_OF_OTHER_BRANCH",
		what: "branch",
		found: from.branch,
		wanted: branch,
		input: "from-branch"
	}));
	if (origin.events === void 0 ? isOfPullRequest(event) : !origin.events.includes(event)) failures.push(differs({
		code: "RUN_OF_OTHER_EVENT",
		what: "event",
		found: event,
		wanted: origin.events === void 0 ? "any but those of pull requests" : oneOf(origin.events),
		input: "from-event"
	}));
	return failures;
}
/**
* Whether the server's path is that of a workflow's file. Behind it may stand the ref that the file was read at; and a file
* may have an "@" in its name, which ends as every workflow's does.
*/
function isPathOf(workflow, { from, event }) {
	if (from === void 0 || !from.path.startsWith(workflow)) return false;
	const rest = from.path.slice(workflow.length);
	const { branch } = from;
	if ([
		"",
		`@refs/heads/${branch}`,
		`@refs/tags/${branch}`
	].includes(rest)) return true;
	if (isOfPullRequest(event) && /^@refs\/pull\/\d+\/(?:head|merge)$/.test(rest)) return true;
	return rest === `@${branch}` && !/\.ya?ml$/.test(branch);
}
/** The whole ref that a run must have been started on. @throws INPUT_INVALID where nobody tells the default branch */
function originRef({ ref }, { event }) {
	if (ref !== void 0) return ref;
	const branch = event.text("repository.default_branch");
	if (branch !== void 0) return `refs/heads/${branch}`;
	throw invalid("from-branch", "the payload of the event does not tell the default branch", "Name the branch: `from-branch: main`.");
}
function ofOtherOrigin(runId, { code, what, found, wanted, input }) {
	return {
		code,
		message: `Run ${runId} is of another ${what} than the input ${input} says.`,
		details: [`expected: ${wanted}`, `found:    ${quoteUntrusted(found, 200)}`],
		hint: `Name a run of the ${what} that is expected. If runs of that ${what} are meant: \`${input}: ${shown(found)}\`.`
	};
}
/** A value to paste; what could break out of its line is left for the writer to fill in. */
function shown(found) {
	return /^[\w./-]{1,100}$/.test(found) ? found : "\u2026";
}
// src/gate/links-of-run.ts
const LINKS_OF_RUN = {
	takes: ["run", "the id of a run"],
	read: (text) => {
		if (text !== "run" && !/^\d{1,15}$/.test(text)) return void 0;
		const isOwn = ({ runId }) => text === "run" || text === runId;
		return {
			sublayouts: "impossible",
			namesOtherRun: text !== "run",
			namedRun: (run) => isOwn(run) ? ownRunReport(run) : otherRunReport(text, run),
			find: async (question) => {
				if (text === "run") return targetOf(ownRun(question.run), question);
				const found = await namedRun(text, question);
				return targetOf(isOwn(question.run) ? {
					...ownRun(question.run),
					failures: found.strangeness
				} : found, question);
			}
		};
	}
};
function otherRunReport(runId, { repository }) {
	return {
		repository,
		id: runId,
		attempt: void 0,
		event: void 0,
		commit: void 0
	};
}
function ownRun({ binding, repository, runId, attempt, sha: commit, eventName: event }) {
	const { repository_id: repositoryId } = binding;
	const own = {
		id: runId,
		repository,
		commit,
		...repositoryId === void 0 ? {} : { repository_id: repositoryId }
	};
	return {
		own: true,
		job: binding.job ?? "",
		runId,
		attempt,
		event,
		binding: own,
		repository,
		failures: []
	};
}
/**
* A run that is named by its id. It must come from where the caller says; and nothing in the `needs` of this run speaks of
* the jobs of another one, so that must be a success as a whole.
*
* @throws what `checkRunOrigin` throws
*/
async function namedRun(runId, { run, server, origin }) {
	if (origin === void 0) throw originMissing();
	const state = await server.runState(runId);
	const { head, attempt, event, status, conclusion } = state;
	const strangeness = checkRunOrigin(origin, {
		runId,
		state,
		run
	});
	const commit = isOfPullRequest(event) ? {} : { commit: head };
	const isOfBranch = !isOfPullRequest(event) && !strangeness.some(({ code }) => code === "RUN_OF_OTHER_BRANCH");
	const told = {
		...commit,
		...isOfBranch ? { ref: originRef(origin, run) } : {}
	};
	const failures = status === "completed" && conclusion === "success" ? [] : [runNotSuccessful(runId, attempt, status === "completed" ? conclusion : status)];
	const { repository } = run;
	return {
		own: false,
		job: "",
		runId,
		attempt,
		event,
		binding: {
			id: runId,
			repository,
			...told
		},
		repository,
		failures: [...strangeness, ...failures],
		strangeness
	};
}
/** Its workflow artifacts are listed, and what reads them is loaded, while somebody else waits for the layout. */
function targetOf(found, { server, temporary, ahead }) {
	const { runId, attempt, event, binding, repository } = found;
	const loaded = ahead.ask(import("./chunks/gate-collect-links-of-run.mjs"));
	const source = ahead.ask(listedAhead(server, {
		runId,
		temporary,
		ahead
	}));
	return {
		name: `run ${runId}`,
		run: {
			repository,
			id: runId,
			attempt,
			event,
			commit: binding.commit
		},
		collect: async (tools) => (await loaded).collectLinksOfRun({
			...found,
			source
		}, tools)
	};
}
function runNotSuccessful(runId, attempt, state) {
	return {
		code: "RUN_NOT_SUCCESSFUL",
		message: `Run ${runId}, attempt ${attempt}, is ${quoteUntrusted(String(state), 60)} and not a success, so its links may be of jobs that failed later.`,
		details: [],
		hint: "Wait for the run, fix what failed in it, and verify then."
	};
}
// src/gate/link-places.ts
const LINK_PLACES = [LINKS_OF_RUN, LINKS_OF_DIRECTORY];
/** The place that the input `links` names. @throws INPUT_INVALID */
function readLinkPlace(text) {
	for (const { read } of LINK_PLACES) {
		const place = read(text);
		if (place !== void 0) return place;
	}
	const takes = LINK_PLACES.flatMap((kind) => kind.takes);
	const hints = LINK_PLACES.flatMap(({ hint }) => hint ?? []);
	throw invalid("links", `${quoteUntrusted(text, 100)} is neither ${takes.join(", nor ")}`, hints.join(" "));
}
// src/gate/verify-inputs.ts
/** @throws INPUT_, KEY_, PARAMETER_ and JSON_ codes */
function readVerifyInputs(source) {
	const inputs = new Inputs(source);
	const token = inputs.secret("github-token");
	if (token === "") throw missing("github-token", "Leave it away to take the token of the job, and give the job contents: read and actions: read.");
	const { layoutKeys, layoutIdentities } = readLayoutSigners(inputs);
	const links = readLinkPlace(inputs.required("links"));
	return {
		layout: layoutPath(inputs.required("layout")),
		layoutRef: inputs.required("layout-ref"),
		ownLayout: inputs.choice("own-layout", ["demanded", "told"]),
		layoutKeys,
		layoutIdentities,
		trustedRoot: inputs.control("trusted-root", "carried") ?? "",
		layoutDigest: digest(inputs.control("layout-digest", NONE)),
		links,
		origin: readRunOrigin(inputs, links),
		runBinding: inputs.choice("run-binding", ["this", "any"]),
		commit: sourceCommit(inputs.control("commit", "run")),
		source: inputs.choice("source", [
			"auto",
			"demanded",
			"none"
		]),
		sourcePatterns: patterns(inputs.controlLines("source-patterns", { itself: "A file of that name is `/none`." })),
		sourceCheck: inputs.choice("source-check", ["fetch", "none"]),
		otherSteps: inputs.controlLines("other-steps", { itself: "A step of that name is `[n]one`." }).map(compilePattern),
		parameters: parameters(inputs.control("parameters", NONE)),
		products: inputs.controlLines("products", { itself: FILE_NONE }),
		exclude: inputs.lines("exclude"),
		needs: inputs.control("needs", NONE),
		checkRunId: checkRunId(inputs.text("check-run-id")),
		forkPolicy: inputs.choice("fork-policy", ["fail", "advisory"]),
		inspections: inputs.choice("inspections", [
			"allow",
			"never",
			"allow-sublayouts"
		]),
		summary: inputs.choice("summary", ["always", "never"]),
		checkRun: inputs.choice("check-run", ["auto", "never"]),
		reportFiles: readReportFiles(inputs.controlLines("report-files"), inputs.control("sarif-file", NONE)),
		alertIssue: inputs.choice("alert-issue", ["on-failure", "never"]),
		token
	};
}
const OWNERS = "Give the public keys of the owners of the layout in layout-keys, or layout-identities where an identity signed it. Write them out: they are not secret, and an expression can give nothing.";
/** Who may have signed the layout: somebody must be named, in one of two ways. @throws INPUT_ and KEY_ codes */
function readLayoutSigners(inputs) {
	const layoutKeys = readPublicKeys("layout-keys", inputs.control("layout-keys", "none", OWNERS) ?? "");
	const layoutIdentities = layoutIdentitiesOf(inputs.controlLines("layout-identities", { remedy: OWNERS }));
	if (layoutKeys.length === 0 && layoutIdentities.length === 0) throw new BaseError("INPUT_MISSING", "Neither layout-keys nor layout-identities is given.", {
		at: "input layout-keys",
		hint: OWNERS
	});
	if (layoutKeys.length > 0 && layoutIdentities.length > 0) throw invalid("layout-identities", "layout-keys is given as well, and one layout is signed in one way");
	return {
		layoutKeys,
		layoutIdentities
	};
}
/** @throws INPUT_INVALID */
function layoutIdentitiesOf(lines) {
	const identities = readWrittenIdentities(lines);
	if ("problem" in identities) throw invalid("layout-identities", identities.problem, identities.hint);
	return identities;
}
function sourceCommit(text = "run") {
	const commit = readSourceCommit(text);
	if (commit !== void 0) return commit;
	throw invalid("commit", `${quoteUntrusted(text, 100)} is neither run, nor head, nor the id of a commit`, "Give all of its 40 or 64 digits, in small letters: a name, or the beginning of an id, can come to mean another commit.");
}
const patterns = (lines) => lines.length === 0 ? void 0 : lines;
/** The path within the repository, without `./` before it. */
function layoutPath(path) {
	const normal = path.replace(/^\.\//, "");
	if (!/^\/|(^|\/)\.\.?(\/|$)|\\|\/$/.test(normal)) return normal;
	throw invalid("layout", `${quoteUntrusted(path)} does not name a file in a repository`);
}
function checkRunId(text) {
	if (text === "") return void 0;
	if (isServerId(text)) return text;
	throw invalid("check-run-id", `${quoteUntrusted(text, 100)} is not an id of a job`, "Leave it away: its default is the id of the job that verifies.");
}
function digest(text) {
	if (text === void 0) return void 0;
	const hex = readSha256(text);
	if (hex !== void 0) return hex;
	throw invalid("layout-digest", `${quoteUntrusted(text, 100)} is not a SHA-256 of 64 hexadecimal digits`);
}
function parameters(text) {
	if (text === void 0) return void 0;
	return parseParameters(readJson(Buffer.from(text, "utf8"), {
		source: "input parameters",
		maxBytes: LIMITS.smallFileBytes
	}));
}
// src/gate/verify-run.ts
/** @throws INPUT_, KEY_ and RUNNER_ codes, FILE_UNWRITABLE; what else comes later is reported with the verdict */
async function verifyRun(ports) {
	ports.runner.output("verified", "false");
	ports.runner.output("verdict", "failed");
	const inputs = readVerifyInputs(ports.runner);
	const run = ports.run();
	const files = placeReportFiles(inputs.reportFiles, run.workspace);
	await withScratch(run.temporary, async (temporary) => {
		const ahead = new Ahead(inputs, run, ports);
		try {
			await ahead.sent();
			const { judgeAndTell } = await import("./chunks/gate-judge-and-tell.mjs");
			await ahead.sent();
			await judgeAndTell({
				inputs,
				run,
				ports,
				temporary,
				ahead
			}, files);
		} finally {
			await ahead.end();
		}
	});
}
// src/github/gate-ports.ts
function gatePorts(runner, environment) {
	return {
		runner,
		environment,
		run: () => readRunContext(environment),
		connect: async ({ apiUrl, serverUrl, owner, name }, token, signal) => {
			const [{ restClient }, { gateServer }] = await Promise.all([import("./chunks/github-rest.mjs"), import("./chunks/github-gate-server.mjs")]);
			const mask = (secret) => runner.mask(secret);
			const rest = restClient({
				apiUrl,
				token,
				signal
			});
			const fetchCommit = async (commit, directory) => {
				const { fetchForGate } = await import("./chunks/github-commit-fetch.mjs");
				return fetchForGate({
					serverUrl,
					owner,
					name,
					token,
					environment,
					mask
				}, commit, directory);
			};
			return gateServer(rest, {
				owner,
				repo: name
			}, fetchCommit, environment);
		},
		get: async (request) => (await import("./chunks/github-http-get.mjs")).httpGet(request),
		layoutLines: async (source) => (await import("./chunks/layouts-step-lines.mjs")).layoutLines(source),
		now: Date.now
	};
}
// src/actions/verify.ts
await runAction((runner, environment) => verifyRun(gatePorts(runner, environment)));
export {};
