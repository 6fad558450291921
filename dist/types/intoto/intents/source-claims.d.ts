import { type CommitFiles, type SourceClaim } from '../link/source-claim.js';
import type { KnownOfRun } from './intents-evidence.js';
import type { SourceFiles } from './source-files.js';
import type { StepRecord } from './step-record.js';
/** What is wrong with the claim of a step. */
export interface ClaimFlaw {
    readonly code: 'SOURCE_UNKNOWN' | 'SOURCE_DIFFERS' | 'SOURCE_OTHER_COMMIT' | 'SOURCE_FALSE';
    /** What its link says, to stand behind "the link of step". */
    readonly says: string;
    readonly at: string;
}
export interface SourceClaims {
    /** By step, for those that take or add source. */
    readonly flaws: ReadonlyMap<string, ClaimFlaw>;
    /** The one that holds; undefined where none does. */
    readonly agreed: SourceClaim | undefined;
    /** The claim of each step with which nothing is wrong. */
    readonly good: ReadonlyMap<string, SourceClaim>;
}
/**
 * @param records all of them; those that see no source claim nothing that counts here
 * @param source which files a claim is about; whether some link has them decides between claims of equally many
 */
export declare function judgeClaims(records: Iterable<StepRecord>, known: KnownOfRun, source: Pick<SourceFiles, 'of' | 'own'>): SourceClaims;
/** Number of files and the digest over them. */
export declare function summaryOf(files: ReadonlyMap<string, string>): Omit<CommitFiles, 'commit'>;
export declare function filesText({ files, digest }: Omit<CommitFiles, 'commit'>): string;
