import { v as count, x as LIMITS } from "./base.mjs";
import { r as GateError } from "./gate-codes.mjs";
// src/github/run-jobs.ts
const PAGE = 100;
/** @throws GITHUB_ codes */
async function runJobs(rest, { owner, repo, runId }) {
	const found = /* @__PURE__ */ new Map();
	for (let page = 1, seen = 0;; page += 1) {
		const { data } = await rest.call({
			route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
			parameters: {
				owner,
				repo,
				run_id: Number(runId),
				filter: "all",
				per_page: PAGE,
				page
			},
			what: `the jobs of run ${runId}`,
			permission: "actions: read"
		});
		const { jobs, total_count: total } = data ?? {};
		if (!Array.isArray(jobs) || typeof total !== "number") throw unreadable(runId);
		if (total > LIMITS.runJobs) throw new GateError("GITHUB_UNAVAILABLE", `Run ${runId} has ${count(total, "job")}; at most ${LIMITS.runJobs} are read.`, { hint: "Give the gate needs: ${{ toJSON(needs) }}, so that it need not ask." });
		for (const job of jobs) {
			const read = readJob(job, runId);
			found.set(read.id, read);
		}
		seen += jobs.length;
		if (seen < total && jobs.length > 0) continue;
		if (found.size === total) return [...found.values()];
		throw new GateError("GITHUB_UNAVAILABLE", `GitHub's list of the jobs of run ${runId} changed while it was read.`, { hint: "Run the job again." });
	}
}
function readJob(value, runId) {
	const { id, name, run_attempt: attempt, status, conclusion, started_at: started, completed_at: completed } = value ?? {};
	if (!isWhole(id) || typeof name !== "string" || !isWhole(attempt)) throw unreadable(runId);
	return {
		id,
		name,
		attempt,
		status,
		conclusion,
		started: typeof started === "string" ? started : void 0,
		completed: typeof completed === "string" ? completed : void 0
	};
}
const isWhole = (value) => Number.isSafeInteger(value);
function unreadable(runId) {
	return new GateError("GITHUB_UNAVAILABLE", `GitHub's answer for the jobs of run ${runId} is not of the form that its documentation gives.`, { hint: "Run the job again. If it lasts, something between this job and GitHub changes the answers." });
}
export { runJobs };
