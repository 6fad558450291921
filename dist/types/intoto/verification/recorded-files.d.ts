import type { SourceClaim } from '../link/source-claim.js';
import type { ClaimedSource } from './claimed-source.js';
import type { RepositoryFiles } from './expected-source.js';
type Recorded = Pick<ClaimedSource, 'ownBytes' | 'leftOut' | 'products'>;
type Told = Pick<RepositoryFiles, 'digests' | 'submodules' | 'unknownEncodings'>;
/** How products and submodules contradict a repository, as far as it tells; empty where they do not. */
export declare function recordedFalsely(recorded: Recorded, claim: SourceClaim, told: Told): string[];
export {};
