import { t as digestPairs } from "./artifacts.mjs";
import { g as jsonObject } from "./key-files.mjs";
// src/intoto/link/encode-link.ts
/** A link as the payload of a file (in-toto v1.0, 4.4). */
function encodeLink(link) {
	return jsonObject({
		_type: "link",
		name: link.name,
		command: link.command,
		materials: encodeArtifacts(link.materials),
		products: encodeArtifacts(link.products),
		byproducts: link.byproducts,
		environment: link.environment
	});
}
function encodeArtifacts(artifacts) {
	const object = /* @__PURE__ */ new Map();
	for (const [path, digests] of artifacts) object.set(path, new Map(digestPairs(digests)));
	return object;
}
export { encodeLink as t };
