import type { LinkFormat } from './link-format.js';
export declare const UNSIGNED_LINKS: LinkFormat;
