import { type ListAnalysis, type RuleList } from './analyse-list.js';
import type { Budget } from './atoms.js';
/** The analysis of a list that passes whatever the links say; undefined for all others, and where the budget does not last. */
export declare function analysisIfNeverFailing(list: RuleList, budget: Budget): ListAnalysis | undefined;
/** False for a list that passes whatever the links say. True as well where the budget does not last. */
export declare function canFail(list: RuleList, budget: Budget): boolean;
