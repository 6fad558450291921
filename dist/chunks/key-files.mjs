import { n as quoteUntrusted, r as InTotoError, t as escapeUntrusted } from "./escape-untrusted.mjs";
import { constants, createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { Buffer as Buffer$1 } from "node:buffer";
// src/intoto/limits.ts
const MiB = 1048576;
const LIMITS = {
	/** Bytes of one link file. A link of a million files is about 130 MiB. */
	linkBytes: 384 * MiB,
	/** Bytes of one layout file. */
	layoutBytes: 16 * MiB,
	/** Bytes of a key file or of a parameters file. */
	smallFileBytes: 1 * MiB,
	/** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
	jsonDepth: 64,
	/** Signatures on one envelope. */
	signatures: 256,
	/** Steps and inspections of one layout together. */
	layoutItems: 1e4,
	/** Rules in one list. */
	rulesPerList: 1e4,
	/** Keys of one layout. */
	layoutKeys: 1e4,
	/** Layouts within layouts. */
	sublayoutDepth: 8,
	/** UTF-16 code units of a name or of an artifact path. */
	nameLength: 4096
};
// src/intoto/json/json-value.ts
/** True for objects, and narrows. */
function isJsonObject(value) {
	return value instanceof Map;
}
/** Builds an object value from literal members; members whose value is `undefined` are left out. */
function jsonObject(members) {
	const object = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(members)) if (value !== void 0) object.set(name, value);
	return object;
}
// src/intoto/json/canonical-json.ts
/**
* The canonical form of a value, in UTF-8; what a Metablock signature covers and what key ids are computed from.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
*/
function canonicalJson(value) {
	return Buffer$1.from(serialise(value, (text) => text.replace(/["\\]/g, "\\$&")), "utf8");
}
/** A value in canonical order and without white space, with strings escaped as the caller needs. */
function serialise(value, escape) {
	const parts = [];
	const string = (text) => {
		if (!text.isWellFormed()) throw new InTotoError("JSON_STRING_LONE_SURROGATE", `${quoteUntrusted(text)} holds half of a surrogate pair.`);
		return `"${escape(text)}"`;
	};
	const write = (item) => {
		if (typeof item === "string") parts.push(string(item));
		else if (isJsonObject(item)) {
			let separator = "{";
			for (const name of sortedByCodePoint([...item.keys()])) {
				parts.push(separator, string(name), ":");
				write(item.get(name));
				separator = ",";
			}
			parts.push(separator === "{" ? "{}" : "}");
		} else if (Array.isArray(item)) {
			let separator = "[";
			for (const element of item) {
				parts.push(separator);
				write(element);
				separator = ",";
			}
			parts.push(separator === "[" ? "[]" : "]");
		} else {
			if (typeof item === "number" && (!Number.isSafeInteger(item) || Object.is(item, -0))) throw new InTotoError("JSON_NUMBER_NOT_INTEGER", `${item} has no canonical form; only exact integers have.`);
			parts.push(String(item));
		}
	};
	write(value);
	return parts.join("");
}
/** Sorts in place by Unicode code point; the language's own order is by UTF-16 unit and differs beyond U+FFFF. */
function sortedByCodePoint(names) {
	for (let index = 1; index < names.length; index += 1) if (compareCodePoints(names[index - 1], names[index]) > 0) return names.sort(compareCodePoints);
	return names;
}
/** Negative, zero or positive as `a` comes before, with or after `b` in order of code points. */
function compareCodePoints(a, b) {
	const shorter = Math.min(a.length, b.length);
	for (let index = 0; index < shorter; index += 1) {
		const left = a.charCodeAt(index);
		const right = b.charCodeAt(index);
		if (left !== right) return rank(left) - rank(right);
	}
	return a.length - b.length;
}
/** Lifts surrogates above the rest of the basic plane, which makes the order of units that of code points. */
function rank(unit) {
	return unit < 55296 ? unit : unit < 57344 ? unit + 8192 : unit - 2048;
}
// src/intoto/keys/schemes.ts
const rsa = (padding, hash) => ({
	keyType: "rsa",
	hash,
	padding
});
const SCHEMES = {
	ed25519: { keyType: "ed25519" },
	"ecdsa-sha2-nistp256": {
		keyType: "ecdsa",
		hash: "sha256",
		curve: "prime256v1"
	},
	"ecdsa-sha2-nistp384": {
		keyType: "ecdsa",
		hash: "sha384",
		curve: "secp384r1"
	},
	"ecdsa-sha2-nistp521": {
		keyType: "ecdsa",
		hash: "sha512",
		curve: "secp521r1"
	},
	"rsassa-pss-sha224": rsa("pss", "sha224"),
	"rsassa-pss-sha256": rsa("pss", "sha256"),
	"rsassa-pss-sha384": rsa("pss", "sha384"),
	"rsassa-pss-sha512": rsa("pss", "sha512"),
	"rsa-pkcs1v15-sha224": rsa("pkcs1v15", "sha224"),
	"rsa-pkcs1v15-sha256": rsa("pkcs1v15", "sha256"),
	"rsa-pkcs1v15-sha384": rsa("pkcs1v15", "sha384"),
	"rsa-pkcs1v15-sha512": rsa("pkcs1v15", "sha512")
};
/** True for a scheme of the table, and narrows. */
function isScheme(text) {
	return Object.hasOwn(SCHEMES, text);
}
/** The type that a `keytype` names; older ECDSA keys carry their scheme there. */
function keyTypeOf(text) {
	if (text === "rsa" || text === "ecdsa" || text === "ed25519") return text;
	return /^ecdsa-sha2-nistp(256|384|521)$/.test(text) ? "ecdsa" : void 0;
}
// src/intoto/keys/public-key.ts
const RSA_BITS = {
	least: 2048,
	most: 16384
};
const ED25519_SPKI_PREFIX = Buffer$1.from("302a300506032b6570032100", "hex");
/**
* The key object of a layout (in-toto v1.0, 4.2): `{keytype, scheme, keyval: {public}}`.
*
* @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, KEY_UNSUPPORTED, KEY_UNREADABLE, KEY_NOT_PUBLIC
*/
function parsePublicKey(at) {
	const members = at.object();
	if (members.has("method") || members.get("keytype") === "sigstore-oidc") throw unsupportedKind(at);
	const typeAt = at.member("keytype");
	const keyType = keyTypeOf(typeAt.string());
	if (keyType === void 0) throw unsupported(`The key type is ${quoteUntrusted(typeAt.string())}.`, typeAt.where);
	const schemeAt = at.member("scheme");
	const scheme = schemeAt.string();
	if (!isScheme(scheme)) throw unsupported(`The signature scheme is ${quoteUntrusted(scheme)}.`, schemeAt.where);
	const value = at.member("keyval");
	const secret = value.optional("private");
	if (secret !== void 0 && secret.value !== "") throw new InTotoError("KEY_NOT_PUBLIC", "The key object holds a private key.", {
		at: secret.where,
		hint: "Treat that key as leaked: replace it, and write only public keys into metadata."
	});
	const publicAt = value.member("public");
	const text = publicAt.string();
	return makePublicKey(keyType === "ed25519" ? ed25519FromHex(text, publicAt.where) : keyFromPem(text, publicAt.where), scheme, publicAt.where);
}
/**
* A public key in PEM form (SPKI), with the default scheme of its type.
*
* @throws KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
*/
function publicKeyFromPem(pem, source) {
	const where = escapeUntrusted(source);
	const keyObject = keyFromPem(pem, where);
	return makePublicKey(keyObject, defaultScheme(keyObject, where), where);
}
/** The public half of a key object, as a key of this suite. @throws KEY_UNSUPPORTED */
function publicKeyFromKeyObject(keyObject, source) {
	const where = escapeUntrusted(source);
	const publicKey = keyObject.type === "private" ? createPublicKey(keyObject) : keyObject;
	return makePublicKey(publicKey, defaultScheme(publicKey, where), where);
}
/**
* The key object for a layout. in-toto-golang wants `keyid_hash_algorithms`, in-toto-python wants `keyid`; either
* ignores the other's.
*/
function encodePublicKey(key, keyId) {
	return jsonObject({
		keyid: keyId,
		keyid_hash_algorithms: ["sha256", "sha512"],
		keytype: key.keyType,
		keyval: jsonObject({ public: publicText(key) }),
		scheme: key.scheme
	});
}
/** The value of `keyval.public`: hex for Ed25519, PEM for the others. */
function publicText(key) {
	if (key.keyType !== "ed25519") return key.pem;
	return key.keyObject.export({
		type: "spki",
		format: "der"
	}).subarray(ED25519_SPKI_PREFIX.length).toString("hex");
}
function makePublicKey(keyObject, scheme, where) {
	const parameters = SCHEMES[scheme];
	const { asymmetricKeyType, asymmetricKeyDetails: details } = keyObject;
	if (asymmetricKeyType === "rsa") {
		const bits = details?.modulusLength ?? 0;
		if (bits < RSA_BITS.least || bits > RSA_BITS.most) throw unsupported(`The RSA key has ${bits} bits; ${RSA_BITS.least} to ${RSA_BITS.most} are accepted.`, where);
		if ((details?.publicExponent ?? 0n) < 3n) throw unsupported("The RSA key has an exponent below 3.", where);
	}
	if (!(asymmetricKeyType === (parameters.keyType === "ecdsa" ? "ec" : parameters.keyType) && (parameters.keyType !== "ecdsa" || details?.namedCurve === parameters.curve))) throw unsupported(`The key is of type ${`${asymmetricKeyType}${details?.namedCurve === void 0 ? "" : ` on curve ${details.namedCurve}`}`} and does not fit the scheme ${scheme}.`, where);
	const der = keyObject.export({
		type: "spki",
		format: "der"
	});
	return {
		keyType: parameters.keyType,
		scheme,
		keyObject,
		pem: keyObject.export({
			type: "spki",
			format: "pem"
		}).toString(),
		fingerprint: createHash("sha256").update(der).digest("hex")
	};
}
function defaultScheme(key, where) {
	const { asymmetricKeyType, asymmetricKeyDetails } = key;
	if (asymmetricKeyType === "ed25519") return "ed25519";
	if (asymmetricKeyType === "rsa") return "rsassa-pss-sha256";
	const curve = asymmetricKeyDetails?.namedCurve;
	if (curve === "prime256v1") return "ecdsa-sha2-nistp256";
	if (curve === "secp384r1") return "ecdsa-sha2-nistp384";
	if (curve === "secp521r1") return "ecdsa-sha2-nistp521";
	throw unsupported(`The key is of type ${asymmetricKeyType}${curve === void 0 ? "" : ` on curve ${curve}`}.`, where);
}
function ed25519FromHex(hex, where) {
	if (!/^[0-9a-fA-F]{64}$/.test(hex)) throw new InTotoError("KEY_UNREADABLE", "An Ed25519 key has 64 hexadecimal digits.", { at: where });
	const der = Buffer$1.concat([ED25519_SPKI_PREFIX, Buffer$1.from(hex, "hex")]);
	return createPublicKey({
		key: der,
		format: "der",
		type: "spki"
	});
}
const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[A-Za-z0-9+/=\s]*-----END \1-----/g;
function keyFromPem(text, where) {
	if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) throw new InTotoError("KEY_NOT_PUBLIC", "A public key is needed here; this is a private key.", {
		at: where,
		hint: "Give the public key, usually the file ending in .pub."
	});
	const blocks = text.length > LIMITS.smallFileBytes ? [] : [...text.matchAll(PEM_BLOCK)];
	const [block] = blocks;
	if (blocks.length !== 1 || block === void 0 || block[1] !== "PUBLIC KEY") throw unreadable(blocks.length === 1 && block !== void 0 ? `Found a PEM block "${block[1]}".` : `Found ${blocks.length} PEM blocks where one public key is needed.`, where);
	try {
		return createPublicKey(block[0]);
	} catch (error) {
		throw unreadable("The PEM block holds no key that OpenSSL can read.", where, error);
	}
}
function unreadable(message, at, cause) {
	return new InTotoError("KEY_UNREADABLE", message, {
		at,
		cause,
		hint: "Give one public key in PEM form: -----BEGIN PUBLIC KEY----- … -----END PUBLIC KEY-----."
	});
}
function unsupported(message, at) {
	return new InTotoError("KEY_UNSUPPORTED", message, {
		at,
		hint: "Use Ed25519, ECDSA on P-256, P-384 or P-521, or RSA with at least 2048 bits."
	});
}
function unsupportedKind(at) {
	return unsupported(at.object().has("method") ? "This is a GPG key, which this tool does not verify." : "This is a keyless functionary, which this version does not verify.", at.where);
}
// src/intoto/keys/derive-key-id.ts
/** Computes a key id: SHA-256 over the canonical key object, as 64 hexadecimal digits. */
function keyIdOf(key, form) {
	const text = publicText(key);
	const object = form === "current" ? jsonObject({
		keytype: key.keyType,
		keyval: jsonObject({ public: text }),
		scheme: key.scheme
	}) : jsonObject({
		keyid_hash_algorithms: ["sha256", "sha512"],
		keytype: key.keyType,
		keyval: jsonObject({ public: text.trimEnd() }),
		scheme: key.scheme
	});
	return createHash("sha256").update(canonicalJson(object)).digest("hex");
}
// src/signing/key-signer.ts
/** Signs with a private key held in memory. */
var KeySigner = class {
	publicKey;
	#privateKey;
	constructor(privateKey, source) {
		this.#privateKey = privateKey;
		this.publicKey = publicKeyFromKeyObject(privateKey, source);
	}
	sign(message) {
		const parameters = SCHEMES[this.publicKey.scheme];
		if (parameters.keyType === "ed25519") return sign(null, message, this.#privateKey);
		if (parameters.keyType === "ecdsa") return sign(parameters.hash, message, this.#privateKey);
		const padding = {
			padding: constants.RSA_PKCS1_PSS_PADDING,
			saltLength: constants.RSA_PSS_SALTLEN_DIGEST
		};
		return sign(parameters.hash, message, {
			key: this.#privateKey,
			...padding
		});
	}
};
/**
* Reads a private key in PEM form: PKCS#8, plain or encrypted, PKCS#1 or SEC1.
*
* @throws KEY_NOT_PRIVATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_PASSPHRASE_MISSING, KEY_PASSPHRASE_WRONG
*/
function loadPrivateKey({ pem, passphrase, source }) {
	const at = escapeUntrusted(source);
	if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) throw /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(pem) ? new InTotoError("KEY_NOT_PRIVATE", "A private key is needed to sign; this is a public key.", { at }) : new InTotoError("KEY_UNREADABLE", pem.trim() === "" ? "The key is empty." : "The text holds no private key in PEM form.", {
		at,
		hint: "Give a PEM file as `in-toto-actions key generate` or `openssl genpkey` writes it. A secret is empty in workflows from forks and from Dependabot."
	});
	const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
	if (encrypted && (passphrase === void 0 || passphrase === "")) throw new InTotoError("KEY_PASSPHRASE_MISSING", "The private key is encrypted and no passphrase was given.", {
		at,
		hint: `Put the passphrase into the environment variable ${PASSPHRASE_VARIABLE}.`
	});
	return new KeySigner(decode(pem, encrypted ? passphrase : void 0, at), source);
}
/** The environment variable that holds the passphrase of private keys. */
const PASSPHRASE_VARIABLE = "IN_TOTO_KEY_PASSPHRASE";
function decode(pem, passphrase, at) {
	try {
		return createPrivateKey(passphrase === void 0 ? pem : {
			key: pem,
			passphrase
		});
	} catch {
		throw passphrase === void 0 ? new InTotoError("KEY_UNREADABLE", "The private key cannot be read.", {
			at,
			hint: "Check that the PEM text is complete, with its line breaks."
		}) : new InTotoError("KEY_PASSPHRASE_WRONG", "The private key cannot be decrypted with the passphrase given.", { at });
	}
}
// src/signing/key-files.ts
/** @throws FILE_UNREADABLE, and what `loadPrivateKey` throws */
function readPrivateKeyFile(path, passphrase) {
	return loadPrivateKey({
		pem: readSmallFile(path),
		passphrase,
		source: path
	});
}
/** @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC */
function readPublicKeyFile(path) {
	return publicKeyFromPem(readSmallFile(path), path);
}
/**
* Writes `<prefix>` (readable by its owner only) and `<prefix>.pub`. Neither may exist: a key that something relies on
* is never overwritten.
*
* @throws FILE_EXISTS, FILE_UNWRITABLE
*/
function writeKeyPair(prefix, key) {
	writeNewFile(prefix, key.privatePem, 384);
	try {
		writeNewFile(`${prefix}.pub`, key.publicPem, 420);
	} catch (error) {
		rmSync(prefix, { force: true });
		throw error;
	}
}
function writeNewFile(path, text, mode) {
	try {
		writeFileSync(path, text, {
			flag: "wx",
			mode
		});
	} catch (error) {
		if (error.code === "EEXIST") throw new InTotoError("FILE_EXISTS", "The file exists already and is not overwritten.", {
			at: escapeUntrusted(path),
			hint: "Choose another name, or move the old key away if nothing relies on it."
		});
		throw new InTotoError("FILE_UNWRITABLE", "The file cannot be written.", {
			at: escapeUntrusted(path),
			cause: error
		});
	}
}
/** A text file of at most 1 MiB, read without following how it grows. */
function readSmallFile(path) {
	const at = escapeUntrusted(path);
	let descriptor;
	try {
		descriptor = openSync(path, "r");
		const { size } = fstatSync(descriptor);
		if (size > LIMITS.smallFileBytes) throw new InTotoError("KEY_UNREADABLE", `The file has ${size} bytes, too many for a key.`, { at });
		const buffer = Buffer.alloc(LIMITS.smallFileBytes);
		return buffer.toString("utf8", 0, readSync(descriptor, buffer));
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		throw new InTotoError("FILE_UNREADABLE", `The file cannot be read: ${error.code ?? "unknown"}.`, {
			at,
			cause: error,
			hint: "Check the path, and that the file may be read."
		});
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
export { LIMITS as _, loadPrivateKey as a, parsePublicKey as c, SCHEMES as d, canonicalJson as f, jsonObject as g, isJsonObject as h, PASSPHRASE_VARIABLE as i, publicKeyFromKeyObject as l, serialise as m, readPublicKeyFile as n, keyIdOf as o, compareCodePoints as p, writeKeyPair as r, encodePublicKey as s, readPrivateKeyFile as t, publicKeyFromPem as u };
