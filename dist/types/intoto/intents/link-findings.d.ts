import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
export declare function linkFindings({ name, intents, accepted }: StepRecord): Finding[];
/** What layouts in the place of a link give away that the layout around them does not. */
export declare function givenAway({ name, accepted }: StepRecord, intents: StepIntents): string[];
