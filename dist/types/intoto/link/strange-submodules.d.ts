import type { SourceClaim } from './source-claim.js';
/** A submodule that is claimed where the commit has none, or another one. */
export interface StrangeSubmodule {
    readonly path: string;
    /** Git's id of the commit that is claimed. */
    readonly commit: string;
    /** That which the commit has there; undefined for none. */
    readonly wanted: string | undefined;
}
/**
 * Of a submodule within another one the repository of that one tells, which nobody asked.
 *
 * @param committed Git's ids of the commits of submodules by their paths
 */
export declare function strangeSubmodules(submodules: SourceClaim['submodules'], committed: ReadonlyMap<string, string>): StrangeSubmodule[];
/** To stand behind "a submodule at". */
export declare function submoduleText({ path, commit, wanted }: StrangeSubmodule): string;
/**
 * A submodule that cannot be where it is claimed, since the commit itself has a file there, below it, or in the place of a
 * directory above it.
 *
 * @param files of the commit itself by path, in order of code points
 */
export declare function submoduleOverFiles(submodules: SourceClaim['submodules'], files: Iterable<readonly [path: string, value: unknown]>): string | undefined;
