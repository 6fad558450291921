import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { Unmet } from './own-changes.js';
import type { OwnContext } from './own-context.js';
/** @param context asked for where the finding is told */
export declare function unmetFinding(step: StepIntents, unmet: Unmet, context: () => OwnContext): Finding;
