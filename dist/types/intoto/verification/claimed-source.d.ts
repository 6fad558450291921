import { type Artifacts } from '../artifacts/artifacts.js';
import type { Link } from '../link/link.js';
import { type CommitFiles, type SourceClaim } from '../link/source-claim.js';
import type { ClaimedRun } from './check-runs.js';
/** What a link that counts says of its source. */
export interface ClaimedSource extends ClaimedRun {
    readonly claim: SourceClaim | 'malformed' | undefined;
    /** Whether it says that there was no repository to claim anything of. */
    readonly noRepository: boolean;
    /** Whether the step was a checkout, whose products are the files of a commit. */
    readonly checkout: boolean;
    /** The repository that a checkout says that it is of, where that is not the one of the run. */
    readonly otherRepository: string | undefined;
    /** Files of a checkout that stand with digests that no claim is over, so that these cannot be compared. */
    readonly ownBytes: readonly string[];
    /** How many files of a checkout its exclude patterns left out of the products. */
    readonly leftOut: number;
    /** What a checkout recorded; undefined for what is none, or claims nothing. */
    readonly products: Artifacts | undefined;
    /** How the claim contradicts the rest of the link; empty where it does not. */
    readonly contradictions: readonly string[];
}
/** @param claimed the run that the link belongs to, and its step */
export declare function claimedSource({ environment, products }: Link, claimed: ClaimedRun): ClaimedSource;
type Files = Pick<CommitFiles, 'files' | 'digest'>;
/** Files with the digest over them, in words. */
export declare function filesText({ files, digest }: Files): string;
export {};
