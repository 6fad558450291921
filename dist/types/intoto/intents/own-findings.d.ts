import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { OwnContext } from './own-context.js';
import type { OwnChanges } from './own-changes.js';
/** What happened before what did not. @param context asked for where something is told */
export declare function ownFindings({ added, removed, changed, reshaped, notRemoved, unmet }: OwnChanges, step: StepIntents, context: () => OwnContext): Finding[];
