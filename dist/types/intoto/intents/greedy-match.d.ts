/** One place of a pattern: any run of items, also an empty one, or one item that passes a test. */
export type Place<Item> = 'any run' | ((item: Item) => boolean);
/**
 * Whether items fit the places of a pattern, one behind the other. It returns only to the last run, so no item is held
 * against a place twice for one run: at most the product of both lengths in steps.
 */
export declare function greedyMatch<Item>(places: readonly Place<Item>[], items: readonly Item[]): boolean;
