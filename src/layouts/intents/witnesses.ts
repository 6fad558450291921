// SPDX-License-Identifier: Apache-2.0
// Names that fit a pattern, for asking whether something else fits all of them. They are chosen so that whatever fits them
// by chance would have to name their letters.
import { beginsLikeDrive } from '../../base/begins-like-drive.ts'
import { literalToken, passes, type PatternToken } from '../../intoto/rules/pattern-tokens.ts'
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { segmentsOf } from '../compile/widened.ts'

/** What stands for a star, and for directories, in each of the names. */
const FORMS = [
  { star: 'a', directories: [] },
  { star: 'qz', directories: ['b'] },
  { star: 'zq.x', directories: ['c', 'qy'] }
] as const

/** Some names that fit a pattern, short ones first. */
export function witnessesOf(pattern: IntentPattern): string[] {
  return witnessesOfText(pattern).filter((name) => pattern.matches(name))
}

/** The same for a directory or a pattern of directories. */
export function witnessesOfText(written: Pick<IntentPattern, 'text'>): string[] {
  const segments = segmentsOf(written)
  const names = FORMS.map(({ star, directories }) =>
    segments
      .flatMap((segment, index) => {
        if (segment !== '**') return [nameOf(segment, star)]
        return index === segments.length - 1 ? [...directories, star] : directories
      })
      .join('/')
  )
  return [...new Set(names)]
}

function nameOf(tokens: readonly PatternToken[], star: string): string {
  const name = tokens.map((token) => (token === '*' ? star : String.fromCodePoint(characterOf(token)))).join('')
  const [first] = tokens
  if (!beginsLikeDrive(name) || first === undefined || typeof first === 'number') return name
  // No file is recorded whose name begins like a drive.
  const other = [...NO_LETTERS].find((character) => first === '*' || passes(first, literalToken(character)))
  return other === undefined ? name : `${other}${name.slice(1)}`
}

const NO_LETTERS = '0123456789_-'

function characterOf(token: Exclude<PatternToken, '*'>): number {
  if (typeof token === 'number') return token
  const candidates = ['a', 'q', '0', '_', '-'].map(literalToken)
  return candidates.find((one) => passes(token, one)) ?? token.ranges[0]?.[0] ?? literalToken('a')
}
