/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
export declare const UNCOUNTED = ".git";
/** The same at the top alone: what a step in intents leaves out by itself. */
export declare const UNCOUNTED_AT_TOP = "/.git";
/** Whether a pattern hides what nobody counts. It is known by its text, so it must not be one that somebody else chose. */
export declare function isUncounted(pattern: string): boolean;
/**
 * The same where a layout chooses lines: one that says `.git` hides whatever lies further down under that name, and only
 * the recorder's own line hides nothing but the repository of the workspace.
 */
export declare function isUncountedAtTop(pattern: string): boolean;
