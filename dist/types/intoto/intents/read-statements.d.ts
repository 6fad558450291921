import type { Intents } from './intents.js';
import { type Statement } from './statements.js';
/**
 * Reads the statements of an inspection, the words behind `check v1`.
 *
 * @throws INTENTS_INVALID for one that is not known, stands twice or contradicts another, and where one lacks that every
 * layout in intents has
 */
export declare function readStatements(statements: readonly Statement[]): Intents;
