/** The first lines of a list, and one that says how many more there are. */
export declare function firstOf(lines: readonly string[], most?: number): readonly string[];
