import type { Artifacts } from '../artifacts/artifacts.js';
import type { Finding } from './finding.js';
import type { Intents } from './intents.js';
import type { StepRecord } from './step-record.js';
export interface Released {
    readonly findings: readonly Finding[];
    readonly warnings: readonly string[];
    /** Undefined where it could not be told. */
    readonly files: Artifacts | undefined;
}
/** The files that are final, and conflicts among released steps. */
export declare function releasedFiles({ release, steps }: Intents, records: ReadonlyMap<string, StepRecord>): Released;
