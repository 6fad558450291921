// SPDX-License-Identifier: Apache-2.0
// What a hint offers to paste into `layout.yml`.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Installs, Take } from './intents.ts'
import { asFile, wordMeant } from './word-meant.ts'

/** A text as a value that may stand in a list, too: in quotes where YAML would read it in another way. */
export function yamlText(text: string): string {
  // What is cut would be another value; a longer one is refused anyway.
  const shown = escapeUntrusted(text, LIMITS.patternLength)
  const plain = /^(?:[A-Za-z_/]|~\/|\.[A-Za-z_])[\w./~@+*-]*$/.test(shown) && !ANOTHER.test(shown)
  return plain ? shown : `'${shown.replaceAll("'", "''")}'`
}

/** A text in double quotes, whole, in which what is not shown stands as YAML escapes it. */
export function yamlQuoted(text: string): string {
  return Array.from(JSON.stringify(text), (character) =>
    escapeUntrusted(character) === character
      ? character
      : `\\U${(character.codePointAt(0) as number).toString(16).padStart(8, '0')}`
  ).join('')
}

/** A text to paste that is never cut, as `yamlText` writes it, or in double quotes where that would be another text. */
export function yamlWhole(text: string): string {
  const shown = yamlText(text)
  return shown === text || shown === `'${text.replaceAll("'", "''")}'` ? shown : yamlQuoted(text)
}

/** What YAML takes for something else than a text. */
const ANOTHER = /^(?:true|false|null|yes|no|on|off|y|n|\.inf|\.nan)$/i

/** One text, or a list of several. */
export function yamlTexts(texts: readonly string[]): string {
  const [only, ...others] = texts.map(yamlText)
  return others.length === 0 ? (only ?? '[]') : `[${[only, ...others].join(', ')}]`
}

/** What a step takes, as the value of `takes`. */
export function takesText(takes: readonly Take[]): string {
  const parts = takes.map((take) => {
    if (take.of === 'source') return 'source'
    const only = yamlTexts(take.only.map(({ text }) => text))
    if (take.from === undefined && take.into === undefined)
      return take.only.length === 0 ? yamlText(take.step) : `{ ${yamlText(take.step)}: ${only} }`
    const members = [
      ...(take.only.length === 0 ? [] : [`only: ${only}`]),
      ...(take.from === undefined ? [] : [`from: ${yamlText(take.from)}`]),
      ...(take.into === undefined ? [] : [`into: ${yamlText(take.into)}`])
    ]
    return `{ ${yamlText(take.step)}: { ${members.join(', ')} } }`
  })
  return parts.length === 1 ? (parts[0] as string) : `[${parts.join(', ')}]`
}

/** The pattern that fits one file, and others only where its name holds what no pattern may, or nobody can see. */
export function patternOfFile(file: string): string {
  const pattern = [...file.replace(/[*?[]/g, '[$&]').replace(/^!|[\\{}$]/g, '?')].map(seen).join('')
  return wordMeant(pattern) === undefined ? pattern : asFile(pattern)
}

/** What a reader does not see as it is would be pasted as something else; a backquote ends what is to be pasted. */
const seen = (character: string): string =>
  character === '`' || escapeUntrusted(character) !== character ? '?' : character

/** What a step installs, as the value of `installs-into`. */
export function installsText(installs: readonly Installs[]): string {
  const parts = installs.map(({ directory, mayChange }) =>
    mayChange.length === 0 ? yamlText(directory) : `{ ${yamlText(directory)}: { may-change: ${yamlTexts(mayChange)} } }`
  )
  return parts.length === 1 ? (parts[0] as string) : `[${parts.join(', ')}]`
}
