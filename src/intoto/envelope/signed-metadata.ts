// SPDX-License-Identifier: Apache-2.0
// Layouts and links come in one of two wrappers: DSSE (ITE-5) or the older Metablock. Here both become the same value:
// signatures, the bytes that they cover, and the payload parsed from those bytes and no others.
import type { Bytes } from '../bytes/bytes.ts'
import { fromHex } from '../bytes/hex.ts'
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonAt } from '../json/json-at.ts'
import { readJson, readJsonDocument, type JsonDocument, type ReadJsonOptions } from '../json/read-json.ts'
import { LIMITS } from '../../base/limits.ts'
import { decodeBase64 } from './base64.ts'
import { preAuthenticationEncoding } from './pae.ts'

/** The payload type of in-toto metadata in DSSE. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** One signature as it stands in the file. */
export interface WrittenSignature {
  /** Opaque, and in DSSE possibly empty. It selects a key and proves nothing. */
  readonly keyId: string
  /** Undefined for a form that is not supported (GPG) or that cannot be decoded; such a signature never verifies. */
  readonly bytes: Uint8Array | undefined
}

/** A layout or link with its signatures, none of them checked yet. */
export interface SignedMetadata {
  readonly wrapper: 'dsse' | 'metablock'
  readonly signatures: readonly WrittenSignature[]
  /** Parsed when first asked for, so that a caller can check signatures before it reads what they cover. */
  readonly payload: JsonAt
  /** By the member `_type` of the payload. */
  readonly kind: 'layout' | 'link' | 'other'
  /** What the signatures cover. */
  signedBytes(): Uint8Array
  /** In DSSE, what the payload is read from. */
  readonly payloadBytes: Uint8Array | undefined
}

/**
 * Reads either wrapper.
 *
 * @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
 * METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
 */
export function readSignedMetadata(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata {
  const json = readJsonDocument(bytes, options)
  const document = json.root
  const members = document.object()
  if (members.has('payload')) return readDsse(document, options)
  if (members.has('signed')) return readMetablock(json)
  // A Sigstore bundle around an envelope. What its certificate says is for those who verify bundles.
  if (members.has('dsseEnvelope')) return readDsse(document.member('dsseEnvelope'), options)
  throw new CoreError(
    'METADATA_ENVELOPE_UNKNOWN',
    'The document is neither a DSSE envelope (members payload, payloadType, signatures) nor a Metablock (members signed, signatures).',
    { at: document.where, hint: 'Give a signed layout or link as in-toto tools write it.' }
  )
}

function readDsse(document: JsonAt, { source, ...limits }: ReadJsonOptions): SignedMetadata {
  const typeAt = document.member('payloadType')
  const payloadType = typeAt.string()
  if (payloadType !== PAYLOAD_TYPE) {
    throw new CoreError(
      'METADATA_PAYLOAD_TYPE',
      `The payload type is ${quoteUntrusted(payloadType)}, not "${PAYLOAD_TYPE}".`,
      {
        at: typeAt.where
      }
    )
  }
  const payloadBytes = decodeBase64(document.member('payload'), limits.bytes)
  let parsed: JsonAt | undefined
  return {
    wrapper: 'dsse',
    signatures: dsseSignatures(document.member('signatures'), limits.bytes),
    get payload() {
      return (parsed ??= readJson(payloadBytes, { source: `${source} (payload)`, ...limits }))
    },
    get kind() {
      return kindOf(this.payload)
    },
    signedBytes: () => preAuthenticationEncoding(payloadType, payloadBytes),
    payloadBytes
  }
}

/** Key ids are hints and may be absent, but two signatures under one leave open which is meant; securesystemslib refuses it too. */
function dsseSignatures(at: JsonAt, bytes: Bytes | undefined): WrittenSignature[] {
  const keyIds = new Set<string>()
  return at.list(LIMITS.signatures).map((signature) => {
    const keyId = signature.optional('keyid')?.string() ?? ''
    if (keyId !== '' && keyIds.has(keyId))
      throw signature.invalid(`Two signatures have the key id ${quoteUntrusted(keyId)}.`)
    keyIds.add(keyId)
    return { keyId, bytes: decodeBase64(signature.member('sig'), bytes) }
  })
}

function readMetablock({ root: document, canonicalMember }: JsonDocument): SignedMetadata {
  const payload = document.member('signed')
  return {
    wrapper: 'metablock',
    signatures: document.member('signatures').list(LIMITS.signatures).map(metablockSignature),
    payload,
    kind: kindOf(payload),
    signedBytes: () => canonicalMember('signed') ?? canonicalJson(payload.value),
    payloadBytes: undefined
  }
}

const HEX_BYTES = /^([0-9a-fA-F]{2})+$/

function metablockSignature(at: JsonAt): WrittenSignature {
  const keyId = at.member('keyid').string()
  const sig = at.optional('sig')
  // GPG signatures have a member `signature` instead.
  if (sig === undefined) return { keyId, bytes: undefined }
  const hex = sig.string()
  return { keyId, bytes: HEX_BYTES.test(hex) ? fromHex(hex) : undefined }
}

function kindOf(payload: JsonAt): SignedMetadata['kind'] {
  const type = payload.object().get('_type')
  return type === 'layout' || type === 'link' ? type : 'other'
}
