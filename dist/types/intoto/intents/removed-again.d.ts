import type { TakenFiles } from './begin-differences.js';
import type { StepIntents } from './intents.js';
/**
 * What one taken step removed, and another has still: it is there again, which may surprise.
 *
 * @param taken undefined where it is not known
 * @param gone of each step, the files that it took and did not hand on
 */
export declare function comesBack(step: StepIntents, taken: readonly TakenFiles[] | undefined, gone: ReadonlyMap<string, readonly string[]>): string[];
