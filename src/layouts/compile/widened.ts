// SPDX-License-Identifier: Apache-2.0
// A pattern of intents in the dialect of rules, whose `*` crosses directories: what fits the first fits the second. Where
// that fits more, a pattern of what lies deeper tells the two apart.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { intentSegments, isFlaw, type IntentSegment } from '../../intoto/intents/intent-segments.ts'
import type { CodePointRange, CodePointTest, PatternToken } from '../../intoto/rules/pattern-tokens.ts'

export interface Widened {
  /** Together these fit whatever the pattern fits. */
  readonly patterns: readonly string[]
  /** These fit what the others fit beside. */
  readonly deeper: readonly string[]
}

/** A text, or a star that stays within a name. */
type Piece = string | typeof STAR
const STAR = Symbol('a star within a name')

const SLASH = 0x2f
const HYPHEN = 0x2d
/** `?`, and brackets that other implementations cannot read. */
const ANY_OF_NAME = '[!/]'
/** Of more `**` in one pattern each is one `*`, and of more `*` nothing is told apart. */
const MOST_DIRECTORIES = 2
const MOST_STARS = 3

/** The patterns of rules for a pattern of intents. */
export function widened(pattern: IntentPattern): Widened {
  const segments = segmentsOf(pattern)
  const inner = segments.slice(0, -1).filter((segment) => segment === '**').length
  const forms = piecesOf(segments, inner > MOST_DIRECTORIES)
  const patterns = [...new Set(forms.map((pieces) => textOf(pieces, -1)))]
  const stars = (forms[0] as readonly Piece[]).filter((piece) => piece === STAR).length
  const deeper =
    inner > 0 || stars > MOST_STARS
      ? []
      : Array.from({ length: stars }, (_, index) => textOf(forms[0] as readonly Piece[], index))
  return { patterns, deeper }
}

/** A text as a pattern that fits nothing else. */
export function escapedForRule(text: string): string {
  return /[*?[]/.test(text) ? text.replace(/[*?[]/g, '[$&]') : text
}

/** What a pattern that was read is made of. */
export function segmentsOf({ text }: Pick<IntentPattern, 'text'>): readonly IntentSegment[] {
  const segments = intentSegments(text)
  // A pattern that was read has no flaw.
  return isFlaw(segments) ? ['**'] : segments
}

/** All forms of a pattern that has `**`: where a slash follows, it is nothing or any directories. */
function piecesOf(segments: readonly IntentSegment[], isLong: boolean): readonly (readonly Piece[])[] {
  const [first, ...rest] = segments
  if (first === undefined) return [[]]
  if (first !== '**') {
    const name = first.map(pieceOf)
    return piecesOf(rest, isLong).map((pieces) => [...name, ...(rest.length === 0 ? [] : ['/']), ...pieces])
  }
  if (rest.length === 0) return [['*']]
  const forms = piecesOf(rest, isLong)
  // The star that a name begins with crosses directories by itself then.
  if (rest[0] === '**') return forms
  if (rest[0]?.[0] === '*') return forms.map(([, ...pieces]) => ['*', ...pieces])
  return forms.flatMap((pieces) => (isLong ? [['*', ...pieces]] : [pieces, ['*', '/', ...pieces]]))
}

function pieceOf(token: PatternToken): Piece {
  if (token === '*') return STAR
  return typeof token === 'number' ? escapedForRule(String.fromCodePoint(token)) : bracketsOf(token)
}

/** @param crossing which of the stars crosses a directory at least; -1 for none */
function textOf(pieces: readonly Piece[], crossing: number): string {
  let star = -1
  return pieces
    .map((piece) => {
      if (piece !== STAR) return piece
      star += 1
      return star === crossing ? '*/*' : '*'
    })
    .join('')
}

function bracketsOf({ ranges, negated }: CodePointTest): string {
  if (ranges.length === 0 || ranges.flat().includes(HYPHEN)) return ANY_OF_NAME
  const body = ranges.flatMap(withoutSlash).map(rangeText).join('')
  return negated ? `[!${body}/]` : `[${body}]`
}

/** A range as those that leave out the slash. */
export function withoutSlash([low, high]: CodePointRange): CodePointRange[] {
  if (low > SLASH || high < SLASH) return [[low, high]]
  const parts: CodePointRange[] = [
    [low, SLASH - 1],
    [SLASH + 1, high]
  ]
  return parts.filter(([from, to]) => from <= to)
}

function rangeText([low, high]: CodePointRange): string {
  const [from, to] = [String.fromCodePoint(low), String.fromCodePoint(high)]
  return low === high ? from : `${from}-${to}`
}
