import type { Installs, Take } from './intents.js';
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
/** The pattern that fits one file, and others only where its name holds what no pattern may, or nobody can see. */
export declare function patternOfFile(file: string): string;
/** What a step installs, as the value of `installs-into`. */
export declare function installsText(installs: readonly Installs[]): string;
