// SPDX-License-Identifier: Apache-2.0
// What may stand in a statement for a step, a directory, a line of gitignore, a command, a digest.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { CoreError } from '../codes.ts'
import { isLiteral, parseIntentPattern, patternSegments, type IntentPattern } from './intent-pattern.ts'
import { isFlaw, intentSegments } from './intent-segments.ts'

/**
 * A statement is one word of the `run` of the inspection that carries intents: one fact, as the signed layout has it,
 * `build takes source`. A sentence is what people write in `layout.yml`, `takes: source` of a step, and becomes one
 * statement or several.
 */
export type Statement = string

/** First words of statements, and words that a step's name would be mistaken for. */
const RESERVED: readonly string[] = [
  'source',
  'nothing',
  'only',
  'from',
  'into',
  'legs',
  'release',
  'steps',
  'layout',
  'branches',
  'tags',
  'intents'
]

/** Whether a step in intents may be called so. */
export function isStepName(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name.length <= LIMITS.nameLength && !RESERVED.includes(name)
}

/** What makes a text no `from`, `into` or directory where a command runs; undefined for one that is. */
export function flawOfDirectory(directory: string): string | undefined {
  const read = intentSegments(directory)
  if (isFlaw(read)) return read.flaw
  return isLiteral({ text: directory }) ? undefined : 'holds a wildcard'
}

/** What makes a text nothing that a step can install into. */
export function flawOfInstalled(directory: string): string | undefined {
  return directory.startsWith('~/') ? flawOfDirectory(directory.slice(2)) : flawOfPlace(directory)
}

function flawOfPlace(directory: string): string | undefined {
  if (directory.startsWith('~')) return 'is in the home of another user'
  const read = intentSegments(directory)
  if (isFlaw(read)) return read.flaw
  return read.at(-1) === '**' ? 'ends with `**`, which is every directory below' : undefined
}

/** What makes a line no scratch: what gitignore reads in another way than it stands there, or what no file can fit. */
export function flawOfLine(line: string): string | undefined {
  if (line === '') return 'is empty'
  if (line.length > LIMITS.patternLength)
    return `has ${line.length} characters; at most ${LIMITS.patternLength} are read`
  if (/^[!#]/.test(line)) return `starts with \`${line[0]}\``
  if (line !== line.trim()) return 'has blanks at its ends'
  if (/[\\${}]/.test(line)) return 'holds a backslash, a dollar sign or a brace'
  return /[\p{Cc}\p{Cs}]/u.test(line) ? 'holds a control character' : undefined
}

/** What makes a line nothing that may change inside of an installed directory. */
export function flawOfMayChange(line: string): string | undefined {
  return (
    flawOfLine(line) ??
    (/^\/?(?:\*+|\*+\?\**|\?\*+)(?:\/\*+)*\/?$/.test(line) ? 'covers all of the directory' : undefined)
  )
}

/** Whether other implementations would put a parameter into a text. */
export function holdsBrace(text: string): boolean {
  return /[{}]/.test(text)
}

/** `sha256:` and 64 digits. */
export function isDefinition(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}

/** "Could not tell" what a layout says in intents. @param text what is wrong, escaped */
export function intentsInvalid(text: string, hint?: string): CoreError {
  return new CoreError('INTENTS_INVALID', text, { at: 'intents', hint })
}

/** A statement that is not one. @param flaw to stand behind it, with a full stop */
export function badStatement(statement: string, flaw: string): CoreError {
  return intentsInvalid(
    `The statement ${quoteUntrusted(statement)} ${flaw}`,
    'Sign the layout again with `layout sign`; if this release of the suite is older than the one that signed it, take that one.'
  )
}

/** A statement that this release does not know. */
export function unknownStatement(statement: string): CoreError {
  return badStatement(statement, 'is not known.')
}

/**
 * The pattern at the end of a statement.
 *
 * @throws INTENTS_INVALID for what is none
 */
export function patternOf(statement: string, text: string): IntentPattern {
  const read = patternSegments(text)
  if (isFlaw(read)) throw badStatement(statement, `has a pattern that ${read.flaw}.`)
  return parseIntentPattern(text)
}

/** A text or words as JSON, in which no control character stands as itself: no statement may hold one. */
export function jsonWord(value: string | readonly string[]): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

/** A JSON string as `jsonWord` writes it; undefined for any other spelling. */
export function readString(text: string): string | undefined {
  return readAsWritten(text, (value) => typeof value === 'string') as string | undefined
}

/** Words as `jsonWord` writes them; undefined for any other spelling, and for no word. */
export function readWords(text: string): readonly string[] | undefined {
  const isWords = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string')
  return readAsWritten(text, isWords) as readonly string[] | undefined
}

function readAsWritten(text: string, fits: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return fits(value) && jsonWord(value as string | readonly string[]) === text ? value : undefined
  } catch {
    return undefined
  }
}
