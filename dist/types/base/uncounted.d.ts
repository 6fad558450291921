/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
export declare const UNCOUNTED = ".git";
