import type { Artifacts } from '../artifacts/artifacts.js';
import type { ArtifactKind } from '../rules/artifact-rule.js';
import type { TakenFiles } from './begin-differences.js';
import type { StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** What a step needs to see. */
export interface Needed {
    /** The files that it takes; undefined where they are not known. */
    readonly taken: readonly TakenFiles[] | undefined;
    readonly records: ReadonlyMap<string, StepRecord>;
}
export declare class RecordingLines {
    #private;
    constructor(step: StepIntents, needed: Needed, materials: Artifacts);
    /** What to do about a line that hid files. */
    ofLine(line: string, half: ArtifactKind): string;
    /** What to do about a directory that was not looked into. */
    ofDirectory(directory: string): string;
}
/** The line by which more may differ inside of an installed directory. @param name `dir:D`, which the step installs */
export declare function mayChangeLine({ installs, ...step }: StepIntents, name: string, line: string): string;
