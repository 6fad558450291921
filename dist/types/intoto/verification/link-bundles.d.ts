import type { LinkFormat } from './link-format.js';
export declare const LINK_BUNDLES: LinkFormat;
