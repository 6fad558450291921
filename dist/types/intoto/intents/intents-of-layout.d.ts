import type { Inspection, Layout } from '../layout/layout.js';
import type { Intents } from './intents.js';
/** What the inspection is called, and nothing else in a layout in intents. */
export declare const INTENTS_NAME = "intents";
/** What stands before the statements. */
export declare const INTENTS_COMMAND: readonly string[];
/**
 * The inspection that carries intents. Its lists of rules are empty: it records nothing.
 *
 * @throws INTENTS_INVALID for a text that holds a brace
 */
export declare function intentsInspection(intents: Intents): Inspection;
/** Whether an inspection is the built-in check, of whatever version. Nobody runs it as a program. */
export declare function isIntentsInspection({ run }: Pick<Inspection, 'run'>): boolean;
/**
 * What a layout says in intents; undefined for a layout that says nothing in them.
 *
 * @throws INTENTS_INVALID for statements that are not known, and for an inspection that carries them in another way
 */
export declare function intentsOf(layout: Pick<Layout, 'steps' | 'inspections'>): Intents | undefined;
