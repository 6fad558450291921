import { type readRunBinding, type RunBinding } from '../link/run-binding.js';
import type { Failure } from './failure.js';
/** The run that a link claims to belong to. */
export interface ClaimedRun {
    /** With the steps of outer layouts before it, escaped. */
    readonly step: string;
    readonly run: ReturnType<typeof readRunBinding>;
}
/**
 * Every link must claim the run that is verified, where that is known; a link that names no run is a stranger too.
 * All links must come from one run of the pipeline: the same id, repository and commit, or none of them bound to a run
 * at all.
 */
export declare function checkRuns(claims: readonly ClaimedRun[], expected?: RunBinding): Failure[];
/**
 * What binds a link to a run, in words.
 *
 * @param expected names more facts to show than those that bind
 */
export declare function describeRun(run: ClaimedRun['run'], expected?: RunBinding): string;
