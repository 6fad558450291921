// SPDX-License-Identifier: Apache-2.0
// A step in intents.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { nearestName } from '../../base/nearest-name.ts'
import { isDefinition } from '../../intoto/intents/statements.ts'
import type { YamlMembers, YamlReader } from '../yaml-reader.ts'
import type { YamlMember, YamlValue } from '../yaml-source.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { intentText, isTrue, type PlacedText } from './intent-text.ts'
import type { MatrixText } from './matrix-text.ts'
import { readCommand } from './read-command.ts'
import { readInstalls, readScratch } from './read-scratch.ts'
import { readPatternTexts, readTakes } from './read-takes.ts'
import { FILE_KEYS, INTENT_KEYS, type FileKey, type Leg, type StepTemplate } from './step-template.ts'

/** The keys of a step in rules, which say the same in another way. */
export const RULE_KEYS = ['materials', 'products', 'run'] as const

/** What every step has, whatever it is written in. */
export const STEP_KEYS = ['name', 'by', 'threshold'] as const

/** Whether a step says anything in intents, be it misspelt. */
export function isInIntents(members: YamlMembers): boolean {
  if (INTENT_KEYS.some((key) => members.has(key))) return true
  if (RULE_KEYS.some((key) => members.has(key))) return false
  return INTENT_KEYS.some((key) => isMisspelt(members, key))
}

/** Whether another key than a known one is probably meant to be this one. */
function isMisspelt(members: YamlMembers, key: string): boolean {
  const known: readonly string[] = [...STEP_KEYS, ...INTENT_KEYS, ...RULE_KEYS]
  return [...members.keys()].some((name) => !known.includes(name) && nearestName(name, known) === key)
}

/** A step, as it is written. */
export interface WrittenStep {
  readonly name: string
  readonly at: YamlValue
  readonly members: YamlMembers
  readonly legs: readonly Leg[]
}

/** A step in intents as it is written, before its legs are filled in. Mistakes are noted in the reader. */
export function readIntentStep(reader: YamlReader, { name, at, members, legs }: WrittenStep): StepTemplate {
  reader.refuseUnknown(members, [...STEP_KEYS, ...INTENT_KEYS, ...RULE_KEYS])
  for (const key of RULE_KEYS) refuseMixed(reader, key, members.get(key))
  const takes = members.get('takes')
  if (takes === undefined && !isMisspelt(members, 'takes')) refuseSilence(reader, name, at)
  const addsSourceAt = sourceAmong(members.get('adds'))
  const step: StepTemplate = {
    name,
    offset: at.offset,
    hasMatrix: members.has('matrix'),
    legs,
    takesAt: takes?.value.offset ?? at.offset,
    takes: takes === undefined ? [] : readTakes(reader, takes),
    addsSourceAt,
    files: readFiles(reader, members, addsSourceAt !== undefined),
    scratch: readScratch(reader, members.get('scratch')),
    installs: readInstalls(reader, members.get('installs-into')),
    command: readCommand(reader, members),
    definition: readDefinition(reader, members.get('definition')),
    delegatedAt: readDelegated(reader, members.get('delegated')),
    recordingAt: readRecording(reader, members.get('recording'))
  }
  if (addsSourceAt !== undefined) demandAlone(reader, members, step)
  if (isTrue(members.get('delegated')?.value)) refuseUnseen(reader, members)
  refuseContradictions(reader, step)
  return step
}

function refuseMixed(reader: YamlReader, key: (typeof RULE_KEYS)[number], member: YamlMember | undefined): void {
  if (member === undefined) return
  reader.problem(
    'LAYOUT_SOURCE_AMBIGUOUS',
    member.key,
    `"${key}" belongs to a step in rules, and this one is written in intents.`,
    key === 'run'
      ? 'Write `command:` in its place: in intents the command is demanded.'
      : 'Say in intents what the step takes, adds and changes, or write all of the step in rules.'
  )
}

function refuseSilence(reader: YamlReader, name: string, at: YamlValue): void {
  reader.problem(
    'LAYOUT_SOURCE_MISSING',
    at,
    `Step ${quoteUntrusted(name)} does not say what it takes.`,
    'Write `takes: source` for a job with a checkout of its own, `takes: nothing`, or the step whose files it begins with.'
  )
}

/** Where `source` stands among what a step adds. */
function sourceAmong(member: YamlMember | undefined): number | undefined {
  const { value } = member ?? {}
  const items = value?.kind === 'list' ? value.items : value === undefined ? [] : [value]
  return items.find((item) => item.kind === 'scalar' && item.value === 'source')?.offset
}

