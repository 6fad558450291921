import type { ListAnalysis, RuleList } from './analyse-list.js';
import { type Budget } from './atoms.js';
/** The analysis of a list that is proven to pass whatever the links say; undefined where there is no such proof. */
export declare function neverFailsByPairs({ owner, kind, rules }: RuleList, budget: Budget): ListAnalysis | undefined;
