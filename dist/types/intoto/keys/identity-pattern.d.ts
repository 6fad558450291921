/** Whether a text fits a pattern from its first character to its last. Letter case counts. */
export declare function matchesIdentityPattern(pattern: string, text: string): boolean;
