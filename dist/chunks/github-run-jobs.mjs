import { L as LIMITS, N as count } from "./base.mjs";
import { x as GateError } from "./every-verification.mjs";
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
export { runJobs };
