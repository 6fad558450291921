// SPDX-License-Identifier: Apache-2.0
// Lines of `layout.yml` that a hint offers: each is the whole line of its key, with what the step says already, so that it
// can stand in the place of the old one.
import { isDirectory } from './files.ts'
import { lineHides } from './installed-directories.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { Installs, StepIntents } from './intents.ts'
import { offered, patternsFor, type OfferedPatterns } from './offered-patterns.ts'
import { flawOfInstalled } from './statements.ts'
import { PATTERN_LISTS, type PatternWord } from './pattern-lists.ts'
import { installsText, patternOfFile, yamlTexts } from './yaml-text.ts'

/** What stands behind a line. */
export const SIGN = 'and sign the layout again'

/** A key that names files by patterns. */
export type FileKey = PatternWord

/** Keys under which one pattern says two things. */
const AGAINST: Readonly<Record<FileKey, readonly FileKey[]>> = {
  adds: ['may-add', 'removes'],
  'may-add': ['adds', 'removes'],
  changes: ['removes'],
  removes: ['adds', 'may-add', 'changes', 'may-remove'],
  'may-remove': ['removes']
}

const said = (step: StepIntents, key: FileKey): readonly IntentPattern[] => step[PATTERN_LISTS[key]]
/** Patterns as they stand in a layout. */
export const textsOf = (patterns: readonly IntentPattern[]): readonly string[] => patterns.map(({ text }) => text)

/** A line in backquotes. */
export function lineOf(key: string, texts: readonly string[]): string {
  return `\`${key}: ${yamlTexts([...new Set(texts)])}\``
}

/** A line with more patterns; undefined where one of them says the contrary elsewhere, or there is none. */
export function lineWith(step: StepIntents, key: FileKey, { texts }: OfferedPatterns): string | undefined {
  const contrary = AGAINST[key].some((other) => said(step, other).some(({ text }) => texts.includes(text)))
  return contrary || texts.length === 0 ? undefined : lineOf(key, [...textsOf(said(step, key)), ...texts])
}

/** A line with more lines of scratch. */
export function scratchLine({ scratch }: StepIntents, lines: readonly string[]): string {
  return lineOf('scratch', [...scratch, ...lines])
}

/**
 * A line with more directories that are installed; the key alone where nothing can be installed into one of them.
 *
 * @param names `dir:D`; others are passed over
 */
export function installsLine(
  { installs, scratch }: Pick<StepIntents, 'installs' | 'scratch'>,
  names: readonly string[]
): string {
  const more = names.filter(isDirectory).map((name): Installs => {
    const directory = name.slice('dir:'.length)
    // In a home no pattern is read.
    return { directory: directory.startsWith('~/') ? directory : patternOfFile(directory), mayChange: [] }
  })
  const hidden = scratch.map(lineHides)
  const isNone = more.some(
    ({ directory }) => flawOfInstalled(directory) !== undefined || hidden.some((hides) => hides(directory, 'directory'))
  )
  if (isNone) return '`installs-into`'
  return `\`installs-into: ${installsText([...installs, ...more])}\``
}

/** The lines by which patterns stand under another key, beside further ones. */
export function movedLines(
  step: StepIntents,
  patterns: readonly IntentPattern[],
  { from, to, beside = [] }: { readonly from: FileKey; readonly to: FileKey; readonly beside?: readonly string[] }
): string {
  const rest = said(step, from).filter((pattern) => !patterns.includes(pattern))
  const line = lineOf(to, [...textsOf(said(step, to)), ...textsOf(patterns)])
  const old = textsOf(said(step, from))
  const lines = [...beside, line]
  return rest.length === 0
    ? `${lines.join(' and ')} in place of ${lineOf(from, old)}`
    : [lineOf(from, textsOf(rest)), ...lines].join(' and ')
}

/** Patterns for files, of names alone where what they have in common says the contrary elsewhere. */
export function patternsBeside(step: StepIntents, key: FileKey, files: readonly string[]): OfferedPatterns {
  const patterns = patternsFor(files)
  if (lineWith(step, key, patterns) !== undefined) return patterns
  return offered(files.map(patternOfFile), files)
}

/** What is said of files that no offered pattern fits. */
export function partNote({ left }: OfferedPatterns): string {
  return left === 0
    ? ''
    : ` These patterns fit a part of them; ${left} more ${left === 1 ? 'file' : 'files'} must be named, too.`
}
