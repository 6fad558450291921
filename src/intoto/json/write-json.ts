// SPDX-License-Identifier: Apache-2.0
import { serialise } from './canonical-json.ts'
import type { JsonValue } from './json-value.ts'

/**
 * A value as JSON text in canonical order: the same bytes as canonical JSON wherever that is JSON, and an escaped form
 * where it is not (control characters). DSSE payloads are written so, because readers expect JSON in there.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function writeJson(value: JsonValue): string {
  let written = ''
  serialise(
    value,
    (text) => JSON.stringify(text).slice(1, -1),
    (piece) => (written += piece)
  )
  return written
}
