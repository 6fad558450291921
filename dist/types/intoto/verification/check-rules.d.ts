import type { Inspection, Step } from '../layout/layout.js';
import type { Link } from '../link/link.js';
import { type RuleEffect } from '../rules/apply-rules.js';
import { type MatchingWork } from '../rules/pattern.js';
import type { Failure } from './failure.js';
import type { Compatibility } from './verification.js';
export interface CheckRulesRequest {
    readonly item: Step | Inspection;
    readonly link: Link;
    /** The links that MATCH rules may name. */
    readonly links: ReadonlyMap<string, Link>;
    /** Steps of the layout without an accepted link; a list that compares with one of them would only repeat its failure. */
    readonly unavailable: ReadonlySet<string>;
    readonly compatibility: Compatibility;
    /** Is told what applying them costs. */
    readonly work: MatchingWork;
}
/** Applies both rule lists of a step or inspection (in-toto v1.0, 4.3.3), materials first. */
export declare function checkRules({ item, link, links, unavailable, compatibility, work }: CheckRulesRequest): {
    failures: Failure[];
    trace: RuleEffect[];
};
