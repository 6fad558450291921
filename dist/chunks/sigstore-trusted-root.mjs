import { t as require_dist } from "./npm-sigstore-core.mjs";
import { t as require_dist$1 } from "./npm-sigstore-verify.mjs";
import { g as SigstoreError } from "./every-verification.mjs";
import { G as escapeUntrusted, K as quoteUntrusted, V as LIMITS } from "./base.mjs";
import { lr as readJson, zr as CUSTOM_ROOT } from "./intoto.mjs";
const { createHash } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
// src/sigstore/trusted-root.ts
var import_dist = require_dist();
var import_dist$1 = require_dist$1();
const MEDIA_TYPES = ["application/vnd.dev.sigstore.trustedroot+json;version=0.1", "application/vnd.dev.sigstore.trustedroot.v0.2+json"];
/**
* Reads a trusted root as Sigstore publishes it. A root that lists logs demands an entry in one; one that lists none
* (GitHub's) demands timestamps alone.
*
* @param name what it is called; a file says nothing of that
* @throws TRUSTED_ROOT_INVALID, JSON_ codes
*/
function readTrustedRoot(bytes, source, name = CUSTOM_ROOT) {
	const at = escapeUntrusted(source);
	const invalid = (what, cause) => new SigstoreError("TRUSTED_ROOT_INVALID", `The trusted root ${what}.`, {
		at,
		cause,
		hint: "Use a trusted_root.json as Sigstore, GitHub or your own Sigstore publishes it, unchanged."
	});
	readJson(bytes, {
		source,
		maxBytes: LIMITS.smallFileBytes
	});
	let root;
	let material;
	try {
		root = import_dist.TrustedRoot.fromJSON(JSON.parse(Buffer.from(bytes).toString("utf8")));
		material = (0, import_dist$1.toTrustMaterial)(root);
	} catch (cause) {
		throw invalid(`cannot be read (${quoteUntrusted(cause.message, 200)})`, cause);
	}
	if (!MEDIA_TYPES.includes(root.mediaType)) throw invalid(`has the media type ${quoteUntrusted(root.mediaType, 100)}`);
	if (root.certificateAuthorities.length === 0) throw invalid("lists no certificate authority");
	if (root.tlogs.length === 0 && root.timestampAuthorities.length === 0) throw invalid("lists neither a log nor a timestamp authority");
	if ([...[...root.tlogs, ...root.ctlogs].map(({ publicKey }) => publicKey?.validFor), ...[...root.certificateAuthorities, ...root.timestampAuthorities].map(({ validFor }) => validFor)].some((window) => window?.start === void 0)) throw invalid("lists something without the time from which it counts");
	const misnamed = root.tlogs.find((log) => !isNamedByItsKey(log));
	if (misnamed !== void 0) throw invalid(`lists the log ${quoteUntrusted(misnamed.baseUrl, 100)} under an id that is not that of its key`);
	return {
		name,
		material,
		thresholds: {
			logEntries: root.tlogs.length > 0 ? 1 : 0,
			scts: root.ctlogs.length > 0 ? 1 : 0,
			timestamps: 1
		}
	};
}
const ED25519_SPKI_BYTES = 44;
/**
* The id of a log is the digest of its key (RFC 6962, 3.2), or for keys of Ed25519 also that of its name and key, in the
* form of signed notes (c2sp.org/signed-note). Under another id a bundle could not tell which key is meant.
*/
function isNamedByItsKey({ baseUrl, logId, publicKey }) {
	const key = publicKey?.rawBytes;
	if (key === void 0 || logId === void 0) return false;
	const ids = [createHash("sha256").update(key).digest()];
	if (key.length === ED25519_SPKI_BYTES && URL.canParse(baseUrl)) {
		const name = Buffer.from(`${new URL(baseUrl).host}\n\u0001`);
		ids.push(createHash("sha256").update(name).update(key.subarray(-32)).digest());
	}
	return ids.some((id) => id.equals(logId.keyId));
}
export { readTrustedRoot as t };
