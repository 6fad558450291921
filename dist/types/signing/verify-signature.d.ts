import { type KeyObject } from 'node:crypto';
import type { PublicKey } from '../intoto/keys/public-key.js';
/**
 * Checks one signature with one key. Anything but a good signature is `invalid`: an empty one, one in another form, one
 * that OpenSSL chokes on. Nothing is taken from the signature but its bytes; scheme, hash and padding are the key's.
 *
 * RSA-PSS is accepted with any salt length, as in-toto-python does; signers here use the length of the digest, which
 * in-toto-golang demands. ECDSA signatures are DER and nothing else, of which (r, s) and (r, n - s) both hold: never use
 * a signature as the name of what it signs.
 */
export declare function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): 'valid' | 'invalid';
/**
 * The same answer, for large messages from Node's pool of threads: meanwhile the next link is read. Whatever is verified
 * there is a copy, so the message may change afterwards.
 */
export declare function verifyOnPool(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<'valid' | 'invalid'>;
/** A key as Node has it. @throws what OpenSSL says of bytes that are none */
export declare function keyObjectOf(key: PublicKey): KeyObject;
