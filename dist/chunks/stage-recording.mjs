import { I as parseLink, J as readJson, Y as encodeLink, ct as LIMITS, dt as InTotoError, lt as escapeUntrusted, nt as jsonObject, q as writeJson, ut as quoteUntrusted } from "./intoto.mjs";
import { t as writeFileAtomically } from "./write-file-atomically.mjs";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
// src/stages/stage-recording.ts
/** Writes a recording; returns its digest, `sha256:<hex>`. @throws FILE_UNWRITABLE */
function writeStageRecording(path, { link, exclude, matrix, hasCommand }) {
	const text = writeJson(jsonObject({
		link: encodeLink(link),
		exclude,
		matrix,
		has_command: hasCommand ? 1 : 0
	}));
	writeFileAtomically(path, text);
	return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED */
function readStageRecording(path, digest) {
	const at = escapeUntrusted(path);
	let bytes;
	try {
		bytes = readFileSync(path);
	} catch (cause) {
		throw new InTotoError("RECORDING_NOT_STARTED", `The recording that the step began with is not there: ${cause.code ?? "unknown"}.`, {
			at,
			cause,
			hint: "Call the begin action first and hand its outputs recording and recording-digest on. If it was called, the command of the step removed the file."
		});
	}
	const found = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
	if (found !== digest) throw new InTotoError("RECORDING_TAMPERED", `The recording of the materials was changed while the step ran: it has the digest ${found}; ${quoteUntrusted(digest, 100)} was recorded.`, {
		at,
		hint: "Find out which command of the step writes there. Nothing was signed."
	});
	const document = readJson(bytes, {
		source: path,
		maxBytes: LIMITS.linkBytes
	});
	return {
		link: parseLink(document.member("link")).link,
		exclude: document.member("exclude").strings(),
		matrix: document.member("matrix").string(),
		hasCommand: document.member("has_command").integer() === 1
	};
}
export { writeStageRecording as n, readStageRecording as t };
