import { type SignedMetadata } from '../envelope/signed-metadata.js';
import type { ReadJsonOptions } from '../json/read-json.js';
import type { ParsedLink } from '../link/parse-link.js';
import type { KnownLinks } from './known-links.js';
/** Signed metadata in the place of a link, and its link where that was read before. */
export interface LinkFile {
    readonly metadata: SignedMetadata;
    readonly parsed: ParsedLink | undefined;
}
/** Reads a file, but for what is known of its very bytes. @throws what `readSignedMetadata` throws */
export declare function readLinkFile(file: Uint8Array, fileName: string, known: KnownLinks | undefined, options: ReadJsonOptions): Promise<LinkFile>;
