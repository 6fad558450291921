// SPDX-License-Identifier: Apache-2.0
import { referencePayload } from '../envelope/reference-form.ts'
import type { SignedMetadata } from '../envelope/signed-metadata.ts'
import type { JsonAt } from '../json/json-at.ts'
import type { Compatibility } from './verification.ts'

/**
 * What metadata says that somebody signed who is trusted with it: as it is written, or as the reference reads it.
 *
 * @throws JSON_ and METADATA_ codes
 */
export function payloadOf(
  { signedPayload }: Pick<SignedMetadata, 'signedPayload'>,
  compatibility: Compatibility
): JsonAt {
  return compatibility === 'reference' ? referencePayload(signedPayload) : signedPayload
}
