import type { IntentFailure } from './intent-failure.js';
/**
 * When a finding about a file follows from an earlier one about the same file. `begins`: however a step begins with a file
 * follows from what any step before did to it. `ends`: what a step ends with follows from how it began. `alone`: never.
 */
export type Follows = 'begins' | 'ends' | 'alone';
/** One reason, with all of its files. */
export interface Finding {
    readonly code: IntentFailure['code'];
    readonly step: string | undefined;
    readonly statement: string | undefined;
    readonly follows: Follows;
    /** Findings of one cause are told once, whatever their files. */
    readonly cause?: string;
    /** As they are recorded. */
    readonly files: readonly string[];
    /** @param files those that follow from nothing else */
    readonly say: (files: readonly string[]) => Saying;
}
/** The texts of a failure, escaped. */
export interface Saying {
    readonly message: string;
    readonly details?: readonly string[];
    readonly hint: string;
}
