import type { Intents } from '../intents/intents.js';
import type { Layout } from '../layout/layout.js';
import type { Failure } from './failure.js';
/** What a layout says in intents, as it was signed; a failure where that cannot be read. */
export declare function readSignedIntents(layout: Layout): Intents | Failure | undefined;
/** The words that carry what a layout says in intents, of one that says something. */
export declare function intentsWords({ inspections }: Pick<Layout, 'inspections'>): readonly string[];
