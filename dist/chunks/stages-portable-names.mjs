// src/stages/portable-names.ts
/** Whether Windows refuses one part of a path as it stands: it reserves some characters, endings and names of devices. */
function isRefusedByWindows(part) {
	return /[<>:"|?*\\\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part);
}
/** The same text for all paths that macOS or Windows may take for one: they mind neither letter case nor Unicode form. */
function foldName(path) {
	return path.normalize("NFC").toLowerCase();
}
export { isRefusedByWindows as n, foldName as t };
