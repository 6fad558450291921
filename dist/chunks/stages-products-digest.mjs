import { t as digestOfHex } from "./files-sha256-digest.mjs";
import { createHash } from "node:crypto";
// src/stages/products-digest.ts
/**
* One digest for a set of artifacts, `sha256:<hex>`: the SHA-256 of one line `["<digests>","<path>"]` of JSON for each,
* in order of the paths' code points. JSON, because a file name may hold a line break, and two sets must not make one
* text.
*/
function artifactsDigest(artifacts) {
	const hash = createHash("sha256");
	for (const [path, digests] of artifacts) hash.update(`${JSON.stringify([digests, path])}\n`);
	return digestOfHex(hash.digest("hex"));
}
export { artifactsDigest as t };
