// SPDX-License-Identifier: Apache-2.0
// `matrix:` of a step, written as in the workflow.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { oneOrMore, type YamlReader } from '../yaml-reader.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { intentText } from './intent-text.ts'
import { combinationsOf, legsOf } from './matrix-legs.ts'
import type { MatrixValues } from './matrix-text.ts'

/** Legs of one job: GitHub starts no more. */
const MOST_LEGS = 256

/** The legs of a matrix, at least one; undefined for what is none. */
export function readMatrix(reader: YamlReader, { value }: YamlMember): readonly MatrixValues[] | undefined {
  if (value.kind !== 'mapping' || value.members.size === 0)
    return reader.problem(
      'LAYOUT_SOURCE_TYPE',
      value,
      '"matrix" is a mapping of names to lists of values, as in the workflow.',
      'Write `matrix: { os: [ubuntu-24.04, macos-15] }`.'
    )
  const dimensions = new Map<string, readonly string[]>()
  let isWhole = true
  for (const [name, member] of value.members) {
    if (name === 'include' || name === 'exclude') continue
    const values = readDimension(reader, name, member)
    if (values === undefined) isWhole = false
    else dimensions.set(name, values)
  }
  const include = readEntries(reader, value.members.get('include'), 'include')
  const exclude = readEntries(reader, value.members.get('exclude'), 'exclude')
  if (!isWhole || include === undefined || exclude === undefined) return undefined
  // An entry that names something else would fit no leg, and leave none out.
  for (const item of oneOrMore(value.members.get('exclude')))
    if (item.kind === 'mapping') reader.refuseUnknown(item.members, [...dimensions.keys()])
  if (combinationsOf(dimensions) > MOST_LEGS * MOST_LEGS) return refuseCount(reader, value, combinationsOf(dimensions))
  const legs = legsOf({ dimensions, include, exclude })
  if (legs.length > MOST_LEGS) return refuseCount(reader, value, legs.length)
  if (legs.length > 0) return legs
  const hint = 'Leave out the entry of "exclude" that fits all of them.'
  return reader.problem('LAYOUT_SOURCE_VALUE', value, 'The matrix has no leg, so nothing would be demanded.', hint)
}

function refuseCount(reader: YamlReader, at: YamlValue, count: number): undefined {
  const message = `The matrix has ${count} legs; GitHub starts at most ${MOST_LEGS}.`
  return reader.problem('LAYOUT_SOURCE_VALUE', at, message, 'Write fewer values, or exclude some.')
}

function readDimension(reader: YamlReader, name: string, { key, value }: YamlMember): readonly string[] | undefined {
  if (!isDimensionName(reader, key, name)) return undefined
  if (value.kind === 'list' && value.items.length > 0) {
    const values = value.items.map((item) => matrixValue(reader, name, item))
    return values.every((one) => one !== undefined) ? withoutTwice(reader, name, values, value.items) : undefined
  }
  const found = value.kind === 'scalar' ? escapeUntrusted(String(value.value)) : 'a'
  return reader.problem(
    'LAYOUT_SOURCE_TYPE',
    value,
    `The dimension ${quoteUntrusted(name)} of a matrix is a list of values, written out.`,
    `Write \`${escapeUntrusted(name)}: [${found.startsWith('$') ? 'a, b' : found}]\`.`
  )
}

/** Legs of the same values would have one name. */
function withoutTwice(
  reader: YamlReader,
  name: string,
  values: readonly string[],
  items: readonly YamlValue[]
): readonly string[] {
  const seen = new Set<string>()
  return values.filter((text, index) => {
    const isFirst = !seen.has(text)
    seen.add(text)
    if (isFirst) return true
    const message = `${yamlText(text)} stands twice in the dimension ${quoteUntrusted(name)}.`
    reader.problem('LAYOUT_SOURCE_NAME', items[index] as YamlValue, message, 'Remove one of the two.')
    return false
  })
}

function isDimensionName(reader: YamlReader, key: YamlValue, name: string): boolean {
  if (/^[A-Za-z_][\w-]*$/.test(name)) return true
  reader.problem(
    'LAYOUT_SOURCE_NAME',
    key,
    `${quoteUntrusted(name)} cannot be a dimension: no expression could name it.`,
    'Use letters, digits, "-" and "_", and begin with a letter.'
  )
  return false
}

/** A value as text. A whole number is the same to every reader; `3.10` is not. */
function matrixValue(reader: YamlReader, name: string, value: YamlValue): string | undefined {
  const number = value.kind === 'scalar' && Number.isSafeInteger(value.value) ? String(value.value) : undefined
  if (number !== undefined && value.kind === 'scalar' && value.plain === number) return number
  if (value.kind === 'scalar' && (value.value === '' || value.plain === ''))
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      `A value of ${quoteUntrusted(name)} is empty, so the name of a leg could not show it.`,
      'Use a word in its place, such as `none`, in the workflow, too.'
    )
  const text = intentText(reader, value, name)?.text
  if (text === undefined || !/[*?[\]{}$\\\p{Cc}]/u.test(text)) return text
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    value,
    `The value ${quoteUntrusted(text)} holds a character that patterns read in a way of their own.`,
    'Use a value without `*`, `?`, brackets, braces, `$` and backslashes, in the workflow, too.'
  )
}

function readEntries(
  reader: YamlReader,
  member: YamlMember | undefined,
  what: 'include' | 'exclude'
): MatrixValues[] | undefined {
  if (member === undefined) return []
  const example = `Write \`${what}: [{ os: windows-2025, arch: arm64 }]\`.`
  const items = reader.list(member, `"${what}" of a matrix is a list of mappings.`, example)
  const entries = items.map((item) => readEntry(reader, item, example))
  if (member.value.kind !== 'list') return undefined
  return entries.every((one) => one !== undefined) ? entries : undefined
}

function readEntry(reader: YamlReader, item: YamlValue, example: string): MatrixValues | undefined {
  if (item.kind !== 'mapping' || item.members.size === 0)
    return reader.problem('LAYOUT_SOURCE_TYPE', item, 'An entry of a matrix is a mapping of names to values.', example)
  const entry = new Map<string, string>()
  let isWhole = true
  for (const [name, { key, value }] of item.members) {
    const text = isDimensionName(reader, key, name) ? matrixValue(reader, name, value) : undefined
    if (text === undefined) isWhole = false
    else entry.set(name, text)
  }
  return isWhole ? entry : undefined
}
