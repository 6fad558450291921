// SPDX-License-Identifier: Apache-2.0
// The pattern dialect of artifact rules: Python's fnmatch on POSIX, which the reference uses. `*` and `?` match `/` too,
// `[!x]` negates, a backslash is an ordinary character, and an unclosed `[` stands for itself. Compiled to a matcher of
// our own, because a pattern turned into a regular expression can be made to backtrack for ever.
import { passes, patternTokens, type CodePointTest, type PatternToken } from './pattern-tokens.ts'

/** Who counts what matching costs, and may end it by throwing. */
export interface MatchingWork {
  spend(steps: number): void
  /** Whether it never ends it. */
  readonly isUnbounded?: boolean
}

export interface Pattern {
  readonly source: string
  /** Whether matching never takes steps. */
  readonly isFree?: boolean
  /** @param work is told the steps that it took; forms that cost no more than comparing two texts take none */
  matches(text: string, work?: MatchingWork): boolean
}

const WILDCARD = /[*?[]/

/** True when the text means anything else than itself as a pattern. */
export function hasWildcard(text: string): boolean {
  return WILDCARD.test(text)
}

/** Compiles a pattern; every text is one. */
export function compilePattern(source: string): Pattern {
  const free = freeMatcher(source)
  return free === undefined ? { source, matches: matcher(source) } : { source, matches: free, isFree: true }
}

/** The forms that nearly all rules have need no general matcher. */
function freeMatcher(source: string): Pattern['matches'] | undefined {
  if (!hasWildcard(source)) return (text) => text === source
  const inner = withoutOuterStars(source)
  if (hasWildcard(inner)) return undefined
  const [open, close] = [source.startsWith('*'), source.endsWith('*')]
  if (inner === '') return () => true
  if (open && close) return (text) => text.includes(inner)
  return open ? (text) => text.endsWith(inner) : (text) => text.startsWith(inner)
}

function matcher(source: string): Pattern['matches'] {
  // Only when it is asked for: the elements of a pattern take a hundred times its memory.
  let tokens: readonly PatternToken[] | undefined
  return (text, work) => {
    if (tokens === undefined) {
      work?.spend(source.length)
      tokens = patternTokens(source)
    }
    return matchTokens(tokens, codePoints(text), work)
  }
}

function codePoints(text: string): number[] {
  const points: number[] = []
  for (const character of text) points.push(character.codePointAt(0) as number)
  return points
}

/** By a regular expression, stars within a pattern would be looked at once for each of them. */
function withoutOuterStars(source: string): string {
  let [start, end] = [0, source.length]
  while (source[start] === '*') start += 1
  while (end > start && source[end - 1] === '*') end -= 1
  return source.slice(start, end)
}

function fits(token: number | CodePointTest, codePoint: number): boolean {
  return typeof token === 'number' ? token === codePoint : passes(token, codePoint)
}

/** Greedy matching that returns only to the last `*`: at most the product of both lengths in steps. */
function matchTokens(
  tokens: readonly PatternToken[],
  text: readonly number[],
  work: MatchingWork | undefined
): boolean {
  let steps = text.length
  let position = 0
  let token = 0
  let star = -1
  let retry = 0
  while (position < text.length) {
    steps += 1
    const current = tokens[token]
    if (current === '*') {
      star = token
      token += 1
      retry = position
    } else if (current !== undefined && fits(current, text[position] as number)) {
      token += 1
      position += 1
    } else if (star >= 0) {
      token = star + 1
      retry += 1
      position = retry
    } else {
      break
    }
  }
  work?.spend(steps)
  if (position < text.length) return false
  while (tokens[token] === '*') token += 1
  return token === tokens.length
}
