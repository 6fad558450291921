import { n as StagesError } from "./stages-codes.mjs";
import { H as quoteUntrusted } from "./base.mjs";
import { Yt as isSafeName, Zt as linkFileName, en as unsignedLinkFileName, s as signLink } from "./intoto.mjs";
import { t as NODE_BYTES } from "./signing-node-bytes.mjs";
import { t as writeFileAtomically } from "./files-write-file-atomically.mjs";
import { join } from "node:path";
// src/stages/write-link.ts
/** Signs and writes a link under the name that the specification gives it; returns its path. @throws STEP_NAME_UNSAFE, FILE_UNWRITABLE */
function writeLink({ link, directory, format, signing }) {
	checkStepName(link.name);
	const bytes = signLink({
		link,
		format,
		signers: signing === void 0 ? [] : [signing],
		bytes: NODE_BYTES
	});
	const path = join(directory, fileNameOf(link.name, signing));
	writeFileAtomically(path, bytes);
	return path;
}
/** Step names become file names. @throws STEP_NAME_UNSAFE */
function checkStepName(name) {
	if (isSafeName(name)) return;
	throw new StagesError("STEP_NAME_UNSAFE", `The step name ${quoteUntrusted(name)} cannot be a file name on every system.`, { hint: "Use letters, digits, \"-\", \"_\", \".\" and spaces, and do not start with a dot." });
}
function fileNameOf(name, signing) {
	return signing === void 0 ? unsignedLinkFileName(name) : linkFileName(name, signing.keyId);
}
export { writeLink as n, checkStepName as t };
