import type { ClaimedRun } from './check-runs.js';
import type { Failure, Warning } from './failure.js';
import type { ItemReport } from './verification.js';
/** What a verification has found so far, in all of its layouts. */
export declare class Findings {
    readonly failures: Failure[];
    readonly warnings: Warning[];
    readonly items: ItemReport[];
    readonly claims: ClaimedRun[];
    /** Names of the steps of all layouts so far. */
    readonly steps: Set<string>;
    /** Names of the inspections of all layouts so far. */
    readonly inspections: Set<string>;
    /** Adds failures of one layout. `prefix` are the steps of outer layouts, each followed by "/"; escaped. */
    fail(prefix: string, failures: readonly Failure[]): void;
}
