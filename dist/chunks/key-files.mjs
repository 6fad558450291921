import { D as publicKeyFromKeyObject, I as LIMITS, L as escapeUntrusted, O as publicKeyFromPem, k as SCHEMES, z as InTotoError } from "./intoto.mjs";
import { constants, createPrivateKey, sign } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
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
export { loadPrivateKey as a, PASSPHRASE_VARIABLE as i, readPublicKeyFile as n, writeKeyPair as r, readPrivateKeyFile as t };
