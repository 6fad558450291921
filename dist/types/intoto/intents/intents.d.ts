import type { IntentPattern } from './intent-pattern.js';
/** Files that a step begins with. */
export type Take = TakeOfSource | TakeOfStep;
/** The whole tree of the commit that the gate runs for. */
export interface TakeOfSource {
    readonly of: 'source';
}
/** What a step above ended with, or a part of it. */
export interface TakeOfStep {
    readonly of: 'step';
    readonly step: string;
    /** Names files as they lie in the taken step; empty: all of them. */
    readonly only: readonly IntentPattern[];
    /** The directory that is stripped, without a slash at its end; files outside of it are not taken. */
    readonly from: string | undefined;
    /** The directory below which they lie here. */
    readonly into: string | undefined;
}
/** A directory, or a pattern of directories, that a step fills with dependencies. */
export interface Installs {
    /** As it is written; `~/…` outside of the workspace. */
    readonly directory: string;
    /** Gitignore lines, relative to it: what may differ inside. */
    readonly mayChange: readonly string[];
}
export interface DemandedCommand {
    readonly words: readonly string[];
    readonly workingDirectory: string | undefined;
    readonly setup: string | undefined;
}
/** All that is said of one step. */
export interface StepIntents {
    readonly name: string;
    /** Empty: nothing. */
    readonly takes: readonly Take[];
    /** A checkout: it takes nothing and adds all files of the commit. */
    readonly addsSource: boolean;
    readonly adds: readonly IntentPattern[];
    readonly mayAdd: readonly IntentPattern[];
    readonly changes: readonly IntentPattern[];
    readonly removes: readonly IntentPattern[];
    readonly mayRemove: readonly IntentPattern[];
    /** Gitignore lines, those on top of the layout among them. */
    readonly scratch: readonly string[];
    readonly installs: readonly Installs[];
    readonly command: DemandedCommand | undefined;
    /** `sha256:<64 digits>` of the job's definition. */
    readonly definition: string | undefined;
    /** Whether a layout may stand in the place of its link. */
    readonly delegated: boolean;
    /** `any`: links that do not say what they left out count. */
    readonly recording: 'whole' | 'any';
}
/** Whether a step takes the files of the commit. */
export declare function takesSource({ takes }: Pick<StepIntents, 'takes'>): boolean;
/** Whether a step takes the files of the commit, or is the checkout that adds them. @param step undefined for one in rules */
export declare function seesSource(step: Pick<StepIntents, 'takes' | 'addsSource'> | undefined): boolean;
export interface Release {
    readonly step: string;
    /** Empty: all that fits what the step adds or changes. */
    readonly only: readonly IntentPattern[];
}
/** All that a layout says in intents. */
export interface Intents {
    /** By name, in the order of the layout. */
    readonly steps: ReadonlyMap<string, StepIntents>;
    /** What is final; empty: nothing. */
    readonly release: readonly Release[];
    /** Short names of branches for which the layout speaks. Once these or tags are written, nothing else may be. */
    readonly branches: readonly IntentPattern[];
    readonly tags: readonly IntentPattern[];
    /** The run's own commit, the tip of a pull request instead of its merge, or one that the caller names. */
    readonly sourceCommit: 'run' | 'head' | 'named';
    /** Directories of submodules that some jobs check out and others do not; in all jobs any other one is there, or in none. */
    readonly submodules: readonly string[];
    readonly version: LayoutVersion | undefined;
}
export interface LayoutVersion {
    readonly number: number;
    /** `sha256:<64 digits>` of the layout before; undefined for the first. */
    readonly after: string | undefined;
}
