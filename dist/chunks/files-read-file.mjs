import { S as InTotoError, b as escapeUntrusted } from "./base.mjs";
import { Kt as CoreError } from "./intoto.mjs";
import { n as FilesError } from "./files-codes.mjs";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
// src/files/read-file.ts
/** Reads a file that the command line names; a pipe, as `<(command)` gives one, is read to its end. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
function readFile(path, maxBytes) {
	const at = escapeUntrusted(path);
	let descriptor;
	try {
		descriptor = openSync(path, "r");
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) return readToEnd(descriptor, maxBytes, at);
		if (stats.size > maxBytes) throw tooLarge(`has ${stats.size} bytes`, maxBytes, at);
		return readFileSync(descriptor);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code } = error;
		throw new FilesError("FILE_UNREADABLE", code === "ENOENT" ? "There is no such file." : `The file cannot be read: ${code ?? "unknown"}.`, {
			at,
			cause: error,
			hint: "Check the path."
		});
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
/** What has no size beforehand is counted while it comes. */
function readToEnd(descriptor, maxBytes, at) {
	const chunks = [];
	let length = 0;
	for (;;) {
		const chunk = Buffer.alloc(65536);
		const read = readSync(descriptor, chunk);
		if (read === 0) return Buffer.concat(chunks);
		length += read;
		if (length > maxBytes) throw tooLarge("goes on", maxBytes, at);
		chunks.push(chunk.subarray(0, read));
	}
}
function tooLarge(what, maxBytes, at) {
	return new CoreError("JSON_TOO_LARGE", `The file ${what}; at most ${maxBytes} bytes are read.`, { at });
}
export { readFile as t };
