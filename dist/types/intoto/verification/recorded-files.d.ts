import type { SourceClaim } from '../link/source-claim.js';
import type { ClaimedSource } from './claimed-source.js';
import type { RepositoryFiles } from './expected-source.js';
/** How products and submodules contradict a repository, as far as it tells; empty where they do not. */
export declare function recordedFalsely({ products, ownBytes }: Pick<ClaimedSource, 'ownBytes'> & {
    readonly products: Products;
}, claim: SourceClaim, { digests, submodules }: Pick<RepositoryFiles, 'digests' | 'submodules'>): string[];
type Products = ClaimedSource['products'] | readonly never[];
export {};
