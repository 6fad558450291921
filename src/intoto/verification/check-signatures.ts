// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../../base/limits.ts'
import { CoreError } from '../codes.ts'
import type { SignedMetadata } from '../envelope/signed-metadata.ts'
import type { WrittenSignature } from '../envelope/wrapper.ts'
import { WRAPPERS } from '../envelope/wrappers.ts'
import type { PublicKey } from '../keys/public-key.ts'
import type { SignatureVerifier } from '../signatures/signature-verifier.ts'
import type { Compatibility } from './verification.ts'

/** Whether a key signed, and if not, whether a signature that claims to be its was there at all. */
export type SignatureFinding = 'valid' | 'invalid' | 'missing'

/**
 * Checks signatures of one document. What the signatures cover is computed once.
 *
 * Strictly, every signature that could be the key's is tried: key ids are hints (DSSE 1.0.2). The reference tries only
 * the first that carries the key's id.
 */
export class SignatureChecker {
  readonly #metadata: SignedMetadata
  readonly #compatibility: Compatibility
  readonly #signatures: SignatureVerifier
  #message: Uint8Array | undefined

  constructor(metadata: SignedMetadata, compatibility: Compatibility, signatures: SignatureVerifier) {
    this.#metadata = metadata
    this.#compatibility = compatibility
    this.#signatures = signatures
  }

  /**
   * @param keyIds the ids that a signature by the key may carry
   * @param anyId true when the ids are not known for certain, as for a key given as PEM
   * @throws METADATA_MEMBER_MISSING where the reference reads no document because of any of its signatures
   */
  async check(key: PublicKey, keyIds: readonly string[], anyId: boolean): Promise<SignatureFinding> {
    if (this.#compatibility === 'reference') this.#demandReadable()
    const candidates = this.#candidates(keyIds, anyId)
    if (candidates.length === 0) return 'missing'
    this.#message ??= this.#whatIsSigned()
    for (const candidate of candidates.slice(0, trialsOf(this.#message))) {
      const bytes = this.#bytesOf(candidate)
      if (bytes === undefined) continue
      if ((await this.#signatures.verify(key, this.#message, bytes)) === 'valid') return 'valid'
    }
    return 'invalid'
  }

  #demandReadable(): void {
    if (this.#metadata.signatures.every(({ reference }) => reference !== 'malformed')) return
    throw new CoreError('METADATA_MEMBER_MISSING', 'A signature names no key, or there is none beside the key.', {
      at: this.#metadata.payload.where
    })
  }

  #candidates(keyIds: readonly string[], anyId: boolean): readonly WrittenSignature[] {
    const { signatures, wrapper } = this.#metadata
    const named = signatures.filter(({ keyId }) => keyIds.includes(keyId))
    if (this.#compatibility === 'reference') return named.slice(0, 1)
    if (anyId) return [...named, ...signatures.filter(({ keyId }) => !keyIds.includes(keyId))]
    return WRAPPERS[wrapper].keyIds === 'optional'
      ? [...named, ...signatures.filter(({ keyId }) => keyId === '')]
      : named
  }

  #bytesOf({ bytes, reference }: WrittenSignature): Uint8Array | undefined {
    return this.#compatibility === 'strict' || typeof reference !== 'object' ? bytes : reference.bytes
  }

  #whatIsSigned(): Uint8Array {
    const { referenceMessage } = WRAPPERS[this.#metadata.wrapper]
    return this.#compatibility === 'strict' || referenceMessage === undefined
      ? this.#metadata.signedBytes()
      : referenceMessage(this.#metadata.payload.object())
  }
}

/** Each trial hashes the whole message. Who knows the key's id is tried first, so nobody who signed as usual is left out. */
function trialsOf(message: Uint8Array): number {
  return Math.max(LIMITS.signatureTrials, Math.floor(LIMITS.signatureTrialBytes / (message.length + 1)))
}
