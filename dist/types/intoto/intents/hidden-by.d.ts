/** Characters held against characters, of one line. */
export declare const WORK_OF_LINE = 10000000;
/** The files that a gitignore line hides; none where it would cost too much to tell. */
export declare function hiddenBy(line: string, paths: readonly string[]): readonly string[];
/** Characters that a line is held against: a path, and each directory above it. */
export declare function trialsOf(path: string): number;
/** Units of work, at most. Without a wildcard two texts are compared, which ends with the first difference. */
export declare function workOfLine(line: string, trials: number): number;
