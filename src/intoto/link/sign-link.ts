// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { BEGUN_PAYLOAD_TYPE } from '../envelope/payload-type.ts'
import { signMetadata, type WrapperFormat } from '../envelope/sign-metadata.ts'
import type { SigningIdentity } from '../envelope/wrapper.ts'
import { envelopeParts, PAE_HEADER_ROOM, type FileParts } from '../envelope/write-envelope.ts'
import { jsonObject } from '../json/json-value.ts'
import type { Begun } from './begun.ts'
import { encodeLink } from './encode-link.ts'
import type { Link } from './link.ts'
import { writeLinkPayload, writeWithLink } from './write-link-payload.ts'

export interface SignLinkRequest {
  readonly link: Link
  readonly format: WrapperFormat
  /** None for an unsigned file. */
  readonly signers: readonly SigningIdentity[]
  /** Faster ones of the machine, for large links. */
  readonly bytes?: Bytes | undefined
}

/**
 * Wraps and signs a link; returns the bytes of the file, those that `signMetadata` gives of `encodeLink`.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE for a link that has no canonical form
 */
export function signLink({ link, format, signers, bytes }: SignLinkRequest): FileParts {
  if (format === 'dsse') return envelopeParts(writeLinkPayload(link, PAE_HEADER_ROOM), signers, bytes)
  const file = signMetadata({ payload: encodeLink(link), format, signers, bytes })
  return { size: file.length, [Symbol.iterator]: () => [file].values() }
}

/**
 * Wraps and signs the beginning of a step, which is always in DSSE: its signatures cover the type. Returns the bytes of
 * the file, whose payload `parseBegun` reads.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function signBegun({ value, link }: Begun, signers: readonly SigningIdentity[], bytes?: Bytes): FileParts {
  const payload = writeWithLink(jsonObject({ _type: 'begun', value }), link, PAE_HEADER_ROOM)
  return envelopeParts(payload, signers, bytes, BEGUN_PAYLOAD_TYPE)
}
