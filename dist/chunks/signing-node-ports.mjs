import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { An as SCHEMES } from "./intoto.mjs";
import { constants, createHash, createPublicKey, verify } from "node:crypto";
import { Buffer } from "node:buffer";
// src/signing/verify-signature.ts
/**
* Checks one signature with one key. Anything but a good signature is `invalid`: an empty one, one in another form, one
* that OpenSSL chokes on. Nothing is taken from the signature but its bytes; scheme, hash and padding are the key's.
*
* RSA-PSS is accepted with any salt length, as in-toto-python does; signers here use the length of the digest, which
* in-toto-golang demands. ECDSA signatures are DER and nothing else, of which (r, s) and (r, n - s) both hold: never use
* a signature as the name of what it signs.
*/
function verifySignature(key, message, signature) {
	try {
		return isValid(key, message, signature) ? "valid" : "invalid";
	} catch {
		return "invalid";
	}
}
function isValid(key, message, signature) {
	const keyObject = keyObjectOf(key);
	const parameters = SCHEMES[key.scheme];
	switch (parameters.keyType) {
		case "ed25519": return verify(null, message, keyObject, signature);
		case "ecdsa": return verify(parameters.hash, message, keyObject, signature);
		case "rsa": {
			if (signature.length !== modulusBytes(keyObject)) return false;
			const padding = parameters.padding === "pss" ? {
				padding: constants.RSA_PKCS1_PSS_PADDING,
				saltLength: constants.RSA_PSS_SALTLEN_AUTO
			} : { padding: constants.RSA_PKCS1_PADDING };
			return verify(parameters.hash, message, {
				key: keyObject,
				...padding
			}, signature);
		}
	}
}
function modulusBytes(key) {
	const { modulusLength } = key.asymmetricKeyDetails;
	return Math.ceil(modulusLength / 8);
}
/** Keys as Node has them, made once each. */
const KEY_OBJECTS = /* @__PURE__ */ new WeakMap();
/** A key as Node has it. @throws what OpenSSL says of bytes that are none */
function keyObjectOf(key) {
	const known = KEY_OBJECTS.get(key);
	if (known !== void 0) return known;
	const keyObject = createPublicKey({
		key: Buffer.from(key.spki),
		format: "der",
		type: "spki"
	});
	KEY_OBJECTS.set(key, keyObject);
	return keyObject;
}
// src/signing/node-ports.ts
const NODE_PORTS = {
	signatures: { verify: async (key, message, signature) => verifySignature(key, message, signature) },
	hasher: { sha256: async (bytes) => createHash("sha256").update(bytes).digest() },
	bytes: NODE_BYTES
};
export { NODE_PORTS as t };
