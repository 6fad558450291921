import type { Intents } from '../intents/intents.js';
import type { Layout } from '../layout/layout.js';
import type { ParsedLayout } from '../layout/parse-layout.js';
import type { MatchingWork } from '../rules/pattern.js';
import type { Failure, Warning } from './failure.js';
/**
 * Everything in a layout that strict verification refuses.
 *
 * @param work is told what the analysis of its lists cost
 * @param intents what it says in intents: steps there are constrained by the check, whatever their rules can do
 */
export declare function checkLayout(parsed: ParsedLayout, work?: MatchingWork, intents?: Intents): Failure[];
/** Lists that say nothing at all: allowed, and worth a look. */
export declare function emptyLists({ steps, inspections }: Layout, prefix: string, intents?: Intents): Warning[];
