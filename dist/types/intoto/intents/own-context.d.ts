import type { Release } from './intents.js';
/** What is known beside the step. */
export interface OwnContext {
    /** The files that the step ended with. */
    readonly ends: readonly string[];
    /** Those that it did not begin with. */
    readonly made: readonly string[];
    readonly release: readonly Release[];
}
