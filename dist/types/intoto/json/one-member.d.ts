import type { JsonValue } from './json-value.js';
/**
 * An object with a single member. Links hold millions of them (`{"sha256": "…"}`), and a Map for each takes several times
 * the memory and time of everything else about it.
 */
export declare class OneMember implements ReadonlyMap<string, JsonValue> {
    #private;
    readonly size = 1;
    /** What a parser made of this object. The reader gives equal objects out once, so it is made once for all of them. */
    derived: string | undefined;
    constructor(name: string, value: JsonValue);
    get(name: string): JsonValue | undefined;
    has(name: string): boolean;
    forEach(callback: (value: JsonValue, name: string, map: ReadonlyMap<string, JsonValue>) => void): void;
    entries(): MapIterator<[string, JsonValue]>;
    keys(): MapIterator<string>;
    values(): MapIterator<JsonValue>;
    [Symbol.iterator](): MapIterator<[string, JsonValue]>;
    /** Name and value, without an iterator. */
    get only(): readonly [name: string, value: JsonValue];
}
