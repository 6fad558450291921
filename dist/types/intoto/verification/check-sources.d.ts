import type { SourceClaim } from '../link/source-claim.js';
import { type ClaimedSource } from './claimed-source.js';
import type { ExpectedSource, RepositoryFiles } from './expected-source.js';
import type { Failure } from './failure.js';
/** What claims are held against, with nobody left to ask. */
export interface SourceDemands extends Pick<ExpectedSource, 'commit' | 'claims' | 'only'> {
    readonly files: RepositoryFiles | undefined;
    /** What the repository has of parts of the commit, by `partOf`, as far as it was asked. */
    readonly parts: ReadonlyMap<string, RepositoryFiles>;
    /** Whether the links are all that there are; else a link with a claim may still come. */
    readonly extent: 'all' | 'so far';
    /** Whether the run that is verified is known, so that links without claims are held against its commit elsewhere. */
    readonly run: 'known' | 'unknown';
}
/** A link that claims source in a way that can be compared. */
export interface GoodClaim extends ClaimedSource {
    readonly claim: SourceClaim;
}
/** What is wrong with the claims, and those with which nothing is wrong by themselves. */
export interface CheckedSources {
    readonly failures: readonly Failure[];
    readonly good: readonly GoodClaim[];
}
/**
 * All claims must name one commit and one tree, whatever the directory of the work tree; number and digest of files are
 * compared among claims about the same part of the commit, submodules where two claims both have one.
 */
export declare function checkSources(sources: readonly ClaimedSource[], demands: SourceDemands): CheckedSources;
/** A part of a commit as a text. */
export declare const partOf: (only: readonly string[]) => string;
