import { type JsonTokens } from './json-tokens.js';
/** A value that stands in a document and was not built. */
export interface Skimmed {
    readonly start: number;
    readonly end: number;
    /** Bytes of white space between its tokens. */
    readonly spaces: number;
    readonly escapes: boolean;
}
/** Steps over what is known to be an object at some depth, where that comes next. */
export interface SkipsSection {
    /** Of the object whose members may be such. */
    readonly depth: number;
    /** Names of these members with their quotes. Any others are not held against what is known: there may be millions. */
    readonly names: readonly Uint8Array[];
    /** Whether one came next, after which the position is. */
    readonly skip: () => boolean;
}
/**
 * Steps over the value that comes next. Every member name comes after the one before it, in order of code points, so
 * none stands twice, and the canonical form is in the bytes.
 *
 * @returns undefined for a value whose members stand in another order. Then nothing is known of it, and the position
 * is anywhere.
 * @throws JSON_SYNTAX, JSON_TOO_DEEP, JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export declare function skimValue(tokens: JsonTokens, depth: number, sections?: SkipsSection): Skimmed | undefined;
/** The canonical form of a value that was stepped over; never longer than what stands there. */
export declare function canonicalBytes({ start, end, spaces, escapes }: Skimmed, tokens: JsonTokens): Uint8Array;
