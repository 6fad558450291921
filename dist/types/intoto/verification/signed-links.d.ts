import type { Link } from '../link/link.js';
import type { LinkFormat, Looking } from './link-format.js';
export declare const SIGNED_LINKS: LinkFormat;
/** The link in a wrapper. */
export declare function lookAtLink(file: Uint8Array, fileName: string, { known, bytes }: Looking): Promise<Link | undefined>;
