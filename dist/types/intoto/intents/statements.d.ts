import { CoreError } from '../codes.js';
import { type IntentPattern } from './intent-pattern.js';
/**
 * A statement is one word of the `run` of the inspection that carries intents: one fact, as the signed layout has it,
 * `build takes source`. A sentence is what people write in `layout.yml`, `takes: source` of a step, and becomes one
 * statement or several.
 */
export type Statement = string;
/** Whether a step in intents may be called so. */
export declare function isStepName(name: string): boolean;
/** What makes a text no `from`, `into` or directory where a command runs; undefined for one that is. */
export declare function flawOfDirectory(directory: string): string | undefined;
/** What makes a text nothing that a step can install into. */
export declare function flawOfInstalled(directory: string): string | undefined;
/** What makes a line no scratch: what gitignore reads in another way than it stands there, or what no file can fit. */
export declare function flawOfLine(line: string): string | undefined;
/** What makes a line nothing that may change inside of an installed directory. */
export declare function flawOfMayChange(line: string): string | undefined;
/** Whether other implementations would put a parameter into a text. */
export declare function holdsBrace(text: string): boolean;
/** `sha256:` and 64 digits. */
export declare function isDefinition(text: string): boolean;
/** "Could not tell" what a layout says in intents. @param text what is wrong, escaped */
export declare function intentsInvalid(text: string, hint?: string): CoreError;
/** A statement that is not one. @param flaw to stand behind it, with a full stop */
export declare function badStatement(statement: string, flaw: string): CoreError;
/** A statement that this release does not know. */
export declare function unknownStatement(statement: string): CoreError;
/**
 * The pattern at the end of a statement.
 *
 * @throws INTENTS_INVALID for what is none
 */
export declare function patternOf(statement: string, text: string): IntentPattern;
/** A text or words as JSON, in which no control character stands as itself: no statement may hold one. */
export declare function jsonWord(value: string | readonly string[]): string;
/** A JSON string as `jsonWord` writes it; undefined for any other spelling. */
export declare function readString(text: string): string | undefined;
/** Words as `jsonWord` writes them; undefined for any other spelling, and for no word. */
export declare function readWords(text: string): readonly string[] | undefined;
