import { type JsonObject } from '../json/json-value.js';
import { type DirectoryNotes } from '../link/recording-notes.js';
/** What one half of a link says. */
export interface HalfFacts {
    readonly paths: readonly string[];
    /** Lines that hid files. */
    readonly leftOut: readonly string[];
    /** Lines that were to hide files, whether or not they did. */
    readonly exclude: readonly string[];
    /** What the digests of directories leave out, by `dir:D`. */
    readonly directories: DirectoryNotes;
    /** Directories, `dir:D`, that were not looked into. */
    readonly unrecorded: readonly string[];
}
export interface RecordingFacts {
    readonly materials: HalfFacts;
    readonly products: HalfFacts;
    /** What it says of scratch; undefined where it says nothing. */
    readonly scratch: string | undefined;
}
/** Why a link does not say as we write it what it recorded. */
export interface Unsaid {
    /** To stand behind "the link". */
    readonly unsaid: string;
    /** Whether it says nothing at all, as links of other implementations do. */
    readonly silent: boolean;
}
/** Reads what an environment says of its recording. */
export declare function readRecording(environment: JsonObject): RecordingFacts | Unsaid;
