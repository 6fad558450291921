// SPDX-License-Identifier: Apache-2.0
import { Chance } from '../cases.ts'
import { holdAgainst, type Score } from './harness.ts'
import type { Judge } from './judge.ts'
import { NAMED_PIPELINES } from './named-pipelines.ts'

export interface Trial {
  readonly judge: Judge
  readonly seed: number
  /** Honest runs of each pipeline. */
  readonly runs: number
  /** One mutation in so many is tried. */
  readonly oneIn: number
}

/** The score of a judge in each named pipeline; each has chances of its own, so that one more changes no other. */
export async function namedScores({ judge, seed, runs, oneIn }: Trial): Promise<readonly Score[]> {
  const scores: Score[] = []
  for (const pipeline of NAMED_PIPELINES)
    scores.push(await holdAgainst({ pipeline, judge, chance: new Chance(seed), runs, oneIn }))
  return scores
}
