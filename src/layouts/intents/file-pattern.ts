// SPDX-License-Identifier: Apache-2.0
// Patterns that name files. One that looks like a word of the language would be signed, and fail in the first run.
import { InTotoError } from '../../base/errors.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { parseIntentPattern, type IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { asFile, wordMeant } from '../../intoto/intents/word-meant.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { PlacedText } from './intent-text.ts'

/** A pattern of intents. What is none becomes a problem where it stands. */
export function patternAt(reader: YamlReader, { text, offset }: PlacedText): IntentPattern | undefined {
  try {
    return parseIntentPattern(text)
  } catch (error) {
    if (!(error instanceof InTotoError)) throw error
    return reader.refusal(error, { offset }, error.message)
  }
}

/**
 * A pattern of files. What is none becomes a problem where it stands, and so does a word that is misspelt.
 *
 * @param key under which it stands; undefined behind the name of a step
 */
export function filePatternAt(reader: YamlReader, placed: PlacedText, key?: string): IntentPattern | undefined {
  const pattern = patternAt(reader, placed)
  return pattern === undefined || refuseWord(reader, placed, key) ? undefined : pattern
}

/** Notes that a text is probably a word of the language; whether it is so. */
export function refuseWord(reader: YamlReader, placed: PlacedText, key?: string): boolean {
  const { text } = placed
  const word = wordMeant(text)
  if (word === undefined) return false
  const at = key === undefined ? '' : `${key}: `
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    placed,
    `${quoteUntrusted(text)} names a file at the top of the workspace. Did you mean \`${word}\`?`,
    `${MEANT[word](key)} If a file of that name is meant, write \`${at}${yamlText(asFile(text))}\`.`
  )
  return true
}

const MEANT: Readonly<Record<'source' | 'nothing', (key: string | undefined) => string>> = {
  source: (key) =>
    key === 'adds'
      ? 'Write `adds: source` if the step checks the commit out.'
      : 'Source is taken whole, `takes: source`, and added whole, `adds: source`, in a step that does nothing else.',
  nothing: (key) =>
    key === undefined
      ? '`nothing` stands alone: `takes: nothing`, `release: nothing`.'
      : `If there is nothing, leave \`${key}\` out.`
}
