import { type SourceClaim } from '../link/source-claim.js';
import type { StepRecord } from './step-record.js';
/** What the links of a step claim of source: one for each link that counts, at least one. */
export declare function claimsOf({ accepted }: StepRecord): {
    at: string;
    claim: SourceClaim | 'malformed' | undefined;
}[];
