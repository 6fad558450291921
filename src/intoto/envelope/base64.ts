// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { InTotoError } from '../../base/errors.ts'
import type { JsonAt } from '../json/json-at.ts'

/**
 * Decodes standard or URL-safe base64 (DSSE 1.0.2 asks for both), padded or not, and nothing else: no white space, no
 * mixed alphabets, no spare bits. Node's decoder skips what it does not know, which lets two texts mean one thing.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_BASE64
 */
export function decodeBase64(at: JsonAt): Uint8Array {
  const text = at.string()
  const unpadded = text.replace(/={1,2}$/, '')
  const bytes = Buffer.from(unpadded, 'base64')
  // Encoding again finds every spelling that is not the one of these bytes; it is much faster than a pattern.
  const urlSafe = unpadded.includes('-') || unpadded.includes('_')
  const standard = bytes.toString(urlSafe ? 'base64url' : 'base64').replace(/=+$/, '')
  const padding = text.length - unpadded.length
  if (standard !== unpadded || (padding > 0 && text.length % 4 !== 0)) {
    throw new InTotoError('METADATA_BASE64', 'The value is not base64 in its one correct spelling.', { at: at.where })
  }
  return bytes
}
