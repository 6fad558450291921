import type { IntentPattern } from './intent-pattern.js';
import type { StepIntents } from './intents.js';
import type { Unmet } from './own-changes.js';
export type MistakenVerb = 'adds' | 'changes' | 'removes';
/** Files of the same name in other case, of the same last name, or below the directory that a pattern begins with. */
export declare function closeFiles({ text }: IntentPattern, files: readonly string[]): readonly string[];
/** A step without those patterns of a key that nothing fits, and that some files were meant for. */
export declare function withoutMistaken(step: StepIntents, verb: MistakenVerb, files: readonly string[], unmet: readonly Unmet[]): StepIntents;
/** The line in which patterns for the files that were meant stand in the place of a pattern; undefined for none. */
export declare function replacingLine(step: StepIntents, verb: MistakenVerb, pattern: IntentPattern, files: readonly string[]): string | undefined;
