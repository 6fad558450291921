import type { ArtifactKind } from '../rules/artifact-rule.js';
import { type InstalledDirectories } from './installed-directories.js';
import type { StepIntents } from './intents.js';
import { type Needed } from './recording-lines.js';
import type { StepRecord } from './step-record.js';
/** What is wrong with how a step was recorded. */
export interface RecordingFlaw {
    readonly code: 'RECORDING_UNKNOWN' | 'EXCLUDED_UNEXPECTED' | 'SCRATCH_PRESENT';
    /** To stand behind "The link of the step". */
    readonly says: string;
    readonly hint: string;
    /** The statement that it breaks; undefined: what the step takes. */
    readonly statement?: string | undefined;
    /** The directory that it is about, `dir:D`. */
    readonly directory?: string;
    /** What it explains: files that one half does not have. */
    readonly hidden?: {
        readonly half: ArtifactKind;
        readonly among: (paths: readonly string[]) => readonly string[];
    };
}
/** What the step begins with. */
export interface BegunWith extends Needed {
    /** The installed directories. */
    readonly begins: InstalledDirectories;
}
export declare function checkRecording({ accepted }: StepRecord, step: StepIntents, begun: BegunWith): RecordingFlaw[];
