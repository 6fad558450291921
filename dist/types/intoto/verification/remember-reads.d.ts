import type { LinkStore } from './verification.js';
/** A store that notes how many bytes each file has that was read from it. */
export declare function rememberReads(store: LinkStore, seen: Map<string, number>): LinkStore;
