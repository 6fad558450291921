/** Words of the language that are no names of files. */
declare const WORDS: readonly ['source', 'nothing'];
export type ReservedWord = (typeof WORDS)[number];
/**
 * The word that somebody probably meant who wrote a name for a file: in other case, or with a slip or two. What holds a
 * wildcard, a slash or a dot is a file to everybody, and so is a word that begins otherwise and differs in two letters
 * (`course`).
 */
export declare function wordMeant(text: string): ReservedWord | undefined;
/** A pattern that fits the one name that a word is, and that nobody takes for another one. */
export declare function asFile(word: string): string;
export {};
