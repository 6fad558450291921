import type { LinkStore } from './verification.js';
import type { Work } from './work.js';
/** Where one layout stands in a tree of layouts. */
export interface LayoutPosition {
    /** The steps of outer layouts, each followed by "/"; escaped. */
    readonly prefix: string;
    readonly depth: number;
    readonly links: LinkStore;
    readonly parameters: ReadonlyMap<string, string> | undefined;
    readonly summaryName: string;
    /** Escaped names of the files of `links` that gave evidence. */
    readonly counted: Set<string>;
    /** Names of the files of `links` that are too large to be read again for what they say inside. */
    readonly large: Set<string>;
    /** Is told what verifying it costs. */
    readonly work: Work;
}
