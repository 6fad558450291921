import type { Layout } from '../layout/layout.js';
import type { ParsedLayout } from '../layout/parse-layout.js';
import type { Failure, Warning } from './failure.js';
/** Everything in a layout that strict verification refuses. */
export declare function checkLayout(parsed: ParsedLayout): Failure[];
/** Lists that say nothing at all: allowed, and worth a look. */
export declare function emptyLists({ steps, inspections }: Layout, prefix: string): Warning[];
