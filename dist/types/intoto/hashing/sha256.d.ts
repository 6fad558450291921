/** Hashes what is too large for the core: a machine's own code is many times as fast. */
export interface LargeHasher {
    /** SHA-256, 32 bytes. */
    sha256(bytes: Uint8Array): Promise<Uint8Array>;
}
/** SHA-256 in lower-case hex, of something small: a key, the object of a key. */
export declare function sha256Hex(bytes: Uint8Array): string;
/** The same of something of any size. */
export declare function sha256HexOf(bytes: Uint8Array, hasher: LargeHasher): Promise<string>;
/** The same of pieces one after the other; each is hashed before the next is asked for. */
export declare function sha256HexOfPieces(pieces: Iterable<Uint8Array>): string;
/** The same of texts in UTF-8, one after the other, of which all together need not lie in memory. */
export declare function sha256HexOfTexts(texts: Iterable<string>): string;
