// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../../base/limits.ts'
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
  #messages: readonly Uint8Array[] | undefined

  constructor(metadata: SignedMetadata, compatibility: Compatibility, signatures: SignatureVerifier) {
    this.#metadata = metadata
    this.#compatibility = compatibility
    this.#signatures = signatures
  }

  /**
   * @param keyIds the ids that a signature by the key may carry
   * @param anyId true when the ids are not known for certain, as for a key given as PEM
   */
  async check(key: PublicKey, keyIds: readonly string[], anyId: boolean): Promise<SignatureFinding> {
    const candidates = this.#candidates(keyIds, anyId)
    if (candidates.length === 0) return 'missing'
    this.#messages ??= this.#whatIsSigned()
    for (const { bytes } of candidates.slice(0, this.#trials(this.#messages))) {
      if (bytes === undefined) continue
      for (const message of this.#messages) {
        if ((await this.#signatures.verify(key, message, bytes)) === 'valid') return 'valid'
      }
    }
    return 'invalid'
  }

  /** Each trial hashes the whole message. Who knows the key's id is tried first, so nobody who signed as usual is left out. */
  #trials(messages: readonly Uint8Array[]): number {
    const bytes = messages.reduce((sum, message) => sum + message.length, 1)
    return Math.max(LIMITS.signatureTrials, Math.floor(LIMITS.signatureTrialBytes / bytes))
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

  #whatIsSigned(): readonly Uint8Array[] {
    const asWritten = this.#metadata.signedBytes()
    if (this.#compatibility === 'strict') return [asWritten]
    return [asWritten, ...WRAPPERS[this.#metadata.wrapper].referenceMessages(() => this.#metadata.payload.object())]
  }
}
