import { W as quoteUntrusted, g as BaseError } from "./base.mjs";
import { i as memberOf, n as ResultsRefusal, r as ResultsService } from "./github-results-service.mjs";
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
export { uploaders };
