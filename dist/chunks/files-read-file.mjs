import { G as InTotoError, V as escapeUntrusted } from "./base.mjs";
import { Nr as CoreError } from "./intoto.mjs";
import { n as FilesError } from "./files-codes.mjs";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
// src/files/read-file.ts
/** Without O_NONBLOCK, opening a pipe waits for somebody to write into it. Windows has neither. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const READ_NO_LINK = READ | (constants.O_NOFOLLOW ?? 0);
/** What the system says where there is no file of that name. */
const ABSENT = [
	"ENOENT",
	"ENOTDIR",
	"ENAMETOOLONG"
];
/** Where a process finds what it was started with: `<(command)` of a shell, and standard input. */
const OWN_DESCRIPTOR = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;
/**
* Reads a file that the command line names. A pipe that the command line itself opened, as `<(command)` does, is read to
* its end; other pipes and devices are refused.
*
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
function readFile(path, maxBytes) {
	return readOpened(path, maxBytes).bytes;
}
/**
* The same with what the system says about the file.
*
* @param namedPipes whether a pipe that has a name is waited for, as somebody's who keeps a secret off the disk
* @throws FILE_UNREADABLE, JSON_TOO_LARGE
*/
function readOpened(path, maxBytes, namedPipes = "refuse") {
	const own = namedPipes === "wait" || OWN_DESCRIPTOR.test(path);
	const found = read(path, own ? "r" : READ, own, maxBytes);
	if (found !== void 0) return found;
	throw new FilesError("FILE_UNREADABLE", "There is no such file.", {
		at: escapeUntrusted(path),
		hint: "Check the path."
	});
}
/**
* Reads a plain file, or says that there is none.
*
* @param symbolicLinks whether they are followed to one; refused where a program of somebody else may have put one
* @throws FILE_UNREADABLE for a pipe, a device or a directory, too; JSON_TOO_LARGE
*/
function readPlainFile(path, maxBytes, symbolicLinks = "follow") {
	if (symbolicLinks === "follow") return read(path, READ, false, maxBytes)?.bytes;
	const stats = lookAt(path);
	if (stats?.isFile() === false) throw notPlain(stats, escapeUntrusted(path), "Find out which command put it there, and remove it.");
	return stats === void 0 ? void 0 : read(path, READ_NO_LINK, false, maxBytes)?.bytes;
}
/**
* Reads a plain file, through symbolic links, or says that there is none; a directory of that name is none, either.
*
* @throws FILE_UNREADABLE for a pipe or a device, JSON_TOO_LARGE
*/
function readFileAmongOthers(path, maxBytes) {
	return read(path, READ, false, maxBytes, "none")?.bytes;
}
/** @param directories whether one is no file, or refused */
function read(path, flags, ownPipe, maxBytes, directories = "refused") {
	const at = escapeUntrusted(path);
	let descriptor;
	try {
		descriptor = openSync(path, flags);
		const stats = fstatSync(descriptor);
		if (stats.isFile()) return {
			bytes: readWhole(descriptor, stats.size, maxBytes, at),
			stats
		};
		if (ownPipe && !stats.isDirectory()) return {
			bytes: readToEnd(descriptor, maxBytes, at),
			stats
		};
		if (stats.isDirectory() && directories === "none") return void 0;
		throw notPlain(stats, at, HINTS[stats.isFIFO() ? "pipe" : "other"]);
	} catch (error) {
		if (error instanceof InTotoError) throw error;
		const { code } = error;
		if (code !== void 0 && ABSENT.includes(code)) return void 0;
		if (code === "EISDIR" && directories === "none") return void 0;
		throw unreadable(error, at);
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
const HINTS = {
	pipe: "Give a file: nobody may ever write into a pipe that has a name. `<(command)` of a shell hands over what a command prints.",
	other: "Give a plain file. A shell hands over what a command prints as `<(command)`."
};
/** What lies at a path itself, be it a symbolic link. @throws FILE_UNREADABLE */
function lookAt(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false });
	} catch (error) {
		throw unreadable(error, escapeUntrusted(path));
	}
}
function unreadable(error, at) {
	const { code } = error;
	return new FilesError("FILE_UNREADABLE", `The file cannot be read: ${code ?? "unknown"}.`, {
		at,
		cause: error,
		hint: "Check the path, and that it is a file which you may read."
	});
}
function notPlain(stats, at, hint) {
	return new FilesError("FILE_UNREADABLE", `A plain file belongs here, and this is ${kindOf(stats)}.`, {
		at,
		hint
	});
}
function kindOf(stats) {
	if (stats.isDirectory()) return "a directory";
	if (stats.isSymbolicLink()) return "a symbolic link";
	if (stats.isFIFO()) return "a pipe";
	return stats.isSocket() ? "a socket" : "a device";
}
/** As many bytes as the file has, and no more when it grows meanwhile. */
function readWhole(descriptor, size, maxBytes, at) {
	if (size > maxBytes) throw tooLarge(`has ${size} bytes`, maxBytes, at);
	if (size === 0) return readToEnd(descriptor, maxBytes, at);
	const bytes = Buffer.allocUnsafeSlow(size);
	let length = 0;
	while (length < size) {
		const count = readSync(descriptor, bytes, length, size - length, null);
		if (count === 0) break;
		length += count;
	}
	return bytes.subarray(0, length);
}
/** What has no size beforehand is counted while it comes. */
function readToEnd(descriptor, maxBytes, at) {
	const chunks = [];
	let length = 0;
	for (;;) {
		const chunk = Buffer.alloc(65536);
		const count = readSync(descriptor, chunk);
		if (count === 0) return Buffer.concat(chunks);
		length += count;
		if (length > maxBytes) throw tooLarge("goes on", maxBytes, at);
		chunks.push(chunk.subarray(0, count));
	}
}
function tooLarge(what, maxBytes, at) {
	return new CoreError("JSON_TOO_LARGE", `The file ${what}; at most ${maxBytes} bytes are read.`, {
		at,
		hint: "Check that this is the file you meant: a file of this kind should be far smaller."
	});
}
export { readPlainFile as i, readFileAmongOthers as n, readOpened as r, readFile as t };
