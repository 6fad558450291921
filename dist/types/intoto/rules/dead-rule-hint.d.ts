import { type ListAnalysis, type RuleList } from './analyse-list.js';
import type { Budget } from './atoms.js';
/** How to make a list fail that cannot; escaped. `otherwise` is what to write where nothing is to be checked. */
export declare function neverFailingHint({ rules }: RuleList, { dead }: ListAnalysis, otherwise: string, budget: Budget): string;
/** What to do about the rule at `index`, which is dead; escaped. */
export declare function deadRuleHint(list: RuleList, index: number, { dead }: Pick<ListAnalysis, 'dead'>, budget: Budget): string;
