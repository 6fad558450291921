import type { KeyId } from '../keys/key-id.js';
/** Somebody who signed, and the functionaries that it may be. */
export interface Signer {
    /** Key material, or issuer and identity. */
    readonly functionary: string;
    readonly keyIds: readonly KeyId[];
}
/** The most functionaries that can each be given a signer of its own (a maximum matching, by augmenting paths). */
export declare function countFunctionaries(signers: readonly Signer[]): number;
