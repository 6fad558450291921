import { S as isSha256Digest, at as makeDirectory } from "./every-action.mjs";
import { F as count, K as quoteUntrusted, V as LIMITS, _ as BaseError } from "./base.mjs";
import { h as GateError } from "./gate-start.mjs";
import { t as checkArtifactCount } from "./github-artifact-count.mjs";
import { n as download, t as DOWNLOAD_TIMING } from "./github-download.mjs";
import { r as openNewFile } from "./github-fill-file.mjs";
import { n as unzip } from "./github-unzip.mjs";
import { n as ResultsService, r as memberOf, t as ResultsRefusal } from "./github-results-service.mjs";
import { join } from "node:path";
const { randomUUID } = process.getBuiltinModule("node:crypto");
const { rmSync } = process.getBuiltinModule("node:fs");
// src/github/sink-in-memory.ts
/** Bytes: more than a link of some thousand files takes, packed. */
const MOST_IN_MEMORY = 1048576;
/**
* Keeps what is small in memory, whatever size was promised: for each of a few archives, a file that is written, read and
* removed again costs more than what is done with it.
*
* @param most bytes that are kept; what grows beyond them is written to the file
*/
function sinkInMemory(most = MOST_IN_MEMORY, openFile = openNewFile) {
	let last = {
		chunks: [],
		file: void 0
	};
	const open = async (path) => {
		const own = {
			chunks: [],
			file: void 0
		};
		last = own;
		let bytes = 0;
		return {
			writeFile: async (chunk) => {
				bytes += chunk.length;
				own.chunks.push(chunk);
				if (bytes <= most) return;
				if (own.file === void 0 && own !== last) throw new Error("it was opened again");
				own.file ??= await openFile(path);
				for (const kept of own.chunks.splice(0)) await own.file.writeFile(kept);
			},
			close: async () => own.file?.close()
		};
	};
	return {
		open,
		whole: () => last.file === void 0 ? Buffer.concat(last.chunks) : void 0
	};
}
// src/github/rest-link-source.ts
const PAGE$1 = 100;
const PERMISSION = "actions: read";
/** How often a list is read that does not stay the same. */
const LISTINGS$1 = 3;
/** Files in one workflow artifact with a link. A stage stores one. */
const LINK_FILES = 16;
var RestLinkSource = class {
	#rest;
	#run;
	#temporary;
	#timing;
	/** @param temporary an empty directory for what is fetched */
	constructor(rest, run, temporary, timing = DOWNLOAD_TIMING) {
		this.#rest = rest;
		this.#run = run;
		this.#temporary = temporary;
		this.#timing = timing;
	}
	async list(...prefixes) {
		for (let tried = 0; tried < LISTINGS$1; tried += 1) {
			const found = await this.#listOnce();
			if (found !== void 0) return [...found.values()].filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
		}
		throw new BaseError("ARTIFACT_LIST_FAILED", `GitHub's list of the workflow artifacts of run ${this.#run.runId} changed or broke off each time that it was read.`, { hint: "Let this job need all jobs that store workflow artifacts, and find out what deletes some meanwhile." });
	}
	/** Every artifact by its id; undefined when the list did not stay the same from its first page to its last. */
	async #listOnce() {
		const { owner, repo, runId } = this.#run;
		const found = /* @__PURE__ */ new Map();
		for (let page = 1, seen = 0, expected;; page += 1) {
			const { data } = await this.#rest.call({
				route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
				parameters: {
					owner,
					repo,
					run_id: Number(runId),
					per_page: PAGE$1,
					page
				},
				what: `the workflow artifacts of run ${runId}`,
				permission: PERMISSION
			});
			const { artifacts, total_count: total } = data ?? {};
			if (!Array.isArray(artifacts) || typeof total !== "number") throw unreadable$1("the list of workflow artifacts");
			checkArtifactCount(total);
			expected ??= total;
			for (const artifact of artifacts.map(readListed)) found.set(artifact.id, artifact);
			seen += artifacts.length;
			if (total !== expected) return void 0;
			if (seen >= total) return found.size === total ? found : void 0;
			if (artifacts.length === 0) return void 0;
		}
	}
	async unpack({ id, name, size, digest }) {
		if (size > LIMITS.linkArtifactBytes) throw new BaseError("ARTIFACT_TOO_LARGE", `The workflow artifact ${quoteUntrusted(name)} has ${size} bytes; at most ${LIMITS.linkArtifactBytes} are read.`, { hint: "No honest link is so large; find out which job stored it." });
		if (digest === void 0) throw new BaseError("ARTIFACT_DIGEST_DIFFERS", `GitHub does not tell the digest of the workflow artifact ${quoteUntrusted(name)}.`, { hint: "It was stored by something else than this suite. Find out which job stored it." });
		const directory = join(this.#temporary, `link-${randomUUID()}`);
		const file = `${directory}.zip`;
		makeDirectory(directory);
		const sink = sinkInMemory();
		const address = () => this.#address(id, name);
		const maxBytes = LIMITS.linkArtifactBytes;
		await download({
			address,
			file,
			maxBytes,
			digest,
			name,
			openSink: sink.open
		}, this.#timing);
		const inMemory = sink.whole();
		const files = await unzip(inMemory ?? file, directory, {
			bytes: LIMITS.linkBytes,
			files: LINK_FILES
		}, name);
		if (inMemory === void 0) rmSync(file);
		return {
			directory,
			files
		};
	}
	async #address(id, name) {
		const { owner, repo } = this.#run;
		const { status, headers } = await this.#rest.call({
			route: "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
			parameters: {
				owner,
				repo,
				artifact_id: Number(id),
				archive_format: "zip"
			},
			what: `the workflow artifact ${quoteUntrusted(name)}`,
			permission: PERMISSION,
			redirect: "manual"
		});
		const { location } = headers;
		if (status === 302 && typeof location === "string") return location;
		throw unreadable$1(`the address of ${quoteUntrusted(name)}`);
	}
};
function readListed(value) {
	const { id, name, size_in_bytes: size, digest, expired } = value ?? {};
	if (!Number.isSafeInteger(id) || typeof name !== "string" || typeof size !== "number") throw unreadable$1("a workflow artifact");
	if (expired === true && name.startsWith("in-toto")) throw new BaseError("ARTIFACT_DOWNLOAD_FAILED", `The workflow artifact ${quoteUntrusted(name)} has expired.`, { hint: "Run the pipeline again, or keep links longer with retention-days." });
	return {
		id: String(id),
		name,
		size,
		digest: typeof digest === "string" && isSha256Digest(digest) ? digest : void 0
	};
}
function unreadable$1(what) {
	return new GateError("GITHUB_UNAVAILABLE", `GitHub's answer for ${what} is not of the form that its documentation gives.`, { hint: "Run the job again. If it lasts, something between this job and GitHub changes the answers." });
}
// src/github/run-jobs.ts
const PAGE = 100;
/** Requests for the jobs of a run beyond its newest attempt, which is read whole. */
const MOST_PAGES = 5;
/** How often a list is read that does not stay the same. */
const LISTINGS = 2;
/** @throws GITHUB_ codes */
async function runJobs(rest, run, attempts) {
	const all = new JobList(rest, run, "all");
	const isThere = await knows(all);
	if (isThere && (all.pages <= MOST_PAGES || attempts.newest === 1)) return {
		kind: "told",
		jobs: await all.whole(),
		read: "all"
	};
	if (!isThere && !await knows(new JobList(rest, run, attempts.newest))) return { kind: "untold" };
	return ofAttempts(rest, run, attempts);
}
/** Whether the server has such a list. Before anything was told it says so by 404; later that would be a part missing. */
async function knows(list) {
	try {
		await list.readFirst();
		return true;
	} catch (error) {
		if (error instanceof GateError && error.code === "GITHUB_NOT_FOUND") return false;
		throw error;
	}
}
async function ofAttempts(rest, run, { newest, others }) {
	const found = /* @__PURE__ */ new Map();
	const read = /* @__PURE__ */ new Set();
	let pages = 1;
	let last = 0;
	for (const attempt of inOrder(newest, others)) {
		if (read.size > 0 && pages + last > MOST_PAGES) break;
		const list = new JobList(rest, run, attempt);
		for (const job of await list.whole()) {
			const before = found.get(job.id);
			found.set(job.id, {
				...job,
				listedIn: Math.max(before?.listedIn ?? 0, attempt)
			});
		}
		read.add(attempt);
		last = list.pages;
		pages += last;
	}
	return {
		kind: "told",
		jobs: [...found.values()],
		read
	};
}
/** The newest, those that matter, and what lies between, each newest first. */
function inOrder(newest, others) {
	const wanted = others.filter((other) => other < newest).sort((a, b) => b - a);
	const oldest = wanted.at(-1) ?? newest;
	return /* @__PURE__ */ new Set([
		newest,
		...wanted,
		...Array.from({ length: newest - oldest }, (_, index) => newest - index)
	]);
}
/** A list of jobs: of one attempt, or of all. */
var JobList = class {
	#rest;
	#run;
	#which;
	#total = 0;
	#first;
	constructor(rest, run, which) {
		this.#rest = rest;
		this.#run = run;
		this.#which = which;
	}
	get pages() {
		return Math.ceil(this.#total / PAGE);
	}
	async readFirst() {
		this.#first ??= await this.#page(1);
	}
	/** @throws GITHUB_ codes */
	async whole() {
		const { runId } = this.#run;
		await this.readFirst();
		if (this.#total > LIMITS.runJobs) throw tooMany(runId, this.#total);
		for (let tried = 0; tried < LISTINGS; tried += 1) {
			const found = await this.#once();
			if (found !== void 0) return found;
			this.#first = void 0;
		}
		throw new GateError("GITHUB_UNAVAILABLE", `GitHub's list of the jobs of run ${runId} changed while it was read.`, { hint: "Run the job again." });
	}
	/** Undefined where it did not stay the same from its first page to its last. */
	async #once() {
		await this.readFirst();
		const expected = this.#total;
		const found = new Map((this.#first ?? []).map((job) => [job.id, job]));
		let seen = this.#first?.length ?? 0;
		for (let page = 2; seen < this.#total; page += 1) {
			const jobs = await this.#page(page);
			if (jobs.length === 0 || this.#total !== expected) return void 0;
			for (const job of jobs) found.set(job.id, job);
			seen += jobs.length;
		}
		return found.size === expected ? [...found.values()] : void 0;
	}
	async #page(page) {
		const { owner, repo, runId } = this.#run;
		const run = {
			owner,
			repo,
			run_id: Number(runId),
			per_page: PAGE,
			page
		};
		const { data } = await this.#rest.call({
			...this.#which === "all" ? {
				route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
				parameters: {
					...run,
					filter: "all"
				}
			} : {
				route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
				parameters: {
					...run,
					attempt_number: this.#which
				}
			},
			what: `the jobs of run ${runId}${this.#which === "all" ? "" : `, attempt ${this.#which}`}`,
			permission: "actions: read"
		});
		const { jobs, total_count: total } = data ?? {};
		if (!Array.isArray(jobs) || typeof total !== "number") throw unreadable(runId);
		this.#total = total;
		return jobs.map((job) => readJob(job, runId));
	}
};
function readJob(value, runId) {
	const job = value ?? {};
	const { id, name, run_attempt: attempt, status, conclusion, labels } = job;
	if (!isWhole(id) || typeof name !== "string" || !isWhole(attempt)) throw unreadable(runId);
	return {
		id,
		name,
		attempt,
		status,
		conclusion,
		started: textOf(job["started_at"]),
		completed: textOf(job["completed_at"]),
		runnerName: textOf(job["runner_name"]),
		runnerGroup: textOf(job["runner_group_name"]),
		labels: Array.isArray(labels) ? labels.filter((label) => typeof label === "string") : void 0
	};
}
const isWhole = (value) => Number.isSafeInteger(value);
/** Nothing where the server has nothing: a job that no runner took has the name ''. */
const textOf = (value) => typeof value === "string" && value !== "" ? value : void 0;
function tooMany(runId, total) {
	return new GateError("GITHUB_UNAVAILABLE", `Run ${runId} has ${count(total, "job")}; at most ${LIMITS.runJobs} are read.`, { hint: "Split the workflow, and verify each part of it in a run of its own." });
}
function unreadable(runId) {
	return new GateError("GITHUB_UNAVAILABLE", `GitHub's answer for the jobs of run ${runId} is not of the form that its documentation gives.`, { hint: "Run the job again. If it lasts, something between this job and GitHub changes the answers." });
}
// src/github/uploaders.ts
/**
* From ids of workflow artifacts to what the service calls the jobs that stored them, of those of which it tells;
* undefined where it cannot be asked, or tells of none.
*
* @throws ARTIFACT_LIST_FAILED
*/
async function uploaders(artifacts, environment, ports = {}) {
	const service = reachable(environment, ports);
	if (service === void 0) return void 0;
	try {
		const found = /* @__PURE__ */ new Map();
		const add = (answers) => {
			for (const answer of answers) {
				const job = memberOf(answer, "workflow_job_run_backend_id");
				found.set(String(memberOf(answer, "database_id")), typeof job === "string" && job !== "" ? job : void 0);
			}
		};
		add(await service.list());
		for (const { id, name } of artifacts) if (!found.has(id)) add(await service.list({ name_filter: name }));
		const missing = artifacts.find(({ id }) => !found.has(id));
		if (missing !== void 0) throw notListed(missing);
		const told = artifacts.flatMap(({ id }) => {
			const job = found.get(id);
			return job === void 0 ? [] : [[id, job]];
		});
		return told.length > 0 || artifacts.length === 0 ? new Map(told) : void 0;
	} catch (error) {
		if (!(error instanceof ResultsRefusal)) throw error;
		const text = `Which job stored which link could not be asked: ${error.message}.`;
		throw new BaseError("ARTIFACT_LIST_FAILED", text, { hint: error.hint });
	}
}
/** Undefined on servers without the service, and where this is no action of a job. */
function reachable(environment, ports) {
	try {
		return new ResultsService(environment, ports);
	} catch (error) {
		if (error instanceof ResultsRefusal) return void 0;
		throw error;
	}
}
function notListed({ name, id }) {
	return new BaseError("ARTIFACT_LIST_FAILED", `GitHub's interface lists the workflow artifact ${quoteUntrusted(name)} (id ${id}), and its service for workflow artifacts does not.`, { hint: "Run the job again. If it lasts, find out which job deletes workflow artifacts." });
}
export { RestLinkSource, runJobs, uploaders };
