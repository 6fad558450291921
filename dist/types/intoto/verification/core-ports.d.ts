import type { Bytes } from '../bytes/bytes.js';
import type { LargeHasher } from '../hashing/sha256.js';
import type { SignatureVerifier } from '../signatures/signature-verifier.js';
/** What the core asks of the machine that it runs on. Identities are verified by a port of their own, `KeylessVerifier`. */
export interface CorePorts {
    readonly signatures: SignatureVerifier;
    readonly hasher: LargeHasher;
    readonly bytes: Bytes;
}
