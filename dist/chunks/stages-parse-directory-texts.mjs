import { B as LIMITS, H as quoteUntrusted } from "./base.mjs";
import { g as flawOfLeftOut, x as parseDirectory, y as isPattern } from "./stages-step-recording.mjs";
// src/stages/parse-directory-texts.ts
/**
* Directories, one a line, and below each what its digest leaves out, with `!` in front.
*
* @param refuse makes an error that is thrown
*/
function parseDirectoryTexts(lines, refuse) {
	const parsed = [];
	for (const line of lines) {
		const above = parsed.at(-1);
		if (line.startsWith("!")) addLeftOut(line, above, refuse);
		else parsed.push({
			text: parseLine(line, refuse),
			leftOut: []
		});
	}
	if (parsed.length > LIMITS.directoryLines) throw refuse(`it has ${parsed.length} directories, and at most ${LIMITS.directoryLines} are taken`);
	refuseNested(parsed, refuse);
	return parsed;
}
function parseLine(line, refuse) {
	const read = parseDirectory(line);
	if ("text" in read) return read.text;
	throw refuse(`${quoteUntrusted(line)} ${read.flaw}`, "Name directories of the workspace, relative to its top and with forward slashes, patterns of those, or directories of the home as `~/…`.");
}
function addLeftOut(line, above, refuse) {
	const pattern = line.slice(1).trim();
	if (above === void 0) throw refuse(`${quoteUntrusted(line)} stands above every directory`, "Write it below its directory.");
	const flaw = flawOfLeftOut(pattern);
	if (flaw !== void 0) throw refuse(`${quoteUntrusted(line)} ${flaw}`, `Below ${quoteUntrusted(above.text)}, name what tools rewrite in there, relative to it: \`!.cache/\`.`);
	above.leftOut.push(pattern);
}
/** What lies in a directory that is one artifact is part of that. */
function refuseNested(lines, refuse) {
	const plain = lines.filter((line) => !isPattern(line));
	for (const [index, line] of lines.entries()) {
		if (lines.findIndex(({ text }) => text === line.text) < index) throw refuse(`${quoteUntrusted(line.text)} stands there twice`);
		const outer = plain.find(({ text }) => line.text.startsWith(`${text}/`));
		if (outer === void 0) continue;
		throw refuse(`${quoteUntrusted(line.text)} lies in ${quoteUntrusted(outer.text)}, which is recorded as a whole`, "Leave out the inner one.");
	}
}
export { parseDirectoryTexts as t };
