import type { ClaimedRun } from './check-runs.js';
import type { ClaimedSource } from './claimed-source.js';
import type { Failure, Warning } from './failure.js';
import type { ItemReport } from './verification.js';
/** What a verification has found so far, in all of its layouts. Of what there is much, the first are kept and the rest is counted. */
export declare class Findings {
    #private;
    readonly failures: Failure[];
    readonly warnings: Warning[];
    readonly items: ItemReport[];
    readonly claims: ClaimedRun[];
    /** What the links say of source, and of their run, where anybody asks for it. */
    readonly sources: ClaimedSource[];
    /** Names of the steps of all layouts so far. */
    readonly steps: Set<string>;
    /** Names of the inspections of all layouts so far. */
    readonly inspections: Set<string>;
    /** Failures in all, those that are not kept among them. */
    failed: number;
    /** Adds failures of one layout. `prefix` are the steps of outer layouts, each followed by "/"; escaped. */
    fail(prefix: string, failures: readonly Failure[]): void;
    warn(warnings: Iterable<Warning>): void;
    report(item: ItemReport): void;
    /** What was found and is not in the report; empty where all of it is. */
    leftOut(): Warning[];
}
