// SPDX-License-Identifier: Apache-2.0
// `scratch:` and `installs-into:`: what a step leaves behind without its files being recorded one by one.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { withoutEnd } from '../../base/without-end.ts'
import { wordMeant } from '../../intoto/intents/word-meant.ts'
import { flawOfInstalled, flawOfLine, flawOfMayChange } from '../../intoto/intents/statements.ts'
import { oneOrMore, type YamlReader } from '../yaml-reader.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { refuseWord } from './file-pattern.ts'
import { intentText, intentTexts, type PlacedText } from './intent-text.ts'
import { holdsDimension, matrixText, type MatrixText } from './matrix-text.ts'
import type { InstallsTemplate } from './step-template.ts'

/** Lines of gitignore. */
export function readScratch(reader: YamlReader, member: YamlMember | undefined): PlacedText[] {
  return readLines(reader, member, 'scratch', flawOfLine)
}

function readLines(
  reader: YamlReader,
  member: YamlMember | undefined,
  what: string,
  flawOf: (line: string) => string | undefined
): PlacedText[] {
  return intentTexts(reader, member, what).filter((line) => {
    const flaw = flawOf(line.text) ?? (fitsNothing(line.text) ? 'fits no file: no path has such a part' : undefined)
    if (flaw === undefined) return wordMeant(line.text) !== 'nothing' || !refuseWord(reader, line, what)
    const message = `The line ${quoteUntrusted(line.text)} of "${what}" ${flaw}.`
    reader.problem('LAYOUT_SOURCE_VALUE', line, message, lineHint(line.text))
    return false
  })
}

/** The parts of a line between its slashes. */
function partsOf(line: string): string[] {
  return line.replace(/^\//, '').replace(/\/$/, '').split('/')
}

/** Paths are in their shortest form, and gitignore compares part by part. */
function fitsNothing(line: string): boolean {
  return partsOf(line).some((part) => ['', '.', '..'].includes(part))
}

/** The line in its shortest form, from where it stands; undefined for one that leads out, or to nothing. */
function shortest(line: string): string | undefined {
  const parts: string[] = []
  for (const part of partsOf(line))
    if (part === '..') {
      if (/^$|[*?[]/.test(parts.pop() ?? '')) return undefined
    } else if (part !== '' && part !== '.') parts.push(part)
  return parts.length === 0 ? undefined : `/${parts.join('/')}${line.endsWith('/') ? '/' : ''}`
}

/** What to write in the place of a line that gitignore reads in a way of its own. */
function lineHint(line: string): string {
  if (line.startsWith('!'))
    return 'Name what is left behind. A file of the commit, and one that the step adds, is recorded also below such a line.'
  if (line.startsWith('#')) return 'A comment of YAML stands without quotes. For a name that begins with it write `?`.'
  if (line.includes('${{')) return 'No expression stands here: write a line that fits all legs, with `*`.'
  const plain = line.replaceAll('\\', '/').trim()
  const meant = fitsNothing(plain) ? shortest(plain) : plain
  if (meant !== undefined && flawOfMayChange(meant) === undefined) return `Write ${yamlText(meant)}.`
  return 'Write a line of gitignore that names what is meant: `.cache/`, `*.log`.'
}

/** Directories that a step fills with dependencies. */
export function readInstalls(reader: YamlReader, member: YamlMember | undefined): InstallsTemplate[] {
  if (member === undefined) return []
  const items = oneOrMore(member)
  if (items.length === 0)
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      member.value,
      '"installs-into" is an empty list.',
      'Leave out "installs-into".'
    )
  const installs = items.flatMap((item) =>
    item.kind === 'mapping' ? readNamed(reader, item) : readPlain(reader, item)
  )
  const seen = new Set<string>()
  return installs.filter(({ directory }) => {
    const isFirst = !seen.has(directory.text)
    seen.add(directory.text)
    if (isFirst) return true
    const message = `${yamlText(directory.text)} stands twice in "installs-into".`
    reader.problem('LAYOUT_SOURCE_VALUE', directory, message, 'Put what may change inside of it into one mapping.')
    return false
  })
}

function readPlain(reader: YamlReader, item: YamlValue): InstallsTemplate[] {
  const directory = readInstalled(reader, item)
  return directory === undefined ? [] : [{ directory, mayChange: [] }]
}

/** `{ node_modules: { may-change: .cache/ } }` */
function readNamed(reader: YamlReader, item: YamlValue & { readonly kind: 'mapping' }): InstallsTemplate[] {
  const example = 'Write `installs-into: { node_modules: { may-change: .cache/ } }`.'
  if (item.members.size === 0)
    reader.problem('LAYOUT_SOURCE_VALUE', item, '`{}` names no directory.', 'Leave out "installs-into".')
  return [...item.members].flatMap(([, { key, value }]) => {
    const directory = readInstalled(reader, key)
    if (value.kind !== 'mapping' || value.members.size === 0) {
      reader.problem('LAYOUT_SOURCE_TYPE', value, 'Behind a directory stands what may differ inside of it.', example)
      return []
    }
    reader.refuseUnknown(value.members, ['may-change'])
    const mayChange = readLines(reader, value.members.get('may-change'), 'may-change', flawOfMayChange)
    return directory === undefined ? [] : [{ directory, mayChange }]
  })
}

function readInstalled(reader: YamlReader, value: YamlValue): MatrixText | undefined {
  const placed = intentText(reader, value, 'installs-into')
  const written = placed === undefined ? undefined : matrixText(reader, placed)
  if (written === undefined || holdsDimension(written)) return written
  return refuseFlawedInstalled(reader, written, written.text) ? undefined : written
}

/** Notes what makes a text nothing that can be installed into; whether there was something. */
export function refuseFlawedInstalled(reader: YamlReader, at: { readonly offset: number }, text: string): boolean {
  const flaw = flawOfInstalled(text)
  if (flaw === undefined) return false
  const meant = withoutEnd(text.replace(/^\.\//, '').replace(/\/\*\*$/, ''), '/')
  reader.problem(
    'LAYOUT_SOURCE_VALUE',
    at,
    `Nothing can be installed into ${quoteUntrusted(text)}: it ${flaw}.`,
    meant !== text && flawOfInstalled(meant) === undefined
      ? `Write \`installs-into: ${yamlText(meant)}\`.`
      : 'Name a directory of the workspace, or one of your home: `node_modules`, `~/.m2/repository`.'
  )
  return true
}
