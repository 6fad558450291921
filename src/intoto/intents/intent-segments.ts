// SPDX-License-Identifier: Apache-2.0
// What a pattern of intents is made of, read once for whoever matches and whoever compiles it to rules. What could be read
// in two ways is a flaw.
import { LIMITS } from '../../base/limits.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { withoutEnd } from '../../base/without-end.ts'
import { literalToken, type CodePointRange, type CodePointTest, type PatternToken } from '../rules/pattern-tokens.ts'

/**
 * What stands between two slashes: any number of segments, also none where others follow, or the elements of one name, in
 * which no test and no star fits a slash.
 */
export type IntentSegment = '**' | readonly PatternToken[]

/** What makes a text no pattern. */
export interface PatternFlaw {
  /** What is wrong, to stand behind the pattern: "ends with a slash". */
  readonly flaw: string
  /** What to write instead, one sentence. */
  readonly hint: string
}

/** Any character of a name. */
const ANY: CodePointTest = { ranges: [], negated: true }

/** The segments of a pattern, or why it is none. */
export function intentSegments(text: string): readonly IntentSegment[] | PatternFlaw {
  const flaw = flawOfText(text)
  if (flaw !== undefined) return flaw
  const segments: IntentSegment[] = []
  for (const name of text.split('/')) {
    const segment = name === '**' ? name : tokensOf(name)
    if ('flaw' in Object(segment)) return segment as PatternFlaw
    segments.push(segment as IntentSegment)
  }
  return beginsLikeDrive(segments[0] as IntentSegment) ? LIKE_DRIVE : segments
}

/** Whether a letter and a colon come first: no verification takes such a path. */
function beginsLikeDrive(first: IntentSegment): boolean {
  const [letter, colon] = first
  return colon === literalToken(':') && isLetter(letter as PatternToken)
}

function isLetter(token: PatternToken): boolean {
  if (token === '*') return false
  const { ranges, negated } = typeof token === 'object' ? token : { ranges: [[token, token]] as const, negated: false }
  return !negated && ranges.every(([low, high]) => (low >= 0x41 && high <= 0x5a) || (low >= 0x61 && high <= 0x7a))
}

/** Whether something is a flaw. */
export function isFlaw(read: readonly IntentSegment[] | PatternFlaw): read is PatternFlaw {
  return 'flaw' in read
}

/** What is wrong with the text as a whole. */
function flawOfText(text: string): PatternFlaw | undefined {
  if (text === '') return flaw('is empty', 'Write `**` for all files.')
  if (text.length > LIMITS.patternLength)
    return flaw(`has ${text.length} characters; at most ${LIMITS.patternLength} are read`, 'Write a shorter one.')
  if (/[\p{Cc}\p{Cs}]/u.test(text))
    return flaw('holds a character that no recorded path has', 'Write `?` where the character stands.')
  if (text.includes('\\'))
    return flaw('holds a backslash', 'Write `/` between directories, and brackets around a special character: `[*]`.')
  if (/[{}$]/.test(text))
    return flaw(
      'holds a brace or a dollar sign',
      'Write out what the braces stand for, one pattern each; in `layout.yml` only `${{ matrix.NAME }}` stands in a pattern. For a file that has such a character in its name write `?`.'
    )
  if (text.startsWith('!'))
    return flaw(
      'starts with `!`',
      'Name what is meant, not what is not. For a file whose name starts with it write `?`.'
    )
  if (text.startsWith('file:'))
    return flaw('starts with `file:`', 'Leave it out: files are named by their paths. No recorded file is called so.')
  if (text.startsWith('dir:'))
    return flaw('starts with `dir:`', 'Name an installed directory in `installs-into`, without `dir:`.')
  return flawOfSlashes(text)
}

function flawOfSlashes(text: string): PatternFlaw | undefined {
  if (text.startsWith('/')) return flaw('starts with a slash', `Write ${quoteUntrusted(text.replace(/^\/+/, ''))}.`)
  if (text.endsWith('/'))
    return flaw('ends with a slash', `Write ${quoteUntrusted(`${withoutEnd(text, '/')}/**`)} for all files below it.`)
  const odd = text.split('/').find((name) => name === '' || name === '.' || name === '..')
  if (odd === undefined) return undefined
  const what = odd === '' ? 'two slashes in a row' : `a part ${quoteUntrusted(odd)}`
  return flaw(`has ${what}`, 'Write the path as it is recorded: from the top of the workspace, in its shortest form.')
}

/** The elements of one name. */
function tokensOf(name: string): readonly PatternToken[] | PatternFlaw {
  const characters = [...name]
  const tokens: PatternToken[] = []
  let at = 0
  while (at < characters.length) {
    const character = characters[at] as string
    at += 1
    if (character === '*') {
      if (characters[at] === '*')
        return flaw(
          `has \`**\` beside other characters in ${quoteUntrusted(name)}`,
          'It stands alone between slashes: write `*` for any part of one name, `**/` for any directories.'
        )
      tokens.push('*')
    } else if (character === '?') {
      tokens.push(ANY)
    } else if (character === '[') {
      const end = characters.indexOf(']', at)
      const test = end < 0 ? UNCLOSED : testIn(characters.slice(at, end))
      if ('flaw' in test) return test
      tokens.push(test)
      at = end + 1
    } else {
      tokens.push(literalToken(character))
    }
  }
  return tokens
}

/** What stands between brackets. */
function testIn(body: readonly string[]): CodePointTest | PatternFlaw {
  const negated = body[0] === '!'
  const members = negated ? body.slice(1) : body
  const [first] = members
  if (first === undefined) return flaw('has brackets that hold nothing', AS_ITSELF)
  if (first === '^') return flaw('has brackets that begin with `^`', 'Write `[!…]` for any other character.')
  if (first === '-' || members.at(-1) === '-')
    return flaw('has `-` at the edge of brackets', 'Write `-` outside of brackets, or a range: `[a-z]`.')
  // What other dialects call a class, as `[[:alpha:]]`.
  if (members.some((member, index) => member === '[' && /[:.=]/.test(members[index + 1] ?? '')))
    return flaw('has a named class within brackets', 'Write its characters: `[A-Za-z]`, `[0-9]`.')
  return rangesOf(members, negated)
}

function rangesOf(members: readonly string[], negated: boolean): CodePointTest | PatternFlaw {
  const ranges: CodePointRange[] = []
  let at = 0
  while (at < members.length) {
    const low = literalToken(members[at] as string)
    if (members[at + 1] !== '-') {
      ranges.push([low, low])
      at += 1
      continue
    }
    const high = literalToken(members[at + 2] as string)
    if (low > high) return flaw('has a range that runs backwards', 'Write the lower character first: `[a-z]`.')
    if (members[at + 3] === '-') return flaw('has two ranges that share a character', 'Write them apart: `[a-cc-e]`.')
    ranges.push([low, high])
    at += 3
  }
  return { ranges, negated }
}

const AS_ITSELF = 'For a file that has a bracket in its name write `[[]`; a closing one stands for itself.'
const LIKE_DRIVE: PatternFlaw = {
  flaw: 'begins like a drive of Windows',
  hint: 'Name a path from the top of the workspace. A file of such a name is never recorded: rename it.'
}
const UNCLOSED: PatternFlaw = { flaw: 'has a bracket that is not closed in one name', hint: AS_ITSELF }

function flaw(what: string, hint: string): PatternFlaw {
  return { flaw: what, hint }
}
