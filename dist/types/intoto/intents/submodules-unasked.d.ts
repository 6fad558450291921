import type { StepRecord } from './step-record.js';
/** What is told of submodules, in sentences. @param records of steps that take or add source */
export declare function submodulesUnasked(records: readonly StepRecord[]): string[];
