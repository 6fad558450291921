// SPDX-License-Identifier: Apache-2.0
// From .in-toto/layout.yml, which people write, to a layout.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { FunctionaryKey } from '../intoto/keys/functionary-key.ts'
import type { KeyId } from '../intoto/keys/key-id.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { parseExpiryText } from './expiry-text.ts'
import type { LayoutWarning } from './problem.ts'
import { readFunctionaries, type Functionaries, type FunctionarySettings } from './read-functionaries.ts'
import { ItemReader } from './read-items.ts'
import { reviewItems } from './review-items.ts'
import { YamlReader } from './yaml-reader.ts'
import { YamlSource, type YamlMember, type YamlValue } from './yaml-source.ts'

export interface BuildLayoutRequest extends FunctionarySettings {
  readonly text: string
  /** The name of the file, for messages. */
  readonly source: string
  /** Milliseconds since the epoch, for relative expiries. */
  readonly now: number
}

export interface BuiltLayout {
  readonly layout: Layout
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
  const layout = readLayout(new YamlReader(source), root, request)
  source.throwProblems()
  return { layout, warnings: source.warnings }
}

/** The layout that a mapping describes; stand-ins are where problems were noted. */
function readLayout(reader: YamlReader, root: YamlValue, request: BuildLayoutRequest): Layout {
  const members = reader.mapping(root, 'The file', ['expires', 'readme', 'functionaries', 'steps', 'inspections'])
  // Of something else not every member would be said to be missing.
  if (root.kind !== 'mapping') return EMPTY
  const expires = readExpiry(reader, members.get('expires'), root, request.now)
  const readme = members.has('readme') ? (reader.text(members.get('readme')?.value, 'readme') ?? '') : ''
  const functionaries = readFunctionaries(reader, members.get('functionaries'), root, request)
  const items = new ItemReader(reader, functionaries)
  const steps = items.steps(members.get('steps'), root)
  const listed = members.get('inspections')
  const inspections = listed === undefined ? [] : items.inspections(listed, root)
  if (steps.length === 0 && members.has('steps')) {
    reader.problem(
      'LAYOUT_SOURCE_EMPTY',
      members.get('steps')?.value ?? root,
      'The layout has no steps, so it would demand nothing.',
      'Add a step: "- {name: build, by: ci}".'
    )
  }
  reviewItems(reader, steps, inspections)
  warnOfUnused(reader, members.get('functionaries')?.value, items.used)
  return {
    expires: expires ?? 0,
    readme,
    keys: keysOf(functionaries),
    steps: steps.map(({ item }) => item),
    inspections: inspections.map(({ item }) => item)
  }
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
