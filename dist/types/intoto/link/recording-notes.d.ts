import { type JsonObject } from '../json/json-value.js';
import type { ArtifactKind } from '../rules/artifact-rule.js';
/** What one half of a step recorded. */
export interface RecordedHalf {
    /** As they were named. */
    readonly paths: readonly string[];
    /** How many files each exclude pattern hid, for those that hid some. */
    readonly leftOut: ReadonlyMap<string, number>;
    /** Directories that were recorded as one artifact each, beside the paths. */
    readonly directories?: DirectoryNotes;
    /** Names of directories, as artifacts have them, that the paths hold and that were not recorded in this half. */
    readonly unrecorded?: readonly string[];
}
/** By the name of the artifact: the gitignore lines, relative to the directory, of what its digest leaves out. */
export type DirectoryNotes = ReadonlyMap<string, readonly string[]>;
/** What one exclude pattern hid; a number is undefined where the link does not tell. */
export interface HiddenFiles {
    readonly pattern: string;
    readonly materials: number | undefined;
    readonly products: number | undefined;
}
/** An environment that says of materials or products how they were found. */
export declare function withRecordedHalf(environment: JsonObject, kind: ArtifactKind, half: RecordedHalf): JsonObject;
/**
 * What a recorder of a step in intents says of scratch: that it looked and found none when the step began, or that the
 * step is a checkout, of which that is not asked.
 */
export type ScratchNote = typeof CHECKOUT | typeof NONE_AT_BEGIN;
/** What the recorder of a checkout says of scratch. */
export declare const CHECKOUT = "checkout";
/** What the recorder of any other stage says where it looked, and nothing lay there that it would hide. */
export declare const NONE_AT_BEGIN = "none at begin";
/** What the recorder of a step in intents says of scratch. */
export declare function scratchNote(isCheckout: boolean): ScratchNote;
/** An environment that says what was found of scratch. */
export declare function withScratchNote(environment: JsonObject, note: ScratchNote): JsonObject;
/** Whether an environment says what was found of scratch, as that of a step in intents does. */
export declare function saysScratch(environment: JsonObject): boolean;
/** The environment without the numbers of files that were left out, which differ from job to job, and without products. */
export declare function comparableRecording(environment: JsonObject): JsonObject;
/** How many files each pattern hid in one half; undefined where the link does not say it as we write it. */
export declare function readLeftOut(environment: JsonObject, kind: ArtifactKind): ReadonlyMap<string, number> | undefined;
/** What one half of a link says of how it was found; undefined where the link does not say it as we write it. */
export declare function readRecordedHalf(environment: JsonObject, kind: ArtifactKind): RecordedHalf | undefined;
/** The directories that one half recorded as one artifact each; undefined where the link does not say it as we write it. */
export declare function readDirectoryNotes(environment: JsonObject, kind: ArtifactKind): DirectoryNotes | undefined;
/**
 * The exclude patterns that a link names, with what they hid; and of directories that are one artifact, the lines of what
 * their digest leaves out, each with the name of the artifact before it.
 */
export declare function readHiddenFiles(environment: JsonObject): HiddenFiles[];
