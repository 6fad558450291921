// SPDX-License-Identifier: Apache-2.0
// Which lines of `may-change` to offer for files of an installed directory that changed. What a line covers nobody checks
// any more, so it covers these files, caches like theirs, and little else.
import { compileExcludes } from '../../recording/excludes.ts'

/** Files of which each is named. */
const MOST_LINES = 5
/** Of the files of a directory, the part that lines may cover: with more nothing is held against the installer. */
const MOST_COVERED = 0.5

/**
 * The narrowest lines that cover the files that changed; undefined where lines would cover too much of the directory, or
 * there would be too many.
 *
 * @param changed paths in the directory, at least one
 * @param all every file that lies or lay there
 */
export function mayChangeLines(changed: readonly string[], all: ReadonlySet<string>): readonly string[] | undefined {
  const caches = withinBounds([...new Set(changed.map((file) => cacheLine(file) ?? fileLine(file)))], all)
  return caches ?? withinBounds(changed.map(fileLine), all)
}

/** Whether Python wrote some of the files when it imported what lies beside them. */
export function areOfPython(files: readonly string[]): boolean {
  return files.some((file) => file.endsWith('.pyc'))
}

function withinBounds(lines: readonly string[], all: ReadonlySet<string>): readonly string[] | undefined {
  if (lines.length > MOST_LINES) return undefined
  const excludes = compileExcludes(lines)
  const most = all.size * MOST_COVERED
  let covered = 0
  for (const file of all) if (excludes.path(file, false) !== undefined) covered += 1
  return covered <= most ? lines : undefined
}

/** The line for a file that tools keep beside or instead of what was installed. */
function cacheLine(file: string): string | undefined {
  const directory = file.split('/').slice(0, -1).find(isCache)
  if (directory !== undefined) return `${asPattern(directory)}/`
  return file.endsWith('.pyc') ? '*.pyc' : undefined
}

const isCache = (name: string): boolean => /^(?:__pycache__|\.[\w.-]*cache)$/.test(name)

/** With a slash in front, it is the file of this name at the top alone. */
const fileLine = (file: string): string => (file.includes('/') ? asPattern(file) : `/${asPattern(file)}`)

/** A line may hold no backslash, which would escape, and nothing that is read as an expression. */
function asPattern(path: string): string {
  return path.replace(/[*?[]/g, '[$&]').replace(/^[!#]|[\\{}$]|^\s|\s$|\p{Cc}|\p{Cs}/gu, '?')
}
