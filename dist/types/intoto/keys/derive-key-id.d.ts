import type { KeyId, KeyIdForm } from './key-id.js';
import { type PublicKey } from './public-key.js';
export type { KeyIdForm } from './key-id.js';
/**
 * Computes a key id: SHA-256 over the canonical key object, as 64 hexadecimal digits. The object of the form `current`
 * has type, scheme and value; that of `legacy` also names two hash algorithms, and its PEM has no trailing newline.
 */
export declare function keyIdOf(key: PublicKey, form: KeyIdForm): KeyId;
