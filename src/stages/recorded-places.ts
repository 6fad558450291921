// SPDX-License-Identifier: Apache-2.0
// Whether a recording of some paths, with some excludes, could name a file: for lists of files that somebody else made.
import { posix } from 'node:path'
import { LIMITS } from '../intoto/limits.ts'
import { parseArtifactUri } from '../recording/artifact-names.ts'
import { compileExcludes } from '../recording/excludes.ts'

/**
 * A test for names of artifacts, as a recording of `paths` in POSIX form gives them.
 *
 * @param paths plain, or as `file:` and `dir:` URIs (ITE-4)
 * @param exclude gitignore patterns
 */
export function recordedPlaces(paths: readonly string[], exclude: readonly string[]): (name: string) => boolean {
  const roots = paths.map((path) => parseArtifactUri(path, posix.sep))
  const excludes = compileExcludes(exclude)
  const isExcluded = (path: string): boolean => {
    const parts = path.split('/')
    if (parts.length > LIMITS.pathDepth) return true
    return parts.some((part, index) =>
      excludes.entry(parts.slice(0, index + 1).join('/'), part, index < parts.length - 1)
    )
  }
  return (name) =>
    roots.some(({ scheme, path: root }) => {
      if (!name.startsWith(scheme)) return false
      const path = name.slice(scheme.length)
      if (posix.normalize(path) !== path || path.includes('\0')) return false
      // One artifact stands for all of such a directory.
      if (scheme === 'dir:') return path === root
      return (root === '.' || path === root || path.startsWith(`${root}/`)) && !isExcluded(path)
    })
}
