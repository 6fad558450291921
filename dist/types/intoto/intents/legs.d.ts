import type { Intents, StepIntents } from './intents.js';
/** Another leg of the matrix that a step is a leg of. */
export interface OtherLeg {
    readonly step: StepIntents;
    /** The values of the step that differ there. */
    readonly values: readonly string[];
}
/** The other legs of a step, as far as what they say shows it; none for a step without a matrix. */
export declare function otherLegs(step: StepIntents, { steps }: Intents): OtherLeg[];
