import { NameList } from '../json/digest-section.js';
import { ArtifactTable } from '../artifacts/artifact-table.js';
import type { ArtifactPath } from '../artifacts/artifacts.js';
import type { FileEntry } from './file-entry.js';
export declare class TableFiles implements Iterable<FileEntry> {
    readonly table: ArtifactTable;
    /** Positions in the table that are no files: from the first up to the second. */
    readonly hidden: readonly [start: number, end: number];
    constructor(table: ArtifactTable, hidden?: readonly [start: number, end: number]);
    get list(): NameList;
    /** How many files there are. */
    get size(): number;
    get hidesSome(): boolean;
    hides(position: number): boolean;
    /** Whether both are the same files of the same table. */
    isSame({ table, hidden }: TableFiles): boolean;
    has(path: string): boolean;
    /** The paths in order. */
    paths(): readonly ArtifactPath[];
    [Symbol.iterator](): Iterator<FileEntry>;
}
/** The files among the artifacts of a table. */
export declare function filesOfTable(table: ArtifactTable): TableFiles;
/** The whole directories among the artifacts of a table. */
export declare function directoriesOfTable(table: ArtifactTable): FileEntry[];
/** The same files by position; undefined where a table cannot hold them. @param files in order */
export declare function tableOfFiles(files: readonly FileEntry[]): TableFiles | undefined;
/** A table that is made of others. */
export declare class TableRows {
    #private;
    /** @param most rows at most */
    constructor(most: number);
    /**
     * Takes rows that stand one behind the other, and behind all before them.
     *
     * @param renamed the name that one has here, where it is another
     */
    add({ names, digests }: ArtifactTable, position: number, count: number, renamed?: string): void;
    files(): TableFiles;
}
