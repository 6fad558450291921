import type { CollectRequest } from './link-format.js';
/**
 * What to say of each, escaped, in the order of their names.
 *
 * @throws what the store of the links throws
 */
export declare function linksOfOthers({ step, layout, links }: CollectRequest): Promise<readonly string[]>;
