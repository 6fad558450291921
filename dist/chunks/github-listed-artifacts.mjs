import { _ as BaseError } from "./base.mjs";
import { n as tooManyArtifacts, t as checkArtifactCount } from "./github-artifact-count.mjs";
import { r as memberOf } from "./github-results-service.mjs";
// src/github/listed-artifacts.ts
/**
* The service gives one list without pages, and in silence leaves out what it has beyond some count; the library and
* GitHub speak of 1 000. So a list that is just so long may be the beginning of a longer one, and a list that lacks some
* would let an older link, or none, stand for the newest.
*/
const LIST_CUT = 1e3;
/** Newest first. @throws ARTIFACT_TOO_MANY, ARTIFACT_LIST_FAILED */
function readListed(answers) {
	const { length } = answers;
	checkArtifactCount(length);
	if (length > 0 && length % LIST_CUT === 0) throw tooManyArtifacts(`The service lists ${length} workflow artifacts of this run, and may have left out more: it stops at round counts.`);
	return answers.map(readOne).sort((a, b) => Number(b.id) - Number(a.id));
}
/** Numbers of 64 bits come as text. */
function readOne(answer) {
	const [id, size] = [Number(memberOf(answer, "database_id")), Number(answer["size"] ?? 0)];
	const { name } = answer;
	if (!Number.isSafeInteger(id) || id <= 0 || !Number.isSafeInteger(size) || size < 0 || typeof name !== "string") throw new BaseError("ARTIFACT_LIST_FAILED", "The service lists a workflow artifact in a form that is not known.", { hint: "Find out what answers in the place of the service." });
	return {
		id: String(id),
		name,
		size,
		digest: digestIn(answer["digest"])
	};
}
function digestIn(value) {
	const text = typeof value === "object" && value !== null ? value.value : value;
	return typeof text === "string" && text !== "" ? text : void 0;
}
export { readListed };
