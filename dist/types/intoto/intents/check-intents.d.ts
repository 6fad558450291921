import type { IntentsEvidence, IntentsVerdict } from './intents-evidence.js';
/**
 * Holds the links of a run against what its layout says in intents. Whatever could not be looked at is told, and is wrong
 * for a reason of its own where it must be there: a step without a link has no failure here, nor has what hangs on it.
 */
export declare function checkIntents(evidence: IntentsEvidence): IntentsVerdict;
