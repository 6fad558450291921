import type { DigestSet } from '../artifacts/artifacts.js';
import type { Installs, StepIntents } from './intents.js';
import type { LackedLinks } from './lacked-links.js';
import type { StepRecord } from './step-record.js';
/** A directory as a step begins or ends with it. */
export interface InstalledDirectory {
    readonly digests: DigestSet;
    /** Gitignore lines: what may differ inside; undefined where a step that may say so has no link. */
    readonly mayChange: readonly string[] | undefined;
    /** Who installed it; undefined for a step in rules. */
    readonly by: StepIntents | undefined;
}
/** By the name of the artifact, `dir:D`. */
export type InstalledDirectories = ReadonlyMap<string, InstalledDirectory>;
/** What a step begins with. */
export interface TakenDirectories {
    readonly directories: InstalledDirectories;
    /** Those that two steps installed with other bytes. */
    readonly conflicts: ReadonlySet<string>;
    /** Whether these are all: each step that has a say in them has a link that counts. */
    readonly isKnown: boolean;
}
/** Whether a step installs a directory. @param name `dir:D` */
export declare function installsOf(step: Pick<StepIntents, 'installs'>): (name: string) => readonly Installs[];
/** Whether what is installed names one directory, and not those of a pattern. */
export declare function isOneDirectory({ directory }: Installs): boolean;
/** A test of directories, without `dir:`. */
export declare function directoryTest(installs: Installs): (directory: string) => boolean;
/** Whether a gitignore line hides a path, or a directory above it. @param path of the workspace, without a slash at its end */
export declare function lineHides(line: string): (path: string, kind: 'directory' | 'file') => boolean;
/** Follows directories from step to step, in the order of the layout. */
export declare class DirectoryCourse {
    #private;
    constructor(lacked: Pick<LackedLinks, 'ofDirectories'>);
    /** What a step must begin with. Those that it takes have to be known already. */
    begin(step: StepIntents): TakenDirectories;
    /** What a step would have to begin with. */
    beginOf(step: StepIntents): TakenDirectories;
    /** Notes what a step hands on. */
    end({ name, intents, link, endDirectories }: StepRecord): void;
}
