import { type IntentSegment, type PatternFlaw } from './intent-segments.js';
/** A pattern that was read. */
export interface IntentPattern {
    /** As it was written. */
    readonly text: string;
    /** Whether a path fits, relative to where the pattern stands. An installed directory, `dir:…`, fits none. */
    matches(path: string): boolean;
}
/**
 * Reads a pattern.
 *
 * @throws INTENT_PATTERN_INVALID
 */
export declare function parseIntentPattern(text: string): IntentPattern;
/** Whether a pattern fits one name alone. */
export declare function isLiteral({ text }: Pick<IntentPattern, 'text'>): boolean;
/** The segments of a pattern, or why a text is none. */
export declare function patternSegments(text: string): readonly IntentSegment[] | PatternFlaw;
