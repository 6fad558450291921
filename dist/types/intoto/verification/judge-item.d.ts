import type { Inspection, Step } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import { type CheckRulesRequest } from './check-rules.js';
import type { Findings } from './findings.js';
import type { ItemReport } from './verification.js';
/** What is known of a step or inspection when its rules are applied. */
export interface ItemFacts {
    readonly link: Link;
    readonly kind: ItemReport['kind'];
    readonly functionaries: readonly string[];
    readonly threshold: number | bigint;
    /** Whether its rules were compiled from what the layout says of it in intents. */
    readonly isInIntents?: boolean;
}
/** Applies the rules of one step or inspection, and reports on it. */
export declare function judgeItem(item: Step | Inspection, { link, kind, functionaries, threshold, isInIntents }: ItemFacts, others: Pick<CheckRulesRequest, 'links' | 'unavailable' | 'compatibility' | 'work'>, { findings, prefix }: {
    readonly findings: Findings;
    readonly prefix: string;
}): void;
