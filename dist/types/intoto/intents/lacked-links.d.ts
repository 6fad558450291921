import { type Intents, type StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** Steps that lack a link, and what hangs on them. */
export declare class LackedLinks {
    #private;
    /** The step without a link that could tell which files are those of source; undefined where all that could have theirs. */
    readonly source: string | undefined;
    /** @param layoutSteps in the order of the layout, so that whatever a step takes stands before it */
    constructor(intents: Intents, layoutSteps: readonly string[], records: ReadonlyMap<string, StepRecord>);
    /** The step without a link whose files a step takes; undefined where all have one. */
    ofFiles({ takes }: Pick<StepIntents, 'takes'>): string | undefined;
    /** The step without a link that has a say in the installed directories with which a step begins. */
    ofDirectories({ takes }: Pick<StepIntents, 'takes'>): string | undefined;
    /** What was not looked at, a sentence for each link that is missing. @param isSourceUntold whether no other link tells it */
    sentences(isSourceUntold: boolean): string[];
}
