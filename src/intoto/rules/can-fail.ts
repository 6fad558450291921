// SPDX-License-Identifier: Apache-2.0
import { analyseList, failsFor, type ListAnalysis, type RuleList } from './analyse-list.ts'
import type { Budget } from './atoms.ts'

/** A path for which nearly every list fails that can fail at all. */
const UNEXPECTED = 'zq/zq'

/** The analysis of a list that passes whatever the links say; undefined for all others, and where the budget does not last. */
export function analysisIfNeverFailing(list: RuleList, budget: Budget): ListAnalysis | undefined {
  if (failsFor(list, UNEXPECTED)) return undefined
  const analysis = analyseList(list, budget)
  return analysis?.failing === undefined ? analysis : undefined
}

/** False for a list that passes whatever the links say. True as well where the budget does not last. */
export function canFail(list: RuleList, budget: Budget): boolean {
  return analysisIfNeverFailing(list, budget) === undefined
}
