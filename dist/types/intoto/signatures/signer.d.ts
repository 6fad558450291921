import type { PublicKey } from '../keys/public-key.js';
/** Something that signs bytes. The private key stays behind it. */
export interface Signer {
    readonly publicKey: PublicKey;
    /** The raw signature over `message`, in the form of the key's scheme (RSA and Ed25519 raw, ECDSA DER). */
    sign(message: Uint8Array): Uint8Array;
}
