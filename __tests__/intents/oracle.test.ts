// SPDX-License-Identifier: Apache-2.0
// The oracle over named pipelines, and the harness, which has to notice a judge that is wrong.
import { describe, expect, test } from '@jest/globals'
import { Chance, seed } from '../support/cases.ts'
import { holdAgainst, honestRuns, type Score } from '../support/intents/harness.ts'
import { ORACLE, PASSES_ALL, TURNED_AROUND, type Judge } from '../support/intents/judge.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import { sumOf } from '../support/intents/print-scores.ts'

test.each(NAMED_PIPELINES.map((pipeline) => [pipeline.name, pipeline] as const))(
  '%s can be run honestly',
  (_, pipeline) => {
    expect([...honestRuns(pipeline, new Chance(seed()), 5)]).toHaveLength(5)
  }
)

describe('the harness', () => {
  async function over(judge: Judge): Promise<Score> {
    const scores: Score[] = []
    for (const pipeline of NAMED_PIPELINES)
      scores.push(await holdAgainst({ pipeline, judge, chance: new Chance(seed()), runs: 1, oneIn: 4 }))
    return sumOf(judge.name, scores)
  }

  test('has nothing against the oracle', async () => {
    const score = await over(ORACLE)
    expect(score).toMatchObject({ passed: 0, refused: 0, disagreements: [] })
    expect(score.good).toBeGreaterThan(100)
    expect(score.bad).toBeGreaterThan(1000)
  })

  test('notices a judge that is turned around', async () => {
    const score = await over(TURNED_AROUND)
    expect(score.refused).toBe(score.good)
    expect(score.passed).toBe(score.bad)
  })

  test('notices a judge that passes all', async () => {
    const score = await over(PASSES_ALL)
    expect(score.refused).toBe(0)
    expect(score.passed).toBe(score.bad)
    expect(score.artifacts.passed).toBe(score.artifacts.bad)
  })
})
