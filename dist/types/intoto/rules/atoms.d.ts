import { type CharacterClass } from './alphabet.js';
import { type CodePointTest, type PatternToken } from './pattern-tokens.js';
/** A combination of patterns, and a shortest path that these fit and no others. */
export interface Atom {
    readonly path: string;
    /** For each pattern, whether it fits. */
    readonly fits: readonly boolean[];
}
/** What an analysis may cost. It is spent by counting, never by a clock. */
export interface Budget {
    /** Combinations of positions. */
    states: number;
    /** Positions that are moved by one character, and rules that are held against an example. */
    moves: number;
}
/** All combinations that a normal path can have. Undefined when the budget does not last. */
export declare function atomsOf(patterns: readonly (readonly PatternToken[])[], budget: Budget): Atom[] | undefined;
/** The classes of characters that differ in something that tests or the automaton of paths ask; the most readable first. */
export declare function distinctClasses(tests: readonly CodePointTest[]): CharacterClass[];
