import { n as FilesError } from "./files-codes.mjs";
import { createHash } from "node:crypto";
// src/files/file-unwritable.ts
/** What it says when the name that was asked for cannot be, or is taken. */
const OF_THE_NAME = [
	"EEXIST",
	"ENOTDIR",
	"EISDIR",
	"ENAMETOOLONG",
	"EILSEQ",
	"EINVAL",
	"ENOENT"
];
/** Whether it was the disk that refused to be written, and not the name that was asked for. */
function isDiskFault(cause) {
	const code = codeOf(cause);
	return code !== void 0 && !OF_THE_NAME.includes(code);
}
const ACCESS = "See that the runner may write there.";
/** FILE_UNWRITABLE; a fault that is not the system's word comes back as it is. */
function fileUnwritable(what, cause, { at, room, access = ACCESS }) {
	const code = codeOf(cause);
	if (code === void 0) return cause;
	const full = code === "ENOSPC" || code === "EDQUOT";
	return new FilesError("FILE_UNWRITABLE", `${what}: ${full ? `the disk is full (${code})` : code}.`, {
		at,
		hint: full ? room : access,
		cause
	});
}
function codeOf(cause) {
	const { code } = cause ?? {};
	return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : void 0;
}
// src/files/sha256-digest.ts
/** The digest of some content. */
function sha256Digest(content) {
	return digestOfHex(createHash("sha256").update(content).digest("hex"));
}
/** The digest that has these hexadecimal digits. */
function digestOfHex(hex) {
	return `sha256:${hex}`;
}
/** Whether a text is such a digest in its one spelling. */
function isSha256Digest(text) {
	return /^sha256:[0-9a-f]{64}$/.test(text);
}
export { isDiskFault as a, fileUnwritable as i, isSha256Digest as n, sha256Digest as r, digestOfHex as t };
