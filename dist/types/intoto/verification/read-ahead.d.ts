import type { LinkStore } from './verification.js';
/** How far it goes. */
export interface ReadAheadBounds {
    /** Steps begun before it is their turn. */
    readonly steps: number;
    readonly bytes?: number;
}
/** Not at all: each step is begun when the one before it is done with. */
export declare const IN_TURN: ReadAheadBounds;
export declare const SOME_AHEAD: ReadAheadBounds;
/**
 * Results for items, one after the other. Those that are begun early read from a store that lets them wait for room; the
 * one whose turn it is waits for nothing.
 *
 * @param begin gets a store for one item alone
 * @throws what `begin` throws, when it is the turn of that item
 */
export declare function readAhead<Item, Result>(items: readonly Item[], store: LinkStore, begin: (item: Item, links: LinkStore) => Promise<Result>, { steps, bytes }: ReadAheadBounds): AsyncGenerator<Result>;
