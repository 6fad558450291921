// SPDX-License-Identifier: Apache-2.0
import { analyseList, failsFor, type AnalysisBudget, type ListAnalysis, type RuleList } from './analyse-list.ts'
import { neverFailsByPairs } from './never-fails-by-pairs.ts'

/** A path for which nearly every list fails that can fail at all. */
const UNEXPECTED = 'zq/zq'

/** The analysis of a list that passes whatever the links say; undefined for all others, and where neither the budget lasts nor a simpler proof is found. */
export function analysisIfNeverFailing(list: RuleList, budget: AnalysisBudget): ListAnalysis | undefined {
  if (failsFor(list, UNEXPECTED)) return undefined
  const analysis = analyseList(list, budget)
  if (analysis === undefined) return neverFailsByPairs(list, budget.pairs)
  return analysis.failing === undefined ? analysis : undefined
}

/** False for a list that passes whatever the links say. True as well where the budget does not last. */
export function canFail(list: RuleList, budget: AnalysisBudget): boolean {
  return analysisIfNeverFailing(list, budget) === undefined
}
