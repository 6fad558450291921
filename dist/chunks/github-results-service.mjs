import { h as serverUrlOf, n as isPassingStatus, t as RUN_AGAIN } from "./base.mjs";
import { t as httpPost } from "./github-http-post.mjs";
import { i as withRetries, n as RetryableFault, r as retryAfterMs, t as RETRY_POLICY } from "./github-retry.mjs";
import { Buffer } from "node:buffer";
// src/github/results-service.ts
const SERVICE = "/twirp/github.actions.results.api.v1.ArtifactService/";
/** A list of 10 000 artifacts has about 5 MB. */
const BOUNDS = {
	timeoutMs: 6e4,
	maxBytes: 16777216
};
const ONLY_ACTIONS = "Only actions get what is needed to reach the service; call this one by `uses:`.";
/** Something that no further attempt changes, in words that follow a colon. */
var ResultsRefusal = class extends Error {
	hint;
	/** What the service answered with, where it did. */
	status;
	constructor(message, hint, status) {
		super(message);
		this.hint = hint;
		this.status = status;
	}
};
var ResultsService = class {
	#origin;
	#token;
	#ids;
	#ports;
	/** @throws ResultsRefusal where the environment does not say how to reach it */
	constructor(environment, { policy = RETRY_POLICY, bounds = BOUNDS, post = httpPost } = {}) {
		const { origin, token } = readPlace(environment);
		this.#origin = origin;
		this.#token = token;
		this.#ids = readScope(token);
		this.#ports = {
			policy,
			bounds,
			post
		};
	}
	get origin() {
		return this.#origin;
	}
	/** Workflow artifacts of this run, as the service describes them. @throws ResultsRefusal */
	async list(filter = {}) {
		const { artifacts } = await this.call("ListArtifacts", {
			...this.#ids,
			...filter
		});
		if (artifacts === void 0) return [];
		if (!Array.isArray(artifacts)) throw new ResultsRefusal("the service answered ListArtifacts without a list", RUN_AGAIN);
		return artifacts.map((artifact) => artifact ?? {});
	}
	/** @throws ResultsRefusal */
	async call(method, request) {
		const { policy } = this.#ports;
		try {
			return await withRetries(() => this.#attempt(method, request), policy);
		} catch (error) {
			if (!(error instanceof RetryableFault)) throw error;
			throw new ResultsRefusal(`${error.message}, ${policy.attempts} times`, RUN_AGAIN);
		}
	}
	async #attempt(method, request) {
		const { post, bounds } = this.#ports;
		const { status, headers, body } = await post({
			url: `${this.#origin}${SERVICE}${method}`,
			body: JSON.stringify(request),
			headers: {
				"content-type": "application/json",
				authorization: `Bearer ${this.#token}`
			},
			...bounds
		}).catch((cause) => {
			throw new RetryableFault(`the service gave no whole answer to ${method}`, void 0, cause);
		});
		const text = `the service answered ${method} with status ${status}`;
		if (isPassingStatus(status)) throw new RetryableFault(text, retryAfterMs(headers["retry-after"]));
		if (status !== 200) throw new ResultsRefusal(text, RUN_AGAIN, status);
		const answer = parsedObject(body);
		if (answer === void 0) throw new RetryableFault(`the service answered ${method} with something else than JSON`);
		return answer;
	}
};
/** A member of an answer, in either spelling: the service gives its own names or those of JSON. */
function memberOf(answer, name) {
	return answer[name] ?? answer[name.replace(/_([a-z])/g, (_all, letter) => letter.toUpperCase())];
}
function readPlace(environment) {
	const { ACTIONS_RUNTIME_TOKEN: token = "", ACTIONS_RESULTS_URL: results = "" } = environment;
	if (isEnterpriseServer(serverUrlOf(environment))) throw new ResultsRefusal("the run is on GitHub Enterprise Server", "GitHub Enterprise Server has no service for workflow artifacts of this kind.");
	if (token === "") throw new ResultsRefusal("the environment has no ACTIONS_RUNTIME_TOKEN", ONLY_ACTIONS);
	if (results === "") throw new ResultsRefusal("the environment has no ACTIONS_RESULTS_URL", ONLY_ACTIONS);
	const url = URL.canParse(results) ? new URL(results) : void 0;
	if (url === void 0 || !/^https?:$/.test(url.protocol)) throw new ResultsRefusal("ACTIONS_RESULTS_URL is not an http address", "Find out which workflow step or runner sets it.");
	return {
		origin: url.origin,
		token
	};
}
/** By the same rule as the library, which stores. */
function isEnterpriseServer(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : "";
	return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}
/** The token says what the service calls this run and this job: `Actions.Results:<run>:<job>` in its scope. */
function readScope(token) {
	const { scp } = parsedObject(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) ?? {};
	const [, run = "", job = "", ...more] = (typeof scp === "string" ? scp.split(" ").map((scope) => scope.split(":")) : []).find(([first]) => first === "Actions.Results") ?? [];
	if (run !== "" && job !== "" && more.length === 0) return {
		workflow_run_backend_id: run,
		workflow_job_run_backend_id: job
	};
	throw new ResultsRefusal("ACTIONS_RUNTIME_TOKEN does not say which run and job it is of", ONLY_ACTIONS);
}
function parsedObject(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? value : void 0;
	} catch {
		return;
	}
}
export { ResultsService as n, memberOf as r, ResultsRefusal as t };
