// SPDX-License-Identifier: Apache-2.0
// Exclude patterns are gitignore patterns (rules of a layout are fnmatch patterns; the two dialects differ). A directory
// that is excluded is not entered, so nothing below it can be included again.
import ignore, { type Ignore } from 'ignore'

export interface Excludes {
  /** For a path that the user named: whether it, or a directory above it, is excluded. */
  path(path: string): boolean
  /** For an entry found in a directory that is not itself excluded. */
  entry(path: string, name: string, isDirectory: boolean): boolean
}

// No slash, no negation, no class, no escape: such a pattern looks at the last part of a path alone.
const SIMPLE = /^[\w.~+@*-]+$/

/** Compiles exclude patterns. */
export function compileExcludes(patterns: readonly string[]): Excludes {
  if (patterns.every((pattern) => SIMPLE.test(pattern))) return simpleExcludes(patterns)
  const matcher: Ignore = ignore({ ignorecase: false, allowRelativePaths: true }).add([...patterns])
  const ignores = (path: string): boolean => path !== '.' && matcher.ignores(path.replace(/^\/+/, ''))
  return {
    // The place that a recording starts from is no entry of it, so no pattern fits it.
    path: (path) => path !== '.' && (ignores(path) || ignores(`${path}/`)),
    entry: (path, _name, isDirectory) => ignores(isDirectory ? `${path}/` : path)
  }
}

/** The usual case, without a path matcher: tens of thousands of paths are tested. */
function simpleExcludes(patterns: readonly string[]): Excludes {
  const alternatives = patterns.map((pattern) => pattern.replace(/[.+]/g, '\\$&').replace(/\*+/g, '.*'))
  const expression = new RegExp(`^(?:${alternatives.join('|')})$`, 'su')
  const excluded = (name: string): boolean => patterns.length > 0 && expression.test(name)
  return {
    path: (path) => path.split('/').some((name) => name !== '.' && name !== '..' && excluded(name)),
    entry: (_path, name) => excluded(name)
  }
}
