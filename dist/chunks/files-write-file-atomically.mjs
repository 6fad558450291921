import { n as FilesError } from "./files-codes.mjs";
import { V as escapeUntrusted } from "./base.mjs";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
// src/files/write-file-atomically.ts
/**
* Writes a file under a temporary name beside its place and renames it: there is the whole file or the old one.
*
* A symbolic link in that place is replaced and not followed, because the command of a step may have put it there.
*
* @throws FILE_UNWRITABLE
*/
function writeFileAtomically(path, content) {
	if (isTaken(path)) throw unwritable(path, "The file cannot be written: its place is taken by a directory, a pipe or a device.", { hint: "Choose the name of a plain file." });
	const temporary = join(dirname(path), `.in-toto-${randomBytes(8).toString("hex")}.tmp`);
	try {
		writeAndSync(temporary, content);
		renameSync(temporary, path);
	} catch (cause) {
		discard(temporary);
		throw unwritable(path, `The file cannot be written: ${cause.code ?? "unknown"}.`, {
			cause,
			hint: "Check that the directory exists and may be written to."
		});
	}
}
function discard(path) {
	try {
		rmSync(path, { force: true });
	} catch {}
}
function isTaken(path) {
	try {
		return !statSync(path).isFile();
	} catch {
		return false;
	}
}
/** Without the sync, a machine that stops at the wrong moment keeps the new name with an empty file behind it. */
function writeAndSync(path, content) {
	const descriptor = openSync(path, "wx");
	try {
		writeFileSync(descriptor, content);
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
function unwritable(path, message, details) {
	return new FilesError("FILE_UNWRITABLE", message, {
		...details,
		at: escapeUntrusted(path)
	});
}
export { writeFileAtomically as t };
