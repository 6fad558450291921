import { F as escapeUntrusted, L as InTotoError } from "./intoto.mjs";
import { readFileSync, statSync } from "node:fs";
// src/cli/read-file.ts
/** Reads a file that the command line names. @throws FILE_UNREADABLE, JSON_TOO_LARGE */
function readFile(path, maxBytes) {
	const at = escapeUntrusted(path);
	try {
		const { size } = statSync(path);
		if (size > maxBytes) throw new InTotoError("JSON_TOO_LARGE", `The file has ${size} bytes; at most ${maxBytes} are read.`, { at });
		return readFileSync(path);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code } = error;
		throw new InTotoError("FILE_UNREADABLE", code === "ENOENT" ? "There is no such file." : `The file cannot be read: ${code ?? "unknown"}.`, {
			at,
			cause: error,
			hint: "Check the path."
		});
	}
}
export { readFile as t };
