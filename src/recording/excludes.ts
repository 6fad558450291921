// SPDX-License-Identifier: Apache-2.0
// Exclude patterns are gitignore patterns, in git's own dialect (rules of a layout are fnmatch patterns; the two differ).
// A directory that is excluded is not entered, so nothing below it can be included again.
import { readGitignoreLine } from '../base/gitignore-line.ts'

/** What leaves paths out. Each answer is the pattern that does, or undefined. */
export interface Excludes {
  /** For a path that the user named: whether it, or a directory above it, is excluded. */
  path(path: string, isDirectory: boolean): string | undefined
  /**
   * For an entry found in a directory that is not itself excluded.
   *
   * @param name the last part of the path
   */
  entry(path: string, name: string, isDirectory: boolean): string | undefined
}

/** Compiles exclude patterns; of those that fit, the last one decides. */
export function compileExcludes(patterns: readonly string[]): Excludes {
  const lines = patterns
    .flatMap((pattern) => pattern.split(/\r?\n/).map((line) => ({ pattern, line: readGitignoreLine(line) })))
    .flatMap(({ pattern, line }) => (line === undefined ? [] : [{ ...line, pattern }]))
    .reverse()
  const entry: Excludes['entry'] = (path, name, isDirectory) => {
    for (const { pattern, includes, directoriesOnly, fits } of lines)
      if ((isDirectory || !directoriesOnly) && fits(path, name)) return includes ? undefined : pattern
    return undefined
  }
  return { entry, path: (path, isDirectory) => onTheWay(path, isDirectory, entry) }
}

/** The place that a recording starts from is no entry of it, and neither is what lies above, so no pattern fits them. */
function onTheWay(path: string, isDirectory: boolean, entry: Excludes['entry']): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  let way = ''
  for (const [index, part] of parts.entries()) {
    way = way === '' ? part : `${way}/${part}`
    if (part === '..') continue
    const pattern = entry(way, part, index < parts.length - 1 || isDirectory)
    if (pattern !== undefined) return pattern
  }
  return undefined
}
