import type { LargeHasher } from '../hashing/sha256.js';
import { StringCache } from '../json/string-cache.js';
import type { ParsedLink } from '../link/parse-link.js';
/** How a payload says what a link says. */
export type LinkForm = 'link' | 'statement';
/**
 * Links that somebody read before they are verified, so that verification need not read them again. What was read
 * counts for a payload of the same bytes only: who changes a file in between gains nothing, and nothing is believed for
 * being here.
 */
export declare class KnownLinks {
    #private;
    /** Shared by all who read links for this. */
    readonly strings: StringCache;
    constructor(hasher: LargeHasher);
    /** Keeps what was read from a payload of a file. */
    keep(form: LinkForm, fileName: string, payload: Uint8Array, parsed: ParsedLink): Promise<void>;
    /** What was read from this very payload of a file of this name. */
    find(form: LinkForm, fileName: string, payload: Uint8Array): Promise<ParsedLink | undefined>;
}
