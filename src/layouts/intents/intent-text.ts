// SPDX-License-Identifier: Apache-2.0
// Texts of the language of intents. What another reader of YAML takes for something else than a text is refused, because
// two people would read the line in two ways.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { CoreError } from '../../intoto/codes.ts'
import { yamlText, yamlTexts } from '../../intoto/intents/yaml-text.ts'
import { oneOrMore, type YamlReader } from '../yaml-reader.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { warnOfText } from './list-in-text.ts'

/** A text and where it stands. */
export interface PlacedText {
  readonly text: string
  readonly offset: number
}

/** What readers of YAML 1.1 take for truth, for a number or for a time, and YAML 1.2 for a text. */
const OTHERWISE_READ = /^(?:on|off|yes|no|[-+]?\d[\d_]*_\d*|[-+]?\d+(?::[0-5]?\d)+|\d{4}-\d{1,2}-\d{1,2})$/i

/** What to write under keys that have to stand there. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['takes', 'Write `takes: source`, `takes: nothing`, or the step whose files it begins with.'],
  ['release', 'Write `release: nothing`, or the step whose files are final.'],
  [
    'installs-into',
    'Name the directory that the step fills, `node_modules` or `~/.m2/repository`, or leave out "installs-into".'
  ],
  ['commit', 'Write run, head or named, or leave out "source".']
])

/** A text that every reader of YAML takes for the same. What is none becomes a problem. */
export function intentText(reader: YamlReader, value: YamlValue, what: string): PlacedText | undefined {
  if (value.kind !== 'scalar')
    return reader.problem(
      'LAYOUT_SOURCE_TYPE',
      value,
      `"${what}" needs a text, and a ${value.kind} stands here.`,
      'Put a text with brackets or braces into quotes.'
    )
  if (typeof value.value !== 'string')
    return reader.problem(
      'LAYOUT_SOURCE_TYPE',
      value,
      `"${what}" needs a text, and ${notText(value)}.`,
      // In quotes, what stands for nothing (`~`, `null`) is a text, which these keys refuse.
      value.plain === '' || (value.value === null && WRITTEN.has(what))
        ? (WRITTEN.get(what) ?? `Write one, or leave out "${what}".`)
        : `Write '${escapeUntrusted(value.plain ?? '')}'.`
    )
  if (value.value === '')
    return reader.problem(
      'LAYOUT_SOURCE_TYPE',
      value,
      `"${what}" is empty.`,
      WRITTEN.get(what) ?? `Write a text, or leave out "${what}".`
    )
  if (value.plain !== undefined && OTHERWISE_READ.test(value.plain))
    return reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      value,
      `Without quotes some readers of YAML take \`${escapeUntrusted(value.plain)}\` for a text, and others for ${otherwise(value.plain)}.`,
      `Write '${escapeUntrusted(value.plain)}'.`
    )
  return { text: value.value, offset: value.offset }
}

/** Whether nothing stands behind a key: an empty list, an empty text, or no value. */
export function isEmpty({ value }: YamlMember): boolean {
  if (value.kind === 'list') return value.items.length === 0
  return value.kind === 'scalar' && (value.value === '' || value.plain === '')
}

/** Notes that no pattern stands behind the step whose files are meant; whether it is so. */
export function refuseNoPattern(reader: YamlReader, step: string, member: YamlMember): boolean {
  if (!isEmpty(member)) return false
  const name = yamlText(step)
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    member.value,
    `Behind ${quoteUntrusted(step)} stands no pattern, which may mean all of its files, or none.`,
    `Write \`${name}\` for all of its files, or what fits those that are meant: \`{ ${name}: 'dist/**' }\`.`
  )
  return true
}

/** One text or a list of at least one. */
export function intentTexts(reader: YamlReader, member: YamlMember | undefined, what: string): PlacedText[] {
  if (member === undefined) return []
  const items = oneOrMore(member)
  if (items.length === 0)
    reader.problem('LAYOUT_SOURCE_VALUE', member.value, `"${what}" is an empty list.`, `Leave out "${what}".`)
  const texts = items.flatMap((item) => lineText(reader, item, what) ?? [])
  for (const one of texts) warnOfText(reader, one, what)
  return withoutTwice(reader, texts, what)
}

/** A text of one line that says something. */
function lineText(reader: YamlReader, item: YamlValue, what: string): PlacedText | undefined {
  const placed = intentText(reader, item, what)
  if (placed?.text.includes('\n') === true) return refuseLines(reader, placed, what)
  if (placed?.text !== 'nothing' || !LEFT_OUT.includes(what)) return placed
  const hint = `Leave \`${what}\` out. For a file of that name write \`${what}: '[n]othing'\`.`
  return refuse(reader, what, placed, `"${what}" names what there is, and "nothing" is no file.`, hint)
}

/** Keys that say nothing where they do not stand. */
const LEFT_OUT = ['adds', 'may-add', 'changes', 'removes', 'may-remove', 'scratch']

function refuseLines(reader: YamlReader, placed: PlacedText, what: string): undefined {
  const lines = placed.text.split('\n').map((line) => line.trim())
  // Behind these stands a step.
  const key = what === 'takes' || what === 'release' ? '' : `${what}: `
  const hint = `Write \`${key}${yamlTexts(lines.filter((line) => line !== ''))}\`.`
  return refuse(reader, what, placed, `"${what}" is one text with an end of line in it, and no list.`, hint)
}

/** Lines of gitignore are no patterns of intents. */
const LINES = ['scratch', 'may-change']

function refuse(reader: YamlReader, what: string, at: PlacedText, message: string, hint: string): undefined {
  if (LINES.includes(what)) return reader.problem('LAYOUT_SOURCE_VALUE', at, message, hint)
  return reader.refusal(new CoreError('INTENT_PATTERN_INVALID', message, { hint }), at, message)
}

/** What stands twice in a list means something else than it says, or nothing. */
function withoutTwice(reader: YamlReader, texts: readonly PlacedText[], what: string): PlacedText[] {
  const seen = new Set<string>()
  return texts.filter((one) => {
    const isFirst = !seen.has(one.text)
    seen.add(one.text)
    if (isFirst) return true
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      one,
      `${yamlText(one.text)} stands twice in "${what}".`,
      'Remove one of the two.'
    )
    return false
  })
}

/** Whether a value is exactly `true`, without quotes. */
export function isTrue(value: YamlValue | undefined): boolean {
  return value?.kind === 'scalar' && value.value === true
}

function notText(value: YamlValue & { readonly kind: 'scalar' }): string {
  if (value.value === null) return value.plain === '' ? 'nothing stands here' : '`null` is nothing'
  const read = String(value.value)
  const written = escapeUntrusted(value.plain ?? read)
  if (typeof value.value === 'boolean') return `\`${written}\` is truth to YAML`
  return read === value.plain ? `\`${written}\` is a number` : `YAML reads \`${written}\` as the number ${read}`
}

function otherwise(plain: string): string {
  if (/^[a-z]/i.test(plain)) return /^(?:on|yes)$/i.test(plain) ? 'true' : 'false'
  return /-\d/.test(plain) ? 'a date' : 'a number'
}
