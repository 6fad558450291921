// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'

/**
 * Splits a rule or a command written as text into words, as a POSIX shell does without expansions: quotes group, a
 * backslash takes the next character literally (within double quotes only `"` and `\`).
 *
 * @throws METADATA_RULE_INVALID for an open quote or a backslash at the end
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string
    if (quote === undefined && /\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    word ??= ''
    const next = text[index + 1]
    if (character === quote) {
      quote = undefined
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character
    } else if (character === '\\' && quote !== "'" && (quote === undefined || next === '"' || next === '\\')) {
      if (next === undefined) throw openText(text, 'ends with a backslash')
      word += next
      index += 1
    } else {
      word += character
    }
  }
  if (quote !== undefined) throw openText(text, `has an open ${quote === '"' ? 'double' : 'single'} quote`)
  if (word !== undefined) words.push(word)
  return words
}

/** Joins words into text that `splitWords` splits into the same words. */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => (/^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`)).join(' ')
}

function openText(text: string, what: string): CoreError {
  return new CoreError('METADATA_RULE_INVALID', `${quoteUntrusted(text)} ${what}.`, {
    hint: 'Close the quote, or put the text into single quotes.'
  })
}

/** A rule as it can be pasted into a list of `.in-toto/layout.yml`: in double quotes; escaped. */
export function quotedRule(words: readonly string[]): string {
  return escapeUntrusted(JSON.stringify(joinWords(words)))
}
