import type { Link } from '../link/link.js';
import type { Warning } from './failure.js';
/** Files that a step passed on in one mode and a later step was given in another, where both recorded modes. */
export declare function compareModes(links: ReadonlyMap<string, Link>, prefix: string): Generator<Warning>;
