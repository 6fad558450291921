/** The name that needs the fewest changes to become `word`, when it needs few. */
export declare function nearestName(word: string, names: readonly string[]): string | undefined;
