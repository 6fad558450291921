// SPDX-License-Identifier: Apache-2.0
import { decodedLength, type Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { CoreError } from '../codes.ts'
import type { JsonAt } from '../json/json-at.ts'

/**
 * Decodes standard or URL-safe base64 (DSSE 1.0.2 asks for both), padded or not, and nothing else: no white space, no
 * mixed alphabets, no spare bits. Most decoders skip what they do not know, which lets two texts mean one thing.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_BASE64
 */
export function decodeBase64(at: JsonAt, port: Bytes = PORTABLE_BYTES): Uint8Array {
  const text = at.string()
  const bytes = new Uint8Array(decodedLength(text))
  if (port.decodeBase64(text, bytes) !== undefined) return bytes
  throw new CoreError('METADATA_BASE64', 'The value is not base64 in its one correct spelling.', { at: at.where })
}
