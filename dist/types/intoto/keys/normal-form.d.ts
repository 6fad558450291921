import { type Scheme } from './schemes.js';
import { type SpkiKey } from './spki.js';
/**
 * The SPKI of a key in its one form, after checking that the key is strong enough and fits the scheme.
 *
 * @throws KEY_UNSUPPORTED
 */
export declare function normalForm(key: SpkiKey, scheme: Scheme, where: string): Uint8Array;
/**
 * The scheme of a key that comes without one.
 *
 * @throws KEY_UNSUPPORTED
 */
export declare function defaultScheme(key: SpkiKey, where: string): Scheme;
