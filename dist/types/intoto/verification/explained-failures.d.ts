import type { Failure } from './failure.js';
/** What is left of other failures, and the causes with what they explain. */
export interface Explained {
    readonly causes: readonly Failure[];
    readonly others: readonly Failure[];
}
/**
 * Takes in what causes explain: a failure of a rule whose files are all named by causes, and a failure that says of a step,
 * or of none, what a cause says of it.
 *
 * @param causes of the check, of one layout
 */
export declare function explainFailures(causes: readonly Failure[], others: readonly Failure[]): Explained;
