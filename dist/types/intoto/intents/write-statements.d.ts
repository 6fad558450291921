import type { IntentPattern } from './intent-pattern.js';
import type { DemandedCommand, Installs, Intents, Release, StepIntents, Take } from './intents.js';
import { type Statement } from './statements.js';
/**
 * Writes what a layout says in intents: of each step first what it takes; the pattern is last in its statement, directories are
 * JSON strings.
 *
 * @throws INTENTS_INVALID for a text that holds a brace, which other implementations take for a parameter
 */
export declare function writeStatements(intents: Intents): Statement[];
/** For which branches and tags the layout speaks. */
export declare function refStatements({ branches, tags }: Pick<Intents, 'branches' | 'tags'>): string[];
/** What is said of every layout in intents: it knows all steps. */
export declare const STEPS_ONLY = "steps only";
/** All that is said of one step, each behind its name. */
export declare function stepStatements(step: StepIntents): string[];
export declare function takesNothingStatement(step: string): string;
/** What a checkout says. */
export declare function addsSourceStatement(step: string): string;
/** What a step takes of one thing; a statement for each pattern, at least one. */
export declare function takeStatements(step: string, take: Take): string[];
/** What a step says that it does with files of a pattern. */
export declare function patternStatement(step: string, verb: 'adds' | 'may-add' | 'changes' | 'removes' | 'may-remove', { text }: IntentPattern): string;
/** What a step may leave behind. @param line of gitignore */
export declare function scratchStatement({ name }: Pick<StepIntents, 'name'>, line: string): string;
/** What a step installs into one directory; a statement for each line that may change in there, at least one. */
export declare function installsStatements(step: string, { directory, mayChange }: Installs): string[];
export declare function commandStatement(step: string, { words, workingDirectory, setup }: DemandedCommand): string;
export declare function definitionStatement(step: string, digest: string): string;
/** What of one step is final; a statement for each pattern, at least one. */
export declare function releaseStatements({ step, only }: Release): string[];
export declare function sourceCommitStatement(commit: 'head' | 'named'): string;
/** @param directory of a submodule that some jobs check out and others do not */
export declare function submoduleStatement(directory: string): string;
