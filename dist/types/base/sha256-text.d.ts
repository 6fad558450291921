/** The 64 hexadecimal digits of a SHA-256, which may have `sha256:` before them; undefined for another text. */
export declare function readSha256(text: string): string | undefined;
/** Whether a text is a SHA-256 in its one spelling: 64 hexadecimal digits, in lower case. */
export declare function isSha256Hex(text: string): boolean;
