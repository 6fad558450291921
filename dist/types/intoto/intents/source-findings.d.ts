import { type ClaimFlaw } from './source-claims.js';
import type { Finding } from './finding.js';
import type { SourceClaim } from '../link/source-claim.js';
import type { StepRecord } from './step-record.js';
/** A flaw in what a link claims of source, as a finding of its step. */
export declare function claimFinding(record: StepRecord, { code, says, at }: ClaimFlaw): Finding;
/**
 * No link has the files that are claimed and nothing else under their names.
 *
 * @param submodule where the files of a submodule alone are in question
 */
export declare function sourceAmbiguous(record: StepRecord, claim: SourceClaim, submodule?: string): Finding;
