import type { Finding } from './finding.js';
import type { StepRecord } from './step-record.js';
/** Finds links that are of another step, and layouts that stand where a link must. */
export declare function linkFindings({ name, intents, accepted }: StepRecord): Finding[];
