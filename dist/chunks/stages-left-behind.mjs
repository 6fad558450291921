import { F as count, K as quoteUntrusted, l as invalid } from "./base.mjs";
import { $t as readLeftOut, E as yamlText, Ft as isFlaw, Nt as patternSegments, Tt as flawOfInstalled, jt as isLiteral } from "./intoto.mjs";
import { M as withoutExclude, O as refuseInputs, j as wholeSettings, k as WHOLE, mt as endStep } from "./every-stage.mjs";
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
	return endStep(withoutExclude(recorder), begun, {
		...request,
		products: WHOLE,
		listed: WHOLE,
		settings: wholeSettings(workspace, plan, (path) => materials.has(path))
	});
}
// src/stages/intents/left-behind.ts
const MOST_LINES = 10;
/** Tells which lines of scratch hid something, unless no step could come later. */
function tellLeftBehind({ name, environment }, { isLast, added }, runner) {
	const lines = [...readLeftOut(environment, "products") ?? []];
	if (isLast || lines.length === 0) return;
	const texts = lines.slice(0, MOST_LINES).map(([line, files]) => `${quoteUntrusted(line)} (${count(files, "file")})`);
	const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more lines` : "";
	const line = lines[0]?.[0] ?? "";
	const offers = offersFor(line, added);
	const instead = offers.length === 0 ? "" : `, or replace the scratch line ${quoteUntrusted(line)} in layout.yml by ${offers.join(" or ")}`;
	runner.log(`Step ${quoteUntrusted(name)} leaves scratch behind: ${texts.join(", ")}${more}. A later stage of this job that finds them fails: at once where its own scratch fits them (SCRATCH_PRESENT), else in verification (TAKES_EXTRA). Delete them at the end of the command${instead}.`);
}
/**
* What a layout may say in the place of a line of scratch: both beside it would contradict it.
*
* @param added patterns of what the step adds, none of which may lie in a directory that it installs into
*/
function offersFor(line, added) {
	const isDirectory = line.endsWith("/") || /^[^*?[.]*$/.test(line);
	const path = line.replace(/^\/|\/$/g, "");
	const pattern = patternOf(path, path.includes("/") || line.startsWith("/"), isDirectory);
	const holdsAdded = added.some((one) => mayLieBelow(one, path));
	return [...isDirectory && flawOfInstalled(path) === void 0 && !holdsAdded ? [`\`installs-into: ${yamlText(path)}\` (dependencies)`] : [], ...isFlaw(patternSegments(pattern)) ? [] : [`\`may-add: ${yamlText(pattern)}\` (files that later steps use)`]];
}
/** Whether a pattern may name something in a directory, at the top or, where nobody says so, further down. */
function mayLieBelow(pattern, directory) {
	const parts = pattern.split("/").slice(0, -1);
	return parts.includes("**") || parts.includes(directory.split("/").at(-1));
}
/** A line without a slash fits in every directory; of a directory that is named, the one at the top is meant most often. */
function patternOf(path, isAnchored, isDirectory) {
	const isPlain = isLiteral({ text: path });
	return `${isAnchored || isPlain && isDirectory ? "" : "**/"}${path}${isDirectory ? "/**" : ""}`;
}
export { endWhole as n, tellLeftBehind as t };
