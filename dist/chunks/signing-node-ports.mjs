import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { jr as SCHEMES } from "./intoto.mjs";
import { Buffer } from "node:buffer";
import { constants, createHash, createPublicKey, verify } from "node:crypto";
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
	const trial = trialOf(key, signature);
	return trial !== void 0 && verify(trial.hash, message, trial.key, signature);
}
/** How Node is asked; undefined for a signature that cannot be one of the key. @throws what OpenSSL says of the key */
function trialOf(key, signature) {
	const keyObject = keyObjectOf(key);
	const parameters = SCHEMES[key.scheme];
	switch (parameters.keyType) {
		case "ed25519": return {
			hash: null,
			key: keyObject
		};
		case "ecdsa": return {
			hash: parameters.hash,
			key: keyObject
		};
		case "rsa": {
			if (signature.length !== modulusBytes(keyObject)) return void 0;
			const padding = parameters.padding === "pss" ? {
				padding: constants.RSA_PKCS1_PSS_PADDING,
				saltLength: constants.RSA_PSS_SALTLEN_AUTO
			} : { padding: constants.RSA_PKCS1_PADDING };
			return {
				hash: parameters.hash,
				key: {
					key: keyObject,
					...padding
				}
			};
		}
	}
}
/** Bytes of messages for which another thread is worth its while: it is asked in some fifty microseconds. */
const LEAST = 65536;
/** Node copies what another thread looks at; of more, the copy would be the largest thing in memory. */
const MOST = 8388608;
/**
* The same answer, for large messages from Node's pool of threads: meanwhile the next link is read. Whatever is verified
* there is a copy, so the message may change afterwards.
*/
async function verifyOnPool(key, message, signature) {
	if (message.length < LEAST || message.length > MOST) return verifySignature(key, message, signature);
	return new Promise((resolve) => {
		try {
			const trial = trialOf(key, signature);
			if (trial === void 0) return resolve("invalid");
			verify(trial.hash, message, trial.key, signature, (error, good) => resolve(error === null && good ? "valid" : "invalid"));
		} catch {
			resolve("invalid");
		}
	});
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
	signatures: { verify: verifyOnPool },
	hasher: { sha256: async (bytes) => createHash("sha256").update(bytes).digest() },
	bytes: NODE_BYTES
};
export { NODE_PORTS as t };
