/** Code points from `low` to `high`, both included. */
export type CodePointRange = readonly [low: number, high: number];
/** A test of one code point: in one of the ranges, or, negated, in none. */
export interface CodePointTest {
    readonly ranges: readonly CodePointRange[];
    readonly negated: boolean;
}
/** One element of a pattern: any run of characters, one code point, or a test of one. Numbers keep long patterns small. */
export type PatternToken = '*' | number | CodePointTest;
/** Whether a code point passes a test. */
export declare function passes({ ranges, negated }: CodePointTest, codePoint: number): boolean;
/** The element that one character fits, and no other. */
export declare function literalToken(character: string): number;
/** Any element but a star, as a test. */
export declare function testOf(token: number | CodePointTest): CodePointTest;
/** The elements of a pattern in the dialect of Python's fnmatch; several stars in a row are one. */
export declare function patternTokens(source: string): PatternToken[];
