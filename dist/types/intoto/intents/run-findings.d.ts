import type { Finding } from './finding.js';
import type { Intents } from './intents.js';
/** A run of a branch or tag that the layout does not name. @param ref undefined where nobody says it */
export declare function branchFindings({ branches, tags }: Intents, ref: string | undefined): Finding[];
/** Links of steps that the layout does not know. */
export declare function unknownStepFindings(unknown: readonly string[]): Finding[];
