import type { Finding } from './finding.js';
import type { Intents, StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
export interface LegContext {
    readonly step: StepIntents;
    readonly record: StepRecord;
    readonly intents: Intents;
}
/** Findings of one step, told with its legs in mind. */
export declare function withLegs(findings: readonly Finding[], context: LegContext): Finding[];
