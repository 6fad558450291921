import type { KeyId } from './key-id.js';
import type { PublicKey } from './public-key.js';
/** The ids under which a key that was given as PEM may have signed, the current one first: PEM says no id. */
export declare function pemKeyIds(key: PublicKey): readonly [current: KeyId, legacy: KeyId];
