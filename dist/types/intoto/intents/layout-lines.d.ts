import type { IntentPattern } from './intent-pattern.js';
import type { StepIntents } from './intents.js';
import { type OfferedPatterns } from './offered-patterns.js';
import { type PatternWord } from './pattern-lists.js';
/** What stands behind a line. */
export declare const SIGN = "and sign the layout again";
/** A key that names files by patterns. */
export type FileKey = PatternWord;
/** Patterns as they stand in a layout. */
export declare const textsOf: (patterns: readonly IntentPattern[]) => readonly string[];
/** A line in backquotes. */
export declare function lineOf(key: string, texts: readonly string[]): string;
/** A line with more patterns; undefined where one of them says the contrary elsewhere, or there is none. */
export declare function lineWith(step: StepIntents, key: FileKey, { texts }: OfferedPatterns): string | undefined;
/** A line with more lines of scratch. */
export declare function scratchLine({ scratch }: StepIntents, lines: readonly string[]): string;
/**
 * A line with more directories that are installed; the key alone where nothing can be installed into one of them.
 *
 * @param names `dir:D`; others are passed over
 */
export declare function installsLine({ installs, scratch }: Pick<StepIntents, 'installs' | 'scratch'>, names: readonly string[]): string;
/** The lines by which patterns stand under another key, beside further ones. */
export declare function movedLines(step: StepIntents, patterns: readonly IntentPattern[], { from, to, beside }: {
    readonly from: FileKey;
    readonly to: FileKey;
    readonly beside?: readonly string[];
}): string;
/** Patterns for files, of names alone where what they have in common says the contrary elsewhere. */
export declare function patternsBeside(step: StepIntents, key: FileKey, files: readonly string[]): OfferedPatterns;
/** What is said of files that no offered pattern fits. */
export declare function partNote({ left }: OfferedPatterns): string;
