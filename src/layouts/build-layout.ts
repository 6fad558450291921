// SPDX-License-Identifier: Apache-2.0
// From .in-toto/layout.yml, which people write, to a layout.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { nearestName } from '../base/nearest-name.ts'
import { INTENTS_NAME } from '../intoto/intents/intents-of-layout.ts'
import type { FunctionaryKey } from '../intoto/keys/functionary-key.ts'
import type { KeyId } from '../intoto/keys/key-id.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { parseExpiryText } from './expiry-text.ts'
import { firstStep } from './first-step.ts'
import { emitIntents, type BuiltIntents } from './intents/emit-intents.ts'
import { readIntents, type ReadIntents } from './intents/read-intents.ts'
import { TOP_KEYS } from './intents/read-top.ts'
import type { LayoutWarning } from './problem.ts'
import { readFunctionaries, type Functionaries, type FunctionarySettings } from './read-functionaries.ts'
import { ItemReader } from './read-items.ts'
import { reviewItems } from './review-items.ts'
import { YamlReader, type YamlMembers } from './yaml-reader.ts'
import { YamlSource, type YamlMember, type YamlValue } from './yaml-source.ts'

export interface BuildLayoutRequest extends FunctionarySettings {
  readonly text: string
  /** The name of the file, for messages. */
  readonly source: string
  /** Milliseconds since the epoch, for relative expiries. */
  readonly now: number
  /** Directories of submodules of the repository that the source lies in, where it has some. */
  readonly submodules?: readonly string[] | undefined
  /** Whether steps in intents get no rules, which cost nearly all that a large layout costs; by default they get them. */
  readonly withoutRules?: boolean
}

export interface BuiltLayout {
  readonly layout: Layout
  /** What the source says in intents; undefined where all steps are in rules. */
  readonly intents: BuiltIntents | undefined
  readonly warnings: readonly LayoutWarning[]
}

/**
 * Builds a layout.
 *
 * @throws LayoutSourceError with every mistake of the file; its codes are YAML_ and LAYOUT_SOURCE_, and those of keys
 * and rules
 */
export function buildLayout(request: BuildLayoutRequest): BuiltLayout {
  const source = new YamlSource(request.text, request.source)
  const root = source.read()
  const { layout, intents } = readLayout(new YamlReader(source), root, request)
  source.throwProblems()
  const built =
    intents === undefined ? { layout, intents } : emitIntents(source, layout, intents, request.withoutRules === true)
  return { ...built, warnings: source.warnings }
}

const TOP = ['expires', 'readme', 'functionaries', 'by', 'threshold', 'steps', 'inspections', ...TOP_KEYS]

/** What a mapping says. */
interface ReadLayout {
  readonly layout: Layout
  readonly intents: ReadIntents | undefined
}

/** The layout that a mapping describes, without the rules of steps in intents; stand-ins are where problems were noted. */
function readLayout(reader: YamlReader, root: YamlValue, request: BuildLayoutRequest): ReadLayout {
  const members = asMeant(reader.mapping(root, 'The file', TOP))
  // Of something else not every member would be said to be missing.
  if (root.kind !== 'mapping') return { layout: EMPTY, intents: undefined }
  const expires = readExpiry(reader, members.get('expires'), root, request.now)
  const readme = members.has('readme') ? (reader.text(members.get('readme')?.value, 'readme') ?? '') : ''
  const functionaries = readFunctionaries(reader, members.get('functionaries'), root, request)
  const items = new ItemReader(reader, functionaries, { by: members.get('by'), threshold: members.get('threshold') })
  const steps = items.steps(members.get('steps'), root)
  const listed = members.get('inspections')
  const inspections = listed === undefined ? [] : items.inspections(listed, root)
  if (items.written.length === 0 && members.has('steps')) {
    reader.problem(
      'LAYOUT_SOURCE_EMPTY',
      members.get('steps')?.value ?? root,
      'The layout has no steps, so it would demand nothing.',
      firstStep(members)
    )
  }
  reviewItems(reader, steps, inspections)
  const intents = readIntents(reader, root, members, items.written, request.submodules)
  if (intents !== undefined) refuseInspectionName(reader, listed)
  warnOfUnused(reader, members.get('functionaries')?.value, items.used)
  const layout: Layout = {
    expires: expires ?? 0,
    readme,
    keys: keysOf(functionaries),
    steps: steps.map(({ item }) => item),
    inspections: inspections.map(({ item }) => item)
  }
  return { layout, intents }
}

/** A key that is misspelt was told as such; what it was meant to be is not missing as well. */
function asMeant(members: YamlMembers): YamlMembers {
  const meant = new Map(members)
  for (const [name, member] of members) {
    const near = TOP.includes(name) ? undefined : nearestName(name, TOP)
    if (near !== undefined && !meant.has(near)) meant.set(near, member)
  }
  return meant
}

const EMPTY: Layout = { expires: 0, readme: '', keys: new Map(), steps: [], inspections: [] }

function readExpiry(
  reader: YamlReader,
  member: YamlMember | undefined,
  root: YamlValue,
  now: number
): number | undefined {
  const hint = 'Write for example "1 year", "90 days" or "2030-01-31".'
  if (member === undefined) return reader.problem('LAYOUT_SOURCE_MISSING', root, '"expires" is missing.', hint)
  const { value } = member
  const text = reader.text(value, 'expires')
  if (text === undefined) return undefined
  const expires = parseExpiryText(text, now)
  if (expires === undefined)
    return reader.problem(
      'LAYOUT_SOURCE_VALUE',
      value,
      `${quoteUntrusted(text)} does not say when the layout expires.`,
      hint
    )
  if (expires <= now)
    return reader.problem('LAYOUT_SOURCE_EXPIRED', value, `${quoteUntrusted(text)} has passed already.`, hint)
  return expires
}

/** What carries intents is called like nothing else. */
function refuseInspectionName(reader: YamlReader, listed: YamlMember | undefined): void {
  const items = listed?.value.kind === 'list' ? listed.value.items : []
  for (const item of items) {
    const name = item.kind === 'mapping' ? item.members.get('name')?.value : undefined
    if (name?.kind === 'scalar' && name.value === INTENTS_NAME)
      reader.problem(
        'LAYOUT_SOURCE_NAME',
        name,
        `An inspection cannot be called "${INTENTS_NAME}": that one carries what the layout says in intents.`,
        'Give it another name.'
      )
  }
}

function warnOfUnused(reader: YamlReader, functionaries: YamlValue | undefined, used: ReadonlySet<string>): void {
  if (functionaries?.kind !== 'mapping') return
  for (const [name, { key }] of functionaries.members) {
    if (!used.has(name))
      reader.warning(
        key,
        `The functionary ${quoteUntrusted(name)} performs no step.`,
        'Remove it, or name it in a step\'s "by".'
      )
  }
}

function keysOf(functionaries: Functionaries): ReadonlyMap<KeyId, FunctionaryKey> {
  return new Map([...functionaries.values()].flatMap((one) => (one === undefined ? [] : [[one.keyId, one.key]])))
}
