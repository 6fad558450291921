import { type ArtifactPath, type Artifacts, type DigestSet } from '../artifacts/artifacts.js';
import type { FileEntry, Standing } from './file-entry.js';
import type { IntentPattern } from './intent-pattern.js';
import { PathSelection } from './path-test.js';
import { TableFiles } from './table-files.js';
/** Files in order of their paths by code point, each path once. */
export type Files = Iterable<FileEntry>;
/** Files that are all there, so that they can be counted. */
export type HeldFiles = TableFiles | readonly FileEntry[];
/** Whether an artifact is a whole directory, as installed ones are. */
export declare function isDirectory(path: string): boolean;
/** Artifacts without those that are whole directories. No generator: it would take longer than the comparison. */
export declare function filesIn(artifacts: Artifacts): Files;
/** Those that are whole directories. */
export declare function directoriesIn(artifacts: Artifacts): FileEntry[];
/** The same files, all there. */
export declare function heldFiles(files: Files): HeldFiles;
export declare function countOf(files: HeldFiles): number;
/** The paths alone. */
export declare function pathsOf(files: Files): readonly ArtifactPath[];
/** Whether a path is one of the files. */
export declare function hasFile(files: Files, wanted: string): boolean;
/** Whether a pattern fits one of the files. */
export declare function fitsOne(files: Files, pattern: IntentPattern): boolean;
/** Whether two digest sets are of the same bytes, by an algorithm of which nobody can make two files of one digest. */
export declare function areSameBytes(one: DigestSet, other: DigestSet): boolean;
/** Looks at each path of two sets once, in their order, with what either has of it. */
export declare function joinFiles(left: Files, right: Files, visit: (path: ArtifactPath, left: DigestSet | undefined, right: DigestSet | undefined) => void): void;
/**
 * Looks at what two sets differ in, path by path in their order. Of the same bytes are those whose digests `areSameBytes`.
 *
 * @param also paths that are looked at as well where both have them with the same bytes
 */
export declare function compareFiles(left: Files, right: Files, visit: (path: ArtifactPath, standing: Standing) => void, also?: PathSelection): void;
/** Those of some files whose paths others do not have. */
export declare function lessFiles(files: Files, others: Files): Files;
/** Several sets as one, and the names that two of them have with other bytes. */
export interface Union {
    readonly files: Files;
    readonly conflicts: ReadonlySet<string>;
}
/** Unites sets two by two, so that each file is looked at as often as the number of sets can be halved. */
export declare function uniteFiles(sets: readonly Files[]): Union;
