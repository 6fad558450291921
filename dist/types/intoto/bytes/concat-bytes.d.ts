/** One after the other, as a copy. */
export declare function concatBytes(...parts: readonly Uint8Array[]): Uint8Array;
