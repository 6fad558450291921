// SPDX-License-Identifier: Apache-2.0
// The oracle over named pipelines, and the harness, which has to notice a judge that is wrong.
import { describe, expect, test } from '@jest/globals'
import { Chance, seed } from '../support/cases.ts'
import { holdAgainst, honestRuns } from '../support/intents/harness.ts'
import { ORACLE, PASSES_ALL, TURNED_AROUND } from '../support/intents/judge.ts'
import { NAMED_PIPELINES } from '../support/intents/named-pipelines.ts'
import { scoreLine, sumOf } from '../support/intents/print-scores.ts'

test.each(NAMED_PIPELINES.map((pipeline) => [pipeline.name, pipeline] as const))(
  '%s can be run honestly',
  (_, pipeline) => {
    expect([...honestRuns(pipeline, new Chance(seed()), 5)]).toHaveLength(5)
  }
)

describe('the harness', () => {
  const over = (judge: typeof ORACLE): ReturnType<typeof sumOf> =>
    sumOf(
      judge.name,
      NAMED_PIPELINES.map((pipeline) => holdAgainst({ pipeline, judge, chance: new Chance(seed()), runs: 1, oneIn: 4 }))
    )

  test('has nothing against the oracle', () => {
    const score = over(ORACLE)
    process.stdout.write(`${scoreLine(score)}\n`)
    expect(score).toMatchObject({ passed: 0, refused: 0, disagreements: [] })
    expect(score.good).toBeGreaterThan(100)
    expect(score.bad).toBeGreaterThan(1000)
  })

  test('notices a judge that is turned around', () => {
    const score = over(TURNED_AROUND)
    expect(score.refused).toBe(score.good)
    expect(score.passed).toBe(score.bad)
  })

  test('notices a judge that passes all', () => {
    const score = over(PASSES_ALL)
    expect(score.refused).toBe(0)
    expect(score.passed).toBe(score.bad)
    expect(score.artifacts.passed).toBe(score.artifacts.bad)
  })
})
