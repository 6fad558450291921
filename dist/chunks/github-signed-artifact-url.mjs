import { K as quoteUntrusted, _ as BaseError, t as RUN_AGAIN } from "./base.mjs";
import { n as ResultsService, r as memberOf, t as ResultsRefusal } from "./github-results-service.mjs";
// src/github/signed-artifact-url.ts
const GONE = "Something deleted or replaced it. Run the job that stores it again, and find out what removes it.";
/**
* Requests an address from which an artifact of this run can be fetched for some minutes. The service wants the name and
* the job that stored it, so the id is looked up among what it listed, and must have that name there. By now something
* else may be stored under both: whoever fetches compares the digest.
*
* @param listed what the service listed; undefined asks it
* @throws ARTIFACT_DOWNLOAD_FAILED
*/
async function signedArtifactUrl({ id, name }, listed, environment, ports = {}) {
	try {
		const service = new ResultsService(environment, ports);
		const ids = backendIdsOf(listed ?? await service.list({ id_filter: id }), id, name);
		const answer = await service.call("GetSignedArtifactURL", {
			...ids,
			name
		});
		return acceptedUrl(memberOf(answer, "signed_url"), service.origin);
	} catch (error) {
		if (!(error instanceof ResultsRefusal)) throw error;
		const text = `${quoteUntrusted(name)} could not be fetched: ${error.message}.`;
		throw new BaseError("ARTIFACT_DOWNLOAD_FAILED", text, { hint: error.status === 404 ? GONE : error.hint });
	}
}
function backendIdsOf(artifacts, id, name) {
	const [found, ...more] = artifacts.filter((artifact) => String(memberOf(artifact, "database_id")) === id);
	if (found === void 0 || more.length > 0 || found["name"] !== name) throw new ResultsRefusal(`the service no longer lists it under id ${id}`, GONE);
	const run = memberOf(found, "workflow_run_backend_id");
	const job = memberOf(found, "workflow_job_run_backend_id");
	if (typeof run === "string" && typeof job === "string") return {
		workflow_run_backend_id: run,
		workflow_job_run_backend_id: job
	};
	throw new ResultsRefusal("the service does not say which job stored it", RUN_AGAIN);
}
/**
* Storage is reached by https, wherever it is. The one exception is the service itself: act's is reached by plain http, and
* gives addresses of its own. So nobody who reaches the service safely is led to a place that is not.
*/
function acceptedUrl(text, origin) {
	const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : void 0;
	if (url !== void 0 && (url.protocol === "https:" || url.origin === origin) && url.username === "" && url.password === "") return url.href;
	throw new ResultsRefusal("the service gave an address for it that is neither https nor its own", "Find out what answers in the place of the service.");
}
export { signedArtifactUrl };
