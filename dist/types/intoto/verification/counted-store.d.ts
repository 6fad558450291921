import type { LinkStore } from './verification.js';
import type { Work } from './work.js';
/** A store whose files count as work: a unit for each byte. */
export declare function countedStore(store: LinkStore, work: Work): LinkStore;
