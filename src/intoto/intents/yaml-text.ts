// SPDX-License-Identifier: Apache-2.0
// What a hint offers to paste into `layout.yml`.
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Take } from './intents.ts'

/** A text as a value that may stand in a list, too: in quotes where YAML would read it in another way. */
export function yamlText(text: string): string {
  const shown = escapeUntrusted(text)
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

/** Patterns of whole names in a hint. */
const MOST_NAMES = 3
const MOST_PATTERNS = 10

/**
 * Patterns that fit some files: of few the files themselves, of many the directories that hold them.
 *
 * @param files at least one
 */
export function patternsFor(files: readonly string[]): string[] {
  if (files.length <= MOST_NAMES) return files.map(patternOfFile)
  const common = commonDirectory(files)
  if (common !== '') return [`${patternOfFile(common)}/**`]
  const patterns = new Set(
    files.map((file) => {
      const slash = file.indexOf('/')
      return slash < 0 ? patternOfFile(file) : `${patternOfFile(file.slice(0, slash))}/**`
    })
  )
  return [...patterns].slice(0, MOST_PATTERNS)
}

/** The pattern that fits one file, and others only where its name holds what no pattern may. */
export function patternOfFile(file: string): string {
  const pattern = file
    .replace(/[*?[]/g, '[$&]')
    .replace(/^!|[\\{}$]|[^ -~]/gu, (part) => (/^[!-~]$/.test(part) || escapeUntrusted(part) !== part ? '?' : part))
  return pattern === 'source' || pattern === 'nothing' ? `[${pattern.slice(0, 1)}]${pattern.slice(1)}` : pattern
}

function commonDirectory(files: readonly string[]): string {
  let common = (files[0] as string).split('/').slice(0, -1)
  for (const file of files) {
    const parts = file.split('/').slice(0, -1)
    let same = 0
    while (same < common.length && common[same] === parts[same]) same += 1
    common = common.slice(0, same)
  }
  return common.join('/')
}
