import type { StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** What is told of takes by which nothing comes, though the taken step has a link. */
export declare function tookNothingOf({ name, takes }: StepIntents, records: ReadonlyMap<string, StepRecord>): string[];
