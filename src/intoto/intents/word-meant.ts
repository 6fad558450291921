// SPDX-License-Identifier: Apache-2.0
import { changesBetween } from '../../base/nearest-name.ts'

/** Words of the language that are no names of files. */
const WORDS = ['source', 'nothing'] as const

export type ReservedWord = (typeof WORDS)[number]

/**
 * The word that somebody probably meant who wrote a name for a file: in other case, or with a slip or two. What holds a
 * wildcard, a slash or a dot is a file to everybody, and so is a word that begins otherwise and differs in two letters
 * (`course`).
 */
export function wordMeant(text: string): ReservedWord | undefined {
  // No word is this long, and to compare costs.
  if (!/^[\w-]{4,9}$/.test(text)) return undefined
  return WORDS.find((word) => {
    const changes = changesBetween(text, word)
    return changes <= 1 || (changes === 2 && text.toLowerCase().startsWith(word.slice(0, 1)))
  })
}

/** A pattern that fits the one name that a word is, and that nobody takes for another one. */
export function asFile(word: string): string {
  return word.replace(/[A-Za-z0-9]/, '[$&]')
}
