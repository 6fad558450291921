import { Y as InTotoError } from "./base.mjs";
import { k as UNBOUNDED } from "./intoto-verification.mjs";
// src/gate/steps-that-count.ts
/** Whether verification may look at links of a step: it does not where `other-steps` alone allows that there are any. */
function counts(step, { steps, otherSteps }) {
	return steps === void 0 || steps.has(step) || !otherSteps.some((other) => other.matches(step, UNBOUNDED));
}
/** Names of the steps of a layout; undefined for one that cannot be read, which verification tells. */
function stepsOf(layout) {
	try {
		return new Set(layout.parsed().layout.steps.map(({ name }) => name));
	} catch (error) {
		if (error instanceof InTotoError) return void 0;
		throw error;
	}
}
export { stepsOf as n, counts as t };
