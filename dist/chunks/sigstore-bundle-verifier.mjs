import { i as require_dist } from "./npm-sigstore-core.mjs";
import { t as require_dist$1 } from "./npm-sigstore-verify.mjs";
import { lr as readJson, oi as CoreError, or as preAuthenticationEncoding } from "./intoto.mjs";
import { G as escapeUntrusted, K as quoteUntrusted, V as LIMITS } from "./base.mjs";
import { i as readCertificateIdentity, r as leafCertificate, t as readBundle } from "./sigstore-read-bundle.mjs";
const { X509Certificate: X509Certificate$1, createHash } = process.getBuiltinModule("node:crypto");
import { Buffer } from "node:buffer";
// src/sigstore/bundle-refusal.ts
var import_dist = require_dist();
var import_dist$1 = require_dist$1();
const CODES = {
	TLOG_ERROR: "BUNDLE_LOG",
	TLOG_INCLUSION_PROOF_ERROR: "BUNDLE_LOG",
	TLOG_INCLUSION_PROMISE_ERROR: "BUNDLE_LOG",
	TLOG_MISSING_INCLUSION_ERROR: "BUNDLE_LOG",
	TLOG_BODY_ERROR: "BUNDLE_LOG_ENTRY_OTHER",
	CERTIFICATE_ERROR: "BUNDLE_CERTIFICATE",
	SIGNATURE_ERROR: "BUNDLE_SIGNATURE",
	TIMESTAMP_ERROR: "BUNDLE_TIMESTAMP"
};
const OTHER_ROOT = "Name the trusted root of the Sigstore that signed: `public-good`, `github`, or the trusted_root.json of your own. If it is that one already, fetch it anew (`in-toto-actions trusted-root fetch public-good -o trusted_root.json`): it may be older than what signed.";
const CHANGED = "Take the file as it was stored when it was signed. If it is that one, sign again, and find out what changed it.";
const REASONS = {
	BUNDLE_CERTIFICATE: {
		what: ({ bundle, root }) => `The certificate${issuedBy(bundle)} does not verify with the trusted root ${named(root)}`,
		hint: OTHER_ROOT
	},
	BUNDLE_TIMESTAMP: {
		what: ({ root }) => `The bundle has no time of signing that the trusted root ${named(root)} vouches for`,
		hint: `${OTHER_ROOT} With a Sigstore of your own, set \`timestamp-url\` (\`--timestamp-url\`), and sign again.`
	},
	BUNDLE_LOG: {
		what: ({ root }) => `The log entry does not verify with the trusted root ${named(root)}`,
		hint: OTHER_ROOT
	},
	BUNDLE_LOG_ENTRY_OTHER: {
		what: () => "The log entry is about something else than the bundle holds",
		hint: CHANGED
	},
	BUNDLE_SIGNATURE: {
		what: () => "The signature is not one of what the bundle holds, by the key of its certificate",
		hint: CHANGED
	},
	BUNDLE_UNVERIFIED: {
		what: () => "The bundle holds something that cannot be read",
		hint: CHANGED
	}
};
/** Whatever was thrown while a bundle was verified, as a refusal that names its file. */
function bundleRefusal(error, refused) {
	const at = escapeUntrusted(refused.source);
	if (error instanceof CoreError && /^(BUNDLE|JSON|METADATA)_/.test(error.code)) {
		if (!error.code.startsWith("BUNDLE_")) return new CoreError("BUNDLE_MALFORMED", `The bundle holds a log entry that cannot be read: ${error.message}`, {
			at,
			cause: error,
			hint: CHANGED
		});
		return new CoreError(error.code, error.message, {
			at: error.at ?? at,
			hint: error.hint,
			cause: error
		});
	}
	const said = escapeUntrusted(error instanceof Error ? error.message : String(error), 200);
	const code = error instanceof import_dist$1.VerificationError ? CODES[error.code] ?? "BUNDLE_UNVERIFIED" : "BUNDLE_UNVERIFIED";
	const { what, hint } = REASONS[code];
	return new CoreError(code, `${what(refused)} (${said}).`, {
		at,
		cause: error,
		hint
	});
}
function named(root) {
	return quoteUntrusted(root, 100);
}
/** Whom a certificate names as its authority; nothing where it cannot be read. */
function issuedBy(bundle) {
	try {
		const leaf = leafCertificate(bundle);
		if (leaf === void 0) return "";
		const { issuer } = new X509Certificate$1(leaf.root.toDER());
		return ` that ${quoteUntrusted(issuer.split("\n").join(", "), 200)} issued`;
	} catch {
		return "";
	}
}
// src/sigstore/log-entry.ts
/** @throws BUNDLE_LOG_KIND, BUNDLE_LOG_ENTRY_OTHER, BUNDLE_LOG_KEY_TIME, BUNDLE_LOG */
function checkLogEntry(check) {
	const { entry, signer, signed } = check;
	const kind = `${entry.kindVersion.kind}/${entry.kindVersion.version}`;
	const body = readJson(entry.canonicalizedBody, {
		source: "log entry",
		maxBytes: LIMITS.smallFileBytes
	});
	if (`${body.member("kind").string()}/${body.member("apiVersion").string()}` !== kind) throw refused("BUNDLE_LOG_KIND", `is called ${quoteUntrusted(kind, 60)} outside and something else inside`);
	const read = READERS[kind];
	if (read === void 0) throw refused("BUNDLE_LOG_KIND", `is of the kind ${quoteUntrusted(kind, 60)}; known are ${Object.keys(READERS).join(", ")}`, KNOWN_KINDS);
	const { verifier, digest, version2 } = read(body.member("spec"));
	if (verifier.kind !== signer.kind || !verifier.der.equals(signer.der)) throw refused("BUNDLE_LOG_ENTRY_OTHER", `names another ${verifier.kind} than the ${signer.kind} that signed`);
	if (digest !== void 0 && !createHash("sha256").update(signed).digest().equals(digest)) throw refused("BUNDLE_LOG_ENTRY_OTHER", "is about another digest");
	checkPositions(entry, version2);
	checkKeyTime(check);
}
const READERS = {
	"hashedrekord/0.0.1": (spec) => {
		const hash = spec.member("data").member("hash");
		if (hash.member("algorithm").string() !== "sha256") throw refused("BUNDLE_LOG_ENTRY_OTHER", "names a digest by another algorithm");
		return {
			verifier: signerFromPem(spec.member("signature").member("publicKey").member("content")),
			digest: Buffer.from(hash.member("value").string(), "hex"),
			version2: false
		};
	},
	"hashedrekord/0.0.2": (spec) => {
		const record = spec.member("hashedRekordV002");
		const data = record.member("data");
		if (data.member("algorithm").string() !== "SHA2_256") throw refused("BUNDLE_LOG_ENTRY_OTHER", "names a digest by another algorithm");
		const verifier = record.member("signature").member("verifier");
		const kind = verifier.optional("x509Certificate") === void 0 ? "key" : "certificate";
		const raw = verifier.member(kind === "key" ? "publicKey" : "x509Certificate").member("rawBytes");
		return {
			verifier: {
				kind,
				der: Buffer.from(raw.string(), "base64")
			},
			digest: Buffer.from(data.member("digest").string(), "base64"),
			version2: true
		};
	},
	"dsse/0.0.1": (spec) => ({
		verifier: signerFromPem(only(spec.member("signatures")).member("verifier")),
		digest: void 0,
		version2: false
	}),
	"intoto/0.0.2": (spec) => ({
		verifier: signerFromPem(only(spec.member("content").member("envelope").member("signatures")).member("publicKey")),
		digest: void 0,
		version2: false
	})
};
function only(list) {
	const [item, ...more] = list.list(LIMITS.signatures);
	if (item === void 0 || more.length > 0) throw refused("BUNDLE_LOG_ENTRY_OTHER", "has not exactly one signature");
	return item;
}
/** A certificate or key that an entry holds as PEM within base64. */
function signerFromPem(at) {
	const text = Buffer.from(at.string(), "base64").toString("utf8");
	return {
		kind: text.startsWith("-----BEGIN CERTIFICATE-----") ? "certificate" : "key",
		der: import_dist.pem.toDER(text)
	};
}
/** Nothing signs what stands outside; it must be what the proof, its checkpoint and a signed time say. */
function checkPositions({ logIndex, inclusionProof, inclusionPromise, integratedTime }, version2) {
	if (inclusionPromise === void 0 && Number(integratedTime) !== 0) throw refused("BUNDLE_LOG", "gives a time that nobody signed");
	if (inclusionPromise === void 0 && !version2) throw refused("BUNDLE_LOG", "has no promise, so nobody signed its position");
	if (inclusionProof === void 0) return;
	const [, size, root] = inclusionProof.checkpoint?.envelope.split("\n") ?? [];
	if (root !== void 0 && !Buffer.from(root, "base64").equals(inclusionProof.rootHash)) throw refused("BUNDLE_LOG", "gives another root of the tree than its checkpoint");
	if (size !== void 0 && size !== inclusionProof.treeSize) throw refused("BUNDLE_LOG", "gives another size of the tree than its checkpoint");
	if (version2 && logIndex !== inclusionProof.logIndex) throw refused("BUNDLE_LOG", "gives another position than its proof");
}
function checkKeyTime({ entry, times, material }) {
	const log = material.tlogs.find(({ logID }) => logID.equals(entry.logId.keyId));
	const integrated = Number(entry.integratedTime);
	const all = integrated > 0 && entry.inclusionPromise !== void 0 ? [/* @__PURE__ */ new Date(integrated * 1e3)] : times;
	if (log === void 0) throw refused("BUNDLE_LOG_KEY_TIME", "is of a log that the trusted root does not list");
	if (all.length === 0) throw refused("BUNDLE_LOG_KEY_TIME", "comes without a time that somebody signed, so nobody knows which key counted");
	const { start, end } = log.validFor;
	const odd = all.find((time) => !(start <= time && time <= end));
	if (odd !== void 0) throw refused("BUNDLE_LOG_KEY_TIME", `was made at ${shown(odd)}, and by the trusted root the key of its log counts ${period(start, end)}`, "If the log has a newer key, fetch the trusted root anew (`in-toto-actions trusted-root fetch public-good -o trusted_root.json`). Else somebody may have used an old key: sign again.");
}
/** The library has the last time that there is in the place of none. */
function period(start, end) {
	return `from ${shown(start)}${end.getTime() >= LAST_TIME ? "" : ` to ${shown(end)}`}`;
}
/** A time to the second. */
function shown(time) {
	return Number.isNaN(time.getTime()) ? "no time" : time.toISOString().replace(/\.\d+Z$/, "Z");
}
const LAST_TIME = 864e13;
const KNOWN_KINDS = "Sign with this suite, or with a tool that enters one of these. If logs have a new kind, take a newer release of the suite.";
const SIGN_AGAIN = "Sign again, and find out what made or changed the bundle.";
function refused(code, what, hint = SIGN_AGAIN) {
	return new CoreError(code, `The log entry ${what}.`, { hint });
}
// src/sigstore/bundle-verifier.ts
/** Verifies bundles against one or more trusted roots; a bundle must verify wholly against one of them. */
var BundleVerifier = class {
	#domains;
	constructor(domains) {
		this.#domains = domains;
	}
	async verify(bytes, source) {
		return this.verifyEnvelope(bytes, source);
	}
	/** Verifies a bundle around an envelope. @throws BUNDLE_ and JSON_ codes */
	verifyEnvelope(bytes, source) {
		const read = readNamed(bytes, source, "certificate");
		const { content } = read.bundle;
		if (content.$case !== "dsseEnvelope") throw new CoreError("BUNDLE_NOT_ENVELOPE", "The bundle holds the signature of a file and no envelope, so no link or layout is in it.", {
			at: escapeUntrusted(source),
			hint: "Sign the link or layout itself: `in-toto-actions sign --file FILE --keyless` puts it into an envelope. The signature of a file (`cosign sign-blob`) does not hold what it signs."
		});
		const { certificate, trustedRoots } = this.#identify(read, void 0);
		const { payload, payloadType } = content.dsseEnvelope;
		return {
			certificate,
			trustedRoots,
			payloadType,
			payload
		};
	}
	/** Verifies a bundle of either kind; the artifact is what a message signature covers. @throws BUNDLE_ codes */
	verifyArtifact(bytes, artifact, source) {
		return this.#identify(readNamed(bytes, source, "certificate"), artifact).certificate;
	}
	/** Verifies a bundle that a key signed. @throws BUNDLE_ codes */
	verifyWithKey(bytes, key, artifact, source) {
		const read = readNamed(bytes, source, "key");
		this.#withDomains(read, (domain) => verifyAgainst(withKey(domain, key), read.bundle, artifact));
	}
	#identify(read, artifact) {
		const { bundle } = read;
		const issuer = issuerOf(bundle);
		const concerns = (domain) => issuer !== void 0 && listsAuthority(domain, issuer);
		const accepted = this.#withDomains(read, (domain) => {
			const { key } = verifyAgainst(domain, bundle, artifact);
			if (key.$case === "certificate") return readCertificateIdentity(copyOf(key.certificate));
			throw new CoreError("BUNDLE_WITHOUT_CERTIFICATE", "The bundle was signed by a key and not by a certificate.");
		}, concerns);
		return {
			certificate: accepted[0].value,
			trustedRoots: accepted.map(({ name }) => name)
		};
	}
	/** What each domain says that accepts it; with none, why the one refuses that it concerns, or else the first. */
	#withDomains({ bundle, source }, verify, concerns = () => false) {
		const accepted = [];
		let reason;
		let concerned = false;
		for (const domain of this.#domains) {
			if (accepted.length > 0 && !concerns(domain)) continue;
			try {
				accepted.push({
					name: domain.name,
					value: verify(domain)
				});
			} catch (error) {
				if (reason !== void 0 && (concerned || !concerns(domain))) continue;
				reason = bundleRefusal(error, {
					bundle,
					source,
					root: domain.name
				});
				concerned = concerns(domain);
			}
		}
		const [first, ...rest] = accepted;
		if (first !== void 0) return [first, ...rest];
		throw reason ?? new CoreError("TRUSTED_ROOT_MISSING", "There is no trusted root to verify the bundle against.", {
			at: escapeUntrusted(source),
			hint: "Name the trusted root of the Sigstore that signed: `public-good`, `github`, or the trusted_root.json of your own."
		});
	}
};
function readNamed(bytes, source, signer) {
	return {
		bundle: readBundle(bytes, {
			source,
			signer
		}, (bundle) => bundle),
		source
	};
}
function withKey({ name, material, thresholds }, key) {
	return {
		name,
		material: {
			...material,
			publicKey: () => ({
				publicKey: key,
				validFor: () => true
			})
		},
		thresholds: {
			...thresholds,
			scts: 0
		}
	};
}
/** Who signed. Everything that stands in the bundle has been verified then, and compared. */
function verifyAgainst({ name, material, thresholds }, bundle, artifact) {
	const { content, verificationMaterial } = bundle;
	if (thresholds.logEntries > 0 && verificationMaterial.tlogEntries.length === 0) throw new CoreError("BUNDLE_LOG", `The bundle has no log entry, and the trusted root ${quoteUntrusted(name, 100)} lists logs.`, { hint: "Verify with the trusted root of the Sigstore that signed (`github` has no log), or sign with its log: set `rekor-url` (`--rekor-url`)." });
	const entity = (0, import_dist$1.toSignedEntity)(bundle, artifact === void 0 ? void 0 : Buffer.from(artifact));
	const verified = new import_dist$1.Verifier(material, {
		tlogThreshold: thresholds.logEntries,
		ctlogThreshold: thresholds.scts,
		timestampThreshold: thresholds.timestamps
	}).verify(entity);
	const times = (verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? []).map(({ signedTimestamp }) => import_dist.RFC3161Timestamp.parse(signedTimestamp).signingTime);
	const signed = content.$case === "dsseEnvelope" ? preAuthenticationEncoding(content.dsseEnvelope.payloadType, content.dsseEnvelope.payload) : artifact ?? Buffer.alloc(0);
	const signer = entity.key.$case === "certificate" ? {
		kind: "certificate",
		der: entity.key.certificate.root.toDER()
	} : {
		kind: "key",
		der: verified.key.export({
			type: "spki",
			format: "der"
		})
	};
	for (const entry of verificationMaterial.tlogEntries) checkLogEntry({
		entry,
		signer,
		signed,
		times,
		material
	});
	return entity;
}
/** The name of the authority that the certificate of a bundle names, as DER. */
function issuerOf(bundle) {
	try {
		return leafCertificate(bundle)?.issuer;
	} catch {
		return;
	}
}
function listsAuthority({ material }, issuer) {
	return material.certificateAuthorities.some(({ certChain }) => certChain.some((certificate) => certificate.subject.equals(issuer)));
}
/** Read anew, so that nothing which the library changed while verifying is taken for the certificate. */
function copyOf(certificate) {
	return import_dist.X509Certificate.parse(certificate.root.toDER());
}
export { BundleVerifier as t };
