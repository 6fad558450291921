// SPDX-License-Identifier: Apache-2.0
// Frameworks name files with brackets (`src/[id]/page.tsx`, `[...slug].astro`), and in a pattern these are one character.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { quotedRule } from './rule-text.ts'

/** A class of a pattern that looks like a name: a letter first, or dots; two characters at least, and no range. */
const NAME_IN_BRACKETS = /\[(?=[^\]]{2})\[?(?:\.{3})?[A-Za-z_$@][\w$.]*\]/g

/** One letter in either case, as in `[Mm]akefile`. */
const EITHER_CASE = /^\[([A-Za-z])\1\]$/i

/** What brackets in a pattern mean, and how to write what is probably meant; message and hint are escaped. */
export interface BracketsHint {
  readonly message: string
  readonly hint: string
  /** The pattern that is probably meant. */
  readonly meant: string
}

/** A hint for a rule whose pattern has brackets that are probably meant as they are. */
export function bracketsHint(tokens: readonly string[]): BracketsHint | undefined {
  const [keyword = '', source = '', ...rest] = tokens
  let found: string | undefined
  const meant = source.replace(NAME_IN_BRACKETS, (name) => {
    if (EITHER_CASE.test(name)) return name
    found ??= name
    return name.replaceAll('[', '[[]')
  })
  if (found === undefined) return undefined
  return {
    message: `${escapeUntrusted(found)} fits one of the characters in the brackets, and no name with brackets.`,
    hint: `To mean the brackets, write the rule in double quotes: ${quotedRule([keyword, meant, ...rest])}.`,
    meant
  }
}
