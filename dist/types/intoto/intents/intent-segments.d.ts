import { type PatternToken } from '../rules/pattern-tokens.js';
/**
 * What stands between two slashes: any number of segments, also none where others follow, or the elements of one name, in
 * which no test and no star fits a slash.
 */
export type IntentSegment = '**' | readonly PatternToken[];
/** What makes a text no pattern. */
export interface PatternFlaw {
    /** What is wrong, to stand behind the pattern: "ends with a slash". */
    readonly flaw: string;
    /** What to write instead, one sentence. */
    readonly hint: string;
}
/** The segments of a pattern, or why it is none. */
export declare function intentSegments(text: string): readonly IntentSegment[] | PatternFlaw;
/** Whether something is a flaw. */
export declare function isFlaw(read: readonly IntentSegment[] | PatternFlaw): read is PatternFlaw;
