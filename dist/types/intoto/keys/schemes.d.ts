export type KeyType = 'rsa' | 'ecdsa' | 'ed25519';
export type Scheme = 'ed25519' | 'ecdsa-sha2-nistp256' | 'ecdsa-sha2-nistp384' | 'ecdsa-sha2-nistp521' | 'rsassa-pss-sha224' | 'rsassa-pss-sha256' | 'rsassa-pss-sha384' | 'rsassa-pss-sha512' | 'rsa-pkcs1v15-sha224' | 'rsa-pkcs1v15-sha256' | 'rsa-pkcs1v15-sha384' | 'rsa-pkcs1v15-sha512';
/** How a scheme signs. Hashes and curves by the names of OpenSSL. */
export type SchemeParameters = {
    readonly keyType: 'ed25519';
} | {
    readonly keyType: 'ecdsa';
    readonly hash: string;
    readonly curve: string;
} | {
    readonly keyType: 'rsa';
    readonly hash: string;
    /** Bytes of the digest, which is also the length of the salt that signers here use. */
    readonly hashBytes: number;
    readonly padding: 'pss' | 'pkcs1v15';
};
export declare const SCHEMES: Readonly<Record<Scheme, SchemeParameters>>;
/** True for a scheme of the table, and narrows. */
export declare function isScheme(text: string): text is Scheme;
/**
 * Whether `keytype` and `scheme` of a key object go together. Older ECDSA keys repeat their scheme as their type, and
 * then it must be the same one: in-toto-python reads no other pair.
 */
export declare function isTypeOfScheme(keyType: string, scheme: Scheme): boolean;
/** True for every `keytype` that goes with some scheme. */
export declare function isKnownKeyType(keyType: string): boolean;
