import type { StepIntents } from './intents.js';
/** What statements have said of one step so far. */
export declare class StepDraft {
    #private;
    readonly name: string;
    constructor(name: string);
    /**
     * Takes one statement.
     *
     * @param rest what stands behind the name of the step
     * @throws INTENTS_INVALID
     */
    add(statement: string, rest: string): void;
    /** The steps that it takes. */
    taken(): string[];
    /** @throws INTENTS_INVALID where statements contradict each other */
    finish(): StepIntents;
}
