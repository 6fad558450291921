// SPDX-License-Identifier: Apache-2.0
// A pattern that nothing fits, and files that it was probably meant for: then it is replaced, for beside another one it would
// still fit nothing.
import { isDirectory } from './files.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { StepIntents } from './intents.ts'
import { lineOf, lineWith, textsOf } from './layout-lines.ts'
import { patternsFor } from './offered-patterns.ts'
import type { Unmet } from './own-changes.ts'

export type MistakenVerb = 'adds' | 'changes' | 'removes'

/** Files of the same name in other case, of the same last name, or below the directory that a pattern begins with. */
export function closeFiles({ text }: IntentPattern, files: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase()
  const wildcard = wanted.search(/[*?[]/)
  const start = wildcard < 0 ? undefined : wanted.slice(0, wanted.lastIndexOf('/', wildcard) + 1)
  const isClose = (file: string): boolean => {
    const name = file.toLowerCase()
    if (start !== undefined) return start !== '' && name.startsWith(start)
    return lastName(name) === lastName(wanted)
  }
  return files.filter((file) => !isDirectory(file) && isClose(file))
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A step without those patterns of a key that nothing fits, and that some files were meant for. */
export function withoutMistaken(
  step: StepIntents,
  verb: MistakenVerb,
  files: readonly string[],
  unmet: readonly Unmet[]
): StepIntents {
  const mistaken = new Set<IntentPattern>()
  for (const one of unmet) if (one.verb === verb && closeFiles(one.pattern, files).length > 0) mistaken.add(one.pattern)
  return mistaken.size === 0 ? step : { ...step, [verb]: step[verb].filter((pattern) => !mistaken.has(pattern)) }
}

/** The line in which patterns for the files that were meant stand in the place of a pattern; undefined for none. */
export function replacingLine(
  step: StepIntents,
  verb: MistakenVerb,
  pattern: IntentPattern,
  files: readonly string[]
): string | undefined {
  const close = closeFiles(pattern, files)
  const patterns = close.length === 0 ? undefined : patternsFor(close)
  if (patterns === undefined || patterns.left > 0) return undefined
  const rest = step[verb].filter((one) => one !== pattern)
  const line = lineWith({ ...step, [verb]: rest }, verb, patterns)
  return line === undefined ? undefined : `${line} in place of ${lineOf(verb, textsOf(step[verb]))}`
}
