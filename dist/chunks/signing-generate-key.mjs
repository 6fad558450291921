import { l as SigningError, s as publicKeyOf } from "./every-action.mjs";
const { generateKeyPairSync } = process.getBuiltinModule("node:crypto");
// src/signing/generate-key.ts
/** OpenSSL encrypts with longer ones and cannot read them back. */
const PASSPHRASE_BYTES = 1024;
/**
* Makes a key pair.
*
* @throws KEY_PASSPHRASE_UNUSABLE
*/
function generateKey(request, passphrase) {
	const bytes = passphrase === void 0 ? void 0 : Buffer.byteLength(passphrase, "utf8");
	if (bytes !== void 0 && (bytes === 0 || bytes > PASSPHRASE_BYTES)) throw new SigningError("KEY_PASSPHRASE_UNUSABLE", `The passphrase for the new key has ${bytes} bytes.`, { hint: `Give one of 1 to ${PASSPHRASE_BYTES} bytes, or none.` });
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
		publicKey: publicKeyOf(publicKey, "the new key")
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
