import { type DigestSection, NameList } from '../json/digest-section.js';
import type { ArtifactPath, Artifacts, DigestSet } from './artifacts.js';
export declare class ArtifactTable implements Artifacts {
    #private;
    readonly list: NameList;
    /** In order of the names, 32 bytes each. */
    readonly digests: Uint8Array;
    constructor({ list, digests }: Pick<DigestSection, 'list' | 'digests'>);
    /** The paths in order. */
    get names(): readonly ArtifactPath[];
    get size(): number;
    get(path: ArtifactPath): DigestSet | undefined;
    has(path: ArtifactPath): boolean;
    paths(): Iterable<ArtifactPath>;
    [Symbol.iterator](): Generator<[ArtifactPath, DigestSet]>;
    /** The digest set of the path at a position. */
    digestsAt(position: number): DigestSet;
    /** Whether the digest at a position is that of another table at a position of its own. */
    isSame(position: number, other: ArtifactTable, there: number): boolean;
    /** How many of some digests from a position on are those of another table from a position of its own, up to one that is not. */
    countSame(position: number, other: ArtifactTable, there: number, most: number): number;
    /** Whether both have the same paths with the same digests. */
    equals(other: ArtifactTable): boolean;
}
/** A table of its own. @param names in strictly rising order, ASCII @param digests 32 bytes each, all of their array */
export declare function tableOfNames(names: readonly ArtifactPath[], digests: Uint8Array): ArtifactTable;
/** The table of a section; of one section always the same. */
export declare function tableOf(section: DigestSection): ArtifactTable;
/** By position in one list of names, where the same name stands in another, and -1 where it does not. */
export type Positions = Int32Array;
/** Both lists are walked once, and what was found is kept for the next two tables of the same lists. */
export declare function joinNames(here: NameList, there: NameList): Positions;
