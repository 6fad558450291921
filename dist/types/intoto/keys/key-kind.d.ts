import type { JsonAt } from '../json/json-at.js';
/** What a key object of a layout stands for; a key kept in `keyval`, a GPG key, or a workflow's identity. */
export type KeyKind = 'public-key' | 'gpg' | 'keyless';
/**
 * The kind of a key object. GPG keys come in two spellings: with a member `method` (in-toto-python's own), or with a
 * scheme that starts with `pgp+` (securesystemslib's `GPGKey`). Only `public-key` can be read today; a reader of
 * another kind starts here.
 *
 * @throws METADATA_TYPE_WRONG
 */
export declare function kindOfKey(at: JsonAt): KeyKind;
