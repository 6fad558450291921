import type { Layout } from '../layout/layout.js';
import type { Link } from '../link/link.js';
/**
 * The link that stands for a whole chain (in-toto v1.0, 5.3.7): materials of the first step; products, by-products and
 * command of the last.
 */
export declare function summaryLink(layout: Layout, links: ReadonlyMap<string, Link>, name: string): Link;
