// SPDX-License-Identifier: Apache-2.0
// One line of a gitignore file, read as git's dir.c reads it.
import { asBytes, compileWildmatch } from './wildmatch.ts'

/** A pattern, and what it says of a path that it fits. */
export interface GitignoreLine {
  /** `!` in front: what it fits is not excluded. */
  readonly includes: boolean
  readonly directoriesOnly: boolean
  /**
   * @param path relative, without a slash at either end
   * @param name its last part
   */
  readonly fits: (path: string, name: string) => boolean
}

/** Undefined for a line that says nothing: an empty one, a comment. */
export function readGitignoreLine(line: string): GitignoreLine | undefined {
  if (line === '' || line.startsWith('#')) return undefined
  const text = withoutTrailingSpaces(line)
  const includes = text.startsWith('!')
  const whole = includes ? text.slice(1) : text
  const directoriesOnly = whole.endsWith('/')
  const pattern = directoriesOnly ? whole.slice(0, -1) : whole
  return { includes, directoriesOnly, fits: matcherOf(pattern) }
}

/**
 * Matches a pattern alone, of which nothing in front or at the end has a meaning of its own.
 *
 * @internal shared with attributes
 */
export function matcherOf(pattern: string): GitignoreLine['fits'] {
  return pattern.includes('/') ? pathMatcher(pattern) : nameMatcher(pattern)
}

/** Spaces at the end count only behind a backslash. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length
  while (end > 0 && line[end - 1] === ' ') end -= 1
  if (end === line.length) return line
  let escapes = 0
  while (line[end - 1 - escapes] === '\\') escapes += 1
  return line.slice(0, escapes % 2 === 1 ? end + 1 : end)
}

/** Without a slash, a pattern looks at the last part of a path alone. */
function nameMatcher(pattern: string): GitignoreLine['fits'] {
  if (!/[?[\\]/.test(pattern)) {
    const fits = starMatcher(pattern)
    return (_path, name) => fits(name)
  }
  const fits = compileWildmatch(asBytes(pattern), 'alike')
  return (_path, name) => fits(asBytes(name))
}

/** The usual case, since tens of thousands of names are tested: texts with stars between them, each found once. */
function starMatcher(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split(/\*+/)
  const last = others.pop()
  if (last === undefined) return (name) => name === first
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false
    let at = first.length
    for (const text of others) {
      const found = name.indexOf(text, at)
      if (found < 0) return false
      at = found + text.length
    }
    return at + last.length <= name.length
  }
}

/** With a slash, it starts at the top. */
function pathMatcher(pattern: string): GitignoreLine['fits'] {
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern
  const wild = anchored.search(/[*?[\\]/)
  if (wild < 0) return (path) => path === anchored
  // Git compares what stands before the first special character by itself, so that a `**` right behind it begins a
  // pattern: `ab**/c` fits `abc/d/c`.
  const start = anchored.slice(0, wild)
  const fits = compileWildmatch(asBytes(anchored.slice(wild)), 'apart')
  return (path) => path.startsWith(start) && fits(asBytes(path.slice(start.length)))
}
