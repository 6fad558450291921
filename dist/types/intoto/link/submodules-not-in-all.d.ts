/** Submodules that some jobs have and others do not, each once. @param jobs paths of the submodules of each job */
export declare function submodulesNotInAll(jobs: readonly ReadonlySet<string>[]): string[];
/** Paths that lie below no other of them. */
export declare function outermost(paths: readonly string[]): string[];
