import { t as require_dist } from "./npm-sigstore-core.mjs";
import { t as readTrustedRoot } from "./sigstore-trusted-root.mjs";
const { createHash } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
// src/sigstore/describe-trusted-root.ts
var import_dist = require_dist();
/** @throws TRUSTED_ROOT_INVALID, JSON_ codes */
function describeTrustedRoot(bytes, source) {
	const { thresholds } = readTrustedRoot(bytes, source);
	const root = import_dist.TrustedRoot.fromJSON(JSON.parse(Buffer.from(bytes).toString("utf8")));
	return {
		demands: thresholds,
		certificateAuthorities: root.certificateAuthorities.map(authority),
		logs: root.tlogs.map(log),
		certificateLogs: root.ctlogs.map(log),
		timestampAuthorities: root.timestampAuthorities.map(authority)
	};
}
function authority({ subject, uri, certChain, validFor }) {
	return {
		name: [subject?.commonName, subject?.organization].filter((part) => part !== void 0 && part !== "").join(", "),
		url: uri,
		fingerprint: sha256(certChain?.certificates[0]?.rawBytes),
		...window(validFor)
	};
}
function log({ baseUrl, publicKey }) {
	return {
		name: "",
		url: baseUrl,
		fingerprint: sha256(publicKey?.rawBytes),
		...window(publicKey?.validFor)
	};
}
function window(validFor) {
	const start = validFor?.start?.toISOString() ?? "";
	return validFor?.end === void 0 ? { start } : {
		start,
		end: validFor.end.toISOString()
	};
}
function sha256(bytes = /* @__PURE__ */ new Uint8Array()) {
	return createHash("sha256").update(bytes).digest("hex");
}
/** Kinds of which some are listed and none counts at a time: what is signed then does not verify. */
function outOfDate(description, now) {
	const kinds = [
		["certificate authority", description.certificateAuthorities],
		["log", description.logs],
		["certificate log", description.certificateLogs],
		["timestamp authority", description.timestampAuthorities]
	];
	const counts = ({ start, end }) => Date.parse(start) <= now && (end === void 0 || now <= Date.parse(end));
	return kinds.filter(([, parties]) => parties.length > 0 && !parties.some(counts)).map(([kind]) => kind);
}
export { describeTrustedRoot, outOfDate };
