/** Where a step keeps the patterns of each word that names files by patterns. */
export declare const PATTERN_LISTS: {
    readonly adds: 'adds';
    readonly 'may-add': 'mayAdd';
    readonly changes: 'changes';
    readonly removes: 'removes';
    readonly 'may-remove': 'mayRemove';
};
/** A word that names files by patterns. */
export type PatternWord = keyof typeof PATTERN_LISTS;
/** All of them, in the order in which statements have them. */
export declare const PATTERN_WORDS: readonly PatternWord[];
