import { A as count, B as quoteUntrusted, s as invalid } from "./base.mjs";
import { pt as readLeftOut } from "./intoto.mjs";
import { i as endStep } from "./stages-step-recording.mjs";
import { a as WHOLE, l as refuseInputs, o as besideSubmodules, s as wholeSettings } from "./stages-recording-plan.mjs";
// src/stages/intents/end-whole.ts
/**
* The end of a step in intents: all that lies in the workspace but scratch. What the step began with is recorded again,
* wherever it lies.
*
* @throws INPUT_INVALID, RECORD_ codes
*/
function endWhole(recorder, begun, { plan, from, workspace, request }) {
	refuseInputs({
		step: begun.name,
		takes: plan.takes,
		from
	}, { products: request.products });
	if (plan.takes?.addsSource === true) throw invalid("product-source", `by the layout (${from}) step ${quoteUntrusted(begun.name)} adds source, and its products are not said to be a checkout`, "Use actions/checkout of this suite for the step, or write `product-source: git`.");
	const { materials } = begun;
	return endStep(besideSubmodules(recorder, workspace), begun, {
		...request,
		products: WHOLE,
		listed: WHOLE,
		settings: wholeSettings(workspace, plan, (path) => materials.has(path))
	});
}
// src/stages/intents/left-behind.ts
const MOST_LINES = 10;
/** Tells which lines of scratch hid something, unless no step could come later. */
function tellLeftBehind({ name, environment }, { isLast }, runner) {
	const lines = [...readLeftOut(environment, "products") ?? []];
	if (isLast || lines.length === 0) return;
	const texts = lines.slice(0, MOST_LINES).map(([line, files]) => `${quoteUntrusted(line)} (${count(files, "file")})`);
	const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more lines` : "";
	const line = lines[0]?.[0] ?? "";
	const path = quoteUntrusted(line.replace(/^\//, "").replace(/\/$/, "")).slice(1, -1);
	const isPlain = /^[\w.][\w./-]*$/.test(path);
	const offers = [
		`\`installs-into: ${isPlain ? path : `'${path}'`}\` for packages that later steps use`,
		`\`may-add: ${isPlain ? `${path}/**` : `'${path}/**'`}\` for files that they may begin with`,
		...isPlain ? [`\`rm -rf ${path}\` at the end of the command for what nobody needs`] : []
	];
	runner.log(`Step ${quoteUntrusted(name)} leaves scratch behind: ${texts.join(", ")}${more}. A later stage of this job would begin with it, and fail (SCRATCH_PRESENT). At this step of layout.yml write ${offers.join("; or ")}.`);
}
export { endWhole as n, tellLeftBehind as t };
