/**
 * Says why 32 bytes must not be trusted as an Ed25519 public key, or undefined when nothing speaks against it.
 *
 * A key of small order accepts signatures that nobody made: with OpenSSL 3.0 one fixed signature holds for every
 * message, OpenSSL 3.5 refuses. A verdict must not depend on that. A y that is not reduced (RFC 8032, 5.1.3) is a second
 * spelling of a key.
 */
export declare function ed25519Weakness(raw: Uint8Array): string | undefined;
