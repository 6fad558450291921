// SPDX-License-Identifier: Apache-2.0
// Which missing files a line explains. The line is the link's own word, as long as the link is, and so are the paths:
// what would take long to explain stays unexplained, and is told file by file.
import { lineHides } from './installed-directories.ts'

/** Characters held against characters, of one line. */
export const WORK_OF_LINE = 10_000_000

/** The files that a gitignore line hides; none where it would cost too much to tell. */
export function hiddenBy(line: string, paths: readonly string[]): readonly string[] {
  const trials = paths.reduce((sum, path) => sum + trialsOf(path), 0)
  if (workOfLine(line, trials) > WORK_OF_LINE) return []
  const hides = lineHides(line)
  return paths.filter((path) => hides(path, 'file'))
}

/** Characters that a line is held against: a path, and each directory above it. */
export function trialsOf(path: string): number {
  return path.length * path.split('/').length
}

/** Units of work, at most. Without a wildcard two texts are compared, which ends with the first difference. */
export function workOfLine(line: string, trials: number): number {
  return line.length + (/[*?[\\]/.test(line) ? line.length : 1) * trials
}
