import type { SignedMetadata } from '../envelope/signed-metadata.js';
import type { PublicKey } from '../keys/public-key.js';
import type { SignatureVerifier } from '../signatures/signature-verifier.js';
import type { Compatibility } from './verification.js';
/** Whether a key signed, and if not, whether a signature that claims to be its was there at all. */
export type SignatureFinding = 'valid' | 'invalid' | 'missing';
/**
 * Checks signatures of one document. What the signatures cover is computed once.
 *
 * Strictly, every signature that could be the key's is tried: key ids are hints (DSSE 1.0.2). The reference tries only
 * the first that carries the key's id.
 */
export declare class SignatureChecker {
    #private;
    constructor(metadata: SignedMetadata, compatibility: Compatibility, signatures: SignatureVerifier);
    /**
     * @param keyIds the ids that a signature by the key may carry
     * @param anyId true when the ids are not known for certain, as for a key given as PEM
     * @throws METADATA_MEMBER_MISSING where the reference reads no document because of any of its signatures
     */
    check(key: PublicKey, keyIds: readonly string[], anyId: boolean): Promise<SignatureFinding>;
}
