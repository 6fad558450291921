import { B as LIMITS, G as InTotoError, H as quoteUntrusted, V as escapeUntrusted, c as invalid, s as NONE } from "./base.mjs";
import { Jn as intentsOf, S as LayoutFile, lr as flawOfLine } from "./intoto.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { n as FilesError } from "./files-codes.mjs";
import { v as hasRepository, x as openWorkTree, y as headOf } from "./recording-commit-files.mjs";
import { h as readCommitFile, l as UNREADABLE } from "./stages-recording-plan.mjs";
import { i as readPlainFile } from "./files-read-file.mjs";
import { Buffer } from "node:buffer";
import { isAbsolute, join } from "node:path";
// src/stages/inputs/layout-inputs.ts
/** The path of the signed layout in a repository. */
const LAYOUT_PATH = ".in-toto/root.layout";
/** The word for what the layout says. */
const BY_LAYOUT = "by-layout";
/** @throws INPUT_MISSING, INPUT_INVALID */
function readLayoutInputs(inputs) {
	return {
		layout: readLayoutPath(inputs.control("layout", ".in-toto/root.layout") ?? ".in-toto/root.layout"),
		layoutFile: inputs.control("layout-file", NONE),
		scratch: readScratch(inputs)
	};
}
function readLayoutPath(path) {
	if (path === "none") return void 0;
	const parts = path.split("/");
	if (!path.includes("\\") && parts.every((part) => part !== "" && part !== "." && part !== "..")) return path;
	throw invalid("layout", `${quoteUntrusted(path)} does not name a file in a repository`, "Write its path from the top of the repository with forward slashes, or `none`.");
}
function readScratch(inputs) {
	if (inputs.control("scratch", "by-layout") === void 0) return void 0;
	const lines = inputs.lines("scratch");
	if (lines.length === 1 && lines[0] === "none") return [];
	for (const line of lines) {
		const flaw = line === "none" || line === "by-layout" ? "stands among other lines" : flawOfLine(line);
		if (flaw !== void 0) throw invalid("scratch", `${quoteUntrusted(line)} ${flaw}`);
	}
	return lines;
}
// src/stages/intents/signed-layout.ts
/** @throws JSON_, METADATA_ and KEY_ codes for what is no layout, INTENTS_INVALID, INTENT_PATTERN_INVALID */
function readSignedLayout(text, path, from) {
	const { layout } = new LayoutFile(Buffer.from(text), path, NODE_BYTES).parsed();
	return {
		text,
		from,
		intents: intentsOf(layout),
		steps: layout.steps.map(({ name }) => name)
	};
}
/**
* The layout of the commit that is checked out in a directory; undefined where there is none. What lies in the work tree
* is not asked: an earlier step could have written it.
*
* @throws INTENTS_INVALID, INTENT_PATTERN_INVALID for intents that this release cannot read
*/
async function layoutOfCommit(directory, path, environment, runner) {
	if (!hasRepository(directory)) return void 0;
	try {
		const repository = openWorkTree(directory, environment);
		const commit = await headOf(repository);
		const bytes = await readCommitFile(repository, commit, path, LIMITS.layoutBytes);
		return bytes && readSignedLayout(bytes.toString("utf8"), path, `${escapeUntrusted(path)} of commit ${commit}`);
	} catch (error) {
		if (error instanceof InTotoError && UNREADABLE.includes(error.code)) return void 0;
		if (!(error instanceof InTotoError) || !/^(?:JSON|METADATA|KEY|DSSE)_/.test(error.code)) throw error;
		runner.annotate("warning", "The layout cannot be read", `${escapeUntrusted(path)} of the commit that is checked out is not a signed layout, so the step is recorded as the inputs say: ${error.message}`);
		return;
	}
}
/** The layout in a file that the workflow names. @throws FILE_UNREADABLE, and what `readSignedLayout` throws */
function layoutOfFile(workspace, path) {
	const bytes = readPlainFile(isAbsolute(path) ? path : join(workspace, path), LIMITS.layoutBytes);
	if (bytes !== void 0) return readSignedLayout(Buffer.from(bytes).toString("utf8"), path, escapeUntrusted(path));
	throw new FilesError("FILE_UNREADABLE", "There is no such file.", {
		at: `input layout-file: ${escapeUntrusted(path)}`,
		hint: "Name a signed layout that lies there before the stage begins, relative to the workspace, or write `none`."
	});
}
export { LAYOUT_PATH as a, BY_LAYOUT as i, layoutOfFile as n, readLayoutInputs as o, readSignedLayout as r, layoutOfCommit as t };
