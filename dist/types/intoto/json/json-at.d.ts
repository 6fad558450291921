import { CoreError } from '../codes.js';
import { type JsonObject, type JsonValue } from './json-value.js';
/** A value, the document it was read from, and its path in there. */
export declare class JsonAt {
    #private;
    readonly value: JsonValue;
    private constructor();
    /** The root of a document; `source` is a file name or another name that the user knows it by. */
    static root(value: JsonValue, source: string): JsonAt;
    /** The value one step down. */
    child(step: string | number, value: JsonValue): JsonAt;
    /** The JSON path alone, `$` for the root. */
    get path(): string;
    /** Document and JSON path, escaped, for messages. */
    get where(): string;
    /** The name of the document. */
    get source(): string;
    /** @throws METADATA_TYPE_WRONG */
    object(): JsonObject;
    /** @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING */
    member(name: string): JsonAt;
    /** The member, or undefined when it is absent. @throws METADATA_TYPE_WRONG */
    optional(name: string): JsonAt | undefined;
    /** All members in document order. @throws METADATA_TYPE_WRONG */
    members(): Generator<[string, JsonAt]>;
    /** The items of a list. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID when there are more than `most` */
    list(most: number): JsonAt[];
    /** @throws METADATA_TYPE_WRONG */
    string(): string;
    /** @throws METADATA_TYPE_WRONG */
    integer(): number | bigint;
    /** A list of strings. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
    strings(most?: number): string[];
    /** An error about the value found here. */
    invalid(message: string, hint?: string): CoreError;
    /** An error about the type found here. */
    wrongType(expected: string): CoreError;
}
/** A value in a few words, safe to show. */
export declare function describe(value: JsonValue): string;
