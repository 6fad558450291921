// SPDX-License-Identifier: Apache-2.0
// The pattern dialect of artifact rules: Python's fnmatch on POSIX, which the reference uses. `*` and `?` match `/` too,
// `[!x]` negates, a backslash is an ordinary character, and an unclosed `[` stands for itself. Compiled to a matcher of
// our own, because a pattern turned into a regular expression can be made to backtrack for ever.

/** Who counts what matching costs, and may end it by throwing. */
export interface MatchingWork {
  spend(steps: number): void
}

export interface Pattern {
  readonly source: string
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
  return { source, matches: matcher(source) }
}

function matcher(source: string): Pattern['matches'] {
  if (!hasWildcard(source)) return (text) => text === source
  const inner = withoutOuterStars(source)
  if (!hasWildcard(inner)) {
    // The forms that nearly all rules have need no general matcher.
    const [open, close] = [source.startsWith('*'), source.endsWith('*')]
    if (inner === '') return () => true
    if (open && close) return (text) => text.includes(inner)
    return open ? (text) => text.endsWith(inner) : (text) => text.startsWith(inner)
  }
  const tokens = parsePattern(source)
  return (text, work) => matchTokens(tokens, [...text], work)
}

/** By a regular expression, stars within a pattern would be looked at once for each of them. */
function withoutOuterStars(source: string): string {
  let [start, end] = [0, source.length]
  while (source[start] === '*') start += 1
  while (end > start && source[end - 1] === '*') end -= 1
  return source.slice(start, end)
}

/** One element of a pattern: any run of characters, or a test of one code point. */
type Token = '*' | ((codePoint: string) => boolean)

function parsePattern(source: string): Token[] {
  const characters = [...source]
  const tokens: Token[] = []
  let index = 0
  while (index < characters.length) {
    const character = characters[index] as string
    index += 1
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*')
    } else if (character === '?') {
      tokens.push(() => true)
    } else if (character === '[') {
      const end = endOfClass(characters, index)
      if (end === undefined) {
        tokens.push((other) => other === '[')
      } else {
        tokens.push(characterClass(characters.slice(index, end)))
        index = end + 1
      }
    } else {
      tokens.push((other) => other === character)
    }
  }
  return tokens
}

/** The position of the `]` that closes a class. One that comes first, after `!` too, belongs to the class. */
function endOfClass(characters: readonly string[], start: number): number | undefined {
  let from = start
  if (characters[from] === '!') from += 1
  if (characters[from] === ']') from += 1
  const end = characters.indexOf(']', from)
  return end === -1 ? undefined : end
}

/**
 * Python splits a class at those hyphens that make a range and drops ranges that run backwards; what is left may be
 * empty, and then matches nothing, or anything when negated.
 */
function characterClass(body: readonly string[]): (codePoint: string) => boolean {
  const negated = body[0] === '!'
  const members = negated ? body.slice(1) : body
  const ranges: [low: number, high: number][] = []
  let index = 0
  while (index < members.length) {
    const low = codePoint(members[index])
    if (members[index + 1] === '-' && index + 2 < members.length) {
      const high = codePoint(members[index + 2])
      if (low <= high) ranges.push([low, high])
      index += 3
    } else {
      ranges.push([low, low])
      index += 1
    }
  }
  return (character) => {
    const value = codePoint(character)
    return ranges.some(([low, high]) => low <= value && value <= high) !== negated
  }
}

function codePoint(character: string | undefined): number {
  return (character as string).codePointAt(0) as number
}

/** Greedy matching that returns only to the last `*`: at most the product of both lengths in steps. */
function matchTokens(tokens: readonly Token[], text: readonly string[], work: MatchingWork | undefined): boolean {
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
    } else if (current?.(text[position] as string) === true) {
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
