import type { Link } from '../link/link.js';
import type { AcceptedEvidence, IntentsEvidence } from './intents-evidence.js';
import type { StepIntents } from './intents.js';
import type { FileEntry } from './file-entry.js';
/** A step with a link that counts. Several links of one step have the same artifacts, so the first speaks for them. */
export declare class StepRecord {
    #private;
    readonly name: string;
    /** Undefined for a step in rules. */
    readonly intents: StepIntents | undefined;
    /** At least one. */
    readonly accepted: readonly AcceptedEvidence[];
    readonly link: Link;
    constructor(name: string, intents: StepIntents | undefined, accepted: readonly [AcceptedEvidence, ...AcceptedEvidence[]]);
    /** The materials that are whole directories. */
    get beginDirectories(): readonly FileEntry[];
    /** The products that are whole directories. */
    get endDirectories(): readonly FileEntry[];
}
/** The steps of a layout with links that count, in its order. */
export declare function stepRecords({ intents, accepted, layoutSteps }: IntentsEvidence): Map<string, StepRecord>;
