import type { PublicKey } from '../keys/public-key.js';
/** Checks signatures by keys. */
export interface SignatureVerifier {
    /**
     * Whether a signature over `message` is the key's, by the key's scheme (keys/schemes.ts) and nothing that the signature
     * says. Anything but a good one is `invalid`: one that is empty, in another form, or that the code below chokes on.
     */
    verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<'valid' | 'invalid'>;
}
