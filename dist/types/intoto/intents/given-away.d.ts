import type { StepIntents } from './intents.js';
import type { StepRecord } from './step-record.js';
/** A sentence for each thing that such a layout says more loosely. @param outer what the layout around it says of the step */
export declare function givenAway({ name, accepted }: StepRecord, outer: StepIntents): string[];
