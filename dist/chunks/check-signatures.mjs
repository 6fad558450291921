import { d as SCHEMES, f as canonicalJson, h as isJsonObject } from "./key-files.mjs";
import { constants, verify } from "node:crypto";
// src/intoto/envelope/reference-form.ts
const NOTHING = /* @__PURE__ */ new Map();
const LINK = /* @__PURE__ */ new Map([
	["_type", "link"],
	["name", null],
	["materials", NOTHING],
	["products", NOTHING],
	["byproducts", NOTHING],
	["command", []],
	["environment", NOTHING]
]);
const LAYOUT = /* @__PURE__ */ new Map([
	["_type", "layout"],
	["steps", []],
	["inspect", []],
	["keys", NOTHING],
	["expires", null],
	["readme", ""]
]);
const ITEM = [
	["name", null],
	["expected_materials", []],
	["expected_products", []]
];
const STEP = new Map([
	...ITEM,
	["_type", "step"],
	["pubkeys", []],
	["expected_command", []],
	["threshold", 1]
]);
const INSPECTION = new Map([
	...ITEM,
	["_type", "inspection"],
	["run", []]
]);
/** The payload of a Metablock as in-toto-python would write it again. */
function referenceForm(payload) {
	if (payload.get("_type") === "link") return only(payload, LINK);
	const layout = new Map(only(payload, LAYOUT));
	layout.set("steps", each(layout.get("steps"), STEP));
	layout.set("inspect", each(layout.get("inspect"), INSPECTION));
	return layout;
}
function only(object, defaults) {
	return new Map([...defaults].map(([name, value]) => [name, object.get(name) ?? value]));
}
function each(list, defaults) {
	return (Array.isArray(list) ? list : []).map((item) => isJsonObject(item) ? only(item, defaults) : item);
}
// src/intoto/signatures/verify-signature.ts
/**
* Checks one signature with one key. Anything but a good signature is `invalid`: an empty one, one in another form, one
* that OpenSSL chokes on. RSA-PSS is accepted with any salt length, as in-toto-python does; signers here use the
* length of the digest, which in-toto-golang demands.
*/
function verifySignature(key, message, signature) {
	const parameters = SCHEMES[key.scheme];
	try {
		switch (parameters.keyType) {
			case "ed25519": return verify(null, message, key.keyObject, signature) ? "valid" : "invalid";
			case "ecdsa": return verify(parameters.hash, message, key.keyObject, signature) ? "valid" : "invalid";
			case "rsa": {
				const padding = parameters.padding === "pss" ? {
					padding: constants.RSA_PKCS1_PSS_PADDING,
					saltLength: constants.RSA_PSS_SALTLEN_AUTO
				} : { padding: constants.RSA_PKCS1_PADDING };
				return verify(parameters.hash, message, {
					key: key.keyObject,
					...padding
				}, signature) ? "valid" : "invalid";
			}
		}
	} catch {
		return "invalid";
	}
}
// src/intoto/verification/check-signatures.ts
/**
* Checks signatures of one document. What the signatures cover is computed once.
*
* Strictly, every signature that could be the key's is tried: key ids are hints (DSSE 1.0.2). The reference tries only
* the first that carries the key's id.
*/
var SignatureChecker = class {
	#metadata;
	#compatibility;
	#messages;
	constructor(metadata, compatibility) {
		this.#metadata = metadata;
		this.#compatibility = compatibility;
	}
	/**
	* @param keyIds the ids that a signature by the key may carry
	* @param anyId true when the ids are not known for certain, as for a key given as PEM
	*/
	check(key, keyIds, anyId) {
		const candidates = this.#candidates(keyIds, anyId);
		if (candidates.length === 0) return "missing";
		this.#messages ??= this.#whatIsSigned();
		const messages = this.#messages;
		return candidates.some(({ bytes }) => bytes !== void 0 && messages.some((message) => verifySignature(key, message, bytes) === "valid")) ? "valid" : "invalid";
	}
	#candidates(keyIds, anyId) {
		const { signatures, wrapper } = this.#metadata;
		const named = signatures.filter(({ keyId }) => keyIds.includes(keyId));
		if (this.#compatibility === "reference") return named.slice(0, 1);
		if (anyId) return signatures;
		return wrapper === "dsse" ? [...named, ...signatures.filter(({ keyId }) => keyId === "")] : named;
	}
	#whatIsSigned() {
		const asWritten = this.#metadata.signedBytes();
		if (this.#compatibility === "strict" || this.#metadata.wrapper === "dsse") return [asWritten];
		return [asWritten, canonicalJson(referenceForm(this.#metadata.payload.object()))];
	}
};
export { SignatureChecker as t };
