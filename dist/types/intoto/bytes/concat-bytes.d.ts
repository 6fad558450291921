/** One after the other, as a copy. */
export declare function concatBytes(...parts: readonly Uint8Array[]): Uint8Array;
/** The same for any number of parts. */
export declare function concatAll(parts: readonly Uint8Array[]): Uint8Array;
