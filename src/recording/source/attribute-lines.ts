// SPDX-License-Identifier: Apache-2.0
// A `.gitattributes` file, read as git's attr.c reads it from a commit.
import { isUtf8 } from 'node:buffer'
import { matcherOf, type GitignoreLine } from '../../base/gitignore-line.ts'

/** `true` and `false` for `name` and `-name`, a text for `name=text`, `unspecified` for `!name`. */
export type AttributeState = true | false | 'unspecified' | { readonly text: string }

export interface Attribute {
  readonly name: string
  readonly state: AttributeState
}

/** How git compares patterns with names: `core.ignoreCase`, which it sets where a file system ignores the case of letters. */
export type LetterCase = 'told-apart' | 'ignored'

export interface AttributeLine {
  readonly fits: Readonly<Record<LetterCase, GitignoreLine['fits']>>
  readonly attributes: readonly Attribute[]
}

export interface AttributeLines {
  readonly lines: readonly AttributeLine[]
  /** What the name of a macro stands for. */
  readonly macros: ReadonlyMap<string, readonly Attribute[]>
}

/** What git takes for an attribute file; a longer one says nothing, and neither does a longer line. */
const MOST_BYTES = 100 * 1024 * 1024
const MOST_LINE_BYTES = 2048
const MACRO = '[attr]'
const VALID_NAME = /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/

/** @param macros whether macros may be defined: at the top of a commit alone */
export function readAttributeLines(content: Buffer, macros: 'taken' | 'ignored'): AttributeLines {
  const lines: AttributeLine[] = []
  const named = new Map<string, readonly Attribute[]>()
  if (content.length >= MOST_BYTES) return { lines, macros: named }
  const zero = content.indexOf(0)
  const text = content.toString('latin1', 0, zero < 0 ? content.length : zero)
  for (const line of linesOf(text)) {
    if (line.length >= MOST_LINE_BYTES) continue
    const start = line.replace(/^[ \t\r]+/, '')
    if (start === '' || start.startsWith('#')) continue
    const { pattern, rest } = splitPattern(start)
    if (pattern.startsWith(MACRO) && pattern.length > MACRO.length) {
      const macro = macros === 'taken' ? readMacro(pattern, rest) : undefined
      if (macro !== undefined) named.set(macro.name, macro.attributes)
      continue
    }
    const attributes = readAttributes(rest)
    const fits = attributes === undefined ? undefined : readPattern(pattern)
    if (attributes !== undefined && fits !== undefined) lines.push({ fits, attributes })
  }
  return { lines, macros: named }
}

/** One after the other: a file of nothing but line feeds would become as many texts. */
function* linesOf(text: string): Generator<string> {
  let at = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
    if (end > at) yield text.slice(at, end)
    at = end + 1
  }
  yield text.slice(at)
}

function splitPattern(start: string): { pattern: string; rest: string } {
  const quoted = start.startsWith('"') ? unquote(start) : undefined
  if (quoted !== undefined) return { pattern: quoted.text, rest: start.slice(quoted.end) }
  const end = start.search(/[ \t\r]/)
  return end < 0 ? { pattern: start, rest: '' } : { pattern: start.slice(0, end), rest: start.slice(end) }
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"'
}

/** Undefined for quotes that git does not take for such. */
function unquote(start: string): { text: string; end: number } | undefined {
  let text = ''
  for (let at = 1; at < start.length; at += 1) {
    const letter = start[at] as string
    if (letter === '"') return { text, end: at + 1 }
    if (letter !== '\\') {
      text += letter
      continue
    }
    at += 1
    const octal = /^[0-3][0-7]{2}/.exec(start.slice(at, at + 3))?.[0]
    if (octal !== undefined) {
      text += String.fromCharCode(Number.parseInt(octal, 8))
      at += 2
      continue
    }
    const escaped = ESCAPES[start[at] ?? '']
    if (escaped === undefined) return undefined
    text += escaped
  }
  return undefined
}

/** A macro's name may be quoted with its word in front, and stands behind blanks or none. */
function readMacro(pattern: string, rest: string): { name: string; attributes: readonly Attribute[] } | undefined {
  const name = /^[ \t\r]*([^ \t\r]*)/.exec(pattern.slice(MACRO.length))?.[1] ?? ''
  const attributes = readAttributes(rest)
  return isValidName(name) && attributes !== undefined ? { name, attributes } : undefined
}

/** Undefined where one of them is not written as git wants it, which makes the whole line void. */
function readAttributes(rest: string): readonly Attribute[] | undefined {
  const attributes: Attribute[] = []
  for (const word of rest.split(/[ \t\r]+/)) {
    if (word === '') continue
    const equals = word.indexOf('=')
    const named = equals < 0 ? word : word.slice(0, equals)
    const sign = /^[-!]/.exec(named)?.[0]
    const name = sign === undefined ? named : named.slice(1)
    if (!isValidName(name)) return undefined
    attributes.push({ name, state: stateOf(sign, equals < 0 ? undefined : word.slice(equals + 1)) })
  }
  return attributes
}

function stateOf(sign: string | undefined, text: string | undefined): AttributeState {
  if (sign !== undefined) return sign === '-' ? false : 'unspecified'
  return text === undefined ? true : { text }
}

const isValidName = (name: string): boolean => VALID_NAME.test(name) && !name.startsWith('builtin_')

/**
 * Undefined for what fits nothing: a pattern for directories, which have no attributes, one that says "not", which git
 * forbids, and bytes that no name in UTF-8 has.
 */
function readPattern(bytes: string): AttributeLine['fits'] | undefined {
  if (bytes.startsWith('!') || bytes.endsWith('/')) return undefined
  const buffer = Buffer.from(bytes, 'latin1')
  if (!isUtf8(buffer)) return undefined
  const pattern = buffer.toString('utf8')
  let folded: GitignoreLine['fits'] | undefined
  return {
    'told-apart': matcherOf(pattern),
    // Hardly ever asked for.
    ignored: (path, name) => (folded ??= matcherOf(foldedPattern(pattern)))(folding(path), folding(name))
  }
}

/** An escaped character, a class of characters, or anything else. */
const PART = /\\.|\[[!^]?\]?(?:\[:\w+:\]|\\.|[^\]])*\]|[^\\[]+|./gs

/** As git's wildmatch folds: what is escaped, and single characters of a class, it takes as they are. */
function foldedPattern(pattern: string): string {
  return pattern.replace(PART, (part) => {
    if (part.startsWith('\\')) return part
    if (part.length === 1 || !part.startsWith('[')) return folding(part)
    const withRanges = part.replace(/[A-Z]-[A-Z]/g, (range) => `${range}${range.toLowerCase()}`)
    return withRanges.replaceAll('[:upper:]', '[:upper:][:lower:]')
  })
}

/** Git folds letters of ASCII alone. */
const folding = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
