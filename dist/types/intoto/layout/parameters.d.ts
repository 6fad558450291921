import type { JsonAt } from '../json/json-at.js';
/** Substitution parameters: an object of strings (in-toto v1.0, 4.3.4). @throws METADATA_TYPE_WRONG, PARAMETER_INVALID */
export declare function parseParameters(at: JsonAt): ReadonlyMap<string, string>;
/** The names of the parameters in a text. */
export declare function placeholders(text: string): string[];
/**
 * Replaces `{name}` by its value where there is one; all other braces are text.
 *
 * @param doubled what `{{` and `}}` become: one brace, or what they are
 */
export declare function fill(text: string, parameters: ReadonlyMap<string, string>, doubled: 'single' | 'kept'): string;
/** A text with one brace for each two. */
export declare function withSingleBraces(text: string): string;
/**
 * The same where all that stands in doubled braces are names, as without parameters: `{{print}}` is `{print}`. A
 * template of another language keeps its braces: `{{if .Paused}}no{{end}}`.
 */
export declare function withSingleBracesAroundNames(text: string): string;
/**
 * Replaces `{name}` by its value as the reference does; `{{` and `}}` are braces. Nothing else of Python's format
 * language is understood: the reference evaluates even attributes of a value.
 *
 * @param where for messages, escaped
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX
 */
export declare function substitute(text: string, parameters: ReadonlyMap<string, string>, where: string): string;
