import type { Bytes } from '../bytes/bytes.js';
import type { DigestSection } from './digest-section.js';
import type { JsonTokens } from './json-tokens.js';
import { type SectionForm } from './scan-section.js';
import type { StringCache } from './string-cache.js';
/** Sections that were read lately; one for all documents that may hold the same. */
export declare class KnownSections {
    #private;
    constructor(form: SectionForm);
    /**
     * The section that comes next, after which the position is; undefined for whatever else comes next, for what is not in
     * the usual spelling, and for one that takes more memory than there may be. Then nothing has changed.
     */
    read(tokens: JsonTokens, port: Bytes): DigestSection | undefined;
    /** Steps over a section that was read before, and keeps nothing of it. Returns whether one came next. */
    skip(tokens: JsonTokens, port: Bytes): boolean;
}
/** Of both forms. */
export interface SectionsOfStrings {
    readonly members: KnownSections;
    readonly resources: KnownSections;
}
/** Those of all documents that share their strings. */
export declare function sectionsOf(strings: StringCache): SectionsOfStrings;
