import type { StepRecord } from './step-record.js';
/**
 * What is told of submodules, in sentences.
 *
 * @param records of steps that take or add source
 * @param isAsked whether the repository told which commits they are at
 */
export declare function submodulesUnasked(records: readonly StepRecord[], isAsked: boolean): string[];
