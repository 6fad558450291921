import { g as jsonObject, h as isJsonObject } from "./key-files.mjs";
// src/intoto/link/run-binding.ts
/** Facts of a run; those that bind are `id`, `repository` and `commit`. All are strings, as GitHub gives them. */
const RUN_FACTS = [
	"id",
	"attempt",
	"repository",
	"repository_id",
	"commit",
	"ref",
	"workflow",
	"job",
	"event",
	"runner"
];
/** Facts that all links of one verification must share. */
const BINDING_FACTS = [
	"id",
	"repository",
	"commit"
];
/** The member `run` of an environment. */
function encodeRunBinding(run) {
	return jsonObject(run);
}
/**
* The run that an environment names: undefined when it names none. A `run` that is not an object, or a fact that is
* not a string, binds to a value that equals nothing else, so that it can never be taken for the right one.
*/
function readRunBinding(environment) {
	const run = environment.get("run");
	if (run === void 0) return void 0;
	if (!isJsonObject(run)) return "malformed";
	const facts = {};
	for (const fact of RUN_FACTS) {
		const value = run.get(fact);
		if (value === void 0) continue;
		if (typeof value !== "string") return "malformed";
		facts[fact] = value;
	}
	return facts;
}
export { encodeRunBinding as n, readRunBinding as r, BINDING_FACTS as t };
