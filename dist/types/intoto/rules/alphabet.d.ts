import { type CodePointTest } from './pattern-tokens.js';
/** A class of characters that no test tells apart. */
export interface CharacterClass {
    /** One of them, as readable as there is. */
    readonly character: string;
    /** For each test, whether it passes. */
    readonly passed: readonly boolean[];
}
/**
 * The classes that the tests make of all characters that a path can have, the most readable first. A backslash and
 * halves of a pair are in no path.
 */
export declare function characterClasses(tests: readonly CodePointTest[]): CharacterClass[];
