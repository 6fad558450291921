/**
 * Each entry with the innermost of the directories that it lies in; undefined where it lies in none.
 *
 * @param entries by name, in order of code points
 * @param directories each with a slash at its end; the empty one holds everything
 */
export declare function withDirectories<Name extends string, Value>(entries: Iterable<readonly [Name, Value]>, directories: Iterable<string>): Generator<[Name, Value, directory: string | undefined]>;
