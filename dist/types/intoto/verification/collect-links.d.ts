import type { Evidence } from './evidence.js';
import type { Failure, Warning } from './failure.js';
import type { CollectRequest } from './link-format.js';
/** What was found for a step; with failures, the evidence is not enough. */
export interface Collected {
    readonly evidence: readonly Evidence[];
    readonly failures: readonly Failure[];
    readonly warnings: readonly Warning[];
}
/** Loads the links of a step and keeps those that an authorised functionary signed. */
export declare function collectLinks(request: CollectRequest): Promise<Collected>;
