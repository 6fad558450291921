import type { Take } from './intents.js';
/** A text as a value that may stand in a list, too: in quotes where YAML would read it in another way. */
export declare function yamlText(text: string): string;
/** A text in double quotes, whole, in which what is not shown stands as YAML escapes it. */
export declare function yamlQuoted(text: string): string;
/** A text to paste that is never cut, as `yamlText` writes it, or in double quotes where that would be another text. */
export declare function yamlWhole(text: string): string;
/** One text, or a list of several. */
export declare function yamlTexts(texts: readonly string[]): string;
/** What a step takes, as the value of `takes`. */
export declare function takesText(takes: readonly Take[]): string;
/**
 * Patterns that fit some files: of few the files themselves, of many the directories that hold them.
 *
 * @param files at least one
 */
export declare function patternsFor(files: readonly string[]): string[];
/** The pattern that fits one file, and others only where its name holds what no pattern may. */
export declare function patternOfFile(file: string): string;
