import type { TakenFiles } from './begin-differences.js';
import { type Files } from './files.js';
import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
export interface CauseContext {
    readonly record: StepRecord;
    readonly step: StepIntents;
    readonly records: ReadonlyMap<string, StepRecord>;
    /** What the step was to begin with; nothing where that is not known. */
    readonly taken: readonly TakenFiles[];
    /** The files of the commit, where they are known. */
    readonly source: () => Files | undefined;
    /** Git's ids of the commits of its submodules by path, where the repository told. */
    readonly committed: ReadonlyMap<string, string> | undefined;
}
/** Findings of one step that tell more, each where it is told. */
export declare function withCauses(findings: readonly Finding[], context: CauseContext): Finding[];
