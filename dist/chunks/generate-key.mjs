import { D as publicKeyFromKeyObject } from "./intoto.mjs";
import { generateKeyPairSync } from "node:crypto";
// src/signing/generate-key.ts
/** Makes a key pair. */
function generateKey(request, passphrase) {
	const { publicKey, privateKey } = keyPair(request);
	const encryption = passphrase === void 0 ? {} : {
		cipher: "aes-256-cbc",
		passphrase
	};
	return {
		privatePem: privateKey.export({
			type: "pkcs8",
			format: "pem",
			...encryption
		}).toString(),
		publicPem: publicKey.export({
			type: "spki",
			format: "pem"
		}).toString(),
		publicKey: publicKeyFromKeyObject(publicKey, "the new key")
	};
}
function keyPair(request) {
	switch (request.type) {
		case "ed25519": return generateKeyPairSync("ed25519");
		case "ecdsa": return generateKeyPairSync("ec", { namedCurve: request.curve });
		case "rsa": return generateKeyPairSync("rsa", { modulusLength: request.bits });
	}
}
export { generateKey as t };
