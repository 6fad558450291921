import { I as parseLink, J as readJson, Y as encodeLink, ct as LIMITS, dt as escapeUntrusted, ft as quoteUntrusted, nt as jsonObject, pt as InTotoError, q as writeJson } from "./intoto.mjs";
import { t as writeFileAtomically } from "./write-file-atomically.mjs";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
// src/stages/steering-variables.ts
const EXACT = /* @__PURE__ */ new Set([
	"LD_PRELOAD",
	"LD_AUDIT",
	"LD_LIBRARY_PATH",
	"NODE_OPTIONS",
	"NODE_PATH",
	"NODE_EXTRA_CA_CERTS",
	"NODE_TLS_REJECT_UNAUTHORIZED",
	"NODE_USE_ENV_PROXY",
	"OPENSSL_CONF",
	"OPENSSL_MODULES",
	"OPENSSL_ENGINES",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR",
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"ALL_PROXY",
	"NO_PROXY"
]);
function isSteering(name) {
	const upper = name.toUpperCase();
	return EXACT.has(upper) || upper.startsWith("DYLD_");
}
/** Names of those that are set to load code or to believe others; proxies are too usual to speak of. */
function steeringNames(environment) {
	return Object.keys(environment).filter((name) => isSteering(name) && !/PROXY$/i.test(name) && (environment[name] ?? "") !== "").sort();
}
/** The variables as one text, `NAME=digest` for each: values may hold passwords. */
function steeringVariables(environment) {
	return Object.keys(environment).filter((name) => isSteering(name) && (environment[name] ?? "") !== "").sort().map((name) => `${name}=${createHash("sha256").update(environment[name] ?? "").digest("hex")}`).join("\n");
}
/** Names of those that differ from what `steeringVariables` said before. */
function changedSteering(before, environment) {
	const [then, now] = [before, steeringVariables(environment)].map((text) => new Set(text.split("\n")));
	const lines = [...then ?? [], ...now ?? []].filter((line) => then?.has(line) !== now?.has(line));
	return [...new Set(lines.map((line) => line.slice(0, line.indexOf("="))))].sort();
}
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
		demandsOutcome: document.member("demands_outcome").integer() === 1,
		steering: document.member("steering").string()
	};
}
export { steeringVariables as a, steeringNames as i, writeStageRecording as n, changedSteering as r, readStageRecording as t };
