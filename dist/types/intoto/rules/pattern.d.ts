export interface Pattern {
    readonly source: string;
    matches(text: string): boolean;
}
/** True when the text means anything else than itself as a pattern. */
export declare function hasWildcard(text: string): boolean;
/** Compiles a pattern; every text is one. */
export declare function compilePattern(source: string): Pattern;
