// SPDX-License-Identifier: Apache-2.0
// `takes:` of a step, in all its forms.
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { YamlMembers, YamlReader } from '../yaml-reader.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { yamlText, yamlTexts } from '../../intoto/intents/yaml-text.ts'
import { intentText, intentTexts, refuseNoPattern, type PlacedText } from './intent-text.ts'
import { holdsDimension, matrixText, type MatrixText } from './matrix-text.ts'
import { refuseFlawedDirectory } from './read-directory.ts'
import type { TakeTemplate } from './step-template.ts'

const PARTS = ['only', 'from', 'into', 'legs']

/** Words of the language that are no steps. */
const WHOLE = ['source', 'nothing']

/** What a step takes; none for `nothing`. */
export function readTakes(reader: YamlReader, { value }: YamlMember): TakeTemplate[] {
  const items = value.kind === 'list' ? value.items : [value]
  const takes = items.flatMap((item) => readTake(reader, item, items.length > 1))
  if (items.length === 0)
    reader.problem('LAYOUT_SOURCE_VALUE', value, '"takes" is an empty list.', 'Write `takes: nothing`.')
  return withoutTwice(reader, takes)
}

function readTake(reader: YamlReader, item: YamlValue, isOneOfSeveral: boolean): TakeTemplate[] {
  if (item.kind !== 'mapping') {
    const step = readStepName(reader, item)
    if (step === undefined) return []
    if (step.text !== 'nothing') return [whole(step)]
    if (isOneOfSeveral)
      reader.problem(
        'LAYOUT_SOURCE_AMBIGUOUS',
        item,
        'The step takes nothing, and something else.',
        'Remove `nothing`, or write `takes: nothing` alone.'
      )
    return []
  }
  if (item.members.size === 0)
    reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      item,
      '`{}` may mean nothing, or all of something.',
      'Write `takes: nothing`, `takes: source`, or the step that it takes.'
    )
  return [...item.members].flatMap(([name, member]) => readPart(reader, name, member, item.members) ?? [])
}

function whole(step: MatrixText): TakeTemplate {
  return { offset: step.offset, step, only: [], from: undefined, into: undefined, legs: undefined }
}

function readStepName(reader: YamlReader, value: YamlValue): MatrixText | undefined {
  const text = intentText(reader, value, 'takes')
  return text === undefined ? undefined : matrixText(reader, text)
}

/** `step: patterns`, or `step: { only, from, into, legs }`. */
function readPart(
  reader: YamlReader,
  name: string,
  { key, value }: YamlMember,
  members: YamlMembers
): TakeTemplate | undefined {
  if (WHOLE.includes(name))
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      key,
      `\`${name}\` is taken whole.`,
      name === 'source' && members.size > 1
        ? `Write a list: \`takes: [source, ${besideSource(members)}]\`.`
        : `Write \`takes: ${name}\`${name === 'source' ? ', or take a part of a step that takes or adds source' : ''}.`
    )
  if (PARTS.includes(name))
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      key,
      `"${name}" stands inside of the step that is taken.`,
      `Write \`takes: { build: { ${name}: … } }\`, with the step in the place of \`build\`.`
    )
  const step = readStepName(reader, key)
  if (step === undefined) return undefined
  if (value.kind === 'mapping') return readParts(reader, step, value)
  if (value.kind === 'scalar' && value.value === null)
    return reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      key,
      `Behind ${quoteUntrusted(name)} stands nothing, which may mean all of its files, or none.`,
      `Write \`takes: ${yamlText(name)}\` for all of them, or leave it out.`
    )
  if (refuseNoPattern(reader, name, { key, value })) return undefined
  const only = readPatternTexts(reader, { key, value }, 'takes')
  return only.length === 0 ? undefined : { ...whole(step), only }
}

/** The other members of a mapping, each as an entry of a list; what is no text is left to whoever writes it. */
function besideSource(members: YamlMembers): string {
  return [...members]
    .filter(([name]) => name !== 'source')
    .map(([name, { value }]) => {
      const text = value.kind === 'scalar' && typeof value.value === 'string' ? yamlText(value.value) : '…'
      return `{ ${yamlText(name)}: ${text} }`
    })
    .join(', ')
}

