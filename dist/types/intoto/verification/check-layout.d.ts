import type { ParsedLayout } from '../layout/parse-layout.js';
import type { Failure } from './failure.js';
/** Everything in a layout that strict verification refuses. */
export declare function checkLayout(parsed: ParsedLayout): Failure[];
