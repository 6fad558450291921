import type { Artifacts } from '../artifacts/artifacts.js';
import type { TakeOfStep } from './intents.js';
import { type Files } from './files.js';
/** Whether all that a step ended with is taken, where it lies, and with it the directories that are installed. */
export declare function isWhole({ only, from, into }: Pick<TakeOfStep, 'only' | 'from' | 'into'>): boolean;
/**
 * Where a file of a taken step lies in the step that takes it; undefined for a file that is not taken.
 *
 * @param path as it lies in the taken step
 */
export declare function placeInTaker({ only, from, into }: Pick<TakeOfStep, 'only' | 'from' | 'into'>, path: string): string | undefined;
/** The files that a take hands on, by where they lie in the step that takes them. */
export declare function filesTaken(take: TakeOfStep, products: Artifacts): Files;
