import { type JsonValue } from './json-value.js';
/**
 * The canonical form of a value, in UTF-8; what a Metablock signature covers and what key ids are computed from.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export declare function canonicalJson(value: JsonValue): Uint8Array;
/** A value in canonical order and without white space, piece by piece, with strings escaped as the caller needs. */
export declare function serialise(value: JsonValue, escape: (text: string) => string, take: (piece: string) => unknown): void;
/** Sorts in place by Unicode code point; the language's own order is by UTF-16 unit and differs beyond U+FFFF. */
export declare function sortedByCodePoint(names: string[]): string[];
/** Negative, zero or positive as `a` comes before, with or after `b` in order of code points. */
export declare function compareCodePoints(a: string, b: string): number;
