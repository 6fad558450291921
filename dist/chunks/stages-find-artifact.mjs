import { d as readWorkflowArtifactName } from "./intoto.mjs";
// src/stages/find-artifact.ts
/** Looks a workflow artifact up among those that the service lists. */
function findArtifact(listed, { id, digest }, expected) {
	const stored = listed.find((candidate) => candidate.id === id);
	if (stored === void 0) return { kind: "missing" };
	const name = readWorkflowArtifactName(stored.name);
	const parts = Object.keys(expected);
	if (name === void 0 || parts.some((part) => name[part] !== expected[part])) return {
		kind: "other name",
		stored
	};
	if (stored.digest !== digest) return {
		kind: "other digest",
		stored
	};
	return {
		kind: "found",
		stored,
		name
	};
}
export { findArtifact as t };
