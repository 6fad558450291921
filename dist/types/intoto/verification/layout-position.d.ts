import type { LinkStore } from './verification.js';
/** Where one layout stands in a tree of layouts. */
export interface LayoutPosition {
    /** The steps of outer layouts, each followed by "/"; escaped. */
    readonly prefix: string;
    readonly depth: number;
    readonly links: LinkStore;
    readonly parameters: ReadonlyMap<string, string> | undefined;
    readonly summaryName: string;
}
