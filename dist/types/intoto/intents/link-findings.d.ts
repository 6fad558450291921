import type { Finding } from './finding.js';
import type { StepRecord } from './step-record.js';
export declare function linkFindings({ name, intents, accepted }: StepRecord): Finding[];
