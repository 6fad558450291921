import { type MistakenVerb } from './close-files.js';
import type { Finding } from './finding.js';
import type { StepIntents } from './intents.js';
import type { Unmet } from './own-changes.js';
import type { OwnContext } from './own-context.js';
/**
 * @param context asked for where the finding is told
 * @param unsaid files that the step did something with and does not say it
 */
export declare function unmetFinding(step: StepIntents, unmet: Unmet, context: () => OwnContext, unsaid: Readonly<Record<MistakenVerb, readonly string[]>>): Finding;
