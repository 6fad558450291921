import type { LinkStore } from './verification.js';
/** A store that notes the names of files above so many bytes, so that nobody reads such a file twice. */
export declare function rememberLarge(store: LinkStore, maxBytes: number, large: Set<string>): LinkStore;
