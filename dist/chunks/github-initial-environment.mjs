import { Buffer } from "node:buffer";
import { closeSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
// src/github/initial-environment.ts
/** Where in /proc/PID/stat, counted behind the name of the program, the block begins and ends: fields 50 and 51. */
const [STARTS_AT, ENDS_AT] = [47, 48];
/** More than Linux takes for arguments and environment together. */
const MOST_BYTES = 8388608;
/**
* Overwrites variables in the block with zeros. Delete them from `process.env` before: what is still used would be
* empty, too.
*
* @returns whether they are not there now; false where a system has no such file, or does not let it be written
*/
function wipeFromInitialEnvironment(names) {
	if (process.platform !== "linux") return false;
	try {
		const [start, end] = placeOfBlock(readFileSync("/proc/self/stat", "latin1"));
		if (!(start > 0 && end > start && end - start <= MOST_BYTES)) return false;
		const memory = openSync("/proc/self/mem", "r+");
		try {
			return wipe(memory, start, end - start, names);
		} finally {
			closeSync(memory);
		}
	} catch {
		return false;
	}
}
/**
* The same for variables that are still used: they are set anew before, which puts them elsewhere.
*
* @returns see `wipeFromInitialEnvironment`
*/
function moveFromInitialEnvironment(names) {
	for (const name of names) {
		const value = process.env[name];
		if (value === void 0) continue;
		delete process.env[name];
		process.env[name] = value;
	}
	return wipeFromInitialEnvironment(new Set(names));
}
/** Addresses of user space have 47 bits, or 56, of which what is lost in a number would not be written to. */
function placeOfBlock(stat) {
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const address = (index) => {
		const value = Number(fields[index]);
		return Number.isSafeInteger(value) ? value : 0;
	};
	return [address(STARTS_AT), address(ENDS_AT)];
}
function wipe(memory, start, length, names) {
	const block = Buffer.alloc(length);
	if (readSync(memory, block, 0, length, start) !== length) return false;
	for (let at = 0; at < length;) {
		const found = block.indexOf(0, at);
		const end = found < 0 ? length : found;
		const equals = block.indexOf("=", at);
		if (equals >= 0 && equals < end && names.has(block.toString("utf8", at, equals))) {
			const zeros = Buffer.alloc(end - at);
			if (writeSync(memory, zeros, 0, zeros.length, start + at) !== zeros.length) return false;
		}
		at = end + 1;
	}
	return true;
}
export { wipeFromInitialEnvironment as n, moveFromInitialEnvironment as t };
