import type { DeadRule } from './analyse-list.js';
import type { ArtifactRule } from './artifact-rule.js';
/** Why the rule at `index` of a list never takes anything, for people; escaped. */
export declare function deadRuleText(why: DeadRule, rules: readonly ArtifactRule[], index: number): string;
