import { type SourceClaim } from '../link/source-claim.js';
import type { AcceptedEvidence } from './intents-evidence.js';
import type { StepRecord } from './step-record.js';
/** What the links of a step claim of source: one for each link that counts, at least one. */
export declare function claimsOf({ accepted }: StepRecord): {
    at: string;
    by: AcceptedEvidence;
    claim: SourceClaim | 'malformed' | undefined;
}[];
/** The claims of one link, or of the links below a layout in its place, as far as they can be read. */
export declare function claimsIn(evidence: AcceptedEvidence): SourceClaim[];
