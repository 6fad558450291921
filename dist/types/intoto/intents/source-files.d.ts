import type { SourceClaim } from '../link/source-claim.js';
import { type Files, type HeldFiles } from './files.js';
import type { StepRecord } from './step-record.js';
/** The files of source that a run began with, as far as its links or whoever verifies tell them. */
export declare class SourceFiles {
    #private;
    /** @param known SHA-256 by path, from the repository */
    constructor(records: ReadonlyMap<string, StepRecord>, known: ReadonlyMap<string, string> | undefined);
    /**
     * The files that a claim is about, those of its submodules among them; undefined where no link tells them.
     *
     * @param claim undefined where none holds: then the repository alone can tell
     */
    of(claim: SourceClaim | undefined): Files | undefined;
    /** The files of the commit itself that a claim is about, without those of its submodules; undefined where no link tells. */
    own(claim: SourceClaim): HeldFiles | undefined;
    /** A submodule of a claim whose files no link has, where those of the commit itself are known. */
    untold(claim: SourceClaim): string | undefined;
}
