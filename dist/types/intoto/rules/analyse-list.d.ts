import type { ArtifactKind, ArtifactRule } from './artifact-rule.js';
import { type Budget } from './atoms.js';
/** A list, and the step or inspection that it belongs to. */
export interface RuleList {
    readonly owner: string;
    readonly kind: ArtifactKind;
    readonly rules: readonly ArtifactRule[];
}
/** How a step treated a file. */
export type Treatment = 'created' | 'deleted' | 'unchanged' | 'modified';
/** A file that shows something. */
export interface Example {
    readonly path: string;
    readonly treatment: Treatment;
}
/** Why a rule never takes anything. */
export type DeadRule = 
/** No path in its shortest form fits. */
{
    readonly because: 'fits-nothing';
}
/** An earlier rule takes, or forbids, all that fits; the example is one of them. */
 | {
    readonly because: 'taken';
    readonly by: number;
    readonly example: Example;
}
/** Files of this list are never treated so. */
 | {
    readonly because: 'treatment';
    readonly example: Example;
};
export interface ListAnalysis {
    /** A file that makes the list fail. Undefined: it cannot fail. A list with REQUIRE fails without any file. */
    readonly failing: Example | 'without a file' | undefined;
    /** A file that gets through, if any can: one that no rule takes for certain where there is one. */
    readonly passing: Example | undefined;
    /** For each rule, a shortest file that it takes or forbids; undefined for those that never do, and for REQUIRE. */
    readonly taken: readonly (Example | undefined)[];
    /** For each rule that can never take anything, why; undefined for the others. */
    readonly dead: readonly (DeadRule | undefined)[];
}
/** What the lists of a layout may cost: states for each list, moves for all together. */
export interface AnalysisBudget extends Budget {
    /** For proofs where the whole list costs too much. */
    readonly pairs: Budget;
}
/** Far above every list that people write, and a second at most. */
export declare function analysisBudget(): AnalysisBudget;
/** Analyses a list. Undefined when the budget does not last: then nothing is known of it. */
export declare function analyseList(list: RuleList, budget?: Budget): ListAnalysis | undefined;
/** Whether a list fails for one path, whatever the steps that MATCH compares with have. */
export declare function failsFor(list: RuleList, path: string): boolean;
