import type { JsonValue } from './json-value.js';
import { OneMember } from './one-member.js';
/** Bytes, and the texts in them. */
export interface TextSource {
    readonly bytes: Uint8Array;
    readonly text: (start: number, end: number) => string;
}
/**
 * Strings that were read lately. What one step makes is given to the next, so the same paths and digests come again
 * and again; kept once each, a supply chain of millions of artifacts fits into memory. A later string takes the place
 * of an earlier one in its slot, so the cache never grows.
 */
export declare class StringCache {
    #private;
    /**
     * There are few slots at first: most supply chains are small, and to make thousands takes as long as to verify one.
     *
     * @param size for one document alone a few slots do, for the links of a supply chain it takes thousands
     */
    constructor(size: 'document' | 'supply-chain');
    /** The ASCII text of some bytes, which `text` gives; `hash` is any number computed from them. */
    text({ bytes, text }: TextSource, start: number, end: number, hash: number): string;
    /** The object with one member; the same one as before, if its value is a string that was just read again. */
    object(name: string, value: JsonValue): OneMember;
}
