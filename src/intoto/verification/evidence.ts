// SPDX-License-Identifier: Apache-2.0
// What speaks for a step: links whose signatures by functionaries of the layout have been checked.
import type { SignedMetadata } from '../envelope/signed-metadata.ts'
import type { KeyId } from '../keys/key-id.ts'
import type { CertificateIdentity } from '../keys/keyless-identity.ts'
import type { PublicKey } from '../keys/public-key.ts'
import type { ParsedLink } from '../link/parse-link.ts'

interface EvidenceFacts {
  readonly keyId: KeyId
  /** Of whoever signed: key material, or issuer and identity of the certificate. */
  readonly functionary: string
  /** The functionaries that this may be. */
  readonly keyIds: readonly KeyId[]
  /** The file name, escaped. */
  readonly at: string
}

/** Metadata whose signature by an authorised key has been checked. */
export interface SignedEvidence extends EvidenceFacts {
  readonly kind: 'signed'
  readonly key: PublicKey
  readonly metadata: SignedMetadata
  /** What was read from it before, if it was. */
  readonly known: ParsedLink | undefined
  /** To be called when its payload was read, or is not going to be. */
  release(): void
}

/** A link that an authorised identity signed. */
export interface KeylessEvidence extends EvidenceFacts {
  readonly kind: 'keyless'
  readonly parsed: ParsedLink
  readonly certificate: CertificateIdentity
}

export type Evidence = SignedEvidence | KeylessEvidence
