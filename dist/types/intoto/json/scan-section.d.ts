import { DigestSection } from './digest-section.js';
import type { ReadSection } from './known-entries.js';
import { SectionScan, type ReadBefore, type SectionPlace } from './section-scan.js';
/** How names and digests are written: a Link has them as an object, a Statement as a list of resources. */
export interface SectionForm {
    readonly open: number;
    readonly close: number;
    /** Bytes of an entry beside its name and white space, with what follows it. */
    readonly besideName: number;
    /** Entries that are read at most. */
    readonly most: number;
    readonly entry: (scan: SectionScan) => boolean;
    /** Bytes of memory that the reader of JSON takes off for so many entries, but their names. */
    readonly memory: (count: number) => number;
    readonly section: typeof DigestSection;
}
/** `{"name": {"sha256": "…"}, …}` */
export declare const MEMBERS: SectionForm;
/** `[{"digest": {"sha256": "…"}, "name": "…"}, …]`, also with the name first. */
export declare const RESOURCES: SectionForm;
/** What was read. */
export interface ScannedSection extends Omit<ReadSection, 'written'> {
    readonly section: DigestSection;
    /** Where it ends. */
    readonly end: number;
    /** Bytes of white space between its tokens. */
    readonly spaces: number;
}
/**
 * The section that begins at a place, with at least one name; undefined for anything that is not in the usual spelling.
 *
 * @param before the same list of names comes back if all are the same
 */
export declare function scanSection(place: SectionPlace, before: ReadBefore | undefined, form?: SectionForm): ScannedSection | undefined;
