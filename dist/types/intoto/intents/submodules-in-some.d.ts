import { type Intents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** Warnings that say which submodules these are, and what to write. */
export declare function submodulesInSome(records: Iterable<StepRecord>, { submodules }: Intents): string[];
