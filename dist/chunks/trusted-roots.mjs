import { n as embeddedRoot, t as EMBEDDED_ROOTS } from "./embedded-roots.mjs";
import { t as readTrustedRoot } from "./trusted-root2.mjs";
import { Buffer } from "node:buffer";
// src/actions/trusted-roots.ts
/**
* The trusted roots that an input names: the ones that the suite carries when it is empty; else their names, one a line,
* or a root itself as JSON, or paths of roots.
*
* @param readPath reads a path, from wherever paths of that input are trusted
* @throws TRUSTED_ROOT_INVALID, JSON_ codes, what `readPath` throws
*/
async function trustedRoots(text, readPath) {
	if (text === "") return EMBEDDED_ROOTS.map(embeddedRoot);
	if (text.startsWith("{")) return [readTrustedRoot(Buffer.from(text, "utf8"), "input trusted-root")];
	const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
	return Promise.all(lines.map(async (line) => isEmbedded(line) ? embeddedRoot(line) : readTrustedRoot(await readPath(line), line)));
}
function isEmbedded(name) {
	return EMBEDDED_ROOTS.includes(name);
}
export { trustedRoots };
