import { isAbsolute, relative, sep } from "node:path";
// src/recording/git-name.ts
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/**
* Whether one part of a path names what git keeps for itself, on any platform, as git's own `is_ntfs_dotgit` and
* `is_hfs_dotgit` see it: Windows drops dots and spaces at the end of a name, knows it by a short form, too, reads a
* colon as the beginning of a stream of the same file (`.git::$INDEX_ALLOCATION` is the directory itself) and a backslash
* as the end of the name; neither Windows nor macOS minds letter case, and HFS+ skips characters.
*/
function isGitName(part) {
	return /(?:^|\\)(?:\.git|git~\d+)[ .]*(?:$|[:\\])/i.test(part.replace(IGNORED_BY_HFS, ""));
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
