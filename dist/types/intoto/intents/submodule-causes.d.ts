import type { Saying } from './finding.js';
import type { StepRecord } from './step-record.js';
/** The submodules that a step claims; all of them, whoever of its functionaries says it. */
export declare function submodulesClaimed(record: StepRecord): ReadonlySet<string>;
/** Those of some directories below which a step has files where it sees source. */
export declare function directoriesHeld({ link, intents }: StepRecord, directories: Iterable<string>): ReadonlySet<string>;
/** What is known of the submodules of a run. */
export interface SubmodulesOfRun {
    readonly record: StepRecord;
    readonly records: ReadonlyMap<string, StepRecord>;
    /** Git's ids by path, from the repository. */
    readonly committed: ReadonlyMap<string, string> | undefined;
}
/** Files of a submodule that nothing has. A step that takes no source claims nothing of its own. */
export declare function ofOtherCommit(saying: Saying, files: readonly string[], run: SubmodulesOfRun): Saying | undefined;
/** Files of a submodule that another step has. */
export declare function ofNoCheckout(saying: Saying, files: readonly string[], run: SubmodulesOfRun): Saying | undefined;
