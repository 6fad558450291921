/** Who counts what matching costs, and may end it by throwing. */
export interface MatchingWork {
    spend(steps: number): void;
    /** Whether it never ends it. */
    readonly isUnbounded?: boolean;
}
export interface Pattern {
    readonly source: string;
    /** Whether matching never takes steps. */
    readonly isFree?: boolean;
    /** @param work is told the steps that it took; forms that cost no more than comparing two texts take none */
    matches(text: string, work?: MatchingWork): boolean;
}
/** True when the text means anything else than itself as a pattern. */
export declare function hasWildcard(text: string): boolean;
/** Compiles a pattern; every text is one. */
export declare function compilePattern(source: string): Pattern;
