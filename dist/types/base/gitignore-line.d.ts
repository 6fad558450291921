/** A pattern, and what it says of a path that it fits. */
export interface GitignoreLine {
    /** `!` in front: what it fits is not excluded. */
    readonly includes: boolean;
    readonly directoriesOnly: boolean;
    /**
     * @param path relative, without a slash at either end
     * @param name its last part
     */
    readonly fits: (path: string, name: string) => boolean;
}
/** Undefined for a line that says nothing: an empty one, a comment. */
export declare function readGitignoreLine(line: string): GitignoreLine | undefined;
/**
 * Matches a pattern alone, of which nothing in front or at the end has a meaning of its own.
 *
 * @internal shared with attributes
 */
export declare function matcherOf(pattern: string): GitignoreLine['fits'];
