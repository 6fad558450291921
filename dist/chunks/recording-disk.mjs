import { c as unreadable } from "./recording-hash-segment.mjs";
import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { createHash, hash } from "node:crypto";
import { join } from "node:path";
// src/recording/source/disk.ts
var Disk = class {
	#top;
	#gitId;
	/** For directories: undefined for what is one all the way. */
	#above = /* @__PURE__ */ new Map([["", void 0]]);
	/** @param gitId how the repository makes ids */
	constructor(top, gitId) {
		this.#top = top;
		this.#gitId = gitId;
	}
	/** @param path relative to the top, with forward slashes @throws RECORD_UNREADABLE */
	look(path) {
		return this.#behind(path.slice(0, Math.max(0, path.lastIndexOf("/")))) ?? this.#lookAt(path);
	}
	/** Whether nothing lies in a directory. @throws RECORD_UNREADABLE */
	isEmpty(path) {
		try {
			return readdirSync(join(this.#top, path)).length === 0;
		} catch (error) {
			throw unreadable(path, error);
		}
	}
	#behind(directory) {
		if (this.#above.has(directory)) return this.#above.get(directory);
		const look = this.#behind(directory.slice(0, Math.max(0, directory.lastIndexOf("/")))) ?? this.#asDirectory(directory);
		this.#above.set(directory, look);
		return look;
	}
	#asDirectory(directory) {
		const { kind } = this.#lookAt(directory);
		if (kind === "directory") return void 0;
		return kind === "missing" ? { kind } : {
			kind: "behind",
			at: directory
		};
	}
	#lookAt(path) {
		const place = join(this.#top, path);
		const stats = statsOf(place, path);
		if (stats === void 0) return { kind: "missing" };
		if (stats.isSymbolicLink()) return {
			kind: "link",
			target: targetOf(place, this.#gitId)
		};
		return lookOf(stats);
	}
};
/** A name that the system cannot hold is not there. @throws RECORD_UNREADABLE */
function statsOf(place, path) {
	try {
		return lstatSync(place, { throwIfNoEntry: false });
	} catch (error) {
		if (error.code === "ENAMETOOLONG") return void 0;
		throw unreadable(path, error);
	}
}
function lookOf(stats) {
	if (stats.isFile()) return {
		kind: "file",
		executable: (stats.mode & 64) !== 0,
		bytes: stats.size
	};
	return { kind: stats.isDirectory() ? "directory" : "other" };
}
function targetOf(place, gitId) {
	const name = targetName(place);
	const id = createHash(gitId).update(`blob ${name.length}\0`).update(name);
	return {
		sha256: hash("sha256", name, "hex"),
		gitId: id.digest("hex")
	};
}
/** The SHA-256 of the target's name of a symbolic link as a commit has it; undefined for what is none. */
function targetDigest(place) {
	try {
		return hash("sha256", targetName(place), "hex");
	} catch {
		return;
	}
}
/** With forward slashes, on Windows too. */
function targetName(place) {
	const bytes = readlinkSync(place, { encoding: "buffer" });
	return process.platform === "win32" ? Buffer.from(bytes.toString("utf8").replaceAll("\\", "/")) : bytes;
}
export { targetDigest as n, Disk as t };
