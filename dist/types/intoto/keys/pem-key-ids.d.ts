import type { KeyId } from './key-id.js';
import type { PublicKey } from './public-key.js';
type KeyIds = readonly [current: KeyId, legacy: KeyId];
/** The ids under which a key that was given as PEM may have signed, the current one first: PEM says no id. */
export declare function pemKeyIds(key: PublicKey): KeyIds;
export {};
