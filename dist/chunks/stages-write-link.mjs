import { n as StagesError } from "./stages-codes.mjs";
import { B as LIMITS, H as quoteUntrusted } from "./base.mjs";
import { Nr as CoreError, Yt as isSafeName, Zt as linkFileName, _n as writeJson, an as parseLink, en as unsignedLinkFileName, ft as parseStatement, ln as encodeLink, s as signLink, sn as NO_ARTIFACTS, vn as readJson } from "./intoto.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { t as writeFileAtomically } from "./files-write-file-atomically.mjs";
import { join } from "node:path";
// src/stages/demand-readable.ts
/** What a bundle holds beside the payload, with a margin: certificate, entries of logs, time stamps. */
const BESIDE_PAYLOAD = 262144;
/**
* Demands that a reader takes everything of a link but its artifacts, whose names are bounded when they are recorded: it is
* read back.
*
* @param memory bytes of memory, estimated, that a reader has for it
* @throws RECORDING_TOO_LARGE
*/
function demandReadable(link, memory = LIMITS.signedMemory) {
	const rest = Buffer.from(writeJson(encodeLink({
		...link,
		materials: NO_ARTIFACTS,
		products: NO_ARTIFACTS
	})));
	readBack(link.name, () => parseLink(readJson(rest, {
		...options(link.name),
		memory
	})));
}
/** Demands that a reader takes a link file of so many bytes. @throws RECORDING_TOO_LARGE */
function demandFileSize(name, bytes, most = LIMITS.linkBytes) {
	if (bytes > most) throw tooLarge(name, `The file would have ${bytes} bytes; at most ${most} are read.`, FEWER_FILES);
}
/**
* Demands that a reader takes the Statement of a link from a bundle, before anybody signs it.
*
* @throws RECORDING_TOO_LARGE
*/
function demandReadableStatement(name, payload, most = LIMITS.bundleBytes) {
	const bundleBytes = Math.ceil(payload.length / 3) * 4 + BESIDE_PAYLOAD;
	demandFileSize(name, bundleBytes, most);
	const memory = LIMITS.signedMemory - bundleBytes;
	readBack(name, () => parseStatement(readJson(payload, {
		...options(name),
		memory
	})));
}
const options = (name) => ({
	source: name,
	maxBytes: LIMITS.linkBytes,
	bytes: NODE_BYTES
});
function readBack(name, read) {
	try {
		read();
	} catch (error) {
		if (!(error instanceof CoreError)) throw error;
		throw tooLarge(name, error.message, hintFor(error.at ?? ""), error);
	}
}
const FEWER_FILES = "Record fewer files in one step: exclude what nobody needs, name a directory as one artifact (`dir:PATH`), or split the step.";
function hintFor(at) {
	if (at.endsWith("directories")) return "Each line that begins with `!` counts once for each directory. Give fewer of these lines, or name fewer directories: one that holds several of them.";
	if (/(exclude|left_out)$/.test(at)) return "Give fewer exclude patterns: one for a directory instead of one for each file.";
	return FEWER_FILES;
}
function tooLarge(name, why, hint, cause) {
	return new StagesError("RECORDING_TOO_LARGE", `The link of step ${quoteUntrusted(name)} would hold more than is ever read of one, so nothing is signed. ${why}`, {
		hint,
		cause
	});
}
// src/stages/write-link.ts
/** Signs and writes a link under the name that the specification gives it; returns its path. @throws STEP_NAME_UNSAFE, RECORDING_TOO_LARGE, FILE_UNWRITABLE */
function writeLink({ link, directory, format, signing }) {
	checkStepName(link.name);
	demandReadable(link);
	const bytes = signLink({
		link,
		format,
		signers: signing === void 0 ? [] : [signing],
		bytes: NODE_BYTES
	});
	demandFileSize(link.name, bytes.length);
	const path = join(directory, fileNameOf(link.name, signing));
	writeFileAtomically(path, bytes);
	return path;
}
/** Step names become file names. @throws STEP_NAME_UNSAFE */
function checkStepName(name) {
	if (isSafeName(name)) return;
	throw new StagesError("STEP_NAME_UNSAFE", `The step name ${quoteUntrusted(name)} cannot be a file name on every system.`, { hint: "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot." });
}
function fileNameOf(name, signing) {
	return signing === void 0 ? unsignedLinkFileName(name) : linkFileName(name, signing.keyId);
}
export { demandReadableStatement as a, demandReadable as i, writeLink as n, demandFileSize as r, checkStepName as t };
