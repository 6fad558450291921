import type { JsonAt } from '../json/json-at.js';
import type { JsonObject } from '../json/json-value.js';
import type { KeyId } from './key-id.js';
import { type KeylessIdentity } from './keyless-identity.js';
import { type PublicKey } from './public-key.js';
/** Whoever a layout may authorise: a key, or an identity that a certificate proves. */
export type FunctionaryKey = PublicKey | KeylessIdentity;
/** True for an identity. */
export declare function isKeyless(key: FunctionaryKey): key is KeylessIdentity;
/** Reads a key object of a layout. @throws what `parsePublicKey` and `parseKeylessIdentity` throw */
export declare function parseFunctionaryKey(at: JsonAt): FunctionaryKey;
/** The key object for a layout. */
export declare function encodeFunctionaryKey(key: FunctionaryKey, keyId: KeyId): JsonObject;
