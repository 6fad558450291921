// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../json/json-value.ts'
import { writeJson } from '../json/write-json.ts'

const UTF8 = new TextEncoder()

/** The bytes of the file that holds a document. @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE */
export function documentFile(document: JsonObject): Uint8Array {
  return UTF8.encode(`${writeJson(document)}\n`)
}
