import type { Layout } from '../layout/layout.js';
import type { Failure } from './failure.js';
/** Parameters without a value, and values that would make a rule or a command another one, or nothing at all. */
export declare function unfitParameters(layout: Layout, parameters?: ReadonlyMap<string, string>): Failure[];
/** Rules that fit no file any more with the values that parameters have, and did as they were written. */
export declare function disarmedRules(before: Layout, after: Layout, parameters: ReadonlyMap<string, string>): Failure[];
