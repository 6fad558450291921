import type { TakenFiles } from './begin-differences.js';
import type { StepIntents, Take } from './intents.js';
import type { StepRecord } from './step-record.js';
/** What is known of how a step began. */
export interface BeginContext {
    readonly record: StepRecord;
    readonly step: StepIntents;
    readonly records: ReadonlyMap<string, StepRecord>;
    readonly taken: readonly TakenFiles[];
    /** Whether the step would have begun with these files as it should, and with all others as it did, with other takes. */
    readonly holds: (takes: readonly Take[], files: readonly string[]) => boolean;
}
