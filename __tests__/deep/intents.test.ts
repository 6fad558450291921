// SPDX-License-Identifier: Apache-2.0
// Random pipelines in intents: whoever judges runs agrees with the oracle.
import { expect, test } from '@jest/globals'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { holdAgainst, type Score } from '../support/intents/harness.ts'
import { ORACLE } from '../support/intents/judge.ts'
import { disagreementText, sumOf } from '../support/intents/print-scores.ts'
import { randomPipeline } from '../support/intents/random-pipeline.ts'

const JUDGES = [ORACLE]

test.each(JUDGES.map((judge) => [judge.name, judge] as const))(
  '%s agrees with the oracle',
  async (name, judge) => {
    const count = caseCount(2000)
    const chance = new Chance(seed())
    const scores: Score[] = []
    for (let index = 0; index < count; index += 1) {
      const pipeline = randomPipeline(chance, `random ${index}`)
      scores.push(await holdAgainst({ pipeline, judge, chance, runs: 2, oneIn: 10 }))
    }
    const { good, bad, passed, refused, disagreements } = sumOf(name, scores)
    report(`intents by ${name}`, count, seed(), { good, refused, bad, passed })
    expect(disagreements.slice(0, 10).map(disagreementText)).toEqual([])
    expect([good > count, bad > count]).toEqual([true, true])
  },
  1_800_000
)
