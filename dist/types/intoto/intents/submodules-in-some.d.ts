import { type Intents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** A warning that says which submodules these are, and what to write for all of them; none where there are none. */
export declare function submodulesInSome(records: Iterable<StepRecord>, { submodules }: Intents): string[];
