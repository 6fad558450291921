// src/stages/portable-names.ts
/**
* Whether one part of a path names what git keeps for itself, on any platform: Windows drops dots and spaces at the end
* of a name and knows it by a short form, too, and neither Windows nor macOS minds letter case.
*/
function isGitName(part) {
	return /^(?:\.git|git~\d+)[ .]*$/i.test(part);
}
/** Whether Windows refuses one part of a path as it stands: it reserves some characters, endings and names of devices. */
function isRefusedByWindows(part) {
	return /[<>:"|?*\\\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part);
}
/** The same text for all paths that macOS or Windows may take for one: they mind neither letter case nor Unicode form. */
function foldName(path) {
	return path.normalize("NFC").toLowerCase();
}
export { isGitName as n, isRefusedByWindows as r, foldName as t };
