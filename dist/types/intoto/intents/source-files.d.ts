import { type SourceClaim } from '../link/source-claim.js';
import { type Files } from './files.js';
import type { StepRecord } from './step-record.js';
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
}
