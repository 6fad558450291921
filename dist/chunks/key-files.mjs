import { A as SCHEMES, B as InTotoError, L as LIMITS, O as publicKeyFromKeyObject, R as escapeUntrusted, k as publicKeyFromPem } from "./intoto.mjs";
import { basename, dirname, join } from "node:path";
import { constants, createPrivateKey, randomBytes, sign } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
// src/signing/key-signer.ts
/** Signs with a private key held in memory. RSA keys sign with PSS only; PKCS #1 v1.5 is for verification. */
var KeySigner = class {
	publicKey;
	#privateKey;
	/** @throws KEY_UNSUPPORTED */
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
/** The environment variable that holds the passphrase of private keys. */
const PASSPHRASE_VARIABLE = "IN_TOTO_KEY_PASSPHRASE";
/**
* Reads a private key in PEM form: PKCS#8, plain or encrypted, PKCS#1 or SEC1. Text and other blocks around it are
* skipped (`openssl ecparam -genkey` writes one), but there may be only one private key.
*
* @throws KEY_NOT_PRIVATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_PASSPHRASE_MISSING, KEY_PASSPHRASE_WRONG
*/
function loadPrivateKey({ pem, passphrase, source }) {
	const at = escapeUntrusted(source);
	const { label, block } = onlyPrivateBlock(pem, at);
	const encrypted = label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type: 4,ENCRYPTED/m.test(block);
	if (encrypted && (passphrase === void 0 || passphrase === "")) throw new InTotoError("KEY_PASSPHRASE_MISSING", "The private key is encrypted and no passphrase was given.", {
		at,
		hint: `Put the passphrase into the environment variable ${PASSPHRASE_VARIABLE}.`
	});
	return new KeySigner(encrypted ? decrypt(block, passphrase ?? "", at) : decode(block, at), source);
}
function onlyPrivateBlock(pem, at) {
	if (pem.length > LIMITS.smallFileBytes) throw unreadable(`The text has ${pem.length} characters, too many for a key.`, at);
	if (pem.includes("\0")) throw unreadable("The text holds NUL characters, as files in UTF-16 and binary files do.", at);
	const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]*)-----/g)].map(([, label]) => label);
	const [label, ...more] = labels.filter((text) => text.endsWith("PRIVATE KEY"));
	if (label === void 0) throw noPrivateKey(pem, labels, at);
	if (more.length > 0) throw unreadable(`Found ${more.length + 1} private keys where one is needed.`, at);
	if (label === "OPENSSH PRIVATE KEY") throw new InTotoError("KEY_UNSUPPORTED", "This is a private key in the form of OpenSSH.", {
		at,
		hint: "Make a key with `in-toto-actions key generate` or `openssl genpkey`."
	});
	const begin = pem.indexOf(`-----BEGIN ${label}-----`);
	const end = `-----END ${label}-----`;
	const length = pem.slice(begin).indexOf(end);
	if (length < 0) throw unreadable("The private key has no end.", at, "Check that the PEM text is complete, with its line breaks.");
	return {
		label,
		block: `${pem.slice(begin, begin + length)}${end}\n`
	};
}
function noPrivateKey(pem, labels, at) {
	if (labels.includes("PGP PRIVATE KEY BLOCK")) return new InTotoError("KEY_UNSUPPORTED", "GPG keys are not supported.", {
		at,
		hint: "Use a key in PEM form instead of the GPG key."
	});
	if (labels.some((label) => label.endsWith("PUBLIC KEY") || label === "CERTIFICATE")) return new InTotoError("KEY_NOT_PRIVATE", "A private key is needed to sign; this is a public key.", {
		at,
		hint: "Give the private key, usually the file without the ending .pub."
	});
	return unreadable(pem.trim() === "" ? "The key is empty." : "The text holds no private key in PEM form.", at);
}
function decode(block, at) {
	try {
		return createPrivateKey(block);
	} catch {
		throw unreadable("The private key cannot be read.", at, "Check that the PEM text is complete, with its line breaks as such and not as the characters \\n.");
	}
}
function decrypt(block, passphrase, at) {
	try {
		return createPrivateKey({
			key: block,
			passphrase
		});
	} catch (error) {
		if (error.code === "ERR_OSSL_EVP_UNSUPPORTED") throw new InTotoError("KEY_UNSUPPORTED", "The private key is encrypted with a cipher that OpenSSL no longer has.", {
			at,
			hint: "Encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FILE"
		});
		throw new InTotoError("KEY_PASSPHRASE_WRONG", "The private key cannot be decrypted with the passphrase given.", {
			at,
			hint: passphrase === passphrase.trim() ? "If the passphrase is right, the file is damaged." : "The passphrase begins or ends with white space, perhaps a line break that does not belong to it."
		});
	}
}
function unreadable(message, at, hint) {
	return new InTotoError("KEY_UNREADABLE", message, {
		at,
		hint: hint ?? "Give a PEM file as `in-toto-actions key generate` or `openssl genpkey` writes it. A secret is empty in workflows from forks and from Dependabot."
	});
}
// src/signing/write-new-file.ts
/**
* Writes files that must not exist yet, all of them or none. Each place is first taken by an empty file, which fails
* where anything stands, a symbolic link too; only then is the content written beside it and renamed over it, so that
* nobody reads half a file. (A rename alone would replace what another process had put there meanwhile.)
*
* @throws FILE_EXISTS, FILE_UNWRITABLE
*/
function writeNewFiles(files) {
	const made = [];
	let current = "";
	try {
		for (const { path, mode } of files) {
			current = path;
			create(path, "", mode, made);
		}
		for (const { path, text, mode } of files) {
			current = path;
			const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString("hex")}.tmp`);
			create(temporary, text, mode, made);
			renameSync(temporary, path);
		}
	} catch (error) {
		for (const path of made) rmSync(path, { force: true });
		throw writeError(error, escapeUntrusted(current));
	}
}
/** The mode stands from the first moment on, so that nobody opens a private key before it is set. */
function create(path, text, mode, made) {
	const descriptor = openSync(path, "wx", mode);
	made.push(path);
	try {
		writeFileSync(descriptor, text);
	} finally {
		closeSync(descriptor);
	}
}
function writeError(cause, at) {
	if (cause.code === "EEXIST") return new InTotoError("FILE_EXISTS", "The file exists already and is not overwritten.", {
		at,
		hint: "Choose another name, or move the old key away if nothing relies on it."
	});
	return new InTotoError("FILE_UNWRITABLE", `The file cannot be written: ${cause.code ?? "unknown"}.`, {
		at,
		cause,
		hint: "Check that the directory exists and may be written to."
	});
}
// src/signing/key-files.ts
/**
* Reads a private key, and looks at who may read it.
*
* @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PRIVATE, KEY_PASSPHRASE_MISSING,
* KEY_PASSPHRASE_WRONG
*/
function openPrivateKeyFile(path, { given, environment } = {}) {
	const { text, othersMode } = readSmallFile(path);
	return {
		signer: loadPrivateKey({
			pem: text,
			passphrase: given ?? environment?.["IN_TOTO_KEY_PASSPHRASE"],
			source: path
		}),
		warning: othersMode === void 0 ? void 0 : looseMode(path, othersMode)
	};
}
/** The same without the look at who may read it. @throws what `openPrivateKeyFile` throws */
function readPrivateKeyFile(path, passphrase) {
	return openPrivateKeyFile(path, { given: passphrase }).signer;
}
/** @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC */
function readPublicKeyFile(path) {
	return publicKeyFromPem(readSmallFile(path).text, path);
}
/**
* Writes `<prefix>` (readable by its owner only) and `<prefix>.pub`. Neither may exist: a key that something relies on
* is never overwritten.
*
* @throws FILE_EXISTS, FILE_UNWRITABLE
*/
function writeKeyPair(prefix, key) {
	writeNewFiles([{
		path: prefix,
		text: key.privatePem,
		mode: 384
	}, {
		path: `${prefix}.pub`,
		text: key.publicPem,
		mode: 420
	}]);
}
function looseMode(path, bits) {
	const mode = bits.toString(8).padStart(4, "0");
	return {
		code: "KEY_FILE_MODE",
		at: escapeUntrusted(path),
		mode,
		message: `Others than its owner may read or change the private key: its mode is ${mode}.`,
		hint: "Take their permissions away: chmod 600 FILE. Replace the key if others had access to the machine."
	};
}
/** A text file within the bound for small files; pipes are read to their end. */
function readSmallFile(path) {
	const at = escapeUntrusted(path);
	let descriptor;
	try {
		descriptor = openSync(path, "r");
		const stat = fstatSync(descriptor);
		const buffer = Buffer.alloc(LIMITS.smallFileBytes + 1);
		let length = 0;
		for (let read = -1; read !== 0; length += read) read = readSync(descriptor, buffer, length, buffer.length - length, null);
		if (length > LIMITS.smallFileBytes) throw new InTotoError("KEY_UNREADABLE", `The file has more than ${LIMITS.smallFileBytes} bytes.`, {
			at,
			hint: "Give the file of one key."
		});
		const loose = process.platform !== "win32" && stat.isFile() && (stat.mode & 63) !== 0;
		return {
			text: buffer.toString("utf8", 0, length),
			othersMode: loose ? stat.mode & 511 : void 0
		};
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
