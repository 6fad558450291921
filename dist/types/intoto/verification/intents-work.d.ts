import { type Intents } from '../intents/intents.js';
import type { AcceptedEvidence } from '../intents/intents-evidence.js';
/** Units of work, as `Work` counts them. */
export declare function workOfIntents(intents: Intents, accepted: ReadonlyMap<string, readonly AcceptedEvidence[]>): number;
