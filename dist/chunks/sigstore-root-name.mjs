import { Vr as isRootName } from "./intoto.mjs";
import { n as embeddedRoot, t as EMBEDDED_ROOTS } from "./sigstore-embedded-roots.mjs";
import { t as readTrustedRoot } from "./sigstore-trusted-root.mjs";
// src/sigstore/root-name.ts
function readWrittenRoot(text) {
	const [, name = "", rest = ""] = /^([^=\s/{]+)=(.+)$/s.exec(text) ?? [];
	return isRootName(name) ? {
		name,
		rest
	} : {
		name: void 0,
		rest: text
	};
}
/**
* A root from a file or an input. Without a name it is called like the root whose authorities it has, if the suite
* carries that, or else `custom`.
*
* @throws what `readTrustedRoot` throws
*/
function readNamedRoot(bytes, source, name) {
	const root = readTrustedRoot(bytes, source);
	return {
		...root,
		name: name ?? EMBEDDED_ROOTS.find((known) => hasAuthoritiesOf(root, known)) ?? "custom"
	};
}
/** Whether nobody can issue certificates for a root who cannot for the one that the suite carries. */
function hasAuthoritiesOf(root, known) {
	const carried = new Set(authorities(embeddedRoot(known)));
	return authorities(root).every((authority) => carried.has(authority));
}
function authorities({ material }) {
	return material.certificateAuthorities.flatMap(({ certChain }) => certChain.map((certificate) => certificate.root.toDER().toString("base64")));
}
export { readWrittenRoot as n, readNamedRoot as t };
