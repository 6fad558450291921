export interface OfferedPatterns {
    readonly texts: readonly string[];
    /** How many of the files fit none of them. */
    readonly left: number;
}
/**
 * Patterns that fit some files and not others.
 *
 * @param files at least one, none twice
 */
export declare function patternsFor(files: readonly string[], others?: Iterable<string>): OfferedPatterns;
/** Some of the patterns. A link may name files by paths that no pattern fits. */
export declare function offered(texts: readonly string[], files: readonly string[]): OfferedPatterns;
