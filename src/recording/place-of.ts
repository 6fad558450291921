// SPDX-License-Identifier: Apache-2.0
import { isAbsolute, relative, sep } from 'node:path'
import { isGitName } from './git-name.ts'

/** Where something lies, seen from a directory. `git` is what git keeps for itself somewhere in there. */
export type Place = 'inside' | 'git' | 'outside'

/** Where a path lies, seen from a directory, which itself is `inside`. Both are real paths, without any symbolic link. */
export function placeOf(directory: string, path: string): Place {
  const way = relative(directory, path)
  const parts = way.split(sep)
  // On another drive of Windows there is no way but the whole path.
  if (parts[0] === '..' || isAbsolute(way)) return 'outside'
  return parts.some(isGitName) ? 'git' : 'inside'
}
