// SPDX-License-Identifier: Apache-2.0
// in-toto-python signs and checks a Metablock over its own model of the payload: members that it does not know are
// dropped, and some that are absent are filled in. `--compat reference` follows it; strictly, the document is signed as
// it stands.
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'

type Defaults = ReadonlyMap<string, JsonValue>

const NOTHING: JsonObject = new Map()

const LINK: Defaults = new Map<string, JsonValue>([
  ['_type', 'link'],
  ['name', null],
  ['materials', NOTHING],
  ['products', NOTHING],
  ['byproducts', NOTHING],
  ['command', []],
  ['environment', NOTHING]
])
const LAYOUT: Defaults = new Map<string, JsonValue>([
  ['_type', 'layout'],
  ['steps', []],
  ['inspect', []],
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
  ['_type', 'step'],
  ['pubkeys', []],
  ['expected_command', []],
  ['threshold', 1]
])
const INSPECTION: Defaults = new Map<string, JsonValue>([...ITEM, ['_type', 'inspection'], ['run', []]])

/** The payload of a Metablock as in-toto-python would write it again. */
export function referenceForm(payload: JsonObject): JsonObject {
  if (payload.get('_type') === 'link') return only(payload, LINK)
  const layout = new Map(only(payload, LAYOUT))
  layout.set('steps', each(layout.get('steps'), STEP))
  layout.set('inspect', each(layout.get('inspect'), INSPECTION))
  return layout
}

function only(object: JsonObject, defaults: Defaults): JsonObject {
  return new Map([...defaults].map(([name, value]) => [name, object.get(name) ?? value]))
}

function each(list: JsonValue | undefined, defaults: Defaults): JsonValue {
  const items = Array.isArray(list) ? (list as readonly JsonValue[]) : []
  return items.map((item) => (isJsonObject(item) ? only(item, defaults) : item))
}
