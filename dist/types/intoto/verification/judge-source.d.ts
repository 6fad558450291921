import { type SourceDemands } from './check-sources.js';
import type { ClaimedSource } from './claimed-source.js';
import type { ExpectedSource, RepositoryFiles, SourceReport } from './expected-source.js';
import type { Failure, Warning } from './failure.js';
/** What is found of the source. */
export interface JudgedSource {
    readonly failures: readonly Failure[];
    readonly warnings: readonly Warning[];
    readonly report: SourceReport | undefined;
}
/** Judges what links claim of source, against what was demanded. It reads the files of each commit once. */
export declare class SourceJudge {
    #private;
    /** @param run whether the run is known that is verified, and with it its commit */
    constructor(expected?: ExpectedSource, run?: SourceDemands['run']);
    /**
     * @param failed whether the chain is known to be bad: then what cannot be told hides no reason
     * @throws what the port throws that knows the files, unless something failed
     */
    judge(sources: readonly ClaimedSource[], extent: SourceDemands['extent'], failed: boolean): Promise<JudgedSource>;
    /**
     * What the repository has of the commit that the claims agree on, where it tells; asked once.
     *
     * @param failed as for `judge`
     * @throws what the port throws that knows the files, unless something failed
     */
    toldOf(sources: readonly ClaimedSource[], failed: boolean): Promise<RepositoryFiles | undefined>;
}
