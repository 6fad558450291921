import { type NameList } from './digest-section.js';
import type { KnownEntries, ReadSection } from './known-entries.js';
/** Digits of one digest. */
export declare const HEX_DIGITS: number;
/** A document and where a section begins in it, perhaps. */
export interface SectionPlace {
    readonly bytes: Uint8Array;
    readonly start: number;
    readonly text: (start: number, end: number) => string;
}
/** What was read before. */
export interface ReadBefore {
    /** Names, of which many are mostly the same. */
    readonly list: NameList;
    /** Entries of a section of that list. */
    readonly entries?: {
        readonly section: ReadSection;
        readonly known: KnownEntries;
    } | undefined;
}
/** Reads entry after entry, of which each says what of it comes next. */
export declare class SectionScan {
    #private;
    /** The names so far: the expected ones as long as they come one after the other. */
    names: readonly string[];
    digests: Uint8Array;
    /** Where each entry begins. */
    starts: Uint32Array;
    count: number;
    position: number;
    constructor({ bytes, start, text }: SectionPlace, before: ReadBefore | undefined);
    /** Steps over white space and the byte, when it comes next. */
    take(byte: number): boolean;
    /** Takes over the entries that come next, as far as they stand so in the section before; not the last one there. */
    takeOver(): void;
    /** An entry begins at the byte before the position. */
    begin(): true;
    end(): true;
    /** Whether a byte stands at the position. */
    isAt(byte: number): boolean;
    /** A name, after its first quote. */
    name(): boolean;
    /** A word with its quotes, after the first of them. */
    word(word: Uint8Array): boolean;
    /** The digits, and the quote after them. */
    digest(): boolean;
}
