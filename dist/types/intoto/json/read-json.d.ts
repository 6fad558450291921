import type { Bytes } from '../bytes/bytes.js';
import { JsonAt } from './json-at.js';
import { StringCache } from './string-cache.js';
export interface ReadJsonOptions {
    /** The name of the document for messages, usually its path. */
    readonly source: string;
    /** Bytes that are read at most. */
    readonly maxBytes: number;
    /** Faster ones of the machine, for large documents. */
    readonly bytes?: Bytes | undefined;
    /** Shared by documents that hold the same strings. */
    readonly strings?: StringCache | undefined;
}
/**
 * Reads one JSON document.
 *
 * @throws JSON_TOO_LARGE, JSON_NOT_UTF8, JSON_BYTE_ORDER_MARK, JSON_SYNTAX, JSON_TRAILING_DATA, JSON_TOO_DEEP,
 * JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export declare function readJson(bytes: Uint8Array, options: ReadJsonOptions): JsonAt;
/** A document, and the bytes of its members where these are canonical JSON already. */
export interface JsonDocument {
    readonly root: JsonAt;
    /**
     * The canonical form of a member of the outermost object, taken from the document's own bytes; undefined when it has
     * to be written anew. Never another form than `canonicalJson` would give.
     */
    readonly canonicalMember: (name: string) => Uint8Array | undefined;
}
/** Like `readJson`. @throws the same */
export declare function readJsonDocument(bytes: Uint8Array, options: ReadJsonOptions): JsonDocument;
