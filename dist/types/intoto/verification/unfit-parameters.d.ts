import type { Layout } from '../layout/layout.js';
import type { Failure } from './failure.js';
/**
 * Parameters whose value would make a rule another one: a pattern, or nothing at all. The reference substitutes them as
 * they are.
 */
export declare function unfitParameters(layout: Layout, parameters: ReadonlyMap<string, string>): Failure[];
/** A layout that waits for parameters when none are given: its rules would be about files with braces in their names. */
export declare function parametersNotGiven(layout: Layout): Failure[];
/** Rules that fit no file any more with the values that parameters have, and did as they were written. */
export declare function disarmedRules(before: Layout, after: Layout): Failure[];
