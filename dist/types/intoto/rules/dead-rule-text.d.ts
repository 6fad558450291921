import type { DeadRule } from './analyse-list.js';
import type { ArtifactRule } from './artifact-rule.js';
/** Why a rule of a list never takes anything, for people; escaped. */
export declare function deadRuleText(why: DeadRule, rules: readonly ArtifactRule[]): string;
