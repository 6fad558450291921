import { n as wipeFromInitialEnvironment, t as moveFromInitialEnvironment } from "./github-initial-environment.mjs";
import { V as escapeUntrusted, _ as reportError, g as BaseError, m as serverUrlOf, p as apiUrlOf } from "./base.mjs";
import { a as error, c as notice, d as startGroup, f as warning, i as endGroup, l as setOutput, n as ExitCode, o as getInput, p as summary, s as info, t as logLine, u as setSecret } from "./github-log-line.mjs";
import { t as makeDirectory } from "./files-make-directory.mjs";
import { readFileSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
// src/github/runner.ts
const ANNOTATE = {
	error,
	warning,
	notice
};
/** The runner of GitHub. */
function actionsRunner() {
	return {
		input: (name) => getInput(name),
		isSet: (name) => process.env[variableOf(name)] !== void 0,
		secretInput: (name) => {
			const value = getInput(name);
			const variable = variableOf(name);
			delete process.env[variable];
			wipeFromInitialEnvironment(/* @__PURE__ */ new Set([variable]));
			for (const line of new Set([value, ...value.split("\n")].map((text) => text.trim()))) if (line.length >= (line === value.trim() ? 3 : 8) && !/^-----[A-Z0-9 ]+-----$/.test(line)) setSecret(line);
			return value;
		},
		mask: (secret) => setSecret(secret),
		output: (name, value) => setOutput(name, value),
		log: (text) => text.split("\n").forEach((line) => info(logLine(line))),
		group: (title) => startGroup(logLine(title)),
		endGroup: () => endGroup(),
		annotate: (level, title, message, place) => ANNOTATE[level](message, {
			title,
			...place === void 0 ? {} : {
				file: place.file,
				startLine: place.line
			}
		}),
		fail: () => {
			process.exitCode = ExitCode.Failure;
		},
		summary: async (markdown) => {
			await summary.addRaw(markdown, true).write();
		}
	};
}
/** The variable in which the runner gives an input. */
function variableOf(input) {
	return `INPUT_${input.replaceAll(" ", "_").toUpperCase()}`;
}
// src/github/run-action.ts
/** Tokens that the runner gives to every action. They are used until the end, and no child is to find them. */
const RUNNER_TOKENS = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
/** How often a process may come to its end while the body waits: more often than an action has calls to give up. */
const MOST_TURNS = 1e3;
/** Runs an action in this process. The one place that catches everything: any error makes the action fail. */
async function runAction(body, runner = actionsRunner()) {
	moveFromInitialEnvironment(RUNNER_TOKENS);
	const state = { phase: "running" };
	/** Nobody awaits what failed, so nobody knows what state it left; nothing may go on from there, and sign, say. */
	const endWith = (error) => {
		if (state.phase === "failed") process.exit(1);
		state.phase = "failed";
		process.exitCode = 1;
		reportError(runner, error);
		process.stdout.write("", () => process.exit(1));
	};
	process.on("uncaughtException", endWith);
	process.on("unhandledRejection", endWith);
	let turns = 0;
	process.on("beforeExit", () => {
		if (state.phase !== "running") return;
		turns += 1;
		if (process.listenerCount("beforeExit") > 1 && turns <= MOST_TURNS) setImmediate(() => void 0);
		else endWith(/* @__PURE__ */ new Error("it waits for something that never comes"));
	});
	try {
		await body(runner, process.env);
		state.phase = "worked";
	} catch (error) {
		state.phase = "failed";
		reportError(runner, error);
		runner.fail();
	}
}
// src/github/event.ts
/** A value in a payload, asked for by path. */
var EventPayload = class {
	#value;
	constructor(value) {
		this.#value = value;
	}
	/** The value at a path of members; anything that is not there is undefined. */
	#at(path) {
		return path.split(".").reduce((value, name) => {
			if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return void 0;
			return value[name];
		}, this.#value);
	}
	/** A string that is not empty. */
	text(path) {
		const value = this.#at(path);
		return typeof value === "string" && value !== "" ? value : void 0;
	}
	/** A whole number. */
	number(path) {
		const value = this.#at(path);
		return Number.isSafeInteger(value) ? value : void 0;
	}
	/** Whether a member is there and not null. */
	has(path) {
		return (this.#at(path) ?? null) !== null;
	}
};
/** Reads the payload of the event. No path gives an empty payload, as in runs without one. @throws EVENT_UNREADABLE */
function readEvent(path) {
	if (path === void 0 || path === "") return new EventPayload({});
	try {
		return new EventPayload(JSON.parse(readFileSync(path, "utf8")));
	} catch (cause) {
		throw new BaseError("EVENT_UNREADABLE", "The payload of the event cannot be read.", {
			at: escapeUntrusted(path),
			cause,
			hint: "GITHUB_EVENT_PATH must name the file that the runner wrote."
		});
	}
}
// src/github/run-context.ts
/** @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
function readRunContext(environment) {
	const required = (name) => {
		const value = environment[name];
		if (value !== void 0 && value !== "") return value;
		throw new BaseError("RUNNER_VARIABLE_MISSING", `The environment has no ${name}.`, { hint: "This program is an action: call it by `uses:` in a workflow. For the command line there is in-toto-actions." });
	};
	const repository = required("GITHUB_REPOSITORY");
	const [owner, name, ...more] = repository.split("/");
	const attempt = Number(required("GITHUB_RUN_ATTEMPT"));
	if (owner === void 0 || name === void 0 || owner === "" || name === "" || more.length > 0) throw malformed("GITHUB_REPOSITORY");
	if (!Number.isSafeInteger(attempt) || attempt < 1) throw malformed("GITHUB_RUN_ATTEMPT");
	const event = readEvent(environment["GITHUB_EVENT_PATH"]);
	const eventName = required("GITHUB_EVENT_NAME");
	const actor = environment["GITHUB_ACTOR"] ?? "";
	const context = {
		repository,
		owner,
		name,
		repositoryId: environment["GITHUB_REPOSITORY_ID"] ?? "",
		runId: required("GITHUB_RUN_ID"),
		attempt,
		job: required("GITHUB_JOB"),
		workflowRef: environment["GITHUB_WORKFLOW_REF"] ?? "",
		eventName,
		sha: required("GITHUB_SHA"),
		ref: environment["GITHUB_REF"] ?? "",
		actor,
		actorId: environment["GITHUB_ACTOR_ID"] ?? "",
		runner: environment["RUNNER_ENVIRONMENT"] ?? "",
		runnerName: environment["RUNNER_NAME"] ?? "",
		workspace: required("GITHUB_WORKSPACE"),
		temporary: required("RUNNER_TEMP"),
		apiUrl: apiUrlOf(environment),
		serverUrl: serverUrlOf(environment),
		event,
		origin: originOf(eventName, event, actor),
		headCommit: event.text("pull_request.head.sha") ?? ""
	};
	return {
		...context,
		binding: runBindingOf(context)
	};
}
/** The run as a link names it. Facts that the runner does not tell are left out. */
function runBindingOf(context) {
	const facts = {
		id: context.runId,
		attempt: String(context.attempt),
		repository: context.repository,
		repository_id: context.repositoryId,
		commit: context.sha,
		ref: context.ref,
		workflow: context.workflowRef,
		job: context.job,
		event: context.eventName,
		actor_id: context.actorId,
		runner: context.runner,
		runner_name: context.runnerName
	};
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
}
/**
* A pull request whose head lies in another repository, or in one that was deleted since, comes from a fork;
* pull_request_target and workflow_run have the identity of the base, whoever started them.
*/
function originOf(eventName, event, actor) {
	if (actor === "dependabot[bot]" && /^(?:pull_request(?:_review|_review_comment)?|push|create)$/.test(eventName)) return "dependabot";
	if (!/^pull_request(_review|_review_comment)?$/.test(eventName)) return "own";
	const [head, base] = [event.number("pull_request.head.repo.id"), event.number("pull_request.base.repo.id")];
	const [headName, baseName] = [event.text("pull_request.head.repo.full_name"), event.text("pull_request.base.repo.full_name")];
	return (head !== void 0 && base !== void 0 ? head === base : headName !== void 0 && headName === baseName) ? "own" : "fork";
}
function malformed(name) {
	return new BaseError("RUNNER_VARIABLE_MISSING", `The environment has no ${name} that can be read.`, { hint: "The runner sets it; do not set it yourself." });
}
// src/files/with-scratch.ts
/** A name that nothing has yet, for what lies in a directory that others use, too. */
function newScratchName(parent) {
	return join(parent, `in-toto-${randomUUID()}`);
}
/** Works with a new directory, which is gone afterwards. */
async function withScratch(parent, work) {
	const directory = newScratchName(parent);
	makeDirectory(directory);
	try {
		return await work(directory);
	} finally {
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
export { runAction as i, withScratch as n, readRunContext as r, newScratchName as t };
