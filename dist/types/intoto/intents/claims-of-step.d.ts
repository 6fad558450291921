import { type SourceClaim } from '../link/source-claim.js';
import type { StepRecord } from './step-record.js';
/** Whether a step takes the files of the commit, or is the checkout that adds them. */
export declare function seesSource({ intents }: Pick<StepRecord, 'intents'>): boolean;
/** What the links of a step claim of source: one for each link that counts, at least one. */
export declare function claimsOf({ accepted }: StepRecord): {
    at: string;
    claim: SourceClaim | 'malformed' | undefined;
}[];
