/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
export declare const UNCOUNTED = ".git";
/** The same at the top alone: what a step in intents leaves out by itself. */
export declare const UNCOUNTED_AT_TOP = "/.git";
export declare function isUncounted(pattern: string): boolean;
