import { r as InTotoError, t as escapeUntrusted } from "./escape-untrusted.mjs";
import { f as canonicalJson, g as jsonObject } from "./key-files.mjs";
import { a as preAuthenticationEncoding, n as keyIdPrefix, r as PAYLOAD_TYPE } from "./key-id.mjs";
import { t as writeJson } from "./write-json.mjs";
import { basename, dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { Buffer } from "node:buffer";
// src/intoto/link/link-file-name.ts
/** `<step>.<first 8 of keyid>.link` */
function linkFileName(step, keyId) {
	return `${step}.${keyIdPrefix(keyId)}.link`;
}
/** `<step>.link`, for links that nobody signed. */
function unsignedLinkFileName(step) {
	return `${step}.link`;
}
/** `.<step>.<first 8 of keyid>.link-unfinished`, between the two halves of a recording. */
function unfinishedLinkFileName(step, keyId) {
	return `.${step}.${keyIdPrefix(keyId)}.link-unfinished`;
}
/** `<step>.<first 8 of keyid>`, where the links of a sublayout lie. */
function sublayoutDirectoryName(step, keyId) {
	return `${step}.${keyIdPrefix(keyId)}`;
}
const UNSAFE_NAME = /[/\\:*?"<>|[\]\p{Cc}]|^\.|^\s|[\s.]$|^$/u;
/** False for a step name that would not be one plain file name everywhere. */
function isSafeName(name) {
	return !UNSAFE_NAME.test(name);
}
// src/intoto/envelope/sign-metadata.ts
/**
* Wraps and signs a layout or link; returns the bytes of the file. No signers give an unsigned file.
*
* @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a payload that has no canonical form
*/
function signMetadata({ payload, format, signers }) {
	if (format === "dsse") {
		const payloadBytes = Buffer.from(writeJson(payload), "utf8");
		return dsseFile(payloadBytes, dsseSignatures(preAuthenticationEncoding(PAYLOAD_TYPE, payloadBytes), signers));
	}
	return metablockFile(payload, metablockSignatures(canonicalJson(payload), signers));
}
/**
* Adds signatures to what is there. The payload keeps its bytes, so earlier signatures stay good; a signature under a
* key id that is already there is replaced, because securesystemslib refuses two under one id.
*/
function appendSignatures(metadata, document, signers) {
	const message = metadata.signedBytes();
	const added = metadata.wrapper === "dsse" ? dsseSignatures(message, signers) : metablockSignatures(message, signers);
	const ids = new Set(added.map((signature) => signature.get("keyid")));
	const kept = document.get("signatures").filter((signature) => !ids.has(signature.get("keyid")));
	return fileBytes(new Map([...document, ["signatures", [...kept, ...added]]]));
}
function dsseSignatures(message, signers) {
	return signers.map(({ signer, keyId }) => jsonObject({
		keyid: keyId,
		sig: Buffer.from(signer.sign(message)).toString("base64")
	}));
}
function metablockSignatures(message, signers) {
	return signers.map(({ signer, keyId }) => jsonObject({
		keyid: keyId,
		sig: Buffer.from(signer.sign(message)).toString("hex")
	}));
}
function dsseFile(payloadBytes, signatures) {
	return fileBytes(jsonObject({
		payload: payloadBytes.toString("base64"),
		payloadType: PAYLOAD_TYPE,
		signatures
	}));
}
function metablockFile(payload, signatures) {
	return fileBytes(jsonObject({
		signatures,
		signed: payload
	}));
}
function fileBytes(document) {
	return Buffer.from(`${writeJson(document)}\n`, "utf8");
}
// src/stages/write-file-atomically.ts
/** Writes a file under a temporary name beside its place and renames it: there is the whole file or the old one. @throws FILE_UNWRITABLE */
function writeFileAtomically(path, content) {
	const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
	try {
		writeFileSync(temporary, content, { flag: "wx" });
		renameSync(temporary, path);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw new InTotoError("FILE_UNWRITABLE", `The file cannot be written: ${error.code ?? "unknown"}.`, {
			at: escapeUntrusted(path),
			cause: error,
			hint: "Check that the directory exists and may be written to."
		});
	}
}
export { linkFileName as a, unsignedLinkFileName as c, isSafeName as i, appendSignatures as n, sublayoutDirectoryName as o, signMetadata as r, unfinishedLinkFileName as s, writeFileAtomically as t };
