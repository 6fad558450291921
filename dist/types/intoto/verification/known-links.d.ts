import { type SignedMetadata } from '../envelope/signed-metadata.js';
import type { LargeHasher } from '../hashing/sha256.js';
import type { ReadJsonOptions } from '../json/read-json.js';
import { StringCache } from '../json/string-cache.js';
import type { ParsedLink } from '../link/parse-link.js';
/** How a payload says what a link says. */
export type LinkForm = 'link' | 'statement';
/**
 * Links that somebody read before they are verified, so that verification need not read them again. What was read
 * counts for a payload, or a file, of the same bytes only: who changes a file in between gains nothing, and nothing is
 * believed for being here.
 */
export declare class KnownLinks {
    #private;
    /** Shared by all who read links for this. */
    readonly strings: StringCache;
    /** @param maxBytes of files whose payload is a part of them; more are not kept, and of 0 nothing is */
    constructor(hasher: LargeHasher, maxBytes?: number);
    /** Keeps what was read from a payload of a file. */
    keep(form: LinkForm, fileName: string, payload: Uint8Array, parsed: ParsedLink): Promise<void>;
    /** What was read from this very payload of a file of this name. */
    find(form: LinkForm, fileName: string, payload: Uint8Array): Promise<ParsedLink | undefined>;
    /**
     * Keeps what was read from a file of signed metadata: by its payload where that has bytes of its own, else by the
     * whole file. Then what its signatures cover is kept, too, for as many bytes as fit; what does not fit is read again.
     */
    keepFile(fileName: string, file: Uint8Array, metadata: SignedMetadata, parsed: ParsedLink): Promise<void>;
    /** Keeps nothing of a file but the step that its link names. */
    keepName(fileName: string, step: string): void;
    /** The step that the link in a file of this name named when it was read: for looking at, never for deciding. */
    nameIn(fileName: string): string | undefined;
    /** What was read from this very file of this name, where it was kept by the whole file. */
    findFile(fileName: string, file: Uint8Array, options: ReadJsonOptions): Promise<{
        readonly metadata: SignedMetadata;
        readonly parsed: ParsedLink;
    } | undefined>;
}
