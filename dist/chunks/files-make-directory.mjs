import { V as escapeUntrusted } from "./base.mjs";
import { i as fileUnwritable } from "./files-sha256-digest.mjs";
import { mkdirSync } from "node:fs";
// src/files/make-directory.ts
/** Makes one directory where there is none. @throws FILE_UNWRITABLE */
function makeDirectory(path) {
	try {
		mkdirSync(path);
		return path;
	} catch (cause) {
		throw fileUnwritable("A directory cannot be made", cause, {
			at: escapeUntrusted(path),
			room: "Free some space there.",
			access: "See that the directory above it exists, and that the runner may write there."
		});
	}
}
export { makeDirectory as t };
