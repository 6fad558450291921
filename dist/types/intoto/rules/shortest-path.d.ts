/**
 * The path that somebody means who writes one as no file is recorded: relative, with forward slashes, in its shortest
 * form. Undefined where nothing is left, or where a `..` or a drive leads elsewhere.
 */
export declare function shortestPath(text: string): string | undefined;
