// SPDX-License-Identifier: Apache-2.0
// The patterns of intents: `*` and `?` stop at a slash, `**` stands alone between slashes, brackets hold characters and
// ranges. Nothing else is special, and what could be read in two ways is refused.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { CoreError } from '../codes.ts'
import { passes, type PatternToken } from '../rules/pattern-tokens.ts'
import { greedyMatch, type Place } from './greedy-match.ts'
import { intentSegments, isFlaw, type IntentSegment, type PatternFlaw } from './intent-segments.ts'

/** A pattern that was read. */
export interface IntentPattern {
  /** As it was written. */
  readonly text: string
  /** Whether a path fits, relative to where the pattern stands. An installed directory, `dir:…`, fits none. */
  matches(path: string): boolean
}

/**
 * Reads a pattern.
 *
 * @throws INTENT_PATTERN_INVALID
 */
export function parseIntentPattern(text: string): IntentPattern {
  const segments = patternSegments(text)
  if (isFlaw(segments))
    throw new CoreError('INTENT_PATTERN_INVALID', `The pattern ${quoteUntrusted(text)} ${segments.flaw}.`, {
      hint: segments.hint
    })
  const fits = matcherOf(text, segments)
  return { text, matches: (path) => !path.startsWith('dir:') && fits(path) }
}

/** Whether a pattern fits one name alone. */
export function isLiteral({ text }: Pick<IntentPattern, 'text'>): boolean {
  return !/[*?[]/.test(text)
}

/** The segments of a pattern, or why a text is none. */
export function patternSegments(text: string): readonly IntentSegment[] | PatternFlaw {
  if (text === 'source' || text === 'nothing')
    return {
      flaw: 'is a word of the language',
      hint: `For a file of that name write \`[${text.slice(0, 1)}]${text.slice(1)}\`.`
    }
  return intentSegments(text)
}

/** Nearly all patterns are a name, or all below a directory, and need no general matcher. */
function matcherOf(text: string, segments: readonly IntentSegment[]): (path: string) => boolean {
  if (isLiteral({ text })) return (path) => path === text
  if (text === '**') return isNormal
  const directory = text.endsWith('/**') ? text.slice(0, -2) : undefined
  if (directory !== undefined && isLiteral({ text: directory }))
    return (path) => path.startsWith(directory) && isNormal(path)
  // Only when it is asked for: a test takes a hundred times the memory of its character.
  let places: readonly Place<string>[] | undefined
  return (path) => {
    places ??= placesOf(segments)
    return isNormal(path) && greedyMatch(places, path.split('/'))
  }
}

/** What is not in its shortest form names another place than it seems to. */
function isNormal(path: string): boolean {
  return !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path)
}

function placesOf(segments: readonly IntentSegment[]): Place<string>[] {
  return segments.flatMap((segment, index): Place<string>[] => {
    if (segment !== '**') return [nameTest(segment)]
    // `dist/**` is everything below dist, and not dist.
    return index === segments.length - 1 ? [() => true, 'any run'] : ['any run']
  })
}

function nameTest(tokens: readonly PatternToken[]): (name: string) => boolean {
  const places = tokens.map((token): Place<string> => {
    if (token === '*') return 'any run'
    if (typeof token !== 'number') return (character) => passes(token, character.codePointAt(0) as number)
    const wanted = String.fromCodePoint(token)
    return (character) => character === wanted
  })
  return (name) => greedyMatch(places, [...name])
}
