/** Whether a text fits a pattern from its first character to its last. Letter case counts. */
export declare function matchesIdentityPattern(pattern: string, text: string): boolean;
/**
 * Whether a pattern of a holder's name leaves open which repository or workflow is meant: a `**` that stands before the
 * `@` crosses every `/` on its way there, so that anybody's workflow may fit.
 */
export declare function isTooWide(pattern: string): boolean;
