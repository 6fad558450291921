// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { JsonAt } from '../../src/intoto/json/json-at.ts'
import { isJsonObject, type JsonValue } from '../../src/intoto/json/json-value.ts'
import { readJson } from '../../src/intoto/json/read-json.ts'

/** A document as the strict reader returns it. */
export function jsonAt(text: string): JsonAt {
  return readJson(Buffer.from(text, 'utf8'), { source: 'test.json', maxBytes: 1 << 24 })
}

/** A plain value as the strict reader would return it. */
export function valueAt(value: unknown): JsonAt {
  return jsonAt(JSON.stringify(value))
}

/** A value of the reader as plain JavaScript, for comparison. */
export function plain(value: JsonValue): unknown {
  if (isJsonObject(value)) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]))
  return Array.isArray(value) ? (value as JsonValue[]).map(plain) : value
}
