import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { OwnChanges } from './own-changes.js';
/** What happened before what did not. */
export declare function ownFindings({ added, removed, changed, reshaped, notRemoved, unmet }: OwnChanges, step: StepIntents): Finding[];
