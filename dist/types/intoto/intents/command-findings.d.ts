import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
export declare function commandFindings({ accepted }: StepRecord, step: StepIntents): Finding[];
