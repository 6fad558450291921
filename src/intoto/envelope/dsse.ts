// SPDX-License-Identifier: Apache-2.0
// The Dead Simple Signing Envelope (ITE-5): the payload is a text of bytes, and these are what the signatures cover.
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import { readJson, type ReadJsonOptions } from '../json/read-json.ts'
import { writeJson } from '../json/write-json.ts'
import { decodeBase64 } from './base64.ts'
import { preAuthenticationEncoding } from './pae.ts'
import { BEGUN_PAYLOAD_TYPE, PAYLOAD_TYPE, type PayloadType } from './payload-type.ts'
import type { SigningIdentity, Wrapped, Wrapper, WrittenSignature } from './wrapper.ts'

const UTF8 = new TextEncoder()

/** What lies in the place of something else. */
const HINTS: ReadonlyMap<string, string> = new Map([
  [PAYLOAD_TYPE, 'This is a layout or a link. Give the beginning of a step, as `record start` writes it.'],
  [BEGUN_PAYLOAD_TYPE, 'This is the beginning of a step that never ended. `record stop` ends it and writes the link.']
])

export const DSSE: Wrapper = {
  title: 'DSSE',
  noun: 'a DSSE envelope',
  members: ['payload', 'payloadType', 'signatures'],
  read: ({ root }, options) => readEnvelope(root, options),
  write: (payload, signers, bytes) => writeEnvelope(UTF8.encode(writeJson(payload)), signers, bytes),
  sign,
  keyIds: 'optional',
  referenceMessage: undefined
}

/** The envelope of one type of payload at a place of a document. @throws JSON_ and METADATA_ codes */
export function readEnvelope(
  at: JsonAt,
  { source, ...limits }: ReadJsonOptions,
  expected: PayloadType = PAYLOAD_TYPE
): Wrapped {
  const typeAt = at.member('payloadType')
  const payloadType = typeAt.string()
  if (payloadType !== expected) {
    throw new CoreError(
      'METADATA_PAYLOAD_TYPE',
      `The payload type is ${quoteUntrusted(payloadType)}, not "${expected}".`,
      { at: typeAt.where, hint: HINTS.get(payloadType) }
    )
  }
  const payloadBytes = decodeBase64(at.member('payload'), limits.bytes)
  let parsed: JsonAt | undefined
  return {
    signatures: readSignatures(at.member('signatures'), limits.bytes),
    // When first asked, so that a caller can check signatures before it reads what they cover.
    payload: () => (parsed ??= readJson(payloadBytes, { source: `${source} (payload)`, ...limits })),
    signedBytes: () => preAuthenticationEncoding(payloadType, payloadBytes),
    payloadBytes
  }
}

/** The envelope around a payload, whose bytes stay as they are. */
export function writeEnvelope(
  payload: Uint8Array,
  signers: readonly SigningIdentity[],
  bytes: Bytes = PORTABLE_BYTES,
  payloadType: PayloadType = PAYLOAD_TYPE
): JsonObject {
  const signatures = sign(preAuthenticationEncoding(payloadType, payload), signers)
  return jsonObject({ payload: bytes.encodeBase64(payload), payloadType, signatures })
}

/** Key ids are hints and may be absent, but two signatures under one leave open which is meant; securesystemslib refuses it too. */
function readSignatures(at: JsonAt, bytes: Bytes | undefined): WrittenSignature[] {
  const keyIds = new Set<string>()
  return at.list(LIMITS.signatures).map((signature) => {
    const named = signature.optional('keyid')?.string()
    const keyId = named ?? ''
    if (keyId !== '' && keyIds.has(keyId))
      throw signature.invalid(`Two signatures have the key id ${quoteUntrusted(keyId)}.`)
    keyIds.add(keyId)
    const written = { keyId, bytes: decodeBase64(signature.member('sig'), bytes) }
    return named === undefined ? { ...written, reference: 'malformed' } : written
  })
}

function sign(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[] {
  return signers.map(({ signer, keyId }) =>
    jsonObject({ keyid: keyId, sig: PORTABLE_BYTES.encodeBase64(signer.sign(message)) })
  )
}
