/** Whether a text is ASCII, as the names of a table of artifacts are. */
export declare function isAscii(text: string): boolean;
