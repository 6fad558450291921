import { type Artifacts } from '../artifacts/artifacts.js';
import { type StepIntents } from '../intents/intents.js';
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
    /** Whether the layout says in intents that the step takes or adds source, and so holds its files against the claim. */
    readonly takesSource: boolean;
    /** The repository that a checkout says that it is of, where the run says that it belongs to another one. */
    readonly otherRepository: string | undefined;
    /** Files of a checkout that stand with digests that no claim is over, so that these cannot be compared. */
    readonly ownBytes: readonly string[];
    /** How many files of a checkout its exclude patterns left out of the products. */
    readonly leftOut: number;
    /**
     * What must be files of the commit: the products of a checkout, and of a link that claims source and names nothing that
     * its step began with, so that whoever leaves the word `checkout` away gains nothing. Undefined for others.
     */
    readonly products: Artifacts | undefined;
    /** How the claim contradicts the rest of the link; empty where it does not. */
    readonly contradictions: readonly string[];
}
/**
 * @param claimed the run that the link belongs to, and its step
 * @param intents what its layout says of the step in intents
 */
export declare function claimedSource({ environment, materials, products }: Link, claimed: ClaimedRun, intents?: Pick<StepIntents, 'takes' | 'addsSource'>): ClaimedSource;
type Files = Pick<CommitFiles, 'files' | 'digest'>;
/** Files with the digest over them, in words. */
export declare function filesText({ files, digest }: Files): string;
export {};
