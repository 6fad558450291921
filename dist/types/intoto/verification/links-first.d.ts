import type { StepIntents } from '../intents/intents.js';
import type { Failure } from './failure.js';
/** A step, and what it takes. */
export type StepTaking = Pick<StepIntents, 'name' | 'takes'>;
/** Which findings of the check of intents were made by the links of which step, in all layouts so far. */
export declare class Reliance {
    #private;
    /**
     * Notes by which links failures were found.
     *
     * @param prefix the steps of outer layouts, each followed by "/"; escaped
     * @param causes with the prefix before their steps
     * @param steps of the layout in its order, so that what a step takes stands before it
     */
    note(prefix: string, causes: readonly Failure[], steps: Iterable<StepTaking>): void;
    /** Where a failure belongs among others; undefined where nothing among them follows from it. */
    placeAmong(told: readonly Failure[], { code, step }: Failure): number | undefined;
}
/** Whether a failure says that links of a step do not count, or not as they are. */
export declare function isOfLinks(code: string): boolean;
