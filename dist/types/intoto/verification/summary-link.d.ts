import type { Layout } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { AcceptedStep } from './accept-steps.js';
import type { FinalProducts } from './released-products.js';
/**
 * The link that stands for a whole chain (in-toto v1.0, 5.3.7): materials of the first step; products, by-products and
 * command of the last, and what was said of those products on a disk.
 *
 * @param final the products that a layout in intents releases, in place of those of the last step
 */
export declare function summaryLink(layout: Layout, accepted: ReadonlyMap<string, Pick<AcceptedStep, 'link' | 'onDisk'>>, name: string, final?: FinalProducts): Link;
