import { V as LIMITS, _ as BaseError } from "./base.mjs";
// src/github/artifact-count.ts
/** @throws ARTIFACT_TOO_MANY */
function checkArtifactCount(count) {
	if (count > LIMITS.workflowArtifacts) throw tooManyArtifacts(`The run has ${count} workflow artifacts; at most ${LIMITS.workflowArtifacts} are looked through.`);
}
/** The error about a list that is too long to be believed or looked through. */
function tooManyArtifacts(message) {
	return new BaseError("ARTIFACT_TOO_MANY", message, { hint: "Store fewer in one run, or delete some that no later job needs. Find out which job stores so many." });
}
export { tooManyArtifacts as n, checkArtifactCount as t };
