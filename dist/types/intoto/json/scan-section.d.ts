import { NameList } from './digest-section.js';
/** What was read. */
export interface ScannedSection {
    readonly list: NameList;
    readonly digests: Uint8Array;
    /** Where it ends. */
    readonly end: number;
    /** Bytes of white space between its tokens. */
    readonly spaces: number;
    /** Characters of all names. */
    readonly characters: number;
}
/** A document and where a section begins in it, perhaps. */
export interface SectionPlace {
    readonly bytes: Uint8Array;
    readonly start: number;
    readonly text: (start: number, end: number) => string;
}
/**
 * The section that begins at a place, with at least one name; undefined for anything that is not in the usual spelling.
 *
 * @param before names that were read before, of which many are mostly the same; the same list comes back if all are
 */
export declare function scanSection(place: SectionPlace, before: NameList | undefined): ScannedSection | undefined;
