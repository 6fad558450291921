import { jr as publicKeyFromPem, oi as CoreError } from "./intoto.mjs";
import { lt as FilesError, o as loadPrivateKey, r as readOpened } from "./every-action.mjs";
import { G as escapeUntrusted, V as LIMITS } from "./base.mjs";
import { basename, dirname, join } from "node:path";
const { randomBytes } = process.getBuiltinModule("node:crypto");
const { closeSync, openSync, renameSync, rmSync, writeFileSync } = process.getBuiltinModule("node:fs");
// src/files/write-new-file.ts
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
	if (cause.code === "EEXIST") return new FilesError("FILE_EXISTS", "The file exists already and is not overwritten.", {
		at,
		hint: "Choose another name, or move the old key away if nothing relies on it."
	});
	return new FilesError("FILE_UNWRITABLE", `The file cannot be written: ${cause.code ?? "unknown"}.`, {
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
	const { text, othersMode } = readSmallFile(path, "wait");
	const passphrase = given ?? environment?.["IN_TOTO_KEY_PASSPHRASE"];
	return {
		signer: loadPrivateKey({
			pem: text,
			passphrase,
			source: path
		}),
		warning: othersMode === void 0 ? void 0 : looseMode(path, othersMode)
	};
}
/** @throws FILE_UNREADABLE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC */
function readPublicKeyFile(path) {
	return publicKeyFromPem(readSmallFile(path, "refuse").text, path);
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
/** A text file within the bound for small files. */
function readSmallFile(path, namedPipes) {
	try {
		const { bytes, stats } = readOpened(path, LIMITS.smallFileBytes, namedPipes);
		const loose = process.platform !== "win32" && stats.isFile() && (stats.mode & 63) !== 0;
		return {
			text: Buffer.from(bytes).toString("utf8"),
			othersMode: loose ? stats.mode & 511 : void 0
		};
	} catch (error) {
		if (!(error instanceof CoreError)) throw error;
		throw new CoreError("KEY_UNREADABLE", `The file has more than ${LIMITS.smallFileBytes} bytes.`, {
			at: error.at,
			hint: "Give the file of one key."
		});
	}
}
export { readPublicKeyFile as n, writeKeyPair as r, openPrivateKeyFile as t };
