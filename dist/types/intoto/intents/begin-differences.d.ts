import { type Files } from './files.js';
import { type TakenDirectories } from './installed-directories.js';
import type { StepIntents, Take } from './intents.js';
import type { StepRecord } from './step-record.js';
/** What a step takes, as far as it is known. */
export interface TakenFiles {
    readonly take: Take;
    readonly files: Files;
}
/** Paths in order, files before directories. */
export interface BeginDifferences {
    readonly extra: readonly string[];
    readonly missing: readonly string[];
    readonly differing: readonly string[];
    /** Names that two takes have with other bytes. */
    readonly conflicts: readonly string[];
    /** What lies where the step installs. */
    readonly inTheWay: readonly string[];
}
/**
 * The files of each take; undefined where one of them is not known: a step without a link that counts, or source that no
 * link tells.
 *
 * @param source the files of the commit
 */
export declare function takenFiles(step: StepIntents, records: ReadonlyMap<string, StepRecord>, source: Files | undefined): readonly TakenFiles[] | undefined;
/** Compares the materials with what was taken. */
export declare function beginDifferences(record: StepRecord, step: StepIntents, taken: readonly TakenFiles[], directories: TakenDirectories): BeginDifferences;
