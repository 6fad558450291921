// SPDX-License-Identifier: Apache-2.0
// Layouts and links come in a wrapper, one of a table. Here all become the same value: signatures, the bytes that they
// cover, and the payload parsed from those bytes and no others.
import { CoreError } from '../codes.ts'
import type { JsonAt } from '../json/json-at.ts'
import { readJsonDocument, type ReadJsonOptions } from '../json/read-json.ts'
import { readEnvelope } from './dsse.ts'
import { BEGUN_PAYLOAD_TYPE } from './payload-type.ts'
import type { Wrapped, WrittenSignature } from './wrapper.ts'
import { WRAPPER_NAMES, WRAPPERS, type WrapperFormat } from './wrappers.ts'

/** What a wrapper lies in: a file of its own, or a Sigstore bundle, whose certificate says who signed. */
export type Container = 'file' | 'bundle'

/** A layout or link with its signatures, none of them checked yet. */
export interface SignedMetadata {
  readonly wrapper: WrapperFormat
  readonly container: Container
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
 * Reads any wrapper.
 *
 * @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
 * METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
 */
export function readSignedMetadata(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata {
  const document = readJsonDocument(bytes, options)
  const members = document.root.object()
  const wrapper = WRAPPER_NAMES.find((name) => members.has(WRAPPERS[name].members[0]))
  if (wrapper !== undefined) return signedMetadata(wrapper, 'file', WRAPPERS[wrapper].read(document, options))
  // A Sigstore bundle around an envelope. What its certificate says is for those who verify bundles.
  if (members.has('dsseEnvelope'))
    return signedMetadata('dsse', 'bundle', readEnvelope(document.root.member('dsseEnvelope'), options))
  const known = WRAPPER_NAMES.map((name) => `${WRAPPERS[name].noun} (members ${WRAPPERS[name].members.join(', ')})`)
  throw new CoreError('METADATA_ENVELOPE_UNKNOWN', `The document is neither ${known.join(' nor ')}.`, {
    at: document.root.where,
    hint: 'Give a signed layout or link as in-toto tools write it.'
  })
}

/**
 * Reads the beginning of a step, which no reader of links takes for one, nor this a link for a beginning.
 *
 * @throws every JSON_ code, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
 * METADATA_VALUE_INVALID
 */
export function readSignedBegun(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata {
  const { root } = readJsonDocument(bytes, options)
  return signedMetadata('dsse', 'file', readEnvelope(root, options, BEGUN_PAYLOAD_TYPE))
}

function signedMetadata(wrapper: WrapperFormat, container: Container, wrapped: Wrapped): SignedMetadata {
  const { signatures, payloadBytes } = wrapped
  return {
    wrapper,
    container,
    signatures,
    get payload() {
      return wrapped.payload()
    },
    get kind() {
      return kindOf(wrapped.payload())
    },
    signedBytes: () => wrapped.signedBytes(),
    payloadBytes
  }
}

function kindOf(payload: JsonAt): SignedMetadata['kind'] {
  const type = payload.object().get('_type')
  return type === 'layout' || type === 'link' ? type : 'other'
}
