/**
 * The name that needs the fewest changes to become `word`, when it needs few. To swap two neighbours is one change. A
 * name that is too long or too short for that is not looked at closely, and for a long word nothing is looked for.
 */
export declare function nearestName(word: string, names: readonly string[]): string | undefined;
/** How many changes make one word of another, whichever case their letters have. To swap two neighbours is one. */
export declare function changesBetween(word: string, other: string): number;
