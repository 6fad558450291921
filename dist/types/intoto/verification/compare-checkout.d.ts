import type { Step } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import type { Warning } from './failure.js';
/** A stage may check out something else than the commit of its run, on purpose or not. */
export declare function compareCheckout({ name }: Step, { environment }: Link, prefix: string): Warning[];
