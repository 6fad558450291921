import { S as InTotoError, b as escapeUntrusted } from "./base.mjs";
import { Kt as CoreError } from "./intoto.mjs";
import { n as FilesError } from "./files-codes.mjs";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
// src/files/read-plain-file.ts
/** Windows has neither; what is opened is looked at again in any case. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/**
* Reads a file where others may have put something else: nothing but a plain file is opened, so that no pipe makes the
* reader wait and no device feeds it for ever, and a symbolic link is not followed. Undefined where there is nothing.
*
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
function readPlainFile(path, maxBytes) {
	const at = escapeUntrusted(path);
	let descriptor;
	try {
		refuseOther(lstatSync(path), maxBytes, at);
		descriptor = openSync(path, OPEN_FLAGS);
		const stats = fstatSync(descriptor);
		refuseOther(stats, maxBytes, at);
		return readBytes(descriptor, stats.size);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code } = error;
		if (code === "ENOENT") return void 0;
		throw new FilesError("FILE_UNREADABLE", `The file cannot be read: ${code ?? "unknown"}.`, {
			at,
			cause: error,
			hint: "Find out who may read this path, and what lies there."
		});
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
function refuseOther(stats, maxBytes, at) {
	if (!stats.isFile()) throw new FilesError("FILE_UNREADABLE", `A plain file belongs here, and this is ${kindOf(stats)}.`, {
		at,
		hint: "Find out which command put it there, and remove it."
	});
	if (stats.size > maxBytes) throw new CoreError("JSON_TOO_LARGE", `The file has ${stats.size} bytes; at most ${maxBytes} bytes are read.`, { at });
}
function kindOf(stats) {
	if (stats.isDirectory()) return "a directory";
	if (stats.isSymbolicLink()) return "a symbolic link";
	if (stats.isFIFO()) return "a pipe";
	return stats.isSocket() ? "a socket" : "a device";
}
/** No more than was seen to be there: a file that grows meanwhile has no say. */
function readBytes(descriptor, size) {
	const bytes = Buffer.alloc(size);
	let length = 0;
	while (length < size) {
		const read = readSync(descriptor, bytes, length, size - length, length);
		if (read === 0) break;
		length += read;
	}
	return bytes.subarray(0, length);
}
export { readPlainFile as t };
