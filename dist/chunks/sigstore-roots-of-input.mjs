import { K as quoteUntrusted, l as invalid } from "./base.mjs";
import { a as rootToFetch, i as isEmbeddedRoot, n as embeddedRoot, t as EMBEDDED_ROOTS } from "./sigstore-embedded-roots.mjs";
import { n as readWrittenRoot, t as readNamedRoot } from "./sigstore-root-name.mjs";
import { t as readTrustedRoot } from "./sigstore-trusted-root.mjs";
import { Buffer } from "node:buffer";
// src/sigstore/roots-of-input.ts
/**
* The trusted roots that an input names: the ones that the suite carries when it is empty; else their names, one a line,
* with `tuf:` before them where they are to be fetched; or a root itself as JSON, or paths of roots, each with a name of
* its own and `=` before it where it has one.
*
* @param readPath reads a path from a place that is trusted; undefined where there is none, as in the workspace of a
* stage, where the code that is built could change the file
* @param fetchRoot fetches the root of a name as its owners publish it
* @throws TRUSTED_ROOT_INVALID, INPUT_INVALID, JSON_ codes, what `readPath` and `fetchRoot` throw
*/
async function trustedRoots(text, readPath, fetchRoot) {
	if (text === "") return EMBEDDED_ROOTS.map(embeddedRoot);
	const whole = readWrittenRoot(text);
	if (whole.rest.startsWith("{")) return [readNamedRoot(Buffer.from(whole.rest, "utf8"), "input trusted-root", whole.name)];
	const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
	return Promise.all(lines.map(async (line) => {
		if (isEmbeddedRoot(line)) return embeddedRoot(line);
		const fetched = rootToFetch(line);
		if (fetched !== void 0) return readTrustedRoot(await fetchRoot(fetched), line, fetched);
		const { name, rest } = readWrittenRoot(line);
		if (name !== void 0 && (isEmbeddedRoot(rest) || rest.startsWith("tuf:"))) throw invalid("trusted-root", `${quoteUntrusted(rest, 100)} has a name already`, `Write \`${rest}\` alone.`);
		if (readPath !== void 0) return readNamedRoot(await readPath(rest), rest, name);
		throw invalid("trusted-root", `${quoteUntrusted(line, 100)} is neither ${EMBEDDED_ROOTS.join(" nor ")}, and no path is trusted here`, "Give the root itself as JSON, from a variable of the repository or organisation.");
	}));
}
/**
* Fetches roots as their owners publish them. Nothing is kept: a runner is new each time, or others may have written
* where its caches lie.
*/
function fetchByTuf(get) {
	return async (name) => {
		const [{ fetchTrustedRoot }, { TUF_REPOSITORIES }] = await Promise.all([import("./sigstore-fetch-trusted-root.mjs"), import("./sigstore-tuf-repositories.mjs")]);
		return fetchTrustedRoot({
			repository: TUF_REPOSITORIES[name](),
			get
		});
	};
}
export { fetchByTuf, trustedRoots };
