/**
 * The first names of a list in one sentence, and how many more there are: "a, b and 3 more".
 *
 * @param shown escapes one name; only those that are shown cost anything
 */
export declare function listed(names: readonly string[], most: number, shown: (name: string) => string): string;
