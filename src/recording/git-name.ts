// SPDX-License-Identifier: Apache-2.0

// HFS+ leaves these out when it compares names: joiners, marks of direction, the byte order mark.
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g

/**
 * Whether one part of a path names what git keeps for itself, on any platform, as git's own `is_ntfs_dotgit` and
 * `is_hfs_dotgit` see it: Windows drops dots and spaces at the end of a name, knows it by a short form, too, reads a
 * colon as the beginning of a stream of the same file (`.git::$INDEX_ALLOCATION` is the directory itself) and a backslash
 * as the end of the name; neither Windows nor macOS minds letter case, and HFS+ skips characters.
 */
export function isGitName(part: string): boolean {
  // Every name in a workspace comes by here, and hardly any needs more than one look: what HFS+ skips is not ASCII.
  if (!/git|[^\0-\x7f]/i.test(part)) return false
  return /(?:^|\\)(?:\.git|git~\d+)[ .]*(?:$|[:\\])/i.test(part.replace(IGNORED_BY_HFS, ''))
}
