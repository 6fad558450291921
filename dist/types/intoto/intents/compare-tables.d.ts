import type { ArtifactPath } from '../artifacts/artifacts.js';
import type { Standing } from './file-entry.js';
import type { PathSelection } from './path-test.js';
import { type TableFiles } from './table-files.js';
/** As `compareFiles` says. */
export declare function compareTables(left: TableFiles, right: TableFiles, visit: (path: ArtifactPath, standing: Standing) => void, also: PathSelection): void;
/** Is told where some files stand, one behind the other: in both, or -1 for nowhere. Of those on the right alone each is told. */
type Walk = (left: number, right: number, count: number) => void;
/** Looks at the files of both in their order, at those in both once. */
export declare function walkTables(left: TableFiles, right: TableFiles, visit: Walk): void;
/**
 * The files of both, those of the left where they differ. It is one of the two where that says the same, so that what it
 * is compared with may be the same table.
 *
 * @param conflicts is told the names that differ
 */
export declare function uniteTables(left: TableFiles, right: TableFiles, conflicts: Set<string>): TableFiles;
/** Those on the left whose names the right does not have. */
export declare function lessTable(left: TableFiles, right: TableFiles): TableFiles;
export {};
