/** Whether so many bytes from one place in the first are those from another place in the second. */
export type SameParts = (atFirst: number, atSecond: number, length: number) => boolean;
/**
 * What is done to many bytes at once. `PORTABLE_BYTES` runs everywhere; a machine that is faster at it brings its own.
 * The two must agree on every input.
 */
export interface Bytes {
    /** Where `wanted` begins in `bytes`, at `start` or after; -1 when it does not. Nothing is found at once. */
    find(bytes: Uint8Array, wanted: Uint8Array, start: number): number;
    equal(a: Uint8Array, b: Uint8Array): boolean;
    /** Compares parts of two, from a place in each, of so many bytes; both are that long. */
    compares(a: Uint8Array, b: Uint8Array): SameParts;
    isUtf8(bytes: Uint8Array): boolean;
    /**
     * Takes text out of bytes by where it starts and ends. What is not UTF-8 becomes U+FFFD; a byte order mark stays.
     * The bytes must not change meanwhile.
     */
    texts(bytes: Uint8Array): (start: number, end: number) => string;
    /** Base64 with the alphabet of RFC 4648, 4, and with padding. */
    encodeBase64(bytes: Uint8Array): string;
    /**
     * Writes what a text stands for to the beginning of `into`, which has room for `decodedLength(text)`. The alphabet is
     * that of RFC 4648, 4 or 5; padding may be there or not, whole.
     *
     * @returns how many bytes it were; undefined when the text is not base64 in its one spelling. Then `into` holds anything.
     */
    decodeBase64(text: string, into: Uint8Array): number | undefined;
    /**
     * Gives the memory of bytes back at once, which nobody looks at any more, and which are all of their array. Without it
     * they wait for the machine to look for what is in use; a file of the largest size may wait beside the next.
     */
    release?(bytes: Uint8Array): void;
    /** True where nothing is taken for the usual spelling, and all is read with care, at ten times the cost: for tests. */
    readonly careful?: true;
    /** True where one text may hold digits of both alphabets. */
    readonly mixesBase64?: true;
}
/** How many bytes a text in base64 stands for, and at most when it is not base64. */
export declare function decodedLength(text: string): number;
/** The length of a text in base64 up to its padding. */
export declare function lengthWithoutPadding(text: string): number;
