// SPDX-License-Identifier: Apache-2.0
// Whether a recording of some paths, with some excludes, could name a file: for lists of files that somebody else made.
import { posix } from 'node:path'
import { LIMITS } from '../base/limits.ts'
import { coverageOf, schemeOf } from '../intoto/artifacts/uri-schemes.ts'
import { parseArtifactUri } from '../recording/artifact-names.ts'
import { COVERAGES } from '../recording/coverages.ts'
import { compileExcludes } from '../recording/excludes.ts'

/**
 * A test for names of artifacts, as a recording of `paths` in POSIX form gives them.
 *
 * @param paths plain, or as URIs with a scheme (ITE-4)
 * @param exclude gitignore patterns
 */
export function recordedPlaces(paths: readonly string[], exclude: readonly string[]): (name: string) => boolean {
  const excludes = compileExcludes(exclude)
  const roots = paths
    .map((path) => parseArtifactUri(path, posix.sep))
    .filter(
      ({ scheme, path }) =>
        COVERAGES[coverageOf(scheme)].excludedRoot === 'recorded' || excludes.path(path, false) === undefined
    )
  const isExcluded = (path: string): boolean => {
    const parts = path.split('/')
    if (parts.length > LIMITS.pathDepth) return true
    return excludes.path(path, false) !== undefined
  }
  return (name) => {
    // A plain file may have such a name, and then it could pass for what a path with that scheme recorded.
    const scheme = schemeOf(name)
    const path = name.slice(scheme.length)
    if (posix.normalize(path) !== path || path.includes('\0')) return false
    // Stages record nothing outside of the workspace.
    if (posix.isAbsolute(path) || path.split('/')[0] === '..') return false
    const { couldName } = COVERAGES[coverageOf(scheme)]
    return roots.some((root) => root.scheme === scheme && couldName(root.path, path, isExcluded))
  }
}
