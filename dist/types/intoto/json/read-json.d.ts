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
    /** Bytes of memory that its values may take, estimated; as much as what nobody signed may take, when left out. */
    readonly memory?: number | undefined;
    /** Bytes of memory that the artifacts of a link may take instead, where the document is one; none, when left out. */
    readonly artifactMemory?: number | undefined;
    /** Bytes of memory that its values may take once somebody is known to have signed it, beside its own; `LIMITS.signedMemory` in all, when left out. */
    readonly signedValues?: number | undefined;
    /** Which members of the outermost object are stepped over where that is possible, and built when they are asked for. */
    readonly later?: ((name: string) => boolean) | undefined;
    /** At which depth the members of a link stand: 2 where the link is itself a member of the document, else 1. */
    readonly linkDepth?: 1 | 2 | undefined;
    /** For a Statement: its lists of resources in the usual spelling are read as `ResourceSection`, in the place of lists. */
    readonly resources?: true;
}
/**
 * Reads one JSON document.
 *
 * @throws JSON_TOO_LARGE, JSON_NOT_UTF8, JSON_BYTE_ORDER_MARK, JSON_SYNTAX, JSON_TRAILING_DATA, JSON_TOO_DEEP,
 * JSON_MEMBER_DUPLICATE, JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE, JSON_TOO_MANY_VALUES
 */
export declare function readJson(bytes: Uint8Array, options: ReadJsonOptions): JsonAt;
/** A document, and the bytes of its members where these are canonical JSON already. */
export interface JsonDocument {
    /** What it was read from. */
    readonly bytes: Uint8Array;
    /** A member that was left for later is null here. */
    readonly root: JsonAt;
    /** A member that was left for later; undefined for one that was not, and for one that is not there. */
    readonly later: (name: string) => LaterMember | undefined;
    /**
     * The canonical form of a member of the outermost object, taken from the document's own bytes; undefined when it has
     * to be written anew. Never another form than `canonicalJson` would give.
     */
    readonly canonicalMember: (name: string) => Uint8Array | undefined;
}
/** A member that was stepped over. */
export interface LaterMember {
    /** What stands in the document, a string with its quotes. */
    readonly bytes: Uint8Array;
    /** Whether a string in it is spelled with an escape. */
    readonly escapes: boolean;
    /** The value, built of the same bytes. @throws JSON_TOO_MANY_VALUES when it takes more than so many bytes of memory */
    build(memory: number, artifactMemory?: number): JsonAt;
}
/** Like `readJson`. @throws the same */
export declare function readJsonDocument(bytes: Uint8Array, options: ReadJsonOptions): JsonDocument;
