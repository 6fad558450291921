import type { LinkFormat, LookedAt, Looking } from './link-format.js';
export declare const SIGNED_LINKS: LinkFormat;
/** The link in a wrapper. A large one is not kept: nobody has signed it as far as is known here. */
export declare function lookAtLink(file: Uint8Array, fileName: string, { known, bytes, keptBytes }: Looking): Promise<LookedAt | undefined>;
