import type { JsonAt } from '../json/json-at.js';
/** Substitution parameters: an object of strings (in-toto v1.0, 4.3.4). @throws METADATA_TYPE_WRONG, PARAMETER_INVALID */
export declare function parseParameters(at: JsonAt): ReadonlyMap<string, string>;
/** The names of the parameters in a text. */
export declare function placeholders(text: string): string[];
/**
 * Replaces `{name}` by its value; `{{` and `}}` are braces. Nothing else of Python's format language is understood: the
 * reference evaluates even attributes of a value.
 *
 * @param where for messages, escaped
 * @param otherBraces what a brace is that is neither a parameter nor doubled: itself, or, as to the reference, a mistake
 * @throws PARAMETER_MISSING, PARAMETER_SYNTAX
 */
export declare function substitute(text: string, parameters: ReadonlyMap<string, string>, where: string, otherBraces?: 'text' | 'refused'): string;
