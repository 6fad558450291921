import type { Layout } from '../layout/layout.js';
import type { Failure } from './failure.js';
/** Parameters whose value would act as a pattern wherever a rule uses them. The reference substitutes them as they are. */
export declare function wildcardParameters(layout: Layout, parameters: ReadonlyMap<string, string>): Failure[];
