// SPDX-License-Identifier: Apache-2.0
// The Dead Simple Signing Envelope (ITE-5): the payload is a text of bytes, and these are what the signatures cover.
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import type { Bytes } from '../bytes/bytes.ts'
import type { JsonAt } from '../json/json-at.ts'
import { QUOTE } from '../json/json-tokens.ts'
import { readJson, type JsonDocument, type LaterMember, type ReadJsonOptions } from '../json/read-json.ts'
import { writeJson } from '../json/write-json.ts'
import { decodeBase64, decodeBase64Bytes } from './base64.ts'
import { paeHeader, preAuthenticationEncoding } from './pae.ts'
import { BEGUN_PAYLOAD_TYPE, PAYLOAD_TYPE, type PayloadType } from './payload-type.ts'
import type { Wrapped, Wrapper, WrittenSignature } from './wrapper.ts'
import { payloadOf, signedEnvelope, signEnvelope } from './write-envelope.ts'

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
  read: (document, options) => readEnvelope(document, options),
  write: (payload, signers, bytes) => signedEnvelope(payloadOf(UTF8.encode(writeJson(payload))), signers, bytes),
  sign: signEnvelope,
  keyIds: 'optional',
  referenceMessage: undefined
}

/** The envelope of one type of payload that a document is. @throws JSON_ and METADATA_ codes */
export function readEnvelope(
  { root: at, later }: JsonDocument,
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
  const payloadAt = at.member('payload')
  const { signedBytes, payloadBytes } = decodePayload(payloadAt, later('payload'), payloadType, limits.bytes)
  const { memory = LIMITS.unsignedMemory, signedValues = LIMITS.signedMemory } = limits
  let parsed: JsonAt | undefined
  const read = (bounds: Pick<ReadJsonOptions, 'memory' | 'artifactMemory'>): JsonAt =>
    (parsed ??= readJson(payloadBytes, { ...limits, ...bounds, source: `${source} (payload)`, later: undefined }))
  return {
    signatures: readSignatures(at.member('signatures'), limits.bytes),
    // When first asked, so that a caller can check signatures before it reads what they cover.
    payload: () => read({ memory: memory - payloadBytes.length }),
    signedPayload: () =>
      read({
        memory: Math.min(LIMITS.signedMemory, payloadBytes.length + signedValues),
        artifactMemory: LIMITS.artifactMemory
      }),
    signedBytes: () => signedBytes,
    payloadBytes
  }
}

/** A payload, and the bytes that signatures cover, of which it is the end: a second copy of it would be one too many. */
function decodePayload(
  at: JsonAt,
  later: LaterMember | undefined,
  payloadType: string,
  port: Bytes | undefined
): { readonly signedBytes: Uint8Array; readonly payloadBytes: Uint8Array } {
  if (later === undefined || later.escapes || later.bytes[0] !== QUOTE) {
    const payloadBytes = decodeBase64(later?.build(LIMITS.unsignedMemory) ?? at, port)
    return { signedBytes: preAuthenticationEncoding(payloadType, payloadBytes), payloadBytes }
  }
  const { all, decoded } = decodeBase64Bytes(later.bytes.subarray(1, -1), {
    where: at.where,
    before: (length) => paeHeader(payloadType, length),
    port
  })
  return { signedBytes: all, payloadBytes: decoded }
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
    const sig = signature.member('sig')
    if (sig.string().length > LIMITS.signatureText)
      throw sig.invalid(`A signature has at most ${LIMITS.signatureText} characters.`)
    const written = { keyId, bytes: decodeBase64(sig, bytes) }
    return named === undefined ? { ...written, reference: 'malformed' } : written
  })
}
