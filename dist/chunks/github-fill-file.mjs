import { ot as fileUnwritable, st as isDiskFault } from "./every-action.mjs";
const { closeSync, openSync, writeFileSync } = process.getBuiltinModule("node:fs");
import { open } from "node:fs/promises";
// src/github/fill-file.ts
const openNewFile = (path) => open(path, "wx");
/** The same for a few pieces that are at hand: going to Node's pool and back takes longer than writing them. */
const openNewFileAtOnce = async (path) => {
	const descriptor = openSync(path, "wx");
	return {
		writeFile: async (chunk) => writeFileSync(descriptor, chunk),
		close: async () => closeSync(descriptor)
	};
};
/**
* What the stream throws comes through as it is, and so does a name that cannot be.
*
* @param what the beginning of a sentence for a disk that is full, like `"a.zip" cannot be kept`
* @throws FILE_UNWRITABLE
*/
async function fillFile(path, chunks, what, openSink = openNewFile) {
	const sink = await openSink(path).catch((cause) => throwDiskFault(what, cause));
	try {
		for await (const chunk of chunks) await sink.writeFile(chunk).catch((cause) => throwDiskFault(what, cause));
	} catch (error) {
		await sink.close().catch(() => void 0);
		throw error;
	}
	await sink.close().catch((cause) => throwDiskFault(what, cause));
}
/** Throws FILE_UNWRITABLE for a fault of the disk below RUNNER_TEMP; any other fault comes through as it is. */
function throwDiskFault(what, cause) {
	throw isDiskFault(cause) ? fileUnwritable(what, cause, TEMPORARY) : cause;
}
/** Where fetched files lie, and what helps when they cannot. */
const TEMPORARY = {
	at: "RUNNER_TEMP",
	room: "What is fetched lies in RUNNER_TEMP for the time being, packed and unpacked. Free as much space there as that takes."
};
export { throwDiskFault as a, openNewFileAtOnce as i, fillFile as n, openNewFile as r, TEMPORARY as t };
