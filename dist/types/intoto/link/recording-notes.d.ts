import { type JsonObject } from '../json/json-value.js';
import type { ArtifactKind } from '../rules/artifact-rule.js';
/** What one half of a step recorded. */
export interface RecordedHalf {
    /** As they were named. */
    readonly paths: readonly string[];
    /** How many files each exclude pattern hid, for those that hid some. */
    readonly leftOut: ReadonlyMap<string, number>;
}
/** What one exclude pattern hid; a number is undefined where the link does not tell. */
export interface HiddenFiles {
    readonly pattern: string;
    readonly materials: number | undefined;
    readonly products: number | undefined;
}
/** An environment that says of materials or products how they were found. */
export declare function withRecordedHalf(environment: JsonObject, kind: ArtifactKind, half: RecordedHalf): JsonObject;
/** The environment without the numbers of files that were left out, which differ from job to job, and without products. */
export declare function comparableRecording(environment: JsonObject): JsonObject;
/** How many files each pattern hid in one half; undefined where the link does not say it as we write it. */
export declare function readLeftOut(environment: JsonObject, kind: ArtifactKind): ReadonlyMap<string, number> | undefined;
/** What one half of a link says of how it was found; undefined where the link does not say it as we write it. */
export declare function readRecordedHalf(environment: JsonObject, kind: ArtifactKind): RecordedHalf | undefined;
/** The exclude patterns that a link names, with what they hid. */
export declare function readHiddenFiles(environment: JsonObject): HiddenFiles[];
