import { isAbsolute, relative, sep } from "node:path";
// src/recording/git-name.ts
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/**
* Whether one part of a path names what git keeps for itself, on any platform: Windows drops dots and spaces at the end
* of a name and knows it by a short form, too; neither Windows nor macOS minds letter case, and HFS+ skips characters.
*/
function isGitName(part) {
	return /^(?:\.git|git~\d+)[ .]*$/i.test(part.replace(IGNORED_BY_HFS, ""));
}
// src/recording/place-of.ts
/** Where a path lies, seen from a directory, which itself is `inside`. Both are real paths, without any symbolic link. */
function placeOf(directory, path) {
	const way = relative(directory, path);
	const parts = way.split(sep);
	if (parts[0] === ".." || isAbsolute(way)) return "outside";
	return parts.some(isGitName) ? "git" : "inside";
}
export { isGitName as n, placeOf as t };
