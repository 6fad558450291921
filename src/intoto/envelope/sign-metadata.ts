// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import type { JsonObject, JsonValue } from '../json/json-value.ts'
import { documentFile } from './document-file.ts'
import { PAYLOAD_TYPE, type PayloadType } from './payload-type.ts'
import type { SignedMetadata } from './signed-metadata.ts'
import type { SigningIdentity } from './wrapper.ts'
import { WRAPPERS, type WrapperFormat } from './wrappers.ts'
import { payloadOf, signedEnvelope } from './write-envelope.ts'

export type { SigningIdentity, WrapperFormat }

export interface SignMetadataRequest {
  readonly payload: JsonObject
  readonly format: WrapperFormat
  readonly signers: readonly SigningIdentity[]
  /** Faster ones of the machine, for large payloads. */
  readonly bytes?: Bytes | undefined
}

/**
 * Wraps and signs a layout or link; returns the bytes of the file. No signers give an unsigned file.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a payload that has no canonical form
 */
export function signMetadata({ payload, format, signers, bytes = PORTABLE_BYTES }: SignMetadataRequest): Uint8Array {
  return WRAPPERS[format].write(payload, signers, bytes)
}

/** Signs the bytes of a payload as they are, in DSSE, which alone can. Returns the bytes of the file. */
export function signPayload(
  payload: Uint8Array,
  signers: readonly SigningIdentity[],
  bytes?: Bytes,
  payloadType: PayloadType = PAYLOAD_TYPE
): Uint8Array {
  return signedEnvelope(payloadOf(payload), signers, bytes, payloadType)
}

/**
 * Adds signatures to what is there. The payload keeps its bytes, so earlier signatures stay good; a signature under a
 * key id that is already there is replaced, because securesystemslib refuses two under one id.
 */
export function appendSignatures(
  metadata: SignedMetadata,
  document: JsonObject,
  signers: readonly SigningIdentity[]
): Uint8Array {
  const added = WRAPPERS[metadata.wrapper].sign(metadata.signedBytes(), signers)
  const ids = new Set<JsonValue | undefined>(added.map((signature) => signature.get('keyid')))
  const kept = (document.get('signatures') as readonly JsonObject[]).filter(
    (signature) => !ids.has(signature.get('keyid'))
  )
  return documentFile(new Map<string, JsonValue>([...document, ['signatures', [...kept, ...added]]]))
}
