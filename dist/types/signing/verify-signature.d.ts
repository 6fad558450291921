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
 * Lets Node's pool begin with a thread for each core that is left, unless somebody said how many. By itself it has four,
 * whatever the machine has: on two cores they take turns with the main thread, for which all else waits, and that is an eighth
 * of the time of a long chain. It is for whoever owns the process: all else that uses the pool has these threads, too.
 */
export declare function sizePoolByCores(): void;
/**
 * The same answer, for large messages from Node's pool of threads: meanwhile the next link is read. Whatever is verified
 * there is a copy, so the message may change afterwards.
 */
export declare function verifyOnPool(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<'valid' | 'invalid'>;
/** A key as Node has it. @throws what OpenSSL says of bytes that are none */
export declare function keyObjectOf(key: PublicKey): KeyObject;
