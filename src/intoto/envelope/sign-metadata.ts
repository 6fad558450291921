// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { toHex } from '../bytes/hex.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { writeJson } from '../json/write-json.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { Signer } from '../signatures/signer.ts'
import { preAuthenticationEncoding } from './pae.ts'
import { PAYLOAD_TYPE, type SignedMetadata } from './signed-metadata.ts'

/** Who signs, and the key id that the signature is filed under. One signer may sign under several ids. */
export interface SigningIdentity {
  readonly signer: Signer
  readonly keyId: KeyId
}

export type WrapperFormat = 'dsse' | 'metablock'

export interface SignMetadataRequest {
  readonly payload: JsonObject
  readonly format: WrapperFormat
  readonly signers: readonly SigningIdentity[]
  /** Faster ones of the machine, for large payloads. */
  readonly bytes?: Bytes | undefined
}

const UTF8 = new TextEncoder()

/**
 * Wraps and signs a layout or link; returns the bytes of the file. No signers give an unsigned file.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a payload that has no canonical form
 */
export function signMetadata({ payload, format, signers, bytes = PORTABLE_BYTES }: SignMetadataRequest): Uint8Array {
  if (format === 'dsse') {
    const payloadBytes = UTF8.encode(writeJson(payload))
    const signatures = dsseSignatures(preAuthenticationEncoding(PAYLOAD_TYPE, payloadBytes), signers)
    return fileBytes(jsonObject({ payload: bytes.encodeBase64(payloadBytes), payloadType: PAYLOAD_TYPE, signatures }))
  }
  return metablockFile(payload, metablockSignatures(canonicalJson(payload), signers))
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
  const message = metadata.signedBytes()
  const added = metadata.wrapper === 'dsse' ? dsseSignatures(message, signers) : metablockSignatures(message, signers)
  const ids = new Set<JsonValue | undefined>(added.map((signature) => signature.get('keyid')))
  const kept = (document.get('signatures') as readonly JsonObject[]).filter(
    (signature) => !ids.has(signature.get('keyid'))
  )
  return fileBytes(new Map<string, JsonValue>([...document, ['signatures', [...kept, ...added]]]))
}

function dsseSignatures(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[] {
  return signers.map(({ signer, keyId }) =>
    jsonObject({ keyid: keyId, sig: PORTABLE_BYTES.encodeBase64(signer.sign(message)) })
  )
}

function metablockSignatures(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[] {
  return signers.map(({ signer, keyId }) => jsonObject({ keyid: keyId, sig: toHex(signer.sign(message)) }))
}

function metablockFile(payload: JsonObject, signatures: readonly JsonObject[]): Uint8Array {
  return fileBytes(jsonObject({ signatures, signed: payload }))
}

function fileBytes(document: JsonObject): Uint8Array {
  return UTF8.encode(`${writeJson(document)}\n`)
}
