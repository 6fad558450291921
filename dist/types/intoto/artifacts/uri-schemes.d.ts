/** What a path with a scheme is recorded as: each file at or below it, or all files below it as one artifact. */
export type Coverage = 'each-file' | 'whole-directory';
export declare const URI_SCHEMES: {
    readonly 'file:': 'each-file';
    readonly 'dir:': 'whole-directory';
};
export type UriScheme = keyof typeof URI_SCHEMES;
/** The scheme that a text starts with; empty for none. An unknown scheme is part of a file's name, as in the reference. */
export declare function schemeOf(text: string): UriScheme | '';
/** What a scheme covers; a plain path, each file. */
export declare function coverageOf(scheme: UriScheme | ''): Coverage;
