declare const brand: unique symbol;
/** An opaque label of a key, hexadecimal. It selects a key; it never proves one. */
export type KeyId = string & {
    readonly [brand]: 'KeyId';
};
/**
 * The two ways of computing a key id that are in use: `current` is securesystemslib 1.0 and later, `legacy` is what came
 * before and what in-toto-golang still uses. They differ for every key.
 */
export declare const KEY_ID_FORMS: readonly ['current', 'legacy'];
export type KeyIdForm = (typeof KEY_ID_FORMS)[number];
/** True for a non-empty string of hexadecimal digits, not too long for a message. */
export declare function isKeyId(text: string): text is KeyId;
/** The part of a key id that stands in file names: its first eight characters. */
export declare function keyIdPrefix(keyId: KeyId): string;
export {};
