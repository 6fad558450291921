import { type ArtifactPath, type Artifacts, type DigestSet } from '../artifacts/artifacts.js';
export type FileEntry = readonly [path: ArtifactPath, digests: DigestSet];
/** Files in order of their paths by code point, each path once. */
export type Files = Iterable<FileEntry>;
/** Whether an artifact is a whole directory, as installed ones are. */
export declare function isDirectory(path: string): boolean;
/** Artifacts without those that are whole directories. No generator: it would take longer than the comparison. */
export declare function filesIn(artifacts: Artifacts): Files;
/** Those that are whole directories. */
export declare function directoriesIn(artifacts: Artifacts): FileEntry[];
/** Whether two digest sets are of the same bytes, by an algorithm of which nobody can make two files of one digest. */
export declare function areSameBytes(one: DigestSet, other: DigestSet): boolean;
/** Looks at each path of two sets once, in their order, with what either has of it. */
export declare function joinFiles(left: Files, right: Files, visit: (path: ArtifactPath, left: DigestSet | undefined, right: DigestSet | undefined) => void): void;
/** Several sets as one, and the names that two of them have with other bytes. */
export interface Union {
    readonly files: Files;
    readonly conflicts: ReadonlySet<string>;
}
/** Unites sets two by two, so that each file is looked at as often as the number of sets can be halved. */
export declare function uniteFiles(sets: readonly Files[]): Union;
