import type { IntentPattern } from './intent-pattern.js';
import type { Installs, StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** Files that a step did something with that it does not say, and what it says and did not do. Paths in order. */
export interface OwnChanges {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
    /** Taken files that are there at the end, or that the step made anew, although it removes them; with the pattern. */
    readonly notRemoved: readonly NotRemoved[];
    /** What nothing fits. */
    readonly unmet: readonly Unmet[];
    /** Files among `changed` that have the digest that they had, and lie in another form. */
    readonly reshaped: ReadonlySet<string>;
    /** Taken files that are gone, whether it says so or not. */
    readonly gone: readonly string[];
}
export interface NotRemoved {
    readonly path: string;
    readonly pattern: IntentPattern;
    /** Whether it has other bytes than at the beginning. */
    readonly isNew: boolean;
}
export type Unmet = {
    readonly verb: 'adds' | 'changes' | 'removes';
    readonly pattern: IntentPattern;
} | {
    readonly verb: 'installs';
    readonly installs: Installs;
};
/** Compares both sides of a step that is no checkout. */
export declare function ownChanges({ link, endDirectories, accepted }: StepRecord, step: StepIntents): OwnChanges;
