import type { ClaimedRun } from './check-runs.js';
import type { ClaimedSource } from './claimed-source.js';
import type { Failure, Warning } from './failure.js';
import { type StepTaking } from './links-first.js';
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
    /** The words of each check of intents that was made, in any order. */
    readonly checks: (readonly string[])[];
    /** Names of the inspections of all layouts so far. */
    readonly inspections: Set<string>;
    /** Failures in all, those that are not kept among them. */
    failed: number;
    /**
     * Adds failures of one layout: those of links before what a check of intents found by them. `prefix` are the steps of outer
     * layouts, each followed by "/"; escaped.
     */
    fail(prefix: string, failures: readonly Failure[]): void;
    /**
     * Puts the failures of the check of intents of one layout before what was found since, but for what the checks of layouts
     * below it found, for commands that failed, of which files follow, and for what is wrong with links by which it was found;
     * what they explain becomes a part of them.
     *
     * @param since how many failures were kept before
     * @param steps of the layout in its order, with what they take
     */
    explain(since: number, prefix: string, causes: readonly Failure[], steps?: Iterable<StepTaking>): void;
    /** Adds failures of the whole chain. What a check of intents told already becomes a part of that. */
    failBeside(failures: readonly Failure[]): void;
    warn(warnings: Iterable<Warning>): void;
    report(item: ItemReport): void;
    /** What was found and is not in the report; empty where all of it is. */
    leftOut(): Warning[];
}