function readFiles(
  reader: YamlReader,
  members: YamlMembers,
  addsSource: boolean
): Readonly<Record<FileKey, readonly MatrixText[]>> {
  const read = (key: FileKey): readonly MatrixText[] => {
    const patterns = readPatternTexts(reader, members.get(key), key)
    return key === 'adds' && addsSource ? patterns.filter(({ text }) => text !== 'source') : patterns
  }
  return {
    adds: read('adds'),
    'may-add': read('may-add'),
    changes: read('changes'),
    removes: read('removes'),
    'may-remove': read('may-remove')
  }
}

/** A checkout does nothing else. */
function demandAlone(reader: YamlReader, members: YamlMembers, step: StepTemplate): void {
  const at = { offset: step.addsSourceAt as number }
  if (step.takes.length > 0)
    reader.problem(
      'LAYOUT_SOURCE_VALUE',
      { offset: step.takesAt },
      'A step that adds source takes nothing: it begins in an empty workspace.',
      'Write `takes: nothing`. A step with a checkout of its own that does more takes source: `takes: source`.'
    )
  const others = [...FILE_KEYS, 'scratch', 'installs-into'].filter(
    (key) => members.has(key) && !(key === 'adds' && step.files.adds.length === 0)
  )
  if (others.length > 0)
    reader.problem(
      'LAYOUT_SOURCE_AMBIGUOUS',
      at,
      `A step that adds source does nothing else, and this one also says "${others.join('", "')}".`,
      'Write `takes: nothing` and `adds: source` alone, and the rest in a step that takes this one; or write `takes: source` in the place of `adds: source`.'
    )
}

/** Pairs of keys under which one pattern says two things. */
const CONTRADICTIONS: readonly (readonly [FileKey, FileKey, string])[] = [
  ['adds', 'may-add', 'under "adds" if a file must be there, under "may-add" if none is needed'],
  ['adds', 'removes', 'under "adds" if its files are there at the end, under "removes" if they are gone'],
  ['may-add', 'removes', 'under "may-add" if its files may be there at the end, under "removes" if they are gone'],
  ['changes', 'removes', 'under "changes" if its files are there at the end, under "removes" if they are gone'],
  ['removes', 'may-remove', 'under "removes" if its files must be gone, under "may-remove" if they may stay']
]

function refuseContradictions(reader: YamlReader, { files }: StepTemplate): void {
  for (const [one, other, hint] of CONTRADICTIONS)
    for (const pattern of files[other])
      if (files[one].some(({ text }) => text === pattern.text))
        reader.problem(
          'LAYOUT_SOURCE_AMBIGUOUS',
          pattern,
          `${yamlText(pattern.text)} stands under "${one}" and under "${other}".`,
          `Write it ${hint}.`
        )
}

function readDefinition(reader: YamlReader, member: YamlMember | undefined): PlacedText | undefined {
  if (member === undefined) return undefined
  const placed = intentText(reader, member.value, 'definition')
  if (placed === undefined || isDefinition(placed.text)) return placed
  return reader.problem(
    'LAYOUT_SOURCE_VALUE',
    placed,
    `${quoteUntrusted(placed.text, 100)} is not the digest of a definition.`,
    'Write `definition: sha256:` and 64 digits in lower case, as the link of the step has them.'
  )
}

function readDelegated(reader: YamlReader, member: YamlMember | undefined): number | undefined {
  if (member === undefined || isTrue(member.value)) return member?.value.offset
  const hint = 'Write `delegated: true` if a layout may stand for the step, and leave it out if not.'
  return reader.problem('LAYOUT_SOURCE_VALUE', member.value, '"delegated" is true, or is left out.', hint)
}

/** What a link says of its own stage, and the summary of a layout that stands in its place does not. */
const OF_ONE_STAGE = ['command', 'working-directory', 'setup', 'definition']

function refuseUnseen(reader: YamlReader, members: YamlMembers): void {
  const [first, ...others] = [...members].filter(([key]) => OF_ONE_STAGE.includes(key))
  if (first === undefined) return
  const [key, member] = first
  const keys = [key, ...others.map(([name]) => name)].join('", "')
  reader.problem(
    'LAYOUT_SOURCE_IMPOSSIBLE',
    member.key,
    `The step may be delegated, and no layout in its place shows what "${keys}" ${others.length === 0 ? 'demands' : 'demand'}.`,
    `Write "${keys}" at the step of the inner layout that does the work, or leave out "delegated".`
  )
}

function readRecording(reader: YamlReader, member: YamlMember | undefined): number | undefined {
  if (member === undefined || (member.value.kind === 'scalar' && member.value.value === 'any'))
    return member?.value.offset
  const hint =
    'Write `recording: any` if links of other implementations count, which do not say what they left out, and leave it out if not.'
  return reader.problem('LAYOUT_SOURCE_VALUE', member.value, '"recording" is "any", or is left out.', hint)
}
