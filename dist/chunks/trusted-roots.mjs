import { n as invalid } from "./inputs.mjs";
import { ut as quoteUntrusted } from "./intoto.mjs";
import { n as embeddedRoot, t as EMBEDDED_ROOTS } from "./embedded-roots.mjs";
import { t as readTrustedRoot } from "./trusted-root2.mjs";
import { Buffer } from "node:buffer";
// src/actions/trusted-roots.ts
/**
* The trusted roots that an input names: the ones that the suite carries when it is empty; else their names, one a line,
* or a root itself as JSON, or paths of roots.
*
* @param readPath reads a path from a place that is trusted; undefined where there is none, as in the workspace of a
* stage, where the code that is built could change the file
* @throws TRUSTED_ROOT_INVALID, INPUT_INVALID, JSON_ codes, what `readPath` throws
*/
async function trustedRoots(text, readPath) {
	if (text === "") return EMBEDDED_ROOTS.map(embeddedRoot);
	if (text.startsWith("{")) return [readTrustedRoot(Buffer.from(text, "utf8"), "input trusted-root")];
	const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
	return Promise.all(lines.map(async (line) => {
		if (isEmbedded(line)) return embeddedRoot(line);
		if (readPath !== void 0) return readTrustedRoot(await readPath(line), line);
		throw invalid("trusted-root", `${quoteUntrusted(line, 100)} is neither ${EMBEDDED_ROOTS.join(" nor ")}, and no path is trusted here`, "Give the root itself as JSON, from a variable of the repository or organisation.");
	}));
}
function isEmbedded(name) {
	return EMBEDDED_ROOTS.includes(name);
}
export { trustedRoots };
