import type { JsonValue } from './json-value.js';
/** Bytes of one digest. */
export declare const DIGEST_BYTES = 32;
/** ASCII names, each after the one before it, so none stands twice. */
export declare class NameList {
    #private;
    readonly names: readonly string[];
    /** @param names in strictly rising order, ASCII */
    constructor(names: readonly string[]);
    /** Characters of all names. */
    get characters(): number;
    /** Where a name stands; -1 where it does not. */
    positionOf(name: string): number;
}
/** `{"name": {"sha256": "…"}, …}`; to whoever reads JSON an object like any other. */
export declare class DigestSection implements ReadonlyMap<string, JsonValue> {
    #private;
    readonly list: NameList;
    /** In order of the names, 32 bytes each, at the beginning of their array. Nobody changes them. */
    readonly digests: Uint8Array;
    /** Bytes of memory that the reader of JSON estimates for it, as for any object. */
    readonly memory: number;
    constructor(list: NameList, digests: Uint8Array, memory: number);
    get size(): number;
    get(name: string): JsonValue | undefined;
    has(name: string): boolean;
    forEach(callback: (value: JsonValue, name: string, map: ReadonlyMap<string, JsonValue>) => void): void;
    entries(): MapIterator<[string, JsonValue]>;
    keys(): MapIterator<string>;
    values(): MapIterator<JsonValue>;
    [Symbol.iterator](): MapIterator<[string, JsonValue]>;
}
/** The same of a list of resources, `[{"name": "…", "digest": {"sha256": "…"}}, …]`, for whoever asks for it in its place. */
export declare class ResourceSection extends DigestSection {
}
