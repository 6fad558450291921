/** The hash that a key is restricted to by its OpenSSL name; `other` restricts it to what no scheme does. */
export type PssHash = 'any' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'other';
/**
 * What the parameters of the algorithm, as OpenSSL writes them, restrict a key to. A scheme has one hash for message and
 * mask, and signers salt with as many bytes as that hash has, so a key may demand no longer salt.
 */
export declare function pssHash(parameters: Uint8Array): PssHash;
