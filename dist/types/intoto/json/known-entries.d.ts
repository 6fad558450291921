import type { Bytes } from '../bytes/bytes.js';
import type { NameList } from './digest-section.js';
/** A section that was read, and where its entries stand in it. */
export interface ReadSection {
    readonly written: Uint8Array;
    readonly list: NameList;
    /** In order of the names, 32 bytes each. */
    readonly digests: Uint8Array;
    /** Where the name of each begins, from the beginning of the section. */
    readonly starts: Uint32Array;
}
/** Looks for runs of entries of one section in another. */
export declare class KnownEntries {
    #private;
    /** @param bytes where the other section stands */
    constructor({ written, starts }: ReadSection, bytes: Uint8Array, port: Bytes);
    /**
     * How many entries from `first` on stand at a place of the other document, all up to the name after them. The last entry
     * of the section is never among them: nothing follows it.
     *
     * @param left bytes of the document from that place on
     */
    runAt(position: number, left: number, first: number): number;
}
