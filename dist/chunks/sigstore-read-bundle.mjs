import { t as __commonJSMin } from "./rolldown-runtime.mjs";
import { F as count, G as escapeUntrusted, K as quoteUntrusted, V as LIMITS, Y as InTotoError } from "./base.mjs";
import { Kr as CERTIFICATE_EXTENSIONS, Zr as isJsonObject, lr as readJson, oi as CoreError } from "./intoto.mjs";
import { i as require_dist$1, t as require_dist$2 } from "./npm-sigstore-core.mjs";
import { Buffer } from "node:buffer";
// src/sigstore/certificate.ts
var import_dist$1 = require_dist$1();
const FULCIO = "1.3.6.1.4.1.57264.1.";
const ISSUER_V1 = `${FULCIO}1`;
const ISSUER_V2 = `${FULCIO}8`;
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
const [EXTENDED_KEY_USAGE, ALTERNATIVE_NAME] = ["2.5.29.37", "2.5.29.17"];
const TAG = {
	utf8: 12,
	email: 129,
	uri: 134
};
/** @throws BUNDLE_CERTIFICATE, BUNDLE_IDENTITY */
function readCertificateIdentity(certificate) {
	checkPurpose(certificate);
	const extensions = extensionsOf(certificate);
	const issuer = issuerOf(extensions);
	const facts = /* @__PURE__ */ new Map();
	for (const [name, { number, form }] of Object.entries(CERTIFICATE_EXTENSIONS)) {
		const value = extensions.get(`${FULCIO}${number}`);
		if (value === void 0) continue;
		const text = form === "der" ? utf8String(value, `the extension .${number}`) : plainText(value);
		if (text !== void 0) facts.set(name, text);
	}
	return {
		issuer,
		subject: subjectOf(certificate),
		extensions: facts
	};
}
/** Fulcio's certificates are for signing code and sign no certificates; the library looks at neither. */
function checkPurpose(certificate) {
	if (certificate.extBasicConstraints?.isCA === true) throw refused$1("BUNDLE_CERTIFICATE", "is one of an authority");
	const usage = certificate.extKeyUsage;
	if (usage === void 0 || !usage.digitalSignature) throw refused$1("BUNDLE_CERTIFICATE", "is not one for signatures");
	if (!listOf(certificate, EXTENDED_KEY_USAGE).map((purpose) => purpose.toOID()).includes(CODE_SIGNING)) throw refused$1("BUNDLE_CERTIFICATE", "is not one for signing code");
}
/** The items of an extension whose value is one sequence. */
function listOf(certificate, oid) {
	const [sequence, ...more] = certificate.extension(oid)?.valueObj.subs ?? [];
	return more.length > 0 ? [] : sequence?.subs ?? [];
}
/** From identifiers to the bytes of their values. */
function extensionsOf(certificate) {
	const found = /* @__PURE__ */ new Map();
	for (const extension of certificate.extensions) {
		const [identifier, ...rest] = extension.subs;
		const value = rest.at(-1)?.value;
		if (identifier === void 0 || value === void 0) throw refused$1("BUNDLE_IDENTITY", "has an extension that cannot be read");
		const oid = identifier.toOID();
		if (found.has(oid)) throw refused$1("BUNDLE_IDENTITY", `has the extension ${oid} twice`);
		found.set(oid, value);
	}
	return found;
}
/** The issuer stands in one extension as bare bytes and in a newer one as a DER string; where both are, they agree. */
function issuerOf(extensions) {
	const [old, current] = [extensions.get(ISSUER_V1), extensions.get(ISSUER_V2)];
	const bare = old === void 0 ? void 0 : utf8(old, "the issuer");
	const issuer = current === void 0 ? bare : utf8String(current, "the issuer");
	if (issuer === void 0) return "";
	if (issuer === "") throw refused$1("BUNDLE_IDENTITY", "names an empty issuer");
	if (bare !== void 0 && bare !== issuer) throw refused$1("BUNDLE_IDENTITY", "names two issuers");
	return issuer;
}
/** The only name of the holder: a URI for workflows, an address for people. */
function subjectOf(certificate) {
	const names = listOf(certificate, ALTERNATIVE_NAME);
	const [name] = names;
	if (name === void 0 || names.length > 1) throw refused$1("BUNDLE_IDENTITY", `names ${count(names.length, "holder")} where one is expected${listed(names)}`);
	const tag = name.toDER()[0];
	if (tag !== TAG.uri && tag !== TAG.email) throw refused$1("BUNDLE_IDENTITY", "names its holder neither by a URI nor by a mail address");
	const subject = utf8(name.value, "the name of its holder");
	if (subject === "" || tag === TAG.uri !== subject.includes("://")) throw refused$1("BUNDLE_IDENTITY", "names its holder in a way that can be misread");
	return subject;
}
function listed(names) {
	const [some, most] = [names.slice(0, LIMITS.sentenceNames), names.length > LIMITS.sentenceNames ? ", \u2026" : ""];
	return names.length === 0 ? "" : `: ${some.map(({ value }) => quoteUntrusted(value.toString("utf8"), 200)).join(", ")}${most}`;
}
/** A DER UTF8String and nothing behind it. */
function utf8String(value, what) {
	let parsed;
	try {
		parsed = import_dist$1.ASN1Obj.parseBuffer(value);
	} catch {
		throw refused$1("BUNDLE_IDENTITY", `gives ${what} in a form that cannot be read`);
	}
	if (value[0] !== TAG.utf8 || parsed.toDER().length !== value.length) throw refused$1("BUNDLE_IDENTITY", `gives ${what} in another form than Fulcio does`);
	return utf8(parsed.value, what);
}
function utf8(bytes, what) {
	const text = plainText(bytes);
	if (text === void 0) throw refused$1("BUNDLE_IDENTITY", `gives ${what} in bytes that are no plain text`);
	return text;
}
function plainText(bytes) {
	const text = bytes.toString("utf8");
	return Buffer.from(text, "utf8").equals(bytes) && !/[\p{Cc}]/u.test(text) ? text : void 0;
}
function refused$1(code, what) {
	return new CoreError(code, `The certificate ${what}.`, { hint: "Certificates are accepted in the form that Fulcio gives them. With a Sigstore of your own, let Fulcio certify; else find out who made this one." });
}
// src/sigstore/leaf-certificate.ts
/** The certificate by which a bundle is signed, not verified; undefined for one that a key signed. Throws for what is none. */
function leafCertificate({ verificationMaterial: { content } }) {
	const raw = content.$case === "certificate" ? content.certificate.rawBytes : content.$case === "x509CertificateChain" ? content.x509CertificateChain.certificates[0]?.rawBytes : void 0;
	return raw === void 0 ? void 0 : import_dist$1.X509Certificate.parse(raw);
}
// node_modules/@sigstore/bundle/dist/bundle.js
var require_bundle = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.BUNDLE_V03_MEDIA_TYPE = exports.BUNDLE_V03_LEGACY_MEDIA_TYPE = exports.BUNDLE_V02_MEDIA_TYPE = exports.BUNDLE_V01_MEDIA_TYPE = void 0;
	exports.isBundleWithCertificateChain = isBundleWithCertificateChain;
	exports.isBundleWithPublicKey = isBundleWithPublicKey;
	exports.isBundleWithMessageSignature = isBundleWithMessageSignature;
	exports.isBundleWithDsseEnvelope = isBundleWithDsseEnvelope;
	exports.BUNDLE_V01_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle+json;version=0.1";
	exports.BUNDLE_V02_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle+json;version=0.2";
	exports.BUNDLE_V03_LEGACY_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle+json;version=0.3";
	exports.BUNDLE_V03_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
	function isBundleWithCertificateChain(b) {
		return b.verificationMaterial.content.$case === "x509CertificateChain";
	}
	function isBundleWithPublicKey(b) {
		return b.verificationMaterial.content.$case === "publicKey";
	}
	function isBundleWithMessageSignature(b) {
		return b.content.$case === "messageSignature";
	}
	function isBundleWithDsseEnvelope(b) {
		return b.content.$case === "dsseEnvelope";
	}
}));
// node_modules/@sigstore/bundle/dist/build.js
var require_build = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.toMessageSignatureBundle = toMessageSignatureBundle;
	exports.toDSSEBundle = toDSSEBundle;
	const protobuf_specs_1 = require_dist$2();
	const bundle_1 = require_bundle();
	function toMessageSignatureBundle(options) {
		return {
			mediaType: options.certificateChain ? bundle_1.BUNDLE_V02_MEDIA_TYPE : bundle_1.BUNDLE_V03_MEDIA_TYPE,
			content: {
				$case: "messageSignature",
				messageSignature: {
					messageDigest: {
						algorithm: protobuf_specs_1.HashAlgorithm.SHA2_256,
						digest: options.digest
					},
					signature: options.signature
				}
			},
			verificationMaterial: toVerificationMaterial(options)
		};
	}
	function toDSSEBundle(options) {
		return {
			mediaType: options.certificateChain ? bundle_1.BUNDLE_V02_MEDIA_TYPE : bundle_1.BUNDLE_V03_MEDIA_TYPE,
			content: {
				$case: "dsseEnvelope",
				dsseEnvelope: toEnvelope(options)
			},
			verificationMaterial: toVerificationMaterial(options)
		};
	}
	function toEnvelope(options) {
		return {
			payloadType: options.artifactType,
			payload: options.artifact,
			signatures: [toSignature(options)]
		};
	}
	function toSignature(options) {
		return {
			keyid: options.keyHint || "",
			sig: options.signature
		};
	}
	function toVerificationMaterial(options) {
		return {
			content: toKeyContent(options),
			tlogEntries: [],
			timestampVerificationData: { rfc3161Timestamps: [] }
		};
	}
	function toKeyContent(options) {
		if (options.certificate) {
			if (options.certificateChain) return {
				$case: "x509CertificateChain",
				x509CertificateChain: { certificates: [{ rawBytes: options.certificate }] }
			};
			else return {
				$case: "certificate",
				certificate: { rawBytes: options.certificate }
			};
		} else return {
			$case: "publicKey",
			publicKey: { hint: options.keyHint || "" }
		};
	}
}));
// node_modules/@sigstore/bundle/dist/error.js
var require_error = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ValidationError = void 0;
	var ValidationError = class extends Error {
		fields;
		constructor(message, fields) {
			super(message);
			this.fields = fields;
		}
	};
	exports.ValidationError = ValidationError;
}));
// node_modules/@sigstore/bundle/dist/validate.js
var require_validate = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.assertBundle = assertBundle;
	exports.assertBundleV01 = assertBundleV01;
	exports.isBundleV01 = isBundleV01;
	exports.assertBundleV02 = assertBundleV02;
	exports.assertBundleLatest = assertBundleLatest;
	const error_1 = require_error();
	function assertBundle(b) {
		const invalidValues = validateBundleBase(b);
		if (invalidValues.length > 0) throw new error_1.ValidationError("invalid bundle", invalidValues);
	}
	function assertBundleV01(b) {
		const invalidValues = [];
		invalidValues.push(...validateBundleBase(b));
		invalidValues.push(...validateInclusionPromise(b));
		if (invalidValues.length > 0) throw new error_1.ValidationError("invalid v0.1 bundle", invalidValues);
	}
	function isBundleV01(b) {
		try {
			assertBundleV01(b);
			return true;
		} catch (e) {
			return false;
		}
	}
	function assertBundleV02(b) {
		const invalidValues = [];
		invalidValues.push(...validateBundleBase(b));
		invalidValues.push(...validateInclusionProof(b));
		if (invalidValues.length > 0) throw new error_1.ValidationError("invalid v0.2 bundle", invalidValues);
	}
	function assertBundleLatest(b) {
		const invalidValues = [];
		invalidValues.push(...validateBundleBase(b));
		invalidValues.push(...validateInclusionProof(b));
		invalidValues.push(...validateNoCertificateChain(b));
		if (invalidValues.length > 0) throw new error_1.ValidationError("invalid bundle", invalidValues);
	}
	function validateBundleBase(b) {
		const invalidValues = [];
		if (b.mediaType === void 0 || !b.mediaType.match(/^application\/vnd\.dev\.sigstore\.bundle\+json;version=\d\.\d/) && !b.mediaType.match(/^application\/vnd\.dev\.sigstore\.bundle\.v\d\.\d\+json/)) invalidValues.push("mediaType");
		if (b.content === void 0) invalidValues.push("content");
		else switch (b.content.$case) {
			case "messageSignature":
				if (b.content.messageSignature.messageDigest === void 0) invalidValues.push("content.messageSignature.messageDigest");
				else if (b.content.messageSignature.messageDigest.digest.length === 0) invalidValues.push("content.messageSignature.messageDigest.digest");
				if (b.content.messageSignature.signature.length === 0) invalidValues.push("content.messageSignature.signature");
				break;
			case "dsseEnvelope":
				if (b.content.dsseEnvelope.payload.length === 0) invalidValues.push("content.dsseEnvelope.payload");
				if (b.content.dsseEnvelope.signatures.length !== 1) invalidValues.push("content.dsseEnvelope.signatures");
				else if (b.content.dsseEnvelope.signatures[0].sig.length === 0) invalidValues.push("content.dsseEnvelope.signatures[0].sig");
		}
		if (b.verificationMaterial === void 0) invalidValues.push("verificationMaterial");
		else {
			if (b.verificationMaterial.content === void 0) invalidValues.push("verificationMaterial.content");
			else switch (b.verificationMaterial.content.$case) {
				case "x509CertificateChain":
					if (b.verificationMaterial.content.x509CertificateChain.certificates.length === 0) invalidValues.push("verificationMaterial.content.x509CertificateChain.certificates");
					b.verificationMaterial.content.x509CertificateChain.certificates.forEach((cert, i) => {
						if (cert.rawBytes.length === 0) invalidValues.push(`verificationMaterial.content.x509CertificateChain.certificates[${i}].rawBytes`);
					});
					break;
				case "certificate": if (b.verificationMaterial.content.certificate.rawBytes.length === 0) invalidValues.push("verificationMaterial.content.certificate.rawBytes");
			}
			if (b.verificationMaterial.tlogEntries === void 0) invalidValues.push("verificationMaterial.tlogEntries");
			else if (b.verificationMaterial.tlogEntries.length > 0) b.verificationMaterial.tlogEntries.forEach((entry, i) => {
				if (entry.logId === void 0) invalidValues.push(`verificationMaterial.tlogEntries[${i}].logId`);
				if (entry.kindVersion === void 0) invalidValues.push(`verificationMaterial.tlogEntries[${i}].kindVersion`);
			});
		}
		return invalidValues;
	}
	function validateInclusionPromise(b) {
		const invalidValues = [];
		if (b.verificationMaterial && b.verificationMaterial.tlogEntries?.length > 0) b.verificationMaterial.tlogEntries.forEach((entry, i) => {
			if (entry.inclusionPromise === void 0) invalidValues.push(`verificationMaterial.tlogEntries[${i}].inclusionPromise`);
		});
		return invalidValues;
	}
	function validateInclusionProof(b) {
		const invalidValues = [];
		if (b.verificationMaterial && b.verificationMaterial.tlogEntries?.length > 0) b.verificationMaterial.tlogEntries.forEach((entry, i) => {
			if (entry.inclusionProof === void 0) invalidValues.push(`verificationMaterial.tlogEntries[${i}].inclusionProof`);
			else if (entry.inclusionProof.checkpoint === void 0) invalidValues.push(`verificationMaterial.tlogEntries[${i}].inclusionProof.checkpoint`);
		});
		return invalidValues;
	}
	function validateNoCertificateChain(b) {
		const invalidValues = [];
		/* istanbul ignore next */
		if (b.verificationMaterial?.content?.$case === "x509CertificateChain") invalidValues.push("verificationMaterial.content.$case");
		return invalidValues;
	}
}));
// node_modules/@sigstore/bundle/dist/serialized.js
var require_serialized = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.envelopeToJSON = exports.envelopeFromJSON = exports.bundleToJSON = exports.bundleFromJSON = void 0;
	const protobuf_specs_1 = require_dist$2();
	const bundle_1 = require_bundle();
	const validate_1 = require_validate();
	const bundleFromJSON = (obj) => {
		const bundle = protobuf_specs_1.Bundle.fromJSON(obj);
		switch (bundle.mediaType) {
			case bundle_1.BUNDLE_V01_MEDIA_TYPE:
				(0, validate_1.assertBundleV01)(bundle);
				break;
			case bundle_1.BUNDLE_V02_MEDIA_TYPE:
				(0, validate_1.assertBundleV02)(bundle);
				break;
			default: (0, validate_1.assertBundleLatest)(bundle);
		}
		return bundle;
	};
	exports.bundleFromJSON = bundleFromJSON;
	const bundleToJSON = (bundle) => {
		return protobuf_specs_1.Bundle.toJSON(bundle);
	};
	exports.bundleToJSON = bundleToJSON;
	const envelopeFromJSON = (obj) => {
		return protobuf_specs_1.Envelope.fromJSON(obj);
	};
	exports.envelopeFromJSON = envelopeFromJSON;
	const envelopeToJSON = (envelope) => {
		return protobuf_specs_1.Envelope.toJSON(envelope);
	};
	exports.envelopeToJSON = envelopeToJSON;
}));
// node_modules/@sigstore/bundle/dist/index.js
var require_dist = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.isBundleV01 = exports.assertBundleV02 = exports.assertBundleV01 = exports.assertBundleLatest = exports.assertBundle = exports.envelopeToJSON = exports.envelopeFromJSON = exports.bundleToJSON = exports.bundleFromJSON = exports.ValidationError = exports.isBundleWithPublicKey = exports.isBundleWithMessageSignature = exports.isBundleWithDsseEnvelope = exports.isBundleWithCertificateChain = exports.BUNDLE_V03_MEDIA_TYPE = exports.BUNDLE_V03_LEGACY_MEDIA_TYPE = exports.BUNDLE_V02_MEDIA_TYPE = exports.BUNDLE_V01_MEDIA_TYPE = exports.toMessageSignatureBundle = exports.toDSSEBundle = void 0;
	var build_1 = require_build();
	Object.defineProperty(exports, "toDSSEBundle", {
		enumerable: true,
		get: function() {
			return build_1.toDSSEBundle;
		}
	});
	Object.defineProperty(exports, "toMessageSignatureBundle", {
		enumerable: true,
		get: function() {
			return build_1.toMessageSignatureBundle;
		}
	});
	var bundle_1 = require_bundle();
	Object.defineProperty(exports, "BUNDLE_V01_MEDIA_TYPE", {
		enumerable: true,
		get: function() {
			return bundle_1.BUNDLE_V01_MEDIA_TYPE;
		}
	});
	Object.defineProperty(exports, "BUNDLE_V02_MEDIA_TYPE", {
		enumerable: true,
		get: function() {
			return bundle_1.BUNDLE_V02_MEDIA_TYPE;
		}
	});
	Object.defineProperty(exports, "BUNDLE_V03_LEGACY_MEDIA_TYPE", {
		enumerable: true,
		get: function() {
			return bundle_1.BUNDLE_V03_LEGACY_MEDIA_TYPE;
		}
	});
	Object.defineProperty(exports, "BUNDLE_V03_MEDIA_TYPE", {
		enumerable: true,
		get: function() {
			return bundle_1.BUNDLE_V03_MEDIA_TYPE;
		}
	});
	Object.defineProperty(exports, "isBundleWithCertificateChain", {
		enumerable: true,
		get: function() {
			return bundle_1.isBundleWithCertificateChain;
		}
	});
	Object.defineProperty(exports, "isBundleWithDsseEnvelope", {
		enumerable: true,
		get: function() {
			return bundle_1.isBundleWithDsseEnvelope;
		}
	});
	Object.defineProperty(exports, "isBundleWithMessageSignature", {
		enumerable: true,
		get: function() {
			return bundle_1.isBundleWithMessageSignature;
		}
	});
	Object.defineProperty(exports, "isBundleWithPublicKey", {
		enumerable: true,
		get: function() {
			return bundle_1.isBundleWithPublicKey;
		}
	});
	var error_1 = require_error();
	Object.defineProperty(exports, "ValidationError", {
		enumerable: true,
		get: function() {
			return error_1.ValidationError;
		}
	});
	var serialized_1 = require_serialized();
	Object.defineProperty(exports, "bundleFromJSON", {
		enumerable: true,
		get: function() {
			return serialized_1.bundleFromJSON;
		}
	});
	Object.defineProperty(exports, "bundleToJSON", {
		enumerable: true,
		get: function() {
			return serialized_1.bundleToJSON;
		}
	});
	Object.defineProperty(exports, "envelopeFromJSON", {
		enumerable: true,
		get: function() {
			return serialized_1.envelopeFromJSON;
		}
	});
	Object.defineProperty(exports, "envelopeToJSON", {
		enumerable: true,
		get: function() {
			return serialized_1.envelopeToJSON;
		}
	});
	var validate_1 = require_validate();
	Object.defineProperty(exports, "assertBundle", {
		enumerable: true,
		get: function() {
			return validate_1.assertBundle;
		}
	});
	Object.defineProperty(exports, "assertBundleLatest", {
		enumerable: true,
		get: function() {
			return validate_1.assertBundleLatest;
		}
	});
	Object.defineProperty(exports, "assertBundleV01", {
		enumerable: true,
		get: function() {
			return validate_1.assertBundleV01;
		}
	});
	Object.defineProperty(exports, "assertBundleV02", {
		enumerable: true,
		get: function() {
			return validate_1.assertBundleV02;
		}
	});
	Object.defineProperty(exports, "isBundleV01", {
		enumerable: true,
		get: function() {
			return validate_1.isBundleV01;
		}
	});
}));
// src/sigstore/bundle-form.ts
var import_dist = require_dist();
const MEDIA_TYPES = [
	"application/vnd.dev.sigstore.bundle+json;version=0.1",
	"application/vnd.dev.sigstore.bundle+json;version=0.2",
	"application/vnd.dev.sigstore.bundle+json;version=0.3",
	"application/vnd.dev.sigstore.bundle.v0.3+json"
];
/** Log entries, and timestamps, of one bundle (sigstore-go has the same bound). */
const MOST = 32;
const CERTIFICATE = { rawBytes: "base64" };
const BUNDLE = {
	mediaType: "any",
	verificationMaterial: {
		certificate: CERTIFICATE,
		x509CertificateChain: { certificates: [CERTIFICATE] },
		publicKey: { hint: "any" },
		tlogEntries: [{
			logIndex: "any",
			logId: { keyId: "base64" },
			kindVersion: {
				kind: "any",
				version: "any"
			},
			integratedTime: "any",
			inclusionPromise: { signedEntryTimestamp: "base64" },
			inclusionProof: {
				logIndex: "any",
				rootHash: "base64",
				treeSize: "any",
				hashes: ["base64"],
				checkpoint: { envelope: "any" }
			},
			canonicalizedBody: "base64"
		}],
		timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: "base64" }] }
	},
	dsseEnvelope: {
		payload: "base64",
		payloadType: "any",
		signatures: [{
			sig: "base64",
			keyid: "any"
		}]
	},
	messageSignature: {
		messageDigest: {
			algorithm: "any",
			digest: "base64"
		},
		signature: "base64"
	}
};
/**
* @throws BUNDLE_MEDIA_TYPE, BUNDLE_MEMBER_UNKNOWN, BUNDLE_MALFORMED, BUNDLE_SIGNATURE_COUNT, BUNDLE_KEY_ID,
* BUNDLE_WITHOUT_CERTIFICATE, BUNDLE_WITHOUT_KEY, BUNDLE_TOO_MANY, METADATA_ codes
*/
function checkBundleForm(bundle, signer) {
	const mediaType = bundle.member("mediaType").string();
	if (!MEDIA_TYPES.includes(mediaType)) throw refused("BUNDLE_MEDIA_TYPE", bundle, `has the media type ${quoteUntrusted(mediaType, 100)}`, NEWER);
	checkMembers(bundle, BUNDLE);
	const material = bundle.member("verificationMaterial");
	const signers = [
		"certificate",
		"x509CertificateChain",
		"publicKey"
	].filter((name) => present(material, name) !== void 0);
	const byKey = signers.includes("publicKey");
	if (byKey && signer === "certificate") throw refused("BUNDLE_WITHOUT_CERTIFICATE", material, "was signed by a key and not by a certificate");
	if (!byKey && signer === "key") throw refused("BUNDLE_WITHOUT_KEY", material, "was signed by a certificate and not by a key");
	if (signers.length > 1) throw refused("BUNDLE_MALFORMED", material, `names its signer in more than one way: ${signers.join(" and ")}`);
	const lists = [present(material, "tlogEntries"), present(present(material, "timestampVerificationData"), "rfc3161Timestamps")];
	for (const list of lists) if (Array.isArray(list?.value) && list.value.length > MOST) throw refused("BUNDLE_TOO_MANY", list, `has ${list.value.length} items where at most ${MOST} are read`);
	checkSizes(material);
	const envelope = present(bundle, "dsseEnvelope");
	const message = present(bundle, "messageSignature");
	if (envelope !== void 0 && message !== void 0) throw refused("BUNDLE_MALFORMED", bundle, "holds an envelope and a message signature");
	if (envelope === void 0) return;
	const signatures = envelope.member("signatures").list(MOST);
	const [signature] = signatures;
	if (signature === void 0 || signatures.length > 1) throw refused("BUNDLE_SIGNATURE_COUNT", envelope, `has ${signatures.length} signatures where one is expected`);
	const keyId = present(signature, "keyid")?.string() ?? "";
	if (keyId !== "") throw refused("BUNDLE_KEY_ID", signature, `names the key ${quoteUntrusted(keyId, 100)}, although a certificate signed`);
}
/** Text of a proof and its checkpoint, of a certificate or timestamp, of the body of an entry; in UTF-16 code units. */
const MOST_TEXT = {
	envelope: 16384,
	rawBytes: 65536,
	signedTimestamp: 65536,
	canonicalizedBody: 15e5
};
/** A tree of 2^64 entries has no longer proof. */
const MOST_HASHES = 64;
/** Lines of a checkpoint, its signatures among them. Each may cost the check of a signature. */
const MOST_LINES = 40;
/** Everything that costs work, before any work is done: whoever signed is looked at last. */
function checkSizes(at) {
	for (const [name, member] of at.members()) {
		const { value } = member;
		const most = Object.hasOwn(MOST_TEXT, name) ? MOST_TEXT[name] : void 0;
		if (typeof value === "string" && most !== void 0) {
			if (value.length > most || name === "envelope" && value.split("\n").length > MOST_LINES) throw refused("BUNDLE_TOO_MANY", member, `has more in ${name} than is read`);
		} else if (Array.isArray(value)) {
			if (name === "hashes" && value.length > MOST_HASHES) throw refused("BUNDLE_TOO_MANY", member, `has ${value.length} hashes where at most ${MOST_HASHES} are read`);
			if (name !== "hashes") {
				for (const item of member.list(128)) if (isJsonObject(item.value)) checkSizes(item);
			}
		} else if (isJsonObject(value)) checkSizes(member);
	}
}
/** A member that says something: in the JSON form of protocol buffers, null says as much as absence. */
function present(at, name) {
	const member = at?.optional(name);
	return member?.value === null ? void 0 : member;
}
function checkMembers(at, form) {
	if (!isJsonObject(at.value)) throw refused("BUNDLE_MALFORMED", at, "has something else where an object belongs");
	for (const [name, member] of at.members()) {
		const kind = Object.hasOwn(form, name) ? form[name] : void 0;
		if (kind === void 0) throw refused("BUNDLE_MEMBER_UNKNOWN", member, `has a member ${quoteUntrusted(name, 60)} that is not known`, NEWER);
		if (member.value !== null) checkKind(member, kind);
	}
}
/** Libraries read what is of another kind as if it were not there, and more than one text as the same bytes. */
function checkKind(at, kind) {
	if (kind === "any") return;
	if (kind === "base64") {
		const { value } = at;
		if (typeof value !== "string" || value.length % 4 === 1 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw refused("BUNDLE_MALFORMED", at, "has something else where base64 belongs");
	} else if (isList(kind)) {
		if (!Array.isArray(at.value)) throw refused("BUNDLE_MALFORMED", at, "has something else where a list belongs");
		for (const item of at.list(128)) checkKind(item, kind[0]);
	} else checkMembers(at, kind);
}
function isList(kind) {
	return Array.isArray(kind);
}
/** What no tool of its time wrote may come of a later one. */
const NEWER = "This release reads bundles up to v0.3. If a newer tool wrote this one, update in-toto-actions; otherwise sign again.";
const CHANGED = "Sign again with this suite, and find out what changed the bundle.";
function refused(code, at, what, hint = CHANGED) {
	return new CoreError(code, `The bundle ${what}.`, {
		at: at.where,
		hint
	});
}
// src/sigstore/read-bundle.ts
/**
* What a reader makes of a bundle, once its form is checked. Nothing is verified.
*
* @param source the name that errors give
* @throws BUNDLE_ and JSON_ codes; BUNDLE_MALFORMED for whatever else the reader throws
*/
function readBundle(bytes, { source, signer }, read) {
	checkBundleForm(readJson(bytes, {
		source,
		maxBytes: LIMITS.bundleBytes
	}), signer);
	try {
		return read((0, import_dist.bundleFromJSON)(JSON.parse(Buffer.from(bytes).toString("utf8"))));
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw new CoreError("BUNDLE_MALFORMED", `The bundle cannot be read: ${escapeUntrusted(error.message, 200)}.`, {
			at: escapeUntrusted(source),
			cause: error,
			hint: "Sign again, and find out what made or changed the bundle."
		});
	}
}
export { readCertificateIdentity as i, require_dist as n, leafCertificate as r, readBundle as t };
