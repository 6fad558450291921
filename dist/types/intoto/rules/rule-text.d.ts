/**
 * Splits a rule or a command written as text into words, as a POSIX shell does without expansions: quotes group, a
 * backslash takes the next character literally (within double quotes only `"` and `\`).
 *
 * @throws METADATA_RULE_INVALID for an open quote or a backslash at the end
 */
export declare function splitWords(text: string): string[];
/** Joins words into text that `splitWords` splits into the same words. */
export declare function joinWords(words: readonly string[]): string;
/** A rule as it can be pasted into a list of `.in-toto/layout.yml`: in double quotes; escaped. */
export declare function quotedRule(words: readonly string[]): string;
