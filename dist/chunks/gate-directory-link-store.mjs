import { n as FilesError } from "./files-codes.mjs";
import { n as readFileAmongOthers } from "./files-read-file.mjs";
import { B as LIMITS, V as escapeUntrusted, v as releaseBytes } from "./base.mjs";
import { readdirSync } from "node:fs";
import { join } from "node:path";
// src/gate/no-links.ts
/** A store without links. */
const NO_LINKS = {
	read: async () => void 0,
	names: async () => [],
	sub: () => NO_LINKS
};
// src/gate/directory-link-store.ts
/** Links in a directory, those of sublayouts in directories below it. */
var DirectoryLinkStore = class DirectoryLinkStore {
	#directory;
	#read;
	/** @param read takes the paths of the files that are read, those of sublayouts, too */
	constructor(directory, read = /* @__PURE__ */ new Set()) {
		this.#directory = directory;
		this.#read = read;
	}
	/** Paths of the files that were read. */
	get filesRead() {
		return [...this.#read];
	}
	/**
	* A directory that is named like a link is no link, as in the reference.
	*
	* @throws FILE_UNREADABLE, JSON_TOO_LARGE
	*/
	async read(fileName) {
		if (/[/\\\0]/.test(fileName)) return void 0;
		const path = join(this.#directory, fileName);
		const bytes = readFileAmongOthers(path, LIMITS.linkBytes);
		if (bytes !== void 0) this.#read.add(path);
		return bytes;
	}
	/** Each `read` reads anew. */
	release(bytes) {
		releaseBytes(bytes);
	}
	/** The names of all that is no directory. @throws FILE_UNREADABLE */
	async names() {
		try {
			return readdirSync(this.#directory, { withFileTypes: true }).filter((entry) => !entry.isDirectory()).map(({ name }) => name);
		} catch (error) {
			const { code } = error;
			if (code === "ENOENT" || code === "ENOTDIR") return [];
			throw new FilesError("FILE_UNREADABLE", `The directory cannot be read: ${code ?? "unknown"}.`, {
				at: escapeUntrusted(this.#directory),
				cause: error
			});
		}
	}
	sub(directoryName) {
		return /[/\\\0]/.test(directoryName) ? NO_LINKS : new DirectoryLinkStore(join(this.#directory, directoryName), this.#read);
	}
};
export { NO_LINKS as n, DirectoryLinkStore as t };
