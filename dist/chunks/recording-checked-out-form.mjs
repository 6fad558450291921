import { V as LIMITS } from "./base.mjs";
const { createHash } = process.getBuiltinModule("node:crypto");
const { closeSync, fstatSync, openSync, readFileSync } = process.getBuiltinModule("node:fs");
const { TextDecoder } = process.getBuiltinModule("node:util");
// src/recording/checked-out-form.ts
/**
* Whether a file can have been checked out of a blob, in any of the forms that attributes ask for.
*
* @param disk SHA-256 in hex of the file's bytes
* @param blob SHA-256 in hex of the blob's bytes
* @returns false, too, for what cannot be undone: a blob that mixes line ends, a file of more than
* `LIMITS.undoneBytes`, which only Git LFS may have, and a file that cannot be read or is not the one of `disk`
*/
function isCheckedOutForm(file, disk, blob) {
	if (disk === blob) return true;
	const content = readBounded(file);
	if (content === void 0) return false;
	const pointer = pointerOf(disk, content.size);
	if ([pointer, pointer.trimEnd()].some((text) => sha256(text) === blob)) return true;
	if (content.bytes === void 0 || sha256(content.bytes) !== disk) return false;
	return [content.bytes, ...decoded(content.bytes)].some((text) => isExpansionOf(text, blob));
}
/** Undone in the order opposite to git's: what it writes has its ident expanded first, then its line ends. */
function isExpansionOf(text, blob) {
	return [text, ...withoutReturns(text)].some((form) => sha256(form) === blob || isCollapsedTo(form, blob));
}
/** The text with plain line ends, where each one has a return before it; git adds them to all or to none. */
function withoutReturns(text) {
	const [plain, lines] = [text.toString("latin1"), text.toString("latin1").replaceAll("\r\n", "\n")];
	return plain !== lines && lines.replaceAll("\n", "\r\n") === plain ? [Buffer.from(lines, "latin1")] : [];
}
/** An expanded `$Id$` names the blob that it stands in, so nothing else can stand there. */
function isCollapsedTo(text, blob) {
	const ids = /* @__PURE__ */ new Set();
	const collapsed = text.toString("latin1").replace(/\$Id: ([0-9a-f]{40}|[0-9a-f]{64}) \$/g, (_all, id) => {
		ids.add(id);
		return "$Id$";
	});
	const bytes = Buffer.from(collapsed, "latin1");
	return ids.size > 0 && sha256(bytes) === blob && [...ids].every((id) => id === gitIdOf(bytes, id.length));
}
function gitIdOf(bytes, digits) {
	return createHash(digits === 40 ? "sha1" : "sha256").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
/** What stands in the commit for a file that Git LFS keeps. */
function pointerOf(oid, size) {
	return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
}
/** The text in UTF-8, for each encoding of two or four bytes a unit that it can have. */
function decoded(bytes) {
	if (!bytes.includes(0)) return [];
	return [
		utf16(bytes),
		utf16(swapped(bytes, 2)),
		utf32(bytes),
		utf32(swapped(bytes, 4))
	].flatMap((text) => text === void 0 ? [] : [Buffer.from(text), ...text.startsWith("\ufeff") ? [Buffer.from(text.slice(1))] : []]);
}
function utf16(bytes) {
	try {
		return new TextDecoder("utf-16le", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
function utf32(bytes) {
	if (bytes.length % 4 !== 0) return void 0;
	const parts = [];
	for (let at = 0; at < bytes.length; at += 4) {
		const point = bytes.readUInt32LE(at);
		if (point > 1114111 || point >= 55296 && point <= 57343) return void 0;
		parts.push(String.fromCodePoint(point));
	}
	return parts.join("");
}
/** With the bytes of each unit the other way round; as they are where the units do not come out even. */
function swapped(bytes, unit) {
	if (bytes.length % unit !== 0) return bytes;
	const copy = Buffer.from(bytes);
	return unit === 2 ? copy.swap16() : copy.swap32();
}
function readBounded(file) {
	let descriptor;
	try {
		descriptor = openSync(file, "r");
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) return void 0;
		return {
			size: stats.size,
			bytes: stats.size > LIMITS.undoneBytes ? void 0 : readFileSync(descriptor)
		};
	} catch {
		return;
	} finally {
		if (descriptor !== void 0) closeSync(descriptor);
	}
}
function sha256(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
export { isCheckedOutForm as t };
