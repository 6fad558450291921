import { type AnalysisBudget, type ListAnalysis, type RuleList } from './analyse-list.js';
/** The analysis of a list that passes whatever the links say; undefined for all others, and where neither the budget lasts nor a simpler proof is found. */
export declare function analysisIfNeverFailing(list: RuleList, budget: AnalysisBudget): ListAnalysis | undefined;
/** False for a list that passes whatever the links say. True as well where the budget does not last. */
export declare function canFail(list: RuleList, budget: AnalysisBudget): boolean;
