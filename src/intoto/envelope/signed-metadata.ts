// SPDX-License-Identifier: Apache-2.0
// Layouts and links come in a wrapper, one of a table. Here all become the same value: signatures, the bytes that they
// cover, and the payload parsed from those bytes and no others.
import { LIMITS } from '../../base/limits.ts'
import { CoreError } from '../codes.ts'
import type { JsonAt } from '../json/json-at.ts'
import { readJsonDocument, type JsonDocument, type ReadJsonOptions } from '../json/read-json.ts'
import { readEnvelope } from './dsse.ts'
import { BEGUN_PAYLOAD_TYPE } from './payload-type.ts'
import { withSourceGiven } from './source-given.ts'
import { openEnvelope } from './usual-envelope.ts'
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
  /** The same once somebody who is trusted with it has signed it: then it may take more memory. */
  readonly signedPayload: JsonAt
  /** By the member `_type` of the payload. */
  readonly kind: 'layout' | 'link' | 'other'
  /** What the signatures cover. */
  signedBytes(): Uint8Array
  /** In DSSE, what the payload is read from. */
  readonly payloadBytes: Uint8Array | undefined
  /** In a wrapper whose payload is a part of it: that part, for looking at it. */
  readonly payloadPart?: Uint8Array | undefined
}

/**
 * Reads any wrapper.
 *
 * @throws every JSON_ code, METADATA_ENVELOPE_UNKNOWN, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING,
 * METADATA_TYPE_WRONG, METADATA_VALUE_INVALID
 */
export function readSignedMetadata(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata {
  return readUsualEnvelope(bytes, options) ?? readCarefully(bytes, options)
}

/** An envelope in its usual spelling; of anything else, and of one with a fault, nothing is told here. */
function readUsualEnvelope(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata | undefined {
  try {
    const document = openEnvelope(bytes, { ...options, artifactMemory: undefined, later: isLater })
    return document && signedMetadata('dsse', 'file', WRAPPERS.dsse.read(document, options))
  } catch {
    // The strict reader says what is wrong.
    return undefined
  }
}

function readCarefully(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata {
  const document = documentOf(bytes, options)
  const members = document.root.object()
  const wrapper = WRAPPER_NAMES.find((name) => members.has(WRAPPERS[name].members[0]))
  if (wrapper !== undefined) return signedMetadata(wrapper, 'file', WRAPPERS[wrapper].read(document, options))
  // A Sigstore bundle around an envelope. What its certificate says is for those who verify bundles.
  if (members.has('dsseEnvelope')) return signedMetadata('dsse', 'bundle', envelopeOfBundle(document, options))
  const known = WRAPPER_NAMES.map((name) => `${WRAPPERS[name].noun} (members ${WRAPPERS[name].members.join(', ')})`)
  throw new CoreError('METADATA_ENVELOPE_UNKNOWN', `The document is neither ${known.join(' nor ')}.`, {
    at: document.root.where,
    hint: 'Give a signed layout or link as in-toto tools write it.'
  })
}

function documentOf(bytes: Uint8Array, options: ReadJsonOptions): JsonDocument {
  try {
    return readJsonDocument(bytes, { ...options, artifactMemory: undefined, later: isLater })
  } catch (error) {
    throw withSourceGiven(error, bytes)
  }
}

/**
 * Reads the beginning of a step, which no reader of links takes for one, nor this a link for a beginning.
 *
 * @throws every JSON_ code, METADATA_PAYLOAD_TYPE, METADATA_BASE64, METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG,
 * METADATA_VALUE_INVALID
 */
export function readSignedBegun(bytes: Uint8Array, options: ReadJsonOptions): SignedMetadata {
  const document = readJsonDocument(bytes, { ...options, later: isLater })
  return signedMetadata('dsse', 'file', readEnvelope(document, { ...options, linkDepth: 2 }, BEGUN_PAYLOAD_TYPE))
}

/** What is needed at once. The rest grows with a link, and is left alone until its signatures were checked, or for good. */
const AT_ONCE: readonly string[] = ['payloadType', 'signatures']
const isLater = (name: string): boolean => !AT_ONCE.includes(name)

/** An envelope is a document of its own. */
function envelopeOfBundle(document: JsonDocument, options: ReadJsonOptions): Wrapped {
  const later = document.later('dsseEnvelope')
  const { memory = LIMITS.unsignedMemory } = options
  return later === undefined
    ? readEnvelope({ ...document, root: document.root.member('dsseEnvelope'), later: () => undefined }, options)
    : readEnvelope(
        readJsonDocument(later.bytes, { ...options, memory, artifactMemory: undefined, later: isLater }),
        options
      )
}

function signedMetadata(wrapper: WrapperFormat, container: Container, wrapped: Wrapped): SignedMetadata {
  const { signatures, payloadBytes, payloadPart } = wrapped
  return {
    wrapper,
    container,
    signatures,
    get payload() {
      return wrapped.payload()
    },
    get signedPayload() {
      return wrapped.signedPayload()
    },
    get kind() {
      return kindOf(wrapped.payload())
    },
    signedBytes: () => wrapped.signedBytes(),
    payloadBytes,
    payloadPart
  }
}

/** What a payload says that it is. @throws METADATA_TYPE_WRONG */
export function kindOf(payload: JsonAt): SignedMetadata['kind'] {
  const type = payload.object().get('_type')
  return type === 'layout' || type === 'link' ? type : 'other'
}
