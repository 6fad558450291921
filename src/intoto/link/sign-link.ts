// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { signMetadata, type WrapperFormat } from '../envelope/sign-metadata.ts'
import type { SigningIdentity } from '../envelope/wrapper.ts'
import { PAE_HEADER_ROOM, signedEnvelope } from '../envelope/write-envelope.ts'
import { encodeLink } from './encode-link.ts'
import type { Link } from './link.ts'
import { writeLinkPayload } from './write-link-payload.ts'

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
export function signLink({ link, format, signers, bytes }: SignLinkRequest): Uint8Array {
  if (format !== 'dsse') return signMetadata({ payload: encodeLink(link), format, signers, bytes })
  return signedEnvelope(writeLinkPayload(link, PAE_HEADER_ROOM), signers, bytes)
}