function readParts(
  reader: YamlReader,
  step: MatrixText,
  value: YamlValue & { readonly kind: 'mapping' }
): TakeTemplate | undefined {
  const { members } = value
  reader.refuseUnknown(members, PARTS)
  if (members.size === 0)
    return reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      value,
      '`{}` may mean none of the files of the step, or all of them.',
      `Write \`takes: ${yamlText(step.text)}\` for all of them, or leave it out.`
    )
  const only = readPatternTexts(reader, members.get('only'), 'only')
  const from = readDirectory(reader, members.get('from'), 'from')
  const into = readDirectory(reader, members.get('into'), 'into')
  const legs = readLegs(reader, members.get('legs'))
  if (from !== undefined) for (const pattern of only) demandStart(reader, pattern, from)
  return { offset: step.offset, step, only, from, into, legs }
}

/** Patterns name files as they lie in the taken step, so those of `from` begin with it. */
function demandStart(reader: YamlReader, pattern: MatrixText, from: MatrixText): void {
  if (pattern.text.startsWith(`${from.text}/`)) return
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    pattern,
    `${yamlText(pattern.text)} does not begin with ${quoteUntrusted(`${from.text}/`)}: it may be meant as the file lies in the taken step, or as it lies below "from".`,
    `Patterns name files as they lie in the taken step: write ${yamlText(`${from.text}/${pattern.text}`)}, or another "from".`
  )
}

export function readPatternTexts(reader: YamlReader, member: YamlMember | undefined, what: string): MatrixText[] {
  return intentTexts(reader, member, what).flatMap((one) => matrixText(reader, one) ?? [])
}

/** A directory of the workspace. */
export function readDirectory(
  reader: YamlReader,
  member: YamlMember | undefined,
  what: string
): MatrixText | undefined {
  const placed: PlacedText | undefined = member === undefined ? undefined : intentText(reader, member.value, what)
  const written = placed === undefined ? undefined : matrixText(reader, placed)
  // What an expression stands for is known when the matrix is written out.
  if (written === undefined || holdsDimension(written)) return written
  return refuseFlawedDirectory(reader, written, written.text, what) ? undefined : written
}

function readLegs(reader: YamlReader, member: YamlMember | undefined): 'all' | 'same' | undefined {
  if (member === undefined) return undefined
  const text = intentText(reader, member.value, 'legs')?.text
  if (text === undefined || text === 'all' || text === 'same') return text
  const hint = 'Write `legs: same` for those that agree in the dimensions of both, or `legs: all`.'
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    member.value,
    `"legs" is "all" or "same", not ${quoteUntrusted(text)}.`,
    hint
  )
}

/** One step at one place is taken once: a whole and a part of it would be read in two ways. */
function withoutTwice(reader: YamlReader, takes: readonly TakeTemplate[]): TakeTemplate[] {
  const seen = new Map<string, TakeTemplate>()
  return takes.filter((take) => {
    const place = JSON.stringify([take.step.text, take.from?.text, take.into?.text])
    const first = seen.get(place)
    seen.set(place, first ?? take)
    if (first === undefined) return true
    const name = yamlText(take.step.text)
    const only = [...first.only, ...take.only].map(({ text }) => text)
    const isPart = first.only.length > 0 && take.only.length > 0
    reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      take,
      `The step takes ${quoteUntrusted(take.step.text)} twice.`,
      isPart
        ? `Write \`{ ${name}: ${yamlTexts([...new Set(only)])} }\`.`
        : only.length > 0
          ? `Write \`${name}\` for all of its files, or \`{ ${name}: ${yamlTexts(only)} }\` for a part of them.`
          : 'Remove one of the two.'
    )
    return false
  })
}

/** How one writes a take, for hints; escaped. */
export function takeText(take: TakeTemplate, legs: string): string {
  const parts = [
    ...(take.only.length === 0 ? [] : [`only: ${yamlTexts(take.only.map(({ text }) => text))}`]),
    ...(take.from === undefined ? [] : [`from: ${yamlText(take.from.text)}`]),
    ...(take.into === undefined ? [] : [`into: ${yamlText(take.into.text)}`]),
    `legs: ${legs}`
  ]
  return `${escapeUntrusted(take.step.text)}: { ${parts.join(', ')} }`
}
