import { type TakenFiles } from './begin-differences.js';
import type { Finding } from './finding.js';
import type { DirectoryCourse } from './installed-directories.js';
import { type Release } from './intents.js';
import type { LackedLinks } from './lacked-links.js';
import type { SourceClaims } from './source-claims.js';
import type { SourceFiles } from './source-files.js';
import type { StepRecord } from './step-record.js';
/** What is known of the run beside one step. */
export interface StepContext {
    readonly records: ReadonlyMap<string, StepRecord>;
    readonly claims: SourceClaims;
    readonly source: SourceFiles;
    readonly directories: DirectoryCourse;
    readonly lacked: LackedLinks;
    /** What is final. */
    readonly release: readonly Release[];
}
export interface CheckedStep {
    /** About what is claimed of source, which explains what differs from it anywhere. */
    readonly claims: readonly Finding[];
    /** All others, the cause first. */
    readonly findings: readonly Finding[];
    /** What it was to begin with; nothing where that is not known. */
    readonly taken: readonly TakenFiles[];
    readonly warnings: readonly string[];
}
/** Looks at steps one by one, in the order of the layout. */
export declare class StepCheck {
    #private;
    constructor(context: StepContext);
    step(record: StepRecord): CheckedStep;
    /** Whether a link is missing that could have told the files of source, and no other told them. */
    get isSourceUntold(): boolean;
}
