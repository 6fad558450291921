import { y as releaseBytes } from "./base.mjs";
import { Fr as SCHEMES, Pr as lengthWithoutPadding } from "./intoto.mjs";
const { constants, createPublicKey, verify } = process.getBuiltinModule("node:crypto");
import { Buffer, isUtf8 } from "node:buffer";
import { availableParallelism } from "node:os";
// src/signing/node-bytes.ts
/** Characters of which Node may look at the lower half. Where a text has only such of one byte, it is known at once. */
const WIDE = /[^\0-\xff]/;
/** Bytes by Node's Buffer: over 200 payloads of 1 MB it saves a second beside the portable ones. */
const NODE_BYTES = {
	find: (bytes, wanted, start) => wanted.length === 0 ? start : viewOf(bytes).indexOf(wanted, start),
	equal: (a, b) => viewOf(a).equals(b),
	compares: (a, b) => {
		const view = viewOf(a);
		return (atFirst, atSecond, length) => view.compare(b, atSecond, atSecond + length, atFirst, atFirst + length) === 0;
	},
	isUtf8,
	release: releaseBytes,
	texts: (bytes) => {
		const view = viewOf(bytes);
		return (start, end) => view.toString("utf8", start, end);
	},
	encodeBase64: (bytes) => viewOf(bytes).toString("base64"),
	decodeBase64: (text, into) => {
		const end = lengthWithoutPadding(text);
		const digits = text.slice(0, end);
		const view = viewOf(into);
		const over = end % 4;
		if (over === 1 || end < text.length && text.length % 4 !== 0) return void 0;
		const length = view.write(digits, "base64");
		const urlSafe = digits.includes("-") || digits.includes("_");
		const mixed = urlSafe && (digits.includes("+") || digits.includes("/"));
		if (length !== Math.floor(end * 3 / 4) || mixed || WIDE.test(digits)) return void 0;
		const lastDigits = view.toString(urlSafe ? "base64url" : "base64", length - length % 3, length).slice(0, over);
		return digits.endsWith(lastDigits) ? length : void 0;
	}
};
function viewOf(bytes) {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
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
/** The variable that says how many threads the pool begins with. */
const THREADS = "UV_THREADPOOL_SIZE";
let isSized = true;
/**
* Lets Node's pool begin with a thread for each core that is left, unless somebody said how many. By itself it has four,
* whatever the machine has: on two cores they take turns with the main thread, for which all else waits, and that is an eighth
* of the time of a long chain. It is for whoever owns the process: all else that uses the pool has these threads, too.
*/
function sizePoolByCores() {
	isSized = false;
}
/**
* The pool looks at the variable when it gets its first work, so it is set for that moment alone: no program that is started
* finds it.
*/
function beginPool(first) {
	const { env } = process;
	if (isSized || env[THREADS] !== void 0) return first();
	isSized = true;
	env[THREADS] = String(Math.max(1, availableParallelism() - 1));
	try {
		first();
	} finally {
		delete env[THREADS];
	}
}
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
			beginPool(() => verify(trial.hash, message, trial.key, signature, (error, good) => resolve(error === null && good ? "valid" : "invalid")));
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
export { verifyOnPool as n, NODE_BYTES as r, sizePoolByCores as t };
