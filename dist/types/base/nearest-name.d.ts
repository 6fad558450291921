/**
 * The name that needs the fewest changes to become `word`, when it needs few. To swap two neighbours is one change. A
 * name that is too long or too short for that is not looked at closely, and for a long word nothing is looked for.
 */
export declare function nearestName(word: string, names: readonly string[]): string | undefined;
