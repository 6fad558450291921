// SPDX-License-Identifier: Apache-2.0
// in-toto-python reads a payload into a model of its own: members that it does not know are dropped, some that are absent
// are filled in, and what a Metablock's signature covers is that model written again. `--compat reference` follows it;
// strictly, the document is signed and read as it stands.
import { JsonAt } from '../json/json-at.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'

type Defaults = ReadonlyMap<string, JsonValue>

const NOTHING: JsonObject = new Map()

const LINK: Defaults = new Map<string, JsonValue>([
  ['name', null],
  ['materials', NOTHING],
  ['products', NOTHING],
  ['byproducts', NOTHING],
  ['command', []],
  ['environment', NOTHING]
])
/** Without steps or inspections there is no model: both are read before anything is filled in. */
const LAYOUT: Defaults = new Map<string, JsonValue>([
  ['keys', NOTHING],
  ['expires', null],
  ['readme', '']
])
const ITEM: readonly (readonly [string, JsonValue])[] = [
  ['name', null],
  ['expected_materials', []],
  ['expected_products', []]
]
const STEP: Defaults = new Map<string, JsonValue>([
  ...ITEM,
  ['pubkeys', []],
  ['expected_command', []],
  ['threshold', 1]
])
const INSPECTION: Defaults = new Map<string, JsonValue>([...ITEM, ['run', []]])

/** The payload of a Metablock as in-toto-python would write it again. */
export function referenceForm(payload: JsonObject): JsonObject {
  if (payload.get('_type') === 'link') return only(payload, LINK, 'link')
  // The type of the whole alone is read, and another one is nothing that in-toto-python knows.
  const layout = new Map([...only(payload, LAYOUT, 'layout'), ['_type', payload.get('_type') ?? null] as const])
  for (const [member, defaults, type] of [
    ['steps', STEP, 'step'],
    ['inspect', INSPECTION, 'inspection']
  ] as const) {
    const list = payload.get(member)
    if (list !== undefined) layout.set(member, each(list, defaults, type))
  }
  return layout
}

/**
 * A payload as in-toto-python reads it, in any wrapper. It does not look at the names of links and inspections, so one that
 * is absent is read as `None`, its word for nothing.
 *
 * @throws METADATA_MEMBER_MISSING for a key that does not name its id, METADATA_TYPE_WRONG
 */
export function referencePayload(payload: JsonAt): JsonAt {
  const form = referenceForm(payload.object())
  const at = JsonAt.root(form, payload.source)
  for (const [, key] of at.optional('keys')?.members() ?? []) key.member('keyid').string()
  return JsonAt.root(named(form), payload.source)
}

function named(form: JsonObject): JsonObject {
  if (form.get('_type') === 'link') return withName(form)
  const layout = new Map(form)
  const inspections = form.get('inspect')
  if (Array.isArray(inspections))
    layout.set(
      'inspect',
      (inspections as readonly JsonValue[]).map((item) => (isJsonObject(item) ? withName(item) : item))
    )
  return layout
}

function withName(object: JsonObject): JsonObject {
  return object.get('name') === null ? new Map([...object, ['name', 'None']]) : object
}

/** The type is never read, and always the one that belongs there. */
function only(object: JsonObject, defaults: Defaults, type: string): JsonObject {
  const members = [...defaults].map(([name, value]): [string, JsonValue] => {
    const given = object.get(name)
    return [name, given === undefined ? value : given]
  })
  return new Map<string, JsonValue>([['_type', type], ...members])
}

function each(list: JsonValue, defaults: Defaults, type: string): JsonValue {
  if (!Array.isArray(list)) return list
  return (list as readonly JsonValue[]).map((item) => (isJsonObject(item) ? only(item, defaults, type) : item))
}
