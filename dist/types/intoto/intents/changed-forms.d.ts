import type { AcceptedEvidence } from './intents-evidence.js';
/** Files that one of the links of a step began with and ended with, in another form. */
export declare function changedForms(accepted: readonly AcceptedEvidence[]): ReadonlySet<string>;
