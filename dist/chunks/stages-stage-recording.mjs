import { n as StagesError } from "./stages-codes.mjs";
import { p as LIMITS, v as escapeUntrusted, y as quoteUntrusted } from "./base.mjs";
import { Et as jsonObject, F as writeJson, H as readJson, Z as parseLink, o as encodeLink } from "./intoto.mjs";
import { r as sha256Digest } from "./files-sha256-digest.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { t as writeFileAtomically } from "./files-write-file-atomically.mjs";
import { readFileSync } from "node:fs";
// src/stages/stage-recording.ts
/** Writes a recording; returns its digest, `sha256:<hex>`. @throws FILE_UNWRITABLE */
function writeStageRecording(path, { link, exclude, matrix, demandsOutcome, steering }) {
	const text = writeJson(jsonObject({
		link: encodeLink(link),
		exclude,
		matrix,
		demands_outcome: demandsOutcome ? 1 : 0,
		steering
	}));
	writeFileAtomically(path, text);
	return sha256Digest(text);
}
/** @throws RECORDING_NOT_STARTED, RECORDING_TAMPERED */
function readStageRecording(path, digest) {
	const at = escapeUntrusted(path);
	let bytes;
	try {
		bytes = readFileSync(path);
	} catch (cause) {
		throw new StagesError("RECORDING_NOT_STARTED", `The recording that the step began with is not there: ${cause.code ?? "unknown"}.`, {
			at,
			cause,
			hint: "Call the begin action first and hand its outputs recording and recording-digest on. If it was called, the command of the step removed the file."
		});
	}
	const found = sha256Digest(bytes);
	if (found !== digest) throw new StagesError("RECORDING_TAMPERED", `The recording of the materials was changed while the step ran: it has the digest ${found}; ${quoteUntrusted(digest, 100)} was recorded.`, {
		at,
		hint: "Find out which command of the step writes there. Nothing was signed."
	});
	const document = readJson(bytes, {
		source: path,
		maxBytes: LIMITS.linkBytes,
		bytes: NODE_BYTES
	});
	return {
		link: parseLink(document.member("link")).link,
		exclude: document.member("exclude").strings(),
		matrix: document.member("matrix").string(),
		demandsOutcome: document.member("demands_outcome").integer() === 1,
		steering: document.member("steering").string()
	};
}
export { writeStageRecording as n, readStageRecording as t };
