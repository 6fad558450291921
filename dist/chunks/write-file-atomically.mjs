import { F as escapeUntrusted, L as InTotoError } from "./intoto.mjs";
import { basename, dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
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
export { writeFileAtomically as t };
