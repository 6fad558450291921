import type { JsonAt } from '../json/json-at.js';
import { type JsonObject, type JsonValue } from '../json/json-value.js';
import type { KeyId, KeyIdForm } from './key-id.js';
import { type KeyType, type Scheme } from './schemes.js';
declare const brand: unique symbol;
/**
 * SHA-256 of the key in SPKI form, as lower-case hex: equal for equal key material, whatever the key is called, however
 * it was spelled and whatever scheme it is used with. The unit that thresholds count.
 */
export type KeyFingerprint = string & {
    readonly [brand]: 'KeyFingerprint';
};
export interface PublicKey {
    readonly keyType: KeyType;
    readonly scheme: Scheme;
    /** The SubjectPublicKeyInfo in its one form (DER). */
    readonly spki: Uint8Array;
    /** SPKI PEM as OpenSSL and Python's cryptography print it: LF, one trailing newline. */
    readonly pem: string;
    readonly fingerprint: KeyFingerprint;
}
/**
 * The key object of a layout (in-toto v1.0, 4.2): `{keytype, scheme, keyval: {public}}`. The public key is 64
 * hexadecimal digits for Ed25519 and PEM for the others.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, KEY_UNSUPPORTED, KEY_UNREADABLE, KEY_NOT_PUBLIC
 */
export declare function parsePublicKey(at: JsonAt): PublicKey;
/**
 * A public key in PEM form (SPKI), with the default scheme of its type: rsassa-pss-sha256 for RSA, as in-toto-python
 * and in-toto-golang choose. The text may hold other things than a key, but only one PEM block.
 *
 * @throws KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
 */
export declare function publicKeyFromPem(pem: string, source: string): PublicKey;
/** The same for the bytes of an SPKI (DER). @throws KEY_UNREADABLE, KEY_UNSUPPORTED */
export declare function publicKeyFromSpki(der: Uint8Array, source: string): PublicKey;
/**
 * The key object for a layout (in-toto v1.0, 4.2). Both in-toto-python and in-toto-golang want `keyid` inside. Python
 * carries along members that it does not know; golang refuses them, and writes `keyid_hash_algorithms` as null where it
 * is absent before it checks the signature of a Metablock, which then fails. So it is always there unless the form
 * `current` is asked for, and `private`, which golang would have empty, is not.
 *
 * @param form The object from which `keyIdOf` computes the key id of that form, for tools that compute it again:
 * `current` is the entry that in-toto-python writes, `legacy` that of in-toto-golang. Left out, the object is for all.
 */
export declare function encodePublicKey(key: PublicKey, keyId: KeyId, form?: KeyIdForm): JsonObject;
/** The key object without `keyid`; with a form, what `keyIdOf` digests. */
export declare function keyMembers(key: PublicKey, form?: KeyIdForm): Record<string, JsonValue | undefined>;
/** The value of `keyval.public`: hex for Ed25519, PEM for the others. */
export declare function publicText(key: PublicKey): string;
export {};
