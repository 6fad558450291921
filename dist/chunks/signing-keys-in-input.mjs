import { jr as publicKeyFromPem } from "./intoto.mjs";
import { l as invalid } from "./base.mjs";
// src/signing/keys-in-input.ts
const BLOCK = /-----BEGIN [A-Z0-9 ]+-----[^-]*-----END [A-Z0-9 ]+-----/g;
/**
* Reads public keys that stand one after another in an input. Anything else in the text is refused: a key that is cut
* off must not be passed over.
*
* @throws INPUT_INVALID, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
*/
function readPublicKeys(input, text) {
	const rest = text.replaceAll(BLOCK, "").trim();
	if (rest !== "") throw invalid(input, `${rest.length} characters of it are not a public key in PEM form`, "Give PEM blocks, each from its BEGIN line to its END line, one after another. A `|` after the name of the input keeps line breaks.");
	return [...text.matchAll(BLOCK)].map(([block], index) => publicKeyFromPem(`${block}\n`, `input ${input}, key ${index + 1}`));
}
export { readPublicKeys as t };
